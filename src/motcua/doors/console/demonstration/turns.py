"""The turns that a case may take while an office works on it; each returns whether the case goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime, time
from typing import TYPE_CHECKING

from motcua.cases.commands.answer_consultation import answer_consultation
from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.consult import consult
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.pause import pause
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.resume import resume
from motcua.cases.commands.supply import supply
from motcua.cases.commands.withdraw import withdraw
from motcua.doors.console.demonstration import words
from motcua.doors.console.demonstration.scene import Fate, Left
from motcua.kernel.moments import at
from motcua.offices.rules.roles import Role

if TYPE_CHECKING:
    from motcua.doors.console.demonstration.play import Play

Passage = Generator[datetime, None, bool]
Turn = Callable[["Play", int], Passage]


def _supplement(play: Play, office_id: int, *, in_two: bool = False) -> Passage:
    """A defect shows on appraisal; the papers come in later, perhaps in two visits."""
    yield play.after(20, 200)
    keys = [paper.key for paper in play.procedure.papers][: 2 if in_two else 1]
    items = tuple(f"{key}: cần bổ sung" for key in keys)
    play.do(request_supplement, play.worker(office_id), items=items, reason=play.random.choice(words.SUPPLEMENT))
    if play.scene.left is Left.WAITING:
        return False
    for brought in [keys] if not in_two else [[key] for key in keys]:
        yield play.days_on(2, 5)
        play.do(supply, play.asker if play.is_online else play.receptionist(), items=tuple(brought))
    return True


def _in_two_visits(play: Play, office_id: int) -> Passage:
    return _supplement(play, office_id, in_two=True)


def _stopped(play: Play, office_id: int) -> Passage:
    """The clock stops until money is paid or land is measured."""
    reason = "obligation" if play.scene.fate is Fate.OBLIGATION else "measurement"
    yield play.after(60, 500)
    play.do(pause, play.worker(office_id), reason=reason)
    if play.scene.left is Left.WAITING:
        return False
    yield play.days_on(3, 11)
    play.do(resume, play.worker(office_id))
    return True


def _consulted(play: Play, office_id: int) -> Passage:
    """Another office is asked within three working days; it answers in time, late, or not at all."""
    yield play.after(60, 300)
    calendar, is_late = play.stage.calendar, play.scene.fate is Fate.CONSULTED_LATE
    asked = play.stage.office(play.random.choice(play.stage.setting.consulted))
    due = calendar.closing_of(calendar.working_date_after(play.now.date(), 3))
    play.do(consult, play.worker(office_id), office_id=asked, content=words.CONSULTED, due=due)
    if play.scene.left is Left.WAITING:
        return False
    yield play.days_on(5, 8) if is_late else play.days_on(1, 2)
    play.do(answer_consultation, play.stage.any(play.random, Role.HANDLER, asked), text=words.ANSWERED)
    return True


def _extended(play: Play, office_id: int) -> Passage:
    """Two working days before the due the leader re-appoints, once and with an apology."""
    calendar = play.stage.calendar
    due = play.due_at
    last = calendar.previous_working_date(due.date())
    play.now = max(play.now, at(calendar.previous_working_date(last), time(9, 30)))
    yield play.after(0, 200)
    new_due = calendar.closing_of(calendar.working_date_after(due.date(), play.random.randint(3, 5)))
    play.do(extend, play.leader(play.lead_id), due=new_due, reason=words.EXTENDED)
    return True


def _late(play: Play, office_id: int) -> Passage:
    """The due passes, and nobody says a word."""
    play.now = max(play.now, play.due_at)
    yield play.days_on(1, 4)
    return True


def _stopped_late(play: Play, office_id: int) -> Passage:
    """The due passes, and only then is the clock stopped: which hides nothing."""
    if not (yield from _late(play, office_id)):
        return False
    play.do(pause, play.worker(office_id), reason="measurement" if "measurement" in play.procedure.pauses else "obligation")
    yield play.days_on(4, 15)
    play.do(resume, play.worker(office_id))
    return True


def _apologised(play: Play, office_id: int) -> Passage:
    """The due passes; the next day the leader apologises and says when the result is expected: for a case left so, after the story."""
    play.now = max(play.now, play.due_at)
    yield play.days_on(1, 1)
    calendar = play.stage.calendar
    since = play.now.date() if play.scene.left is Left.NOWHERE else play.stage.setting.curtain.date()
    expected = calendar.closing_of(calendar.working_date_after(since, play.random.randint(3, 6)))
    play.do(apologise, play.leader(play.lead_id), reason=play.random.choice(play.stage.setting.late), expected=expected)
    return True


def _withdrawn(play: Play, office_id: int) -> Passage:
    """The applicant takes the case back: himself where he filed it himself, else on signed paper."""
    yield play.after(60, 500)
    reason = play.random.choice(words.WITHDRAWN)
    if play.is_online:
        play.do(withdraw, play.asker, reason=reason)
    else:
        play.do(withdraw, play.receptionist(), reason=reason, has_signed_paper=True)
    return False


def _discontinued(play: Play, office_id: int) -> Passage:
    """The leader stops the case on a legal basis."""
    yield play.after(200, 900)
    play.do(discontinue, play.leader(office_id), reason=words.DISCONTINUED, basis=play.stage.setting.court)
    return False


TURNS: dict[Fate, Turn] = {
    Fate.SUPPLEMENT: _supplement,
    Fate.PARTLY_SUPPLIED: _in_two_visits,
    Fate.OBLIGATION: _stopped,
    Fate.MEASUREMENT: _stopped,
    Fate.CONSULTED: _consulted,
    Fate.CONSULTED_LATE: _consulted,
    Fate.EXTENDED: _extended,
    Fate.LATE: _late,
    Fate.STOPPED_LATE: _stopped_late,
    Fate.APOLOGISED: _apologised,
    Fate.WITHDRAWN: _withdrawn,
    Fate.DISCONTINUED: _discontinued,
}
