"""The statutory slips on paper: Typst templates filled with frozen slips; depends on the rules of cases."""
