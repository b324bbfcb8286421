"""All timed jobs on one page: what is done, how often, and by whom it is noticed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from motcua.cases.commands.note_overdue import note_overdue
from motcua.cases.queries.overdue import overdue_cases
from motcua.journal.seal import ELSEWHERE, seal
from motcua.offices.queries import authority_ids, system_actor


@dataclass(frozen=True, slots=True)
class Job:
    """One timed job: run for each authority ``every`` so often; tells how much there was to do."""

    name: str
    every: timedelta
    run: Callable[[int, datetime], int]


@dataclass(frozen=True, slots=True)
class HouseJob:
    """One timed job for the whole database, whatever authorities it serves; refused, it is tried again at the next turn."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


def _note_overdue(authority_id: int, at: datetime) -> int:
    """Write down each open case whose due has passed (docs/architecture.md, "Nightly overdue check")."""
    actor = system_actor(authority_id)
    return sum(note_overdue(actor=actor, at=at, case_id=case_id) for case_id in overdue_cases(authority_id, as_of=at))


def _seal(at: datetime) -> None:
    """A checkpoint over the new entries of the journal, on the machine that has the key (docs/operations/seals.md)."""
    if settings.SEALING_KEY_FILE != ELSEWHERE:
        seal(at=at)


JOBS = (Job("note-overdue", timedelta(minutes=15), _note_overdue),)

HOUSE_JOBS = (HouseJob("seal", timedelta(hours=1), _seal),)


def run_all(at: datetime, *, authority_id: int | None = None) -> dict[str, int]:
    """Run every job of authorities as of ``at``, for one authority or all; job name → how much there was to do."""
    authorities = [authority_id] if authority_id else authority_ids()
    return {job.name: sum(job.run(each, at) for each in authorities) for job in JOBS}
