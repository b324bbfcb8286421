"""The demonstration: a made-up district with its offices, people and procedures, and the story of its first two months of 2021."""
