"""The worker: does each timed job when its time has come, and tells by a heartbeat that it is alive."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import close_old_connections

from motcua.doors.clock.schedule import HOUSE_JOBS, JOBS, HouseJob, Job
from motcua.doors.shared.program_clock import program_now
from motcua.doors.shared.refusals import sentence
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Refusal
from motcua.offices.queries import authority_ids

STEP = 0.5
"""Seconds between two looks at the clock: how long a stop may take at most."""

BEATS_EVERY = timedelta(seconds=10)

_log = logging.getLogger("motcua.worker")


def heartbeat_file() -> Path:
    """Where the worker leaves the moment (real time) at which it was last alive."""
    return Path(settings.HOME) / "worker.heartbeat"


def last_heartbeat() -> datetime | None:
    """When the worker was last alive, if it ever was."""
    try:
        return datetime.fromisoformat(heartbeat_file().read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


@dataclass
class Worker:
    """Looks at the clock in short steps until ``stopped`` is set; ``real`` and ``program`` tell the two times.

    ``upkeep`` is told the real time at every look: what the machine needs, whatever authorities it serves.
    """

    stopped: threading.Event = field(default_factory=threading.Event)
    jobs: Sequence[Job] = JOBS
    house_jobs: Sequence[HouseJob] = HOUSE_JOBS
    real: Callable[[], datetime] = lambda: datetime.now(VIETNAM)
    program: Callable[[], datetime] = program_now
    upkeep: Callable[[datetime], None] = lambda now: None
    _next: dict[str, datetime] = field(default_factory=dict)
    _beaten_at: datetime | None = None

    def run(self) -> None:
        """Work until stopped; every job is due at once at the start."""
        while not self.stopped.is_set():
            self.look()
            self.stopped.wait(STEP)

    def look(self) -> None:
        """Do every job whose time has come."""
        now = self.real()
        self._beat(now)
        _calmly("sao lưu theo lịch", self.upkeep, now)
        for job in self.jobs:
            if self._is_due(job, now):
                self._do(job)
        for house_job in self.house_jobs:
            if self._is_due(house_job, now):
                _calmly(house_job.name, house_job.run, self.program())

    def _is_due(self, job: Job | HouseJob, now: datetime) -> bool:
        """Whether the job's time has come; then its next time is set."""
        if self._next.get(job.name, now) > now or self.stopped.is_set():
            return False
        self._next[job.name] = now + job.every
        return True

    def _do(self, job: Job) -> None:
        """One job for each authority; what goes wrong with one is told and stops nothing else."""
        for authority_id in _calmly("danh sách cơ quan", authority_ids) or ():
            _calmly(f"{job.name}, cơ quan {authority_id}", job.run, authority_id, self.program())

    def _beat(self, now: datetime) -> None:
        if self._beaten_at is None or now - self._beaten_at >= BEATS_EVERY:
            self._beaten_at = now
            _calmly("nhịp sống", _write_heartbeat, now)


def _calmly(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
    """Do ``work``; whatever goes wrong is written to the log, and the next turn begins with a fresh connection if it must."""
    close_old_connections()
    try:
        return work(*arguments)
    except Refusal as refusal:
        _log.error("việc theo giờ chưa làm được: %s: %s", name, sentence(refusal))
        return None
    except Exception:
        _log.exception("việc theo giờ bị lỗi: %s", name)
        return None
    finally:
        close_old_connections()


def _write_heartbeat(now: datetime) -> None:
    draft = heartbeat_file().with_suffix(".new")
    draft.write_text(now.isoformat(), encoding="ascii")
    draft.replace(heartbeat_file())
