"""Which report an address or a form names: an office, alone or with those below it, and a period; and the address of each figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.http import urlencode

from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.typed_words import number
from motcua.kernel.moments import local_date
from motcua.law.periods import PeriodError, in_words, key_of, keys_of_year, parse_period
from motcua.offices.rules.directory import Directory
from motcua.reports.queries import Figure, Wanted, reach_of
from motcua.reports.tally import Basis, Cell

BETWEEN = "khoang"
"""Chosen as the period where both dates are told."""
ALONE = "rieng"
_DECEMBER = 12
_FIRST_OF_YEAR = 15
_YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as typed; ``wrong`` says why it names no report."""

    office_id: int
    is_with_below: bool
    period_key: str
    first: str
    last: str
    wanted: Wanted | None
    wrong: str = ""

    @property
    def query(self) -> str:
        """The same as an address."""
        return urlencode(self.fields)

    @property
    def fields(self) -> dict[str, str]:
        """The same as the fields of a form."""
        scope = {} if self.is_with_below else {"pham-vi": ALONE}
        dates = {"tu": self.first, "den": self.last} if self.period_key == BETWEEN else {}
        return {"ky": self.period_key, **dates, "co-quan": str(self.office_id), **scope}


def asked_of(request: HttpRequest, told: Mapping[str, str]) -> Asked:
    """The report that ``told`` names; unless told, of the reader's own office with those below it, in the quarter that runs."""
    today = local_date(request.now)  # type: ignore[attr-defined]
    office_id = _office(request, told)
    is_with_below = told.get("pham-vi") != ALONE
    key = told.get("ky") or _running_quarter(today)
    first, last = told.get("tu", ""), told.get("den", "")
    try:
        period = parse_period(f"{first}..{last}" if key == BETWEEN else key)
    except PeriodError as error:
        wrong = "Hãy chọn cả ngày đầu và ngày cuối." if key == BETWEEN and not (first and last) else str(error)
        return Asked(office_id, is_with_below, key, first, last, None, wrong)
    if period.first > today:
        wrong = f"Kỳ báo cáo bắt đầu ngày {period.first:%d/%m/%Y}, chưa đến. Hãy chọn kỳ khác."
        return Asked(office_id, is_with_below, key, first, last, None, wrong)
    if (named := key_of(period)) not in named_keys(today):
        key, first, last = BETWEEN, period.first.isoformat(), period.last.isoformat()
    else:
        key = named
    return Asked(office_id, is_with_below, key, first, last, Wanted(office_id, is_with_below, period))


def _office(request: HttpRequest, told: Mapping[str, str]) -> int:
    """The office that is told, whether the reader reaches it or not; unless told, the one at which he may read reports."""
    asked, offices = number(told.get("co-quan")), offices_of(request)
    own = [grant.office_id for grant in request.actor.grants if "report.read" in grant.permissions]  # type: ignore[attr-defined]
    return asked if asked in offices.offices else own[0]


def year_of(today: date) -> int:
    """The year of reports that ``today`` lies in: it begins on 15 December."""
    return today.year + (today.month == _DECEMBER and today.day >= _FIRST_OF_YEAR)


def _running_quarter(today: date) -> str:
    keys = [f"{year_of(today)}-Q{quarter}" for quarter in range(1, 5)]
    return next(key for key in keys if today <= parse_period(key).last)


def named_keys(today: date) -> dict[str, str]:
    """The periods to choose from and their names, the latest first: those of the last years that have begun."""
    years = range(year_of(today), year_of(today) - _YEARS_BACK, -1)
    periods = {key: parse_period(key) for year in years for key in keys_of_year(year)}
    return {key: in_words(period) for key, period in periods.items() if period.first <= today}


def choices_of(today: date) -> dict[str, dict[str, str]]:
    """Year → its periods to choose from."""
    years: dict[str, dict[str, str]] = {}
    for key, words in named_keys(today).items():
        years.setdefault(f"Năm {key[:4]}", {})[key] = words
    return years


def offices_to_choose(request: HttpRequest) -> list[tuple[int, str]]:
    """The offices whose reports the reader may read, each below the one that it stands under, set in by two signs a step."""
    known = offices_of(request)
    reach = reach_of(request.actor)  # type: ignore[attr-defined]
    mine = sorted(reach, key=lambda office_id: _path(office_id, known))
    return [(office_id, f"{'– ' * _depth(office_id, known, reach)}{known.offices[office_id].name}") for office_id in mine]


def _path(office_id: int, known: Directory) -> tuple[int, ...]:
    return tuple(reversed(known.above(office_id)))


def _depth(office_id: int, known: Directory, reach: frozenset[int]) -> int:
    return sum(above in reach for above in known.above(office_id)) - 1


# ---- one figure --------------------------------------------------------------------------------------------------------------

_FIRST = "dau"
_CORRECTION = "dinh-chinh"


def figure_of(told: Mapping[str, str]) -> Figure:
    """The figure that an address names; one that is unknown is the first column."""
    cell = told.get("o", "")
    return Figure(
        cell=Cell(cell) if cell in list(Cell) else Cell.RECEIVED,
        basis=Basis.FIRST if told.get("theo") == _FIRST else Basis.IN_FORCE,
        field=told["linh-vuc"].replace("\0", "") if "linh-vuc" in told else None,
        is_correction=told.get("dong") == _CORRECTION,
    )


def figure_query(figure: Figure) -> str:
    """The same as an address."""
    told = {"o": figure.cell.value}
    if figure.basis is Basis.FIRST:
        told["theo"] = _FIRST
    if figure.is_correction:
        told["dong"] = _CORRECTION
    elif figure.field is not None:
        told["linh-vuc"] = figure.field
    return urlencode(told)
