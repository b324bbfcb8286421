"""The command line: what an operator types; translates words into commands and queries and prints what came of it."""
