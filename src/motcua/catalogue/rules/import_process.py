"""Internal processes (quy trình nội bộ) as provinces decide them: the steps of a procedure with who does each and how long it may take.

A decision tells neither the statutory limit, nor papers, nor which of our roles does a step; every row therefore waits as a draft. Times
are working hours, eight to a day, as the list itself converts them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.catalogue.rules import row_checks
from motcua.catalogue.rules.drafts import Defect, DefectKind, ProcedureDraft, ProcessStep, disposition_of
from motcua.law.limits import TimeLimit, limit

Row = Mapping[str, Any]

_LONGEST_NAME = 200
_TOLERANCE = 0.01


def read_rows(rows: Sequence[Row]) -> tuple[ProcedureDraft, ...]:
    """Every row of the file as a draft, in its order, each with what is wrong with it."""
    codes = row_checks.repeats(DefectKind.DUPLICATE_CODE, [row["code"] for row in rows])
    return tuple(_draft(number, row, codes[number - 1]) for number, row in enumerate(rows, 1))


def _draft(number: int, row: Row, repeated: tuple[Defect, ...]) -> ProcedureDraft:
    defects = (*repeated, *_defects(row))
    return ProcedureDraft(
        row=number,
        code=row["code"],
        name=row["title"],
        field="",
        agency="",
        decision=row["source"],
        applicants=(),
        legal_basis=(),
        results=(),
        channel_limits=(),
        papers=(),
        fees=(),
        source=row["source"],
        defects=defects,
        disposition=disposition_of(defects),
        process=tuple(ProcessStep(f"{step['task']} ({step['role']})"[:_LONGEST_NAME], _time(step)) for step in row["steps"]),
    )


def _time(step: Row) -> TimeLimit | None:
    """The working hours of a step; none where the decision counts no time for it."""
    return limit(f"{step['hours']:g}", "hour") if step["hours"] else None


def _defects(row: Row) -> Iterator[Defect]:
    if not row["code"]:
        yield Defect(DefectKind.NO_CODE)
    yield Defect(DefectKind.NO_AGENCY, "Cơ quan thực hiện")
    yield Defect(DefectKind.NO_METHODS)
    yield Defect(DefectKind.NO_PAPERS, "Thành phần hồ sơ")
    yield Defect(DefectKind.STEP_ROLES_IN_PROSE, "Các bước", f"{len(row['steps'])} bước")
    for step in row["steps"]:
        if not step["hours"]:
            yield Defect(DefectKind.STEP_WITHOUT_TIME, f"Bước {step['no']}", step["time_text"] or "để trống")
    total = sum(step["hours"] or 0 for step in row["steps"])
    if abs(total - row["sum_hours"]) > _TOLERANCE:
        yield Defect(DefectKind.STEPS_SUM_DIFFERS, "Các bước", f"cộng lại {total:g} giờ, ghi {row['sum_hours']:g} giờ")
