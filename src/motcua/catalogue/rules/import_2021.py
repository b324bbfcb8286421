"""The list of 37 procedures of the district era (portal, 08/2021): no codes, no papers, no steps, limits as typed.

Every row therefore waits as a draft; the reading shows how far each limit can be understood without guessing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.catalogue.rules import row_checks
from motcua.catalogue.rules.agencies import is_ours_with_district
from motcua.catalogue.rules.drafts import CHANNELS, Defect, DefectKind, FeeDraft, ProcedureDraft, disposition_of
from motcua.kernel.fold import fold
from motcua.law.limits import LimitError, TimeLimit, parse_limit

Row = Mapping[str, Any]

# What a limit that is no limit says, unmarked and in lower case; asked in this order.
_NO_LIMIT = (
    (DefectKind.METHOD_WITHOUT_DURATION, re.compile(r"")),
    (DefectKind.METHOD_WITHOUT_UNIT, re.compile(r"[\d.,]+")),
    (DefectKind.LIMIT_NOT_PRESCRIBED, re.compile(r"(khong|chua) (co|quy dinh)( cu the)?\.?")),
    (DefectKind.LIMIT_IN_PROSE, re.compile(r".*", re.DOTALL)),
)


def read_rows(rows: Sequence[Row]) -> tuple[ProcedureDraft, ...]:
    """Every row of the file as a draft, in its order, each with what is wrong with it."""
    names = row_checks.repeats(DefectKind.DUPLICATE_NAME, [row["name"] for row in rows])
    return tuple(_draft(number, row, names[number - 1]) for number, row in enumerate(rows, 1))


def _draft(number: int, row: Row, repeated: tuple[Defect, ...]) -> ProcedureDraft:
    defects = (*repeated, *_row_defects(row), *_method_defects(row["methods"]))
    return ProcedureDraft(
        row=number,
        code="",
        name=row["name"],
        field="",
        agency=row["agency"] or "",
        decision="",
        applicants=(),
        legal_basis=(),
        results=(),
        channel_limits=row_checks.channel_limits([(method["channel"], _limit(method["duration_text"])) for method in row["methods"]]),
        papers=(),
        fees=tuple(FeeDraft(CHANNELS.get(method["channel"], ""), None, _is_set_by_province(method)) for method in row["methods"]),
        source=row["source"],
        defects=defects,
        disposition=disposition_of(defects),
    )


def _limit(text: str) -> TimeLimit | None:
    """The limit that ``text`` states as a number and a unit and nothing else; none where a person has to read it."""
    try:
        return parse_limit(text)
    except LimitError:
        return None


def _is_set_by_province(method: Row) -> bool:
    folded = fold(method["fee_text"])
    return "hoi dong nhan dan" in folded or "theo quy dinh" in folded or "theo muc thu" in folded


def _row_defects(row: Row) -> Iterator[Defect]:
    yield Defect(DefectKind.NO_CODE)
    yield from row_checks.agency_defects(row["name"], row["agency"] or "", is_ours_with_district)
    yield Defect(DefectKind.NO_PAPERS, "Thành phần hồ sơ", f"Cổng ghi {row['components_raw_count']} giấy tờ, bản thu không có tên")


def _method_defects(methods: Sequence[Row]) -> Iterator[Defect]:
    for number, method in enumerate(methods, 1):
        where = f"Cách nộp {number} ({method['channel']})"
        if _limit(method["duration_text"]) is None:
            yield Defect(_why_no_limit(method["duration_text"]), where, method["duration_text"])
        if _is_set_by_province(method):
            yield Defect(DefectKind.FEE_MAYBE_SET_BY_PROVINCE, where, method["fee_text"])
    yield from row_checks.limit_defects([(method["channel"], fold(method["duration_text"])) for method in methods])


def _why_no_limit(text: str) -> DefectKind:
    return next(kind for kind, pattern in _NO_LIMIT if pattern.fullmatch(fold(text)))
