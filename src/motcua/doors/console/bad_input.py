"""The one way in which a command refuses what it was given."""


class BadInput(Exception):
    """What the operator gave cannot be used; the message says where, why and what to do, in one line or one a flawed line."""
