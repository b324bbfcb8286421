"""The rules of a case: its states and acts, its numbers, its measures and what its slips say; depends on the law and the kernel."""
