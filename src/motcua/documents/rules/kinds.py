"""What a file is, told by its bytes and never by its name; whoever is two things at once is refused."""

from enum import StrEnum

from motcua.documents.rules import heic, jpeg, pdf, png
from motcua.documents.rules.unfit import Unfit, unfit


class FileKind(StrEnum):
    """The four kinds that papers are taken in as; a form or a result may be a DOCX, which ``kind_of`` never says (see word_file)."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    DOCX = "docx"


_REFUSED: tuple[tuple[bytes, Unfit], ...] = (
    (b"PK", Unfit.ARCHIVE), (b"Rar!", Unfit.ARCHIVE), (b"7z\xbc\xaf", Unfit.ARCHIVE), (b"\x1f\x8b", Unfit.ARCHIVE),
    (b"BZh", Unfit.ARCHIVE), (b"\xfd7zXZ", Unfit.ARCHIVE), (b"MSCF", Unfit.ARCHIVE), (b"\x28\xb5\x2f\xfd", Unfit.ARCHIVE),
    (b"\xd0\xcf\x11\xe0", Unfit.DOCUMENT), (b"{\\rtf", Unfit.DOCUMENT), (b"%!PS", Unfit.DOCUMENT), (b"AT&TFORM", Unfit.DOCUMENT),
    (b"MZ", Unfit.PROGRAM), (b"\x7fELF", Unfit.PROGRAM), (b"#!", Unfit.PROGRAM), (b"\xca\xfe\xba\xbe", Unfit.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Unfit.PROGRAM), (b"\x00asm", Unfit.PROGRAM), (b"L\x00\x00\x00\x01\x14\x02\x00", Unfit.PROGRAM),
    (b"GIF8", Unfit.OTHER_PICTURE), (b"BM", Unfit.OTHER_PICTURE), (b"II*\x00", Unfit.OTHER_PICTURE), (b"MM\x00*", Unfit.OTHER_PICTURE),
    (b"RIFF", Unfit.OTHER_PICTURE), (b"\x00\x00\x01\x00", Unfit.OTHER_PICTURE), (b"\x00\x00\x00\x0cjP  ", Unfit.OTHER_PICTURE),
)  # fmt: skip
_OFFICE_PARTS = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/vnd.oasis", b"[Content_Types].xml")
_MARKUP = (b"<svg", b"<html", b"<!doctype", b"<script", b"<?xml", b"<?php", b"<body", b"<iframe", b"<img", b"<head", b"javascript:")
_HEAD = 4096


def kind_of(content: bytes) -> FileKind:
    """The kind of a file that is one whole thing from its first byte to its last; else ``file-unfit``, with the reason."""
    if not content:
        unfit(Unfit.EMPTY)
    for kind, is_one, must_end in _KINDS:
        if is_one(content):
            must_end(content)
            return kind
    return unfit(_what_else(content))


def _what_else(content: bytes) -> Unfit:
    """What a file is that is none of ours, as far as its beginning tells."""
    for sign, why in _REFUSED:
        if content.startswith(sign):
            is_office = why is Unfit.ARCHIVE and any(part in content[:_HEAD] for part in _OFFICE_PARTS)
            return Unfit.DOCUMENT if is_office else why
    head = content[:_HEAD].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lower()
    if any(sign in head for sign in _MARKUP):
        return Unfit.WEB_PAGE
    return Unfit.TWO_IN_ONE if b"%pdf-" in head else Unfit.UNKNOWN


_KINDS = (
    (FileKind.PDF, pdf.is_one, pdf.must_be_alone),
    (FileKind.JPEG, jpeg.is_one, jpeg.must_be_alone),
    (FileKind.PNG, png.is_one, png.must_be_alone),
    (FileKind.HEIC, heic.is_one, heic.must_be_alone),
)
