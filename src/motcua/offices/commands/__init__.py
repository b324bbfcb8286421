"""The acts upon offices, one legal act a file."""
