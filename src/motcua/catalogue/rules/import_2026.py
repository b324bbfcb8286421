"""The list of 588 commune-level procedures of the national portal (07/2026), read row by row from its parsed JSON."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from motcua.catalogue.rules import row_checks
from motcua.catalogue.rules.agencies import is_ours
from motcua.catalogue.rules.drafts import CHANNELS, Defect, DefectKind, FeeDraft, PaperDraft, ProcedureDraft, disposition_of
from motcua.law.limits import LimitError, TimeLimit, Unit, limit

Row = Mapping[str, Any]

UNITS = {
    "Ngày làm việc": Unit.WORKING_DAY,
    "Ngày": Unit.CALENDAR_DAY,
    "Giờ": Unit.HOUR,
    "Phút": Unit.MINUTE,
    "Tháng": Unit.MONTH,
}
"""The portal's words for a unit; the file uses the first three, and none at all for 438 of its 1,424 methods."""

_NAME_LENGTH = 240
"""The file cuts a paper's name at this length."""

_LARGEST_COUNT = 10
"""More copies of one paper than this are a number of the paper's name that slipped into the count ("Mẫu số 18" + "1" = 181)."""

_SMALLEST_FEE = 1_000
"""In đồng; less than this is a fee given in thousands or a slip."""

_BEYOND_KEEPING = 100_000
"""A larger number, or one with more than three decimals, would be kept as another than it is."""

_LONGEST_SHOWN = 100

_CONDITION = re.compile(r"nếu có|trường hợp|đối với", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2}")


def read_rows(rows: Sequence[Row]) -> tuple[ProcedureDraft, ...]:
    """Every row of the file as a draft, in its order, each with what is wrong with it."""
    codes = row_checks.repeats(DefectKind.DUPLICATE_CODE, [row["code"] or "" for row in rows])
    names = row_checks.repeats(DefectKind.DUPLICATE_NAME, [row["name"] for row in rows])
    return tuple(_draft(number, row, (*codes[number - 1], *names[number - 1])) for number, row in enumerate(rows, 1))


def _draft(number: int, row: Row, repeated: tuple[Defect, ...]) -> ProcedureDraft:
    defects = (*repeated, *_row_defects(row), *_method_defects(row["methods"]), *_paper_defects(row["papers"]))
    return ProcedureDraft(
        row=number,
        code=row["code"] or "",
        name=row["name"],
        field=row["field"] or "",
        agency=row["agency"] or "",
        decision=row["decision"] or "",
        applicants=tuple(row["applicants"]),
        legal_basis=tuple(row["legal_basis"]),
        results=tuple(result["name"] for result in row["results"]),
        channel_limits=row_checks.channel_limits([(method["channel"], _limit(method)) for method in row["methods"]]),
        papers=tuple(_paper(position, paper) for position, paper in enumerate(row["papers"], 1)),
        fees=tuple(_fee(method) for method in row["methods"]),
        source=row["source"],
        defects=defects,
        disposition=disposition_of(defects),
    )


def _limit(method: Row) -> TimeLimit | None:
    """The limit of one method, or none where its number or its unit is missing or they make no limit."""
    if not _has_limit(method):
        return None
    stated = Decimal(str(method["duration"]))
    try:
        return limit(stated, UNITS[method["unit"]]) if stated < _BEYOND_KEEPING and stated == round(stated, 3) else None
    except LimitError:
        return None


def _has_limit(method: Row) -> bool:
    return method["unit"] in UNITS and method["duration"] is not None


def _fee(method: Row) -> FeeDraft:
    """The fee of one method; a zero that the province may have set otherwise is not taken for free."""
    may_be_local = bool(method["fee_set_by_province"])
    amount = method["fee_vnd"]
    return FeeDraft(CHANNELS.get(method["channel"], ""), None if may_be_local and not amount else amount, may_be_local)


def _paper(position: int, paper: Row) -> PaperDraft:
    return PaperDraft(
        key=f"p{position:02d}",
        name=paper["name"],
        originals=paper["originals"],
        copies=paper["copies"],
        form_file=paper["form_file"] or "",
        case_label=paper["case"] or "",
        is_required=not paper["case"],
    )


def _row_defects(row: Row) -> Iterator[Defect]:
    if not row["code"]:
        yield Defect(DefectKind.NO_CODE)
    yield from row_checks.agency_defects(row["name"], row["agency"] or "", is_ours)
    for item in row["applicants"]:
        if item.count("(") > item.count(")"):
            yield Defect(DefectKind.APPLICANTS_BRACKET, "Đối tượng thực hiện", item)


