"""The statutory forms: rows, columns, period and basis, one file a form."""
