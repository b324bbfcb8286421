"""Acts upon files that belong to no case yet."""
