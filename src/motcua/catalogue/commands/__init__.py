"""The acts upon the catalogue, one legal act a file."""
