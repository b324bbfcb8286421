"""What happened to a case, in words: who held it when, and what was done meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.cases.queries.case_page import CasePage, Stay
from motcua.doors.shared.labels import label
from motcua.doors.shared.tags import until
from motcua.doors.shared.work_tags import pause
from motcua.journal.queries import Told
from motcua.kernel.moments import local
from motcua.offices.rules.directory import Directory

OPENED = "file-opened"


@dataclass(frozen=True, slots=True)
class Line:
    """One act: when, what, by whom, and a detail or two; ``claimed_at`` where it was entered later than it happened."""

    at: datetime
    what: str
    who: str
    detail: str
    claimed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """One stay of the case with the acts that fell into it, newest first."""

    stay: Stay
    lines: tuple[Line, ...]


def chapters(page: CasePage, offices: Directory) -> tuple[Chapter, ...]:
    """The story from now back to the beginning."""
    lines: dict[int, list[Line]] = {index: [] for index in range(len(page.stays))}
    for told in page.story:
        if told.kind != OPENED and page.stays:
            lines[_stay_at(told.happened_at, page.stays)].append(_line(told, page, offices))
    told_back = [Chapter(stay, tuple(reversed(lines[index]))) for index, stay in enumerate(page.stays)]
    return tuple(reversed(told_back))


def readers(page: CasePage) -> tuple[Told, ...]:
    """Who opened the file, the latest first."""
    return tuple(told for told in reversed(page.story) if told.kind == OPENED)


def _stay_at(moment: datetime, stays: Sequence[Stay]) -> int:
    """The last stay that had begun at ``moment``; an act that opens a stay belongs to it."""
    return max((index for index, stay in enumerate(stays) if stay.began_at <= moment), default=0)


def _line(told: Told, page: CasePage, offices: Directory) -> Line:
    detail = _DETAILS.get(told.kind, _nothing)(told.said, page, offices)
    claimed = told.happened_at if told.happened_at != told.recorded_at else None
    return Line(told.recorded_at, label(told.kind, "fact"), told.actor_name, detail, claimed)


_Said = Mapping[str, Any]
_Detail = Callable[[_Said, CasePage, Directory], str]


def _nothing(said: _Said, page: CasePage, offices: Directory) -> str:
    return ""


def _slip(said: _Said, page: CasePage, offices: Directory) -> str:
    number = said.get("slip_number", "")
    return _joined(f"phiếu {number}" if number else "", said.get("reason", ""))


def _handed(said: _Said, page: CasePage, offices: Directory) -> str:
    giver, taker = said["from_office_id"], said["to_office_id"]
    return "" if giver == taker else f"từ {offices.offices[giver].name}"


def _assigned(said: _Said, page: CasePage, offices: Directory) -> str:
    name = page.names.get(said["to_person_id"], "")
    return f"cho {name}" if name else ""


def _asked(said: _Said, page: CasePage, offices: Directory) -> str:
    office = offices.offices[said["office_id"]].name
    return _joined(office, f"trước {until(_moment(said['due_at']))}")


def _paused(said: _Said, page: CasePage, offices: Directory) -> str:
    return pause(said["reason"])


def _new_due(said: _Said, page: CasePage, offices: Directory) -> str:
    due_at = said.get("due_at")
    return _joined(f"hẹn {until(_moment(due_at))}" if due_at else "", said.get("reason", ""))


def _came(said: _Said, page: CasePage, offices: Directory) -> str:
    return f"dòng {said['line']} của tệp {said['source_digest'][:8]}…, ghi “{said['state_words']}”"


def _expected(said: _Said, page: CasePage, offices: Directory) -> str:
    return _joined(f"dự kiến {until(_moment(said['expected_at']))}", said.get("reason", ""))


def _decided(said: _Said, page: CasePage, offices: Directory) -> str:
    return _joined(label(said["outcome"], "outcome"), said.get("reason", ""))


def _supplied(said: _Said, page: CasePage, offices: Directory) -> str:
    return "đủ" if said["is_complete"] else "chưa đủ"


def _paper(said: _Said, page: CasePage, offices: Directory) -> str:
    named = next((paper.name for paper in page.papers if paper.key == said["paper"]), said["paper"])
    return _joined(named, said.get("reason", ""))


def _reused(said: _Said, page: CasePage, offices: Directory) -> str:
    return _joined(_paper(said, page, offices), f"từ hồ sơ {said['source_number']}, số hóa {until(_moment(said['digitised_at']))}")


def _filed(said: _Said, page: CasePage, offices: Directory) -> str:
    weighty = f", {said['grave']} chỗ hệ trọng" if said["grave"] else ""
    return f"khác mẫu {said['changes']} đoạn{weighty}"


def _returned(said: _Said, page: CasePage, offices: Directory) -> str:
    shown = said.get("proof")
    return _joined(
        label(said["how"], "return_channel"),
        f"cho {said['to']}" if said.get("to") else "",
        f"đã xem {label(shown, 'proof')}" if shown else "",
    )


def _reason(said: _Said, page: CasePage, offices: Directory) -> str:
    return _joined(_slip(said, page, offices), said.get("basis", ""))


_DETAILS: dict[str, _Detail] = {
    "case-received": _slip,
    "case-taken-over": _came,
    "intake-refused": _slip,
    "first-supplement-requested": _slip,
    "supplement-requested": _slip,
    "case-supplied": _supplied,
    "paper-attached": _paper,
    "paper-reused": _reused,
    "attachment-set-aside": _paper,
    "result-filed": _filed,
    "original-offered": _assigned,
    "original-handed-over": _assigned,
    "case-handed-over": _handed,
    "result-handed-over": _nothing,
    "case-assigned": _assigned,
    "office-consulted": _asked,
    "consultation-answered": _nothing,
    "case-paused": _paused,
    "case-resumed": _new_due,
    "case-extended": _new_due,
    "apology-issued": _expected,
    "case-decided": _decided,
    "result-returned": _returned,
    "case-withdrawn": _reason,
    "case-discontinued": _reason,
}


def _moment(told: str) -> datetime:
    return local(datetime.fromisoformat(told))


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
