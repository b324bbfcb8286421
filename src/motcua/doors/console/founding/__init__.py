"""A new installation: what an office is asked, its people, and the plan that it is founded with."""
