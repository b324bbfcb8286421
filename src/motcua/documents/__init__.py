"""Files as they came, kept untouched, and the harmless pictures of their pages that alone are shown; knows its subjects by id only."""
