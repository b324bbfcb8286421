"""Telephone numbers as slips write them, so that one number is not kept in three ways."""

_GROUPED = 10


def phone_digits(typed: str) -> str:
    """The digits of a number, with Viet Nam's +84 written as 0."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    return f"0{digits[2:]}" if typed.strip().startswith("+84") and len(digits) > _GROUPED else digits


def phone_in_groups(typed: str) -> str:
    """ "0905 123 421"; what is no number of ten digits stays as it was typed."""
    digits = phone_digits(typed)
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}" if len(digits) == _GROUPED else " ".join(typed.split())
