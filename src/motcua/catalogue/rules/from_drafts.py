"""A row of a published list as a version of a procedure: what it says and nothing else, its defects with it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from motcua.catalogue.rules.drafts import FILED_THROUGH, DefectKind, FeeDraft, ProcedureDraft
from motcua.catalogue.rules.procedure import OBLIGATION, Fee, Flaw, Paper, Procedure, Step, in_minutes
from motcua.kernel.fold import fold
from motcua.law.calendar import EVERY_YEAR, working_calendar
from motcua.law.limits import TimeLimit

PROVISIONAL = "?"
"""Begins the code of a row that has none of its own: no published code does, and no search for one finds it."""

_STAGES = (
    ("hen-lan-1", "Thẩm định, thông báo nghĩa vụ tài chính (hẹn lần 1)"),
    ("hen-lan-2", "Hoàn thành sau khi có chứng từ nộp tiền (hẹn lần 2)"),
)
_SET_BY_PROVINCE = "Có thể do HĐND cấp tỉnh quy định khác"
_ORDINARY = working_calendar(years=EVERY_YEAR)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of reading a list in: rows by what became of them, and the codes with a new version in force.

    ``done_before`` is when the very same file was read in earlier; then nothing was changed.
    """

    in_force: int
    drafts: int
    not_ours: int
    unchanged: int
    enacted: tuple[str, ...]
    done_before: datetime | None = None


def codes_of(drafts: Iterable[ProcedureDraft]) -> tuple[str, ...]:
    """The code that each row is kept under: its own, or a provisional one where it has none or shares it with an earlier row.

    A provisional code follows from code and name, so that a later list finds the same row again.
    """
    seen: Counter[str] = Counter()
    codes = []
    for draft in drafts:
        identity = f"{draft.code}|{fold(draft.name)}"
        codes.append(draft.code if _has_own_code(draft) else f"{PROVISIONAL}{_digest(identity, seen[identity])}")
        seen[identity] += 1
    return tuple(codes)


def _has_own_code(draft: ProcedureDraft) -> bool:
    return bool(draft.code) and all(defect.kind is not DefectKind.DUPLICATE_CODE for defect in draft.defects)


def _digest(identity: str, repeat: int) -> str:
    return hashlib.sha256(f"{identity}|{repeat}".encode()).hexdigest()[:16]


def procedure_of(draft: ProcedureDraft, *, code: str, receiving_office_ids: Iterable[int]) -> Procedure:
    """The row as a version: a step of the lead office, which is the receiving office itself, for the whole limit or for each appointment.

    Where channels have different limits the step has the shortest, so that no channel's is overrun by its own plan.
    """
    return Procedure(
        version_id=0,
        procedure_id=0,
        code=code,
        key=code,
        name=draft.name,
        field=draft.field,
        lead_office_id=None,
        receiving_office_ids=frozenset(receiving_office_ids),
        limits=_limits(draft),
        papers=tuple(Paper(row.key, row.name, row.is_required, row.originals, row.copies, row.case_label) for row in draft.papers),
        **_process(draft),
        fees=tuple(dict.fromkeys(fee for row in draft.fees for fee in _fees(row))),
        is_online=any(row.channel == "online" for row in draft.channel_limits),
        result_name="; ".join(draft.results),
        legal_basis=draft.legal_basis,
        decision=draft.decision,
        agency=draft.agency,
        note=f"Đối tượng thực hiện: {'; '.join(draft.applicants)}" if draft.applicants else "",
        defects=tuple(Flaw(defect.kind.value, defect.in_words()) for defect in draft.defects),
    )


def _process(draft: ProcedureDraft) -> dict[str, Any]:
    """The steps of an internal process; else one for the whole limit, or one for each of two appointments with the payment between them."""
    if draft.process:
        told = enumerate(draft.process, 1)
        return {"steps": tuple(Step(f"buoc-{number}", step.name, None, "handler", step.limit) for number, step in told)}
    if not draft.appointments:
        return {"steps": (Step("giai-quyet", "Giải quyết", None, "handler", _shortest(draft)),)}
    steps = (Step(key, name, None, "handler", own) for (key, name), own in zip(_STAGES, draft.appointments, strict=True))
    return {"steps": tuple(steps), "first_stage_steps": 1, "pauses": (OBLIGATION,)}


def _limits(draft: ProcedureDraft) -> dict[str, TimeLimit | None]:
    """Channel of filing → its limit; the counter's counts for every channel that the row does not name, too."""
    limits = {filed: row.limit for row in draft.channel_limits for filed in FILED_THROUGH[row.channel]}
    return {"": limits["counter"], **limits} if "counter" in limits else limits


def _shortest(draft: ProcedureDraft) -> TimeLimit | None:
    stated = [row.limit for row in draft.channel_limits if row.limit]
    return min(stated, key=lambda limit: in_minutes(limit, _ORDINARY), default=None)


def _fees(row: FeeDraft) -> Iterator[Fee]:
    """The fee once for each channel of filing; where the row states none and the province sets none there is nothing to write."""
    if row.amount is None and not row.set_by_province:
        return
    for channel in FILED_THROUGH.get(row.channel, ()):
        yield Fee("Phí, lệ phí", row.amount, channel, basis=_SET_BY_PROVINCE if row.set_by_province else "")


def says_the_same(told: Procedure, on_file: Procedure) -> bool:
    """Whether a version on file says what ``told`` says, its ids, its key and its days aside."""
    bare = replace(on_file, version_id=0, procedure_id=0, key=told.key, valid_from=told.valid_from, valid_to=told.valid_to)
    return bare == told