_METHOD_CHECKS: tuple[tuple[DefectKind, Callable[[Row], bool], str], ...] = (
    (DefectKind.METHOD_WITHOUT_UNIT, lambda method: method["unit"] not in UNITS, "duration_text"),
    (DefectKind.METHOD_WITHOUT_DURATION, lambda method: method["duration"] is None, "duration_text"),
    (DefectKind.LIMIT_UNUSABLE, lambda method: _has_limit(method) and _limit(method) is None, "duration_text"),
    (DefectKind.CHANNEL_UNKNOWN, lambda method: method["channel"] not in CHANNELS, "channel"),
    (DefectKind.FEE_MAYBE_SET_BY_PROVINCE, lambda method: bool(method["fee_set_by_province"]), "fee_vnd"),
    (DefectKind.FEE_IMPLAUSIBLE, lambda method: 0 < (method["fee_vnd"] or 0) < _SMALLEST_FEE, "fee_vnd"),
)
"""Kind, whether a method has it, and the field that shows it."""


def _method_defects(methods: Sequence[Row]) -> Iterator[Defect]:
    if not methods:
        yield Defect(DefectKind.NO_METHODS, "Cách thức thực hiện")
    for number, method in enumerate(methods, 1):
        where = f"Cách nộp {number} ({method['channel']})"
        yield from (Defect(kind, where, _shown(method[field])) for kind, has, field in _METHOD_CHECKS if has(method))
    yield from row_checks.twice(DefectKind.CHANNEL_FEE_TWICE, [(method["channel"], _shown(method["fee_vnd"])) for method in methods])
    yield from row_checks.limit_defects([(method["channel"], _words(method)) for method in methods])


def _words(method: Row) -> str:
    """Duration and unit as one text, so that two methods can be compared."""
    return f"{_shown(method['duration'])} {method['unit'] or '?'}"


def _shown(value: object) -> str:
    """What stands in the row, as a person reads it; of a long text its two ends."""
    text = f"{value:g}" if isinstance(value, float) else str("không có" if value is None else value).strip()
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:50]} … {text[-40:]}"


_PAPER_CHECKS: tuple[tuple[DefectKind, Callable[[Row], bool], str], ...] = (
    (DefectKind.PAPER_UNREADABLE, lambda paper: not _WORD.search(paper["name"]), "name"),
    (DefectKind.PAPER_COUNT_IMPLAUSIBLE, lambda paper: max(paper["originals"], paper["copies"]) > _LARGEST_COUNT, "originals"),
    (DefectKind.PAPER_MAYBE_CONDITIONAL, lambda paper: not paper["case"] and bool(_CONDITION.search(paper["name"])), "name"),
    (DefectKind.PAPER_NAME_CUT, lambda paper: len(paper["name"]) >= _NAME_LENGTH, "name"),
    (DefectKind.CASE_LABEL_CUT, lambda paper: (paper["case"] or "").count("(") > (paper["case"] or "").count(")"), "case"),
    (DefectKind.FORM_FILE_INSIDE_WORD, lambda paper: (paper["form_file"] or "")[:1].islower(), "form_file"),
    (DefectKind.FORM_FILE_HOLDS_NAME_TAIL, lambda paper: holds_name_tail(paper["name"], paper["form_file"] or ""), "form_file"),
)
"""Kind, whether a paper has it, and the field that shows it."""


def _paper_defects(papers: Sequence[Row]) -> Iterator[Defect]:
    if not papers:
        yield Defect(DefectKind.NO_PAPERS, "Thành phần hồ sơ")
    for_a_case = sum(1 for paper in papers if paper["case"])
    if for_a_case:
        yield Defect(DefectKind.PAPERS_FOR_A_CASE, "Thành phần hồ sơ", f"{for_a_case} trong {len(papers)} giấy tờ")
    if papers and for_a_case == len(papers):
        yield Defect(DefectKind.NO_PAPER_FOR_ALL, "Thành phần hồ sơ")
    for number, paper in enumerate(papers, 1):
        yield from (Defect(kind, f"Giấy tờ {number}", _shown(paper[field])) for kind, has, field in _PAPER_CHECKS if has(paper))


def holds_name_tail(name: str, form_file: str) -> bool:
    """Whether a form's file name that begins with a capital still carries the end of the paper's name.

    Seen by a name that stops at "/" ("số 53/2025/" + "TT-BCA).1.…"), a bracket closed but never opened, or capitals cut in two
    ("GIẤ" + "Y CHỨNG NHẬN").
    """
    if not form_file or form_file[0].islower():
        return False
    return name.endswith("/") or _closes_unopened(form_file) or (name[-1:].isupper() and form_file[0].isupper())


def _closes_unopened(text: str) -> bool:
    return ")" in text and "(" not in text.split(")", 1)[0]
