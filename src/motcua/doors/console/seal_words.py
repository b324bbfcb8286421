"""Checkpoints in words: how far the journal is sealed, what is wrong with a checkpoint, what is to be compared with the paper record."""

from datetime import datetime
from typing import Any

from motcua.journal.checkpoint import code_of, key_code
from motcua.journal.verify_seals import Fault, Remark, SealState, Told
from motcua.kernel.moments import local

_ENTRIES = "các mục số {after} đến {up_to} trong bảng"

WORDS: dict[Fault | Remark, str] = {
    Fault.UNREADABLE: "không đọc được",
    Fault.MISSING: "thiếu {lost} trước nó",
    Fault.UNLINKED: "không nối với điểm trước",
    Fault.CHANGED: "nội dung bị sửa, không khớp mã băm",
    Fault.UNSIGNED: "chữ ký không đúng",
    Fault.KEY_NOT_VOUCHED: "chữ ký chuyển khóa của khóa cũ không đúng",
    Fault.BACKWARDS: "lùi so với điểm trước",
    Fault.ENTRIES_COUNT: "đã niêm phong {sealed} mục ({entries}), nay có {found} mục",
    Fault.ENTRIES_ROOT: "{entries} không phải các mục đã niêm phong",
    Fault.OTHER_KEY: "ký bằng khóa {public_key}, không phải khóa của máy này ({mine})",
    Fault.FORGOTTEN: "máy này đã lập, nay không còn trong cơ sở dữ liệu (điểm cuối ở đó là số {last}): đã khôi phục, hoặc sổ bị cắt",
    Remark.KEY_CHANGED: "đổi sang khóa {public_key} lúc {at}, khóa cũ có ký nhận",
    Remark.KEY_LOST: "đổi sang khóa {public_key} lúc {at}, khóa cũ KHÔNG ký nhận",
    Remark.RESTORED: "lập lúc {at}, sau một lần khôi phục; {lost} đã mất",
}
"""Faults complete “điểm niêm phong số 7: …”."""


def told_in_words(told: Told) -> str:
    """Which checkpoint, and what about it."""
    return f"điểm niêm phong số {told.number}: {WORDS[told.what].format_map(_facts(told.facts))}"


def state_in_words(state: SealState) -> str:
    """The last checkpoint with its key, and how many entries are not sealed since when; completes “niêm phong: …”."""
    if not state.number:
        return f"chưa có điểm nào; {_unsealed(state)}"
    return (
        f"điểm cuối số {state.number}, lúc {moment_words(state.sealed_at)}, mã {code_of(state.digest)}, "
        f"khóa {code_of_key(state.public_key)}; {_unsealed(state)}"
    )


def code_of_key(public_key: str) -> str:
    """The printed code of a key; of nonsense nothing can be printed."""
    try:
        return key_code(public_key)
    except ValueError:
        return "không đọc được"


def lost_in_words(first: int, last: int) -> str:
    """The numbers of checkpoints from ``first`` to ``last``."""
    return "không điểm nào" if last < first else f"điểm số {first}" if first == last else f"các điểm số {first}–{last}"


def moment_words(moment: datetime | None) -> str:
    """A moment on the office's clock."""
    return f"{local(moment):%H:%M ngày %d/%m/%Y}" if moment else "–"


def _unsealed(state: SealState) -> str:
    if not state.unsealed:
        return "mọi mục đều đã niêm phong"
    return f"{state.unsealed} mục chưa niêm phong, từ {moment_words(state.unsealed_since)}"


def _facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as they stand in a sentence."""
    told: dict[str, Any] = {name: moment_words(value) if isinstance(value, datetime) else value for name, value in facts.items()}
    told |= {name: code_of_key(told[name]) for name in ("public_key", "mine") if name in told}
    if "first" in told:
        told["lost"] = lost_in_words(told["first"], told["last"])
    if "up_to" in told:
        told["entries"] = _ENTRIES.format(after=told["after"] + 1, up_to=told["up_to"])
    return told
