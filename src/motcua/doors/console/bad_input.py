"""The one way in which a command refuses what it was given."""


class BadInput(Exception):
    """What the operator gave cannot be used; the message is one line that says where, why and what to do."""
