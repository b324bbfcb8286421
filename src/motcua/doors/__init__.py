"""Where people and machines come in: each door translates between them and the rooms, and does no more; depends on every room."""
