"""The rules of fees: amounts, charges, VietQR, the drawer."""
