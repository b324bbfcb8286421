"""The originals of a case on paper: what is held by whom, what has been given back, and room for both signatures."""

from collections.abc import Iterable

from motcua.cases.queries.originals import OriginalLine
from motcua.cases.queries.papers import CasePapers
from motcua.doors.shared.papers.printing import compiled, printable
from motcua.doors.shared.tags import moment


def render_originals(papers: CasePapers, lines: Iterable[OriginalLine], *, printed: str, by: str) -> bytes:
    """The originals of the case as a PDF, as of the moment of printing."""
    told = [{"words": each.words, "now": _now(each)} for each in lines]
    values = {"number": papers.number, "applicant": papers.applicant, "lines": told, "printed": printed, "by": by}
    return compiled({"template": "originals.typ", **printable(values)})[1]


def _now(line: OriginalLine) -> str:
    return f"đã trả {moment(line.returned_at)}" if line.returned_at else f"{line.holder} giữ"
