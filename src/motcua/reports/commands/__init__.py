"""The acts upon a report."""
