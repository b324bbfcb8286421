"""When an apology is owed: the due in force has passed and none is in force (NĐ 61/2018 Đ.19.9; scenario contract, section 4)."""

from datetime import datetime, timedelta

from motcua.cases.rules.history import Apology
from motcua.law.clock import Reading, ran_out_at
from motcua.law.limits import TimeLimit


def owes_apology(reading: Reading, apologies: tuple[Apology, ...], moment: datetime) -> bool:
    """Whether at ``moment`` the due in force had passed with no apology in force."""
    return _has_passed(reading, moment) and not any(_is_in_force(apology, reading, moment) for apology in apologies)


def ever_owed_apology(reading: Reading, apologies: tuple[Apology, ...], until: datetime) -> bool:
    """Whether there was a moment up to ``until`` at which an apology was owed; it can begin only when a due passes or an apology lapses."""
    if reading.limit is None:
        return False
    passings = [_first_moment_after(promise.due_at, reading.limit) for promise in reading.promises]
    lapses = [_lapses_at(apology, reading.limit) for apology in apologies]
    return any(owes_apology(reading, apologies, moment) for moment in (*passings, *lapses) if moment <= until)


def covers(named_at: datetime, limit: TimeLimit, moment: datetime) -> bool:
    """Whether an apology that named ``named_at`` is still in force at ``moment``."""
    return moment < _first_moment_after(named_at, limit)


def _has_passed(reading: Reading, moment: datetime) -> bool:
    """Whether the due that was in force at ``moment`` had passed then; while a stop suspends it, it does not pass."""
    in_force = [promise for promise in reading.promises if promise.since <= moment]
    if not in_force or reading.limit is None:
        return False
    is_suspended = any(stop.began_at <= moment and (stop.ended_at is None or moment < stop.ended_at) for stop in reading.all_stops)
    return not is_suspended and _first_moment_after(in_force[-1].due_at, reading.limit) <= moment


def _is_in_force(apology: Apology, reading: Reading, moment: datetime) -> bool:
    return reading.limit is not None and apology.issued_at <= moment < _lapses_at(apology, reading.limit)


def _lapses_at(apology: Apology, limit: TimeLimit) -> datetime:
    """When the date that an apology named has passed."""
    named = apology.new_due_at or apology.expected_at
    return _first_moment_after(named, limit) if named else apology.issued_at


def _first_moment_after(due_at: datetime, limit: TimeLimit) -> datetime:
    """The first moment at which a due has passed: equal to the due is still in time where moments are compared."""
    return ran_out_at(due_at, limit) if limit.by_date else due_at + timedelta(microseconds=1)
