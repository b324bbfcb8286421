"""The words of a Word file, paragraph by paragraph, and named places in them filled: text put in place of text, and nothing else.

There is no template language: a place is ``{{ name }}``, a name is letters, digits and ``_``. What a value says is written as text, so
that it can neither make a place nor leave one; every byte that is not a filled place stays as it was.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from motcua.documents.rules.unfit import Unfit, unfit
from motcua.documents.rules.word_file import Parts, packed, parts_of, text_parts

MOST_PARAGRAPHS, MOST_SIGNS = 3000, 300_000
"""Of one file, headers and footers included."""

PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_]{0,59})\s*\}\}")
_OPENING = re.compile(r"\{\{.{0,60}|\{%.{0,60}|\{#.{0,60}")
_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_AS_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FIELDS_KEPT = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of a paragraph; ``start`` and ``end`` are where its element lies in the bytes, both 0 for a tab or a break."""

    text: str
    start: int = 0
    end: int = 0
    tag: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph as its pieces; ``is_second``: it repeats, for old programs, what stands elsewhere."""

    is_second: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text for piece in self.pieces)


def words_of(content: bytes) -> tuple[str, ...]:
    """Every paragraph that says something, the body first, then headers and footers; ``file-unfit`` when it is no plain Word file."""
    parts = parts_of(content)
    told = [paragraph.text for name in text_parts(parts) for paragraph in _paragraphs(parts[name]) if not paragraph.is_second]
    said = tuple(" ".join(text.split()) for text in told if text.strip())
    if not said:
        unfit(Unfit.NO_WORDS)
    if len(told) > MOST_PARAGRAPHS or sum(map(len, said)) > MOST_SIGNS:
        unfit(Unfit.TOO_LONG)
    return said


def places_in(paragraph: str) -> tuple[str, ...]:
    """The names of the places in a paragraph, in their order."""
    return tuple(PLACE.findall(paragraph))


def broken_places_in(paragraph: str) -> tuple[str, ...]:
    """What looks like a place or like a command of a template language and is neither."""
    return tuple(_OPENING.findall(PLACE.sub("", paragraph)))


def filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """The file with every place that ``values`` names filled; other places stay."""
    parts: Parts = parts_of(content)
    told = set(text_parts(parts))
    return packed({name: _part_filled(part, values) if name in told else part for name, part in parts.items()})


def _part_filled(part: bytes, values: Mapping[str, str]) -> bytes:
    changed = [change for paragraph in _paragraphs(part) for change in _changes(paragraph, values)]
    for piece, text in sorted(changed, key=lambda change: change[0].start, reverse=True):
        part = part[: piece.start] + _element(piece.tag, text) + part[piece.end :]
    return part


def _changes(paragraph: Paragraph, values: Mapping[str, str]) -> Iterator[tuple[Piece, str]]:
    """The pieces of a paragraph that say something else once it is filled; a place may begin in one piece and end in another."""
    found = [(match.start(), match.end(), values[match[1]]) for match in PLACE.finditer(paragraph.text) if match[1] in values]
    at = 0
    for piece in paragraph.pieces:
        end, said = at + len(piece.text), ""
        last = at
        for start, stop, value in found:
            if stop <= at or start >= end:
                continue
            said += piece.text[last - at : max(start, last) - at] + (value if start >= at else "")
            last = min(stop, end)
        if last > at and piece.tag:
            yield piece, said + piece.text[last - at :]
        at = end


def _element(tag: str, text: str) -> bytes:
    """A text element that says ``text``; lines are broken as Word breaks them."""
    prefix = tag[:-1]
    said = _NOT_IN_XML.sub("", text).split("\n")
    lines = [f'<{tag} xml:space="preserve">{escape(line)}</{tag}>' for line in said]
    return f"<{prefix}br/>".join(lines).encode()


def _paragraphs(part: bytes) -> list[Paragraph]:
    return _Reading(part).paragraphs


class _Reading:
    """One part read from beginning to end; text boxes lie inside the paragraph that holds them, and are paragraphs of their own."""

    def __init__(self, part: bytes) -> None:
        self.part, self.paragraphs = part, list[Paragraph]()
        self._open, self._fields = list[Paragraph](), list[str]()
        self._fallback, self._said, self._start = 0, "", 0
        self._reads = ""
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self._begin, self._end, self._say
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            unfit(Unfit.BROKEN)

    def _begin(self, name: str, told: dict[str, str]) -> None:
        self._fallback += name == _FALLBACK
        tag = _local(name)
        if tag in _TRACKED:
            unfit(Unfit.TRACKED)
        if tag == "p":
            self._open.append(Paragraph(is_second=self._fallback > 0))
            self.paragraphs.append(self._open[-1])
        elif tag in ("t", "instrText"):
            self._reads, self._said, self._start = tag, "", self._parser.CurrentByteIndex
        elif tag in _AS_TEXT and self._open:
            self._open[-1].pieces.append(Piece(_AS_TEXT[tag]))
        elif tag == "fldSimple":
            _must_be_kept(_told(told, "instr"))
        elif tag == "fldChar":
            self._field(_told(told, "fldCharType"))

    def _field(self, turn: str) -> None:
        if turn == "begin":
            self._fields.append("")
        elif self._fields:
            _must_be_kept(self._fields[-1])
            if turn == "end":
                self._fields.pop()

    def _say(self, text: str) -> None:
        if self._reads:
            self._said += text

    def _end(self, name: str) -> None:
        tag = _local(name)
        if tag == "p" and self._open:
            self._open.pop()
        elif tag == "instrText" and self._reads:
            if not self._fields:
                _must_be_kept(self._said)
            else:
                self._fields[-1] += self._said
            self._reads = ""
        elif tag == "t" and self._reads:
            self._reads = ""
            if self._open and not self._fields:
                self._open[-1].pieces.append(Piece(self._said, self._start, *self._closing()))
        self._fallback -= name == _FALLBACK

    def _closing(self) -> tuple[int, str]:
        """Where the element that ends here ends in the bytes, and how its tag is written."""
        at = self._parser.CurrentByteIndex
        tag = re.match(rb"<([^\s/>]+)", self.part[self._start : self._start + 200])
        if tag is None:
            unfit(Unfit.BROKEN)
        return self.part.index(b">", at) + 1, tag[1].decode()


def _local(name: str) -> str:
    """The name of an element of Word's own; nothing for any other."""
    space = next((space for space in _SPACES if name.startswith(space)), None)
    return name.removeprefix(space) if space else ""


def _told(attributes: Mapping[str, str], wanted: str) -> str:
    return next((value for name, value in attributes.items() if name.rsplit(" ", 1)[-1] == wanted), "")


def _must_be_kept(instruction: str) -> None:
    """Fields that count pages alone are let through: others fetch, link or change what is printed."""
    words = instruction.split()
    if words and words[0].upper() not in _FIELDS_KEPT:
        unfit(Unfit.FIELD_CODE, part=words[0][:40])
