"""The book of cases on a screen: a counter, a period, the lines in it; and the books that there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from motcua.cases.queries.book import PAGE, Book, books_of, entered, lines_in
from motcua.cases.queries.counter import counters_of
from motcua.cases.rules.book import Stretch
from motcua.doors.registers.page import page
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.typed_words import number
from motcua.kernel.moments import local_date

_LAST_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address or a form asks of the book; ``wrong`` says why it names no lines."""

    counter_id: int
    first: str
    last: str
    stretch: Stretch | None
    wrong: str = ""

    @property
    def query(self) -> str:
        """The same as an address."""
        return urlencode({"quay": str(self.counter_id), "tu": self.first, "den": self.last})


@needs("case.read")
def book(request: HttpRequest) -> HttpResponse:
    """The lines of the period asked for (unless told, this year) at a counter that the reader may read."""
    actor, offices = request.actor, offices_of(request)  # type: ignore[attr-defined]
    books = books_of(actor, offices=offices)
    wanted = wanted_of(request, request.GET, books)
    at_page = min(max(number(request.GET.get("trang")) or 1, 1), _LAST_PAGE)
    total = lines_in(wanted.stretch, actor=actor) if wanted.stretch else 0
    shown = {
        "books": books,
        "counters": {each.counter_id: each.counter for each in books},
        "wanted": wanted,
        "total": total,
        "lines": entered(wanted.stretch, actor=actor, page=at_page) if wanted.stretch else [],
        "page": at_page,
        "pages": -(-total // PAGE),
        "query": f"?{wanted.query}&",
    }
    return page(request, "registers/book.html", shown, here="book")


def wanted_of(request: HttpRequest, told: Mapping[str, str], books: Iterable[Book]) -> Wanted:
    """The counter and the period that ``told`` names; a counter whose book the reader may not read is replaced by his own."""
    counters = list(dict.fromkeys(each.counter_id for each in books))
    own = counters_of(request.actor, "case.receive")  # type: ignore[attr-defined]
    asked = number(told.get("quay"))
    counter_id = next((each for each in (asked, *sorted(own), *counters) if each in counters), 0)
    today = local_date(request.now)  # type: ignore[attr-defined]
    first, last = told.get("tu") or f"{today.year}-01-01", told.get("den") or f"{today.year}-12-31"
    days = _day(first), _day(last)
    wrong = _why_no_period(*days) if counter_id else "Chưa có sổ nào: sổ bắt đầu từ hồ sơ đầu tiên được tiếp nhận."
    stretch = None if wrong or None in days else Stretch(counter_id, *days)  # type: ignore[arg-type]
    return Wanted(counter_id, first, last, stretch, wrong)


def _why_no_period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "Ngày chưa đúng. Hãy chọn lại ngày đầu và ngày cuối."
    return "Ngày cuối sớm hơn ngày đầu. Hãy đổi lại hai ngày." if last < first else ""


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
