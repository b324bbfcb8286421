"""When a case may be re-appointed, and when only an apology is left (NĐ 61/2018 Đ.19.9; scenario contract, sections 2 and 3)."""

from datetime import datetime

from motcua.cases.rules.flow import Act
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import WorkingCalendar, after_work
from motcua.law.clock import extension_deadline, has_passed, may_be_extended
from motcua.law.daytable import MICROSECONDS_A_MINUTE
from motcua.law.limits import TimeLimit
from motcua.law.rulebook import Rulebook


def must_be_extendable(
    *,
    limit: TimeLimit | None,
    due_at: datetime | None,
    is_suspended: bool,
    times_extended: int,
    new_due_at: datetime,
    at: datetime,
    calendar: WorkingCalendar,
    rulebook: Rulebook,
) -> datetime:
    """The due in force that an extension at ``at`` replaces; refused where the law allows none, or the new due is no later."""
    if limit is None or due_at is None:
        raise Refusal(Code.WRONG_STATE, act=Act.EXTEND.value, state="no-limit")
    reason = why_not_extendable(
        limit=limit, due_at=due_at, is_suspended=is_suspended, times_extended=times_extended, at=at, calendar=calendar, rulebook=rulebook
    )
    if reason:
        raise Refusal(reason, due_at=local(due_at), deadline=_deadline(due_at, calendar, rulebook))
    if new_due_at <= due_at:
        raise Refusal(Code.DUE_NOT_LATER, due=new_due_at, than=local(due_at))
    return local(due_at)


def must_need_apology(
    *,
    limit: TimeLimit | None,
    due_at: datetime | None,
    is_suspended: bool,
    times_extended: int,
    at: datetime,
    calendar: WorkingCalendar,
    rulebook: Rulebook,
) -> datetime:
    """The due for which an apology without a new date is in place: it has passed, or can no longer be extended; else ``wrong-state``."""
    if limit is None or due_at is None:
        raise Refusal(Code.WRONG_STATE, act=Act.APOLOGISE.value, state="no-limit")
    is_late = not is_suspended and has_passed(due_at, limit, at)
    if not is_late and not why_not_extendable(
        limit=limit, due_at=due_at, is_suspended=is_suspended, times_extended=times_extended, at=at, calendar=calendar, rulebook=rulebook
    ):
        raise Refusal(Code.WRONG_STATE, act=Act.APOLOGISE.value, state="extendable", due_at=local(due_at))
    return local(due_at)


def why_not_extendable(
    *,
    limit: TimeLimit,
    due_at: datetime,
    is_suspended: bool,
    times_extended: int,
    at: datetime,
    calendar: WorkingCalendar,
    rulebook: Rulebook,
) -> Code | None:
    """Why a case cannot be extended at ``at``, or none: while a stop suspends the due, its deadline does not come nearer."""
    if times_extended >= rulebook.max_extensions.value:
        return Code.ALREADY_EXTENDED
    if not is_suspended and at >= _deadline(due_at, calendar, rulebook):
        return Code.TOO_LATE_TO_EXTEND
    return None if may_be_extended(limit, calendar) else Code.TOO_SHORT_TO_EXTEND


def proposed_due(*, now: datetime, due_at: datetime, minutes_to_do: int, calendar: WorkingCalendar) -> datetime:
    """The earliest date that can be kept: the closing of the day on which what is still to do, begun now, is done; later than the due."""
    done_at = after_work(now, minutes_to_do * MICROSECONDS_A_MINUTE, calendar)
    closing = calendar.closing_of(done_at.date())
    return closing if closing > due_at else calendar.closing_of(calendar.next_working_date(due_at.date()))


def _deadline(due_at: datetime, calendar: WorkingCalendar, rulebook: Rulebook) -> datetime:
    return extension_deadline(due_at, calendar, lead_days=rulebook.apology_lead_working_days.value)
