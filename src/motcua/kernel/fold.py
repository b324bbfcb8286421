"""Text folded for searching: "Đất đai", "dat dai" and a decomposed "đất đai" all become "dat dai"."""

import unicodedata

_LETTERS = str.maketrans({"đ": "d", "ð": "d", "’": "'", "ʼ": "'", "‘": "'"})


def fold(text: str) -> str:
    """``text`` in lower case without marks and with single spaces; the order of its words is kept."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    bare = "".join(sign for sign in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(sign))
    return " ".join(bare.translate(_LETTERS).split())
