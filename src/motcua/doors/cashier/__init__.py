"""The cashier's door: what is owed, receipts, the drawer and its close."""
