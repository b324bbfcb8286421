"""The reports that a replay is asked for: ``bieu-06:PERIOD`` over all offices of the scenario (scenario contract, section 4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from motcua.doors.console.main import BadInput
from motcua.law.periods import Period, PeriodError, parse_period

_LATER = ("index-61", "standing")
"""Reports of the contract that come with work of their own."""


def periods_asked(reports: Iterable[str]) -> dict[str, Period]:
    """Each report as it was typed, and its period; BadInput for one that cannot be made."""
    return {typed: _period(typed) for typed in reports}


def _period(typed: str) -> Period:
    form, _, period = typed.partition(":")
    if form in _LATER:
        raise BadInput(f"--report {typed}: báo cáo {form} sẽ có ở phiên bản sau; bỏ --report này để xem kết quả từng hồ sơ")
    if form != "bieu-06":
        raise BadInput(f"--report {typed}: không có báo cáo “{form}”; hãy ghi bieu-06:KỲ, ví dụ bieu-06:2021-Q1")
    try:
        return parse_period(period)
    except PeriodError as error:
        raise BadInput(f"--report {typed}: {error}") from error


def reports_of(periods: dict[str, Period], *, authority_id: int, as_of: datetime | None) -> dict[str, Any]:
    """Each report as it was typed, and its figures; as of the end of its period, or of an earlier ``as_of`` that was asked for."""
    from motcua.offices.queries import directory
    from motcua.reports.facts import Asked, facts_of

    offices = frozenset(directory(authority_id).offices)
    return {typed: told_of(facts_of(Asked(authority_id, offices, period, as_of))) for typed, period in periods.items()}


def told_of(facts: Any, *, corrections: int = 0) -> dict[str, Any]:
    """Rows, total and footnotes of Biểu 06 in the words of the contract."""
    from motcua.reports.tally import FOOTNOTES, by_field, figures

    return {
        "rows": [{"field": field, **_plain(figures(part))} for field, part in by_field(facts).items()],
        "total": _plain(figures(facts)),
        "footnotes": {**_plain(figures(facts, cells=FOOTNOTES)), "corrections": corrections},
    }


def _plain(told: dict[Any, int]) -> dict[str, int]:
    return {cell.value: figure for cell, figure in told.items()}
