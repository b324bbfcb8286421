"""What the doctor says of checkpoints: the last one, what is not sealed yet and for how long, and the key."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from motcua.doors.console.finding import Finding
from motcua.doors.console.seal_words import state_in_words, told_in_words
from motcua.doors.shared.refusals import refused
from motcua.journal.seal import ELSEWHERE, sealing_key_file
from motcua.journal.sealing_key import key_at
from motcua.journal.verify_seals import SealState, faults_of_home, seal_state, verify_seals
from motcua.kernel.refusal import Refusal

LATE, MUCH_TOO_LATE = timedelta(hours=2), timedelta(days=1)
"""How long an entry may wait for its seal, which is due every hour."""

_BY_HAND = "chạy motcua worker (niêm phong mỗi giờ), hoặc motcua seal"
_ALARM = "chạy motcua verify để xem đủ; giữ nguyên máy, báo người phụ trách và so với sổ giấy (docs/operations/seals.md)"


def examine_seals(now: datetime, *, is_full: bool) -> list[Finding]:
    """Both findings; in full, every checkpoint is verified against its entries."""
    verdict = verify_seals() if is_full else None
    state = verdict.state if verdict else seal_state()
    faults = (*faults_of_home(state), *(verdict.faults if verdict else ()))
    if faults:
        found = Finding("điểm niêm phong", "error", f"{len(faults)} chỗ không khớp; đầu tiên: {told_in_words(faults[0])}", _ALARM)
    else:
        found = _age(state, now)
    return [found, *_key(state)]


def _age(state: SealState, now: datetime) -> Finding:
    waited = now - state.unsealed_since if state.unsealed_since else timedelta(0)
    status = "error" if waited > MUCH_TOO_LATE and state.number else "warning" if waited > LATE or not state.number else "ok"
    return Finding("điểm niêm phong", status, state_in_words(state), "" if status == "ok" else _BY_HAND)


def _key(state: SealState) -> Iterator[Finding]:
    if settings.SEALING_KEY_FILE == ELSEWHERE:
        yield Finding("khóa niêm phong", "ok", "ở máy khác (MOTCUA_SEALING_KEY_FILE=off)")
        return
    path = sealing_key_file()
    try:
        key = key_at(path)
    except Refusal as refusal:
        told = refused(refusal)
        yield Finding("khóa niêm phong", "error", _inside(told.what), _inside(told.todo))
        return
    if key:
        yield Finding("khóa niêm phong", "ok", f"có, chỉ chủ máy đọc được{_apart(path)}")
    elif state.number:
        mend = "cắm ổ hoặc chép lại tệp khóa đã cất; mất hẳn thì chạy motcua seal --new-key và ghi vào sổ giấy"
        yield Finding("khóa niêm phong", "error", f"không có {path}; không niêm phong tiếp được", mend)


def _inside(sentence: str) -> str:
    """A sentence as it stands behind a colon."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _apart(path: Path) -> str:
    return "" if path.parent == Path(settings.HOME) / "keys" else f", ở {path}"
