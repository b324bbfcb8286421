"""A Word file (DOCX) taken apart: which parts it may have, and what makes it refused; nothing in it is ever run, followed or opened."""

import io
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from motcua.documents.rules.unfit import Unfit, unfit

MOST_PARTS, MOST_BYTES = 500, 60_000_000
"""Parts of one file, and bytes of all of them unpacked."""

BODY = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_END_OF_ZIP, _END_LENGTH = b"PK\x05\x06", 22
_TEXT_PARTS = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_EMBEDDED_FOLDERS = ("word/embeddings/", "word/activex/", "word/charts/embeddings/")
_EMBEDDED_KINDS = ("/oleobject", "/package", "/afchunk", "/control", "/subdocument", "/frame", "/activexcontrolbinary")
_MACRO_KINDS = ("/vbaproject", "/wordvbadata", "/keymapcustomizations", "/attachedtoolbars")
_OUTSIDE_KINDS = ("/attachedtemplate",)

Parts = Mapping[str, bytes]
"""Name → bytes, in the order of the file."""


def parts_of(content: bytes) -> Parts:
    """The parts of a Word file that holds text and pictures alone; else ``file-unfit``, with the reason and the part."""
    parts = _unpacked(content)
    for name, part in parts.items():
        _must_be_harmless(name, part)
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types:
        unfit(Unfit.MACRO, part=_TYPES)
    if BODY not in parts or not any(kind.encode() in types for kind in _MAIN):
        unfit(Unfit.NOT_WORD)
    return parts


def text_parts(parts: Parts) -> list[str]:
    """The names of the parts whose words are printed: the body first."""
    return [BODY, *(name for name in parts if name.startswith(_TEXT_PARTS) and name.endswith(".xml"))]


def packed(parts: Parts) -> bytes:
    """The parts as a file again; the same parts give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, compress_type=zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _unpacked(content: bytes) -> dict[str, bytes]:
    if not content:
        unfit(Unfit.EMPTY)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        unfit(Unfit.OLD_WORD)
    if not content.startswith(b"PK\x03\x04"):
        unfit(Unfit.NOT_WORD)
    if content[-_END_LENGTH:-18] != _END_OF_ZIP:
        unfit(Unfit.TWO_IN_ONE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _all_of(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, UnicodeDecodeError, ValueError):
        unfit(Unfit.BROKEN)


def _all_of(archive: zipfile.ZipFile) -> dict[str, bytes]:
    files = [each for each in archive.infolist() if not each.is_dir()]
    if len(files) > MOST_PARTS:
        unfit(Unfit.TOO_HEAVY)
    if len({each.filename.lower() for each in files}) < len(files):
        unfit(Unfit.TWO_IN_ONE)
    parts, left = dict[str, bytes](), MOST_BYTES
    for each in files:
        if each.flag_bits & 1:
            unfit(Unfit.OLD_WORD)
        with archive.open(each) as stream:
            parts[each.filename] = stream.read(left + 1)
        left -= len(parts[each.filename])
        if left < 0:
            unfit(Unfit.TOO_HEAVY)
    return parts


def _must_be_harmless(name: str, part: bytes) -> None:
    low = name.lower()
    if "vba" in low.rsplit("/", 1)[-1]:
        unfit(Unfit.MACRO, part=name)
    if low.startswith("word/comments"):
        unfit(Unfit.TRACKED)
    is_drawn = low.startswith(("word/media/", "docprops/")) and low.endswith(_PICTURES)
    is_font = low.startswith("word/fonts/") and low.endswith(".odttf")
    if low.startswith(_EMBEDDED_FOLDERS) or not (low.endswith((".xml", ".rels")) or is_drawn or is_font):
        unfit(Unfit.EMBEDDED, part=name)
    if low.endswith((".xml", ".rels")):
        _read(part, name if low.endswith(".rels") else "")


def _read(part: bytes, relations: str) -> None:
    """Every XML part is whole, in UTF-8 and without definitions of its own; relations lead nowhere outside."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = lambda *_: unfit(Unfit.BROKEN)
    parser.XmlDeclHandler = _must_be_utf8
    if relations:
        parser.StartElementHandler = lambda name, told: _must_stay_inside(name, told, relations)
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        unfit(Unfit.BROKEN)


def _must_be_utf8(_: str, encoding: str | None, __: int) -> None:
    if encoding and encoding.lower() != "utf-8":
        unfit(Unfit.BROKEN)


def _must_stay_inside(name: str, told: dict[str, str], relations: str) -> None:
    if not name.endswith(" Relationship"):
        return
    kind = told.get("Type", "").lower()
    if kind.endswith(_MACRO_KINDS):
        unfit(Unfit.MACRO, part=relations)
    if told.get("TargetMode", "").lower() == "external" or kind.endswith(_OUTSIDE_KINDS):
        unfit(Unfit.LINKED, part=told.get("Target", relations)[:80])
    if kind.endswith(_EMBEDDED_KINDS):
        unfit(Unfit.EMBEDDED, part=told.get("Target", relations)[:80])
