"""What has been changed in the set-up: who, when, from which day on; newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.doors.shared.labels import label
from motcua.doors.shared.tags import moment
from motcua.journal.queries import Told, acts_of_authority

KINDS = (
    "procedure-approved",
    "procedure-enacted",
    "procedures-imported",
    "draft-set-aside",
    "calendar-proposed",
    "calendar-sent-back",
    "calendar-adopted",
    "authority-founded",
    "person-added",
    "person-appointed",
    "appointment-ended",
    "password-given",
    "account-locked",
    "office-changed",
    "office-added",
    "office-ended",
    "take-over-file-kept",
    "take-over-file-removed",
    "take-over-mapping-saved",
    "result-template-kept",
)
_READ_BACK = 500
_NAMES = {
    "code": "mã", "name": "tên", "field": "lĩnh vực", "agency": "cơ quan thực hiện", "note": "đối tượng, ghi chú", "result": "kết quả",
    "decision": "quyết định", "legal_basis": "căn cứ", "pauses": "lý do dừng", "online": "trực tuyến", "joint": "liên thông",
    "first_stage": "lần hẹn", "result_via_counter": "kết quả về nơi tiếp nhận", "lead_office": "cơ quan chủ trì",
    "receiving": "nơi tiếp nhận", "phone": "điện thoại", "address": "địa chỉ", "head_title": "chức danh người đứng đầu",
    "limit": "thời hạn", "paper": "giấy tờ", "step": "bước", "fee": "phí",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetupChange:
    """One act upon the set-up; ``lines`` tell what it changed."""

    act: str
    about: str
    who: str
    at: datetime
    effective: date | None
    lines: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """The act on one line."""
        since = f", có hiệu lực từ {self.effective:%d/%m/%Y}" if self.effective else ""
        return f"{moment(self.at)}: {self.act} ({self.who}){since}"


def changes_of(authority_id: int, *, code: str = "", most: int = 20) -> list[SetupChange]:
    """The newest acts upon the set-up; of one procedure, if its code is told."""
    told = acts_of_authority(authority_id, kinds=KINDS, most=_READ_BACK if code else most)
    return [_change(each) for each in told if not code or each.said.get("code") == code][:most]


def _change(told: Told) -> SetupChange:
    said = told.said
    since = said.get("valid_from") or said.get("effective")
    return SetupChange(
        act=label(told.kind, "fact"),
        about=_about(said),
        who=told.actor_name,
        at=told.recorded_at,
        effective=date.fromisoformat(since) if since else None,
        lines=tuple(_line(each) for each in said.get("changes", ())) or tuple(filter(None, (said.get("reason"), _taken_over(said)))),
    )


def _taken_over(said: Any) -> str:
    return f"bàn giao cho {said['successor']}" if said.get("successor") else ""


def _about(said: Any) -> str:
    if "year" in said:
        return f"năm {said['year']}"
    role = label(said["role"], "role") if said.get("role") else ""
    told = [*(str(said[name]) for name in ("code", "name", "source", "authority", "login") if said.get(name)), role]
    return " ".join(filter(None, told)) + (f", {said['office']}" if role else "")


def _line(change: Any) -> str:
    what, _, rest = change["what"].partition(" ")
    name = " ".join((_NAMES.get(what, what), label(rest, "channel") if what == "limit" else rest)).strip()
    if not change["was"]:
        return f"{name}: thêm “{change['now']}”"
    return f"{name}: “{change['was']}” → “{change['now']}”" if change["now"] else f"{name}: bỏ “{change['was']}”"
