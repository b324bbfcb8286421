"""What every room may say: actors, refusals, facts, moments and folded text; depends on nothing but the standard library."""
