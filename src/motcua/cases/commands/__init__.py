"""The acts upon a case, one legal act a file."""
