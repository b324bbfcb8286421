"""The registers: the book of cases, lists of results handed over, and the forms that papers are printed on."""
