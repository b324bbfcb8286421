"""What happens beside the cases on the last working day: times given, an original in hand, a paper lost, an error found."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from motcua.cases.commands.ask_correction import ask_correction
from motcua.cases.commands.report_incident import report_incident
from motcua.cases.commands.take_original import take_original
from motcua.cases.queries.counter import standing_at
from motcua.cases.rules.amends import Mishap
from motcua.cases.rules.flow import State
from motcua.doors.console.demonstration.stage import Stage
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local_date
from motcua.offices.rules.roles import Role
from motcua.queue.commands.draw_ticket import draw_ticket

_HOURS = (time(8, 30), time(9), time(9, 30))
_ORIGINAL = "Giấy chứng nhận QSDĐ số BK 123456"
_LOST = "Sơ yếu lý lịch có chứng thực"
_HOW = "Sắp lại tủ hồ sơ ngày hôm qua thì không thấy tờ này; đã tìm cả tủ bên cạnh, chưa thấy."
_WRONG = "Năm sinh ghi 1986, đúng là 1968."


def asides(stage: Stage) -> Iterator[datetime]:
    """The last working day before the curtain at the story's main counter, from three in the afternoon on."""
    counter_id = stage.office(stage.setting.counter)
    last = stage.calendar.previous_working_date(local_date(stage.setting.curtain))
    next_day = stage.calendar.next_working_date(last)
    moment = at(last, time(15, 5))
    who = stage.all(Role.RECEPTIONIST, counter_id)[0]
    for hour in _HOURS:
        yield moment
        draw_ticket(actor=who, at=moment, office_id=counter_id, hour=at(next_day, hour))
        moment += timedelta(minutes=7)
    for act in (_original_taken, _paper_lost, _error_found):
        yield moment
        act(stage, who, counter_id, moment)
        moment += timedelta(minutes=11)


def _original_taken(stage: Stage, who: Actor, counter_id: int, moment: datetime) -> None:
    for case_id in standing_at(counter_id, State.ACCEPTED, authority_id=stage.authority_id)[:1]:
        take_original(actor=who, at=moment, case_id=case_id, originals=(_ORIGINAL,))


def _paper_lost(stage: Stage, who: Actor, counter_id: int, moment: datetime) -> None:
    for case_id in standing_at(counter_id, State.IN_PROGRESS, authority_id=stage.authority_id)[:1]:
        report_incident(actor=who, at=moment, case_id=case_id, mishap=Mishap.LOST, words=_LOST, account=_HOW)


def _error_found(stage: Stage, who: Actor, counter_id: int, moment: datetime) -> None:
    for case_id in standing_at(counter_id, State.RETURNED, authority_id=stage.authority_id)[:1]:
        ask_correction(actor=who, at=moment, case_id=case_id, words=_WRONG, promised_on=local_date(moment) + timedelta(days=7))
