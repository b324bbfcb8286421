"""The book on paper: a short stretch at once, a long one while the officer watches how far it is."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from motcua.cases.commands.print_book import print_book
from motcua.cases.queries.book import book_head, book_rows, books_of
from motcua.cases.rules.book import BookHead, Stretch
from motcua.doors.registers.book import wanted_of
from motcua.doors.registers.kept import keep, kept
from motcua.doors.registers.page import framed
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.papers.binding import Binding
from motcua.doors.shared.pdf import pdf

AT_ONCE = 1_000
"""How many lines are set before the officer would wonder: about a second."""
_STEPS = 50
_HERE = "<!-- progress -->"


@needs("case.read", methods=("POST",))
def print_lines(request: HttpRequest) -> HttpResponseBase:
    """The lines asked for as a PDF, or the page that tells how far it has come; either is noted in the journal."""
    actor, offices, now = request.actor, offices_of(request), request.now  # type: ignore[attr-defined]
    wanted = wanted_of(request, request.POST, books_of(actor, offices=offices))
    if wanted.stretch is None:
        return redirect(f"{reverse('book')}?{wanted.query}")
    lines = print_book(actor=actor, at=now, stretch=wanted.stretch)
    head, form_set = book_head(wanted.stretch, lines=lines, actor=actor, offices=offices, now=now)
    binding = Binding(head, form_set=form_set)
    steps = binding.bind(book_rows(wanted.stretch, actor=actor, offices=offices))
    if lines > AT_ONCE:
        return _watched(request, binding, steps, head)
    for _ in steps:
        pass
    return pdf(binding.pdf(), name=_name(wanted.stretch))


@needs("case.read")
def fetch_book(request: HttpRequest) -> HttpResponse:
    """A long book that has just been set, for the officer who had it set and for an hour."""
    found = kept(request.GET.get("ma", ""), person_id=request.actor.person_id)  # type: ignore[attr-defined]
    if found is None:
        messages.warning(request, "Bản in đã hết hạn (giữ một giờ) hoặc không phải của bạn. Hãy in lại.")
        return redirect("book")
    return pdf(found, name="so-theo-doi-ho-so.pdf")


def _watched(request: HttpRequest, binding: Binding, steps: Iterator[int], head: BookHead) -> StreamingHttpResponse:
    """A page that grows while the book is set: each new line hides the one before it, the last one leads to the book.

    To close the page ends the work: nothing goes on behind the officer's back.
    """
    before, after = render_to_string("registers/printing.html", framed(request, {"head": head}, here="book"), request).split(_HERE)
    person_id = request.actor.person_id  # type: ignore[attr-defined]

    def told() -> Iterator[str]:
        yield before
        shown = 0
        for line in steps:
            if line - shown >= head.lines / _STEPS:
                shown = line
                yield _step(line, head.lines)
        code = keep(binding.pdf(), person_id=person_id)
        yield _finished(f"{reverse('book-file')}?{urlencode({'ma': code})}", head.lines)
        yield after

    answer = StreamingHttpResponse(told(), content_type="text/html; charset=utf-8")
    answer["X-Accel-Buffering"] = "no"
    return answer


def _step(line: int, lines: int) -> str:
    words = '<p class="step" role="status">Đã xếp {} trên {} dòng <progress value="{}" max="{}"></progress></p>\n'
    return format_html(words, _grouped(line), _grouped(lines), line, lines)


def _finished(address: str, lines: int) -> str:
    way = format_html('<a class="button button-primary" href="{}" data-primary>Mở sổ để in</a>', address)
    return format_html('<p class="step" role="status">Đã xếp xong {} dòng. {}</p>\n', _grouped(lines), way)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _name(stretch: Stretch) -> str:
    return f"so-theo-doi-ho-so-{stretch.first_on:%Y%m%d}-{stretch.last_on:%Y%m%d}.pdf"
