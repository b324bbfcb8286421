"""A book on paper: its lines are set in parts and bound into one PDF, so that a year of a district needs the memory of a few pages."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from io import BytesIO
from typing import Any

import pikepdf

from motcua.cases.rules.book import BookHead, BookRow
from motcua.cases.rules.forms import FORMS, FormSet
from motcua.doors.shared.papers.printing import ISSUER_LINE, compiled, in_even_lines, printable

Chunk = tuple[BookRow, ...]
MARK = "line:"


class Binding:
    """A book in the making; ``bind`` tells after each part how many lines are set, ``pdf`` is the whole when it has ended.

    A part ends where a page ends: the lines of its last, unfinished page begin the next part, so that no page of the book is half empty.
    """

    def __init__(self, head: BookHead, *, form_set: FormSet) -> None:
        self._values = _values(head, form_set)
        self._bound = pikepdf.new()
        self._waiting: Chunk = ()
        self._set = 0
        self._first = ""

    def bind(self, chunks: Iterable[Chunk]) -> Iterator[int]:
        """Set the lines part by part; a book without a line is one page that says so."""
        for rows, is_last in _with_last(chunks):
            self._first = self._first or (rows[0].line_words if rows else "")
            self._add((*self._waiting, *rows), is_last=is_last)
            yield self._set

    def pdf(self) -> bytes:
        """The book as it is bound so far."""
        whole = BytesIO()
        self._bound.save(whole)
        return whole.getvalue()

    def _add(self, rows: Chunk, *, is_last: bool) -> None:
        part = {
            "rows": printable([asdict(row) for row in rows]),
            "first_page": len(self._bound.pages) + 1,
            "is_first": not self._bound.pages,
            "is_last": is_last,
            "first_line": self._first,
            "last_line": rows[-1].line_words if rows else "",
        }
        with pikepdf.open(BytesIO(compiled(self._values | part)[1])) as printed:
            pages = list(printed.pages)
            kept = len(rows) if is_last or len(pages) == 1 else _first_line_on(pages[-1])
            if kept < len(rows):
                pages.pop()
            for page in pages:
                if "/Annots" in page:
                    del page["/Annots"]
            self._bound.pages.extend(pages)
        self._waiting, self._set = rows[kept:], self._set + kept


def _first_line_on(page: pikepdf.Page) -> int:
    """The index of the first line on a page, which the template leaves as a link on its number."""
    return min(int(str(mark["/A"]["/URI"]).removeprefix(MARK)) for mark in page["/Annots"])


def bound_book(head: BookHead, chunks: Iterable[Chunk], *, form_set: FormSet) -> bytes:
    """The whole book as a PDF."""
    binding = Binding(head, form_set=form_set)
    for _ in binding.bind(chunks):
        pass
    return binding.pdf()


def _with_last(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bool]]:
    """Each chunk, and whether it is the last; one empty chunk when there is none."""
    waiting: Chunk | None = None
    for chunk in chunks:
        if waiting is not None:
            yield waiting, False
        waiting = chunk
    yield waiting or (), True


def _values(head: BookHead, form_set: FormSet) -> dict[str, Any]:
    entry, letterhead = FORMS[form_set, head.form], head.letterhead
    shown: dict[str, Any] = printable(asdict(head))
    return shown | {
        "title": entry.title,
        "document_title": f"{entry.title} {head.book}",
        "issuer": [in_even_lines(line, 2 * ISSUER_LINE) for line in (letterhead.superior, letterhead.authority, letterhead.unit) if line],
        "label": entry.label,
        "template": entry.template,
        "form_set": form_set,
        "number_line": "",
        "page_mark": f"Quyển số {head.book}",
    }
