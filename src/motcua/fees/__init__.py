"""Fees: what is owed for a case known by its id alone, receipts, the drawer; depends on the offices and what lies below them."""
