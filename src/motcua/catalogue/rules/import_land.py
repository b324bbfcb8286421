"""A province's list of time limits of land procedures with their two appointments (hẹn lần 1, hẹn lần 2): no codes, papers or agencies.

Every row therefore waits as a draft; two appointments that make up the whole become two steps with the payment between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.catalogue.rules import row_checks
from motcua.catalogue.rules.drafts import ChannelLimit, Defect, DefectKind, ProcedureDraft, disposition_of
from motcua.law.limits import LimitError, TimeLimit, parse_limit

Row = Mapping[str, Any]

_NAME_LENGTH = 240
"""The file cuts a name at this length."""


def read_rows(rows: Sequence[Row]) -> tuple[ProcedureDraft, ...]:
    """Every row of the file as a draft, in its order, each with what is wrong with it."""
    names = row_checks.repeats(DefectKind.DUPLICATE_NAME, [row["procedure"] for row in rows])
    return tuple(_draft(number, row, names[number - 1]) for number, row in enumerate(rows, 1))


def _draft(number: int, row: Row, repeated: tuple[Defect, ...]) -> ProcedureDraft:
    defects = (*repeated, *_defects(row))
    return ProcedureDraft(
        row=number,
        code="",
        name=row["procedure"],
        field="Đất đai",
        agency="",
        decision=row["source"],
        applicants=(),
        legal_basis=(f"Điều {row['article']}, {row['source']}",),
        results=(),
        channel_limits=(ChannelLimit("counter", _limit(row, "total")),),
        papers=(),
        fees=(),
        source=row["source"],
        defects=defects,
        disposition=disposition_of(defects),
        appointments=_appointments(row),
    )


def _limit(row: Row, part: str) -> TimeLimit | None:
    """The limit that a number of the row and its unit state; none where they state none."""
    try:
        return None if row[part] is None else parse_limit(f"{row[part]} {row['unit']}")
    except LimitError:
        return None


def _appointments(row: Row) -> tuple[TimeLimit, ...]:
    """Both appointments where they make up the whole; else none."""
    first, second, whole = (_limit(row, part) for part in ("appointment_1", "appointment_2", "total"))
    if first is None or second is None or whole is None or first.value + second.value != whole.value:
        return ()
    return (first, second)


def _defects(row: Row) -> Iterator[Defect]:
    yield Defect(DefectKind.NO_CODE)
    yield Defect(DefectKind.NO_AGENCY, "Cơ quan thực hiện")
    yield Defect(DefectKind.NO_PAPERS, "Thành phần hồ sơ")
    if len(row["procedure"]) >= _NAME_LENGTH:
        yield Defect(DefectKind.NAME_CUT, "Tên thủ tục", f"… {row['procedure'][-40:]}")
    if _limit(row, "total") is None:
        yield Defect(DefectKind.LIMIT_UNUSABLE, "Thời hạn", f"{row['total']} {row['unit']}")
    if (row["appointment_1"], row["appointment_2"]) != (None, None) and not _appointments(row):
        told = f"lần 1: {row['appointment_1']}, lần 2: {row['appointment_2']}, tổng: {row['total']} {row['unit']}"
        yield Defect(DefectKind.APPOINTMENTS_UNFIT, "Hẹn hai lần", told)
