"""The public's pages: procedures searched without accents, and a case tracked by its number or its code."""
