"""The worker does what is due, once a time, and goes on when something breaks."""

import logging
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from motcua.doors.clock.schedule import HouseJob, Job
from motcua.doors.clock.worker import Worker, last_heartbeat
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.models import Authority

pytestmark = pytest.mark.django_db
START = datetime(2026, 7, 1, 8, tzinfo=VIETNAM)


class Times:
    """A real clock and a program clock that the test turns."""

    def __init__(self) -> None:
        self.now = START

    def real(self) -> datetime:
        return self.now

    def program(self) -> datetime:
        return self.now - timedelta(days=1900)


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr("motcua.doors.clock.worker.close_old_connections", lambda: None)  # it would end the test's transaction
    Authority.objects.create(key="huyen", name="UBND huyện")


def _worker(times: Times, *jobs: Job) -> Worker:
    return Worker(jobs=jobs, house_jobs=(), real=times.real, program=times.program)


def test_every_job_is_done_at_the_start_and_then_when_its_time_has_come() -> None:
    times, done = Times(), []
    worker = _worker(times, Job("đếm", timedelta(minutes=15), lambda authority_id, at: done.append(at) or 0))
    for minutes in (0, 1, 14, 15, 16, 30):
        times.now = START + timedelta(minutes=minutes)
        worker.look()
    assert done == [START - timedelta(days=1900) + timedelta(minutes=minutes) for minutes in (0, 15, 30)]


def test_a_job_that_breaks_is_told_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def broken(authority_id: int, at: datetime) -> int:
        raise RuntimeError("hỏng")

    times, done = Times(), []
    worker = _worker(
        times, Job("hỏng", timedelta(minutes=1), broken), Job("lành", timedelta(minutes=1), lambda authority_id, at: done.append(at) or 0)
    )
    with caplog.at_level(logging.ERROR, logger="motcua.worker"):
        worker.look()
        times.now += timedelta(minutes=1)
        worker.look()
    assert len(done) == 2
    assert [record.getMessage().split(",")[0] for record in caplog.records] == ["việc theo giờ bị lỗi: hỏng"] * 2


def test_a_job_of_the_house_is_done_once_for_all_authorities_and_its_refusal_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    def refused(at: datetime) -> None:
        done.append(at)
        raise Refusal(Code.SEALING_KEY_MISSING, file="keys/sealing_key")

    Authority.objects.create(key="xa", name="UBND xã")
    times, done = Times(), []
    worker = Worker(jobs=(), house_jobs=(HouseJob("seal", timedelta(hours=1), refused),), real=times.real, program=times.program)
    with caplog.at_level(logging.ERROR, logger="motcua.worker"):
        for minutes in (0, 59, 60):
            times.now = START + timedelta(minutes=minutes)
            worker.look()
    assert len(done) == 2
    assert [record.exc_info for record in caplog.records] == [None, None]
    assert "Không có khóa niêm phong ở keys/sealing_key" in caplog.records[0].getMessage()


def test_the_heart_beats_every_ten_seconds() -> None:
    times = Times()
    worker = _worker(times)
    worker.look()
    times.now += timedelta(seconds=9)
    worker.look()
    assert last_heartbeat() == START
    times.now += timedelta(seconds=1)
    worker.look()
    assert last_heartbeat() == START + timedelta(seconds=10)


def test_a_stopped_worker_does_nothing_more() -> None:
    times, done = Times(), []
    worker = _worker(times, Job("đếm", timedelta(minutes=15), lambda authority_id, at: done.append(at) or 0))
    worker.stopped.set()
    worker.run()
    assert done == []
