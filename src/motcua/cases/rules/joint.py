"""The parts of a joint case (liên thông): one office's share each, with its own limit (NĐ 61/2018 Đ.19.6)."""

from dataclasses import dataclass
from datetime import datetime

from motcua.cases.rules.channels import ONLINE
from motcua.catalogue.rules.procedure import Procedure
from motcua.law.calendar import due_at
from motcua.offices.rules.directory import Directory


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A part as it begins: which office, from when, until when by its own calendar (nothing, where its step has no limit)."""

    step: int
    office_id: int
    began_at: datetime | None
    due_at: datetime | None


def goes_to_all_at_once(procedure: Procedure, channel: str) -> bool:
    """Whether the parts are done side by side: electronically to all offices at once, on paper one after the other."""
    return procedure.is_joint and channel in ONLINE


def first_parts(procedure: Procedure, directory: Directory, *, channel: str, lead_office_id: int, at: datetime) -> tuple[PartPlan, ...]:
    """The parts of a case accepted at ``at``; none unless the procedure is joint."""
    if not procedure.is_joint:
        return ()
    together = goes_to_all_at_once(procedure, channel)
    return tuple(
        part_plan(procedure, directory, step=step, lead_office_id=lead_office_id, at=at if together or step == 0 else None)
        for step in range(len(procedure.steps))
    )


def part_plan(procedure: Procedure, directory: Directory, *, step: int, lead_office_id: int, at: datetime | None) -> PartPlan:
    """One part, begun at ``at`` or (none) still to begin."""
    office_id, limit = procedure.step_office(step, lead_office_id=lead_office_id), procedure.steps[step].limit
    due = due_at(at, limit, directory.calendars[office_id]).at if at and limit else None
    return PartPlan(step, office_id, at, due)
