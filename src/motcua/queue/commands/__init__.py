"""The acts upon a fee."""
