"""Small things that the counter's screens have in common: the page asked for, and what a form still lacks."""

from dataclasses import dataclass

from django.http import HttpRequest

from motcua.catalogue.rules.procedure import Procedure
from motcua.doors.counter.intake_form import Typed
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import number
from motcua.kernel.refusal import Code, Refusal

_LAST_PAGE = 100_000
_FIELDS = {
    "name": "họ tên",
    "phone": "số điện thoại",
    "id_number": "số định danh",
    "address": "địa chỉ",
    "procedure": "thủ tục",
    "asked": "giấy tờ cần bổ sung",
    "ground": "vì sao từ chối",
    "reason": "lý do",
    "to_office": "nơi tiếp nhận",
    "papers": "giấy tờ đã mang đến",
    "another": "xác nhận đây là việc khác",
    "to": "người nhận",
    "cases": "hồ sơ cần chuyển",
}


def incomplete(errors: dict[str, str]) -> tuple[Refused, dict[str, str]]:
    """What is missing, told as any other refusal (its first line leads to the first field), and the words for each field."""
    missing = [_FIELDS[field] for field in errors]
    return refused(Refusal(Code.INCOMPLETE, missing=missing, field=next(iter(errors)))), errors


def asked_wrongly(typed: Typed, procedure: Procedure, papers_in: frozenset[str]) -> dict[str, str]:
    """What is still wrong with a request for papers: nothing is ticked, or a paper that is in is asked for without a word."""
    if not typed.asked:
        return {"asked": "Hãy đánh dấu ít nhất một giấy tờ cần bổ sung."}
    unexplained = typed.unexplained(procedure, papers_in)
    return {"asked": f"Giấy tờ đã có trong hồ sơ; hãy chọn sai, thiếu gì ở: {'; '.join(unexplained)}."} if unexplained else {}


def refused_wrongly(typed: Typed) -> dict[str, str]:
    """What a refusal still lacks: its code, its plain words."""
    told = {
        "ground": "Hãy chọn vì sao từ chối." if typed.ground is None else "",
        "reason": "" if typed.reason else "Hãy ghi lý do từ chối; lý do in trên phiếu đưa cho người nộp.",
    }
    return {field: words for field, words in told.items() if words}


@dataclass(frozen=True, slots=True)
class Told:
    """A request for papers in the applicant's words: each paper with what is wrong with it."""

    name: str
    procedure: str
    lines: tuple[tuple[str, str], ...]
    reason: str
    is_after: bool = False


def told_to(name: str, typed: Typed, procedure: Procedure) -> Told:
    """What the applicant will read."""
    lines = tuple((paper.name, typed.note_of(paper.key)) for paper in procedure.papers if paper.key in typed.asked)
    return Told(name, procedure.name, lines, typed.reason)


def page_number(request: HttpRequest) -> int:
    """The page of a list that the address asks for, from 1 on."""
    return min(max(number(request.GET.get("trang")) or 1, 1), _LAST_PAGE)
