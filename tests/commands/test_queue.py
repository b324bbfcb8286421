"""The queue from the first touch to the close of the day: numbers without a gap, one holder at a time, nothing unexplained."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.cases.commands.transfer import transfer
from motcua.catalogue.rules.procedure import Fee
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.queries import owed_for
from motcua.fees.rules.charges import Method
from motcua.kernel.moments import VIETNAM, local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.rules.plan import PersonPlan
from motcua.queue.commands.call_again import call_again
from motcua.queue.commands.call_next import call_next
from motcua.queue.commands.close_counter import close_counter
from motcua.queue.commands.draw_ticket import draw_ticket
from motcua.queue.commands.end_ticket import end_ticket
from motcua.queue.commands.give_guidance import give_guidance
from motcua.queue.commands.note_attendance import note_attendance
from motcua.queue.models import Attendance, Ticket
from motcua.queue.queries import counter_day, days_to_close, first_touch_of, left_last_time, line_at, screen_of
from motcua.queue.rules.tickets import End, Touch
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> District:
    made = district(people=(PersonPlan(key="yen", name="Đoàn Thị Yến", office="huyen", roles=("receptionist",)),))
    made.enact("phi", fees=(Fee("Lệ phí", 30_000),), steps=())
    return made


def drawn(here: District, **said: Any) -> int:
    return draw_ticket(actor=here.actor("lan"), at=here.tick(), office_id=here.offices["huyen"], **said)


def called(here: District, who: str = "lan", place: str = "Bàn 1") -> int:
    return Ticket.objects.get(pk=call_next(actor=here.actor(who), at=here.tick(), office_id=here.offices["huyen"], place=place)).number


def held(here: District) -> Any:
    from motcua.offices.queries import directory

    return counter_day(
        here.offices["huyen"], local_date(here.now), actor=here.actor("lan"), offices=directory(here.authority_id), now=here.now
    )


def closed(here: District, explained: dict[int, tuple[str, str]] | None = None, note: str = "") -> None:
    close_counter(
        actor=here.actor("lan"),
        at=here.tick(),
        office_id=here.offices["huyen"],
        day=local_date(here.now),
        explained=explained or {},
        note=note,
    )


def refused(code: Code, act: Any, *args: Any, **said: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **said)
    assert refusal.value.code is code
    return refusal.value


def test_numbers_are_drawn_without_a_gap_and_begin_anew_each_day(here: District) -> None:
    numbers = [Ticket.objects.get(pk=drawn(here)).number for _ in range(3)]
    assert numbers == [1, 2, 3]
    here.now += timedelta(days=1)
    assert Ticket.objects.get(pk=drawn(here)).number == 1
    assert Ticket.objects.get(pk=drawn(here, group="cao-tuoi")).number == 2


def test_the_next_is_called_by_the_rule_and_whoever_stood_there_has_been_served(here: District) -> None:
    first = drawn(here)
    drawn(here)
    drawn(here, group="mang-thai")
    assert [called(here), called(here, "yen", "Bàn 2"), called(here)] == [3, 1, 2]
    assert Ticket.objects.get(pk=first).ended_at is None, "one officer's call does not end what another serves"
    assert Ticket.objects.get(number=3).end == End.SERVED
    refused(Code.QUEUE_EMPTY, called, here)
    assert Ticket.objects.get(number=2).ended_at is None, "a refused call ends nothing"


def test_a_number_is_called_again_and_ended_as_absent(here: District) -> None:
    drawn(here)
    refused(Code.NO_TICKET, call_again, actor=here.actor("lan"), at=here.now)
    called(here)
    call_again(actor=here.actor("lan"), at=here.tick())
    end_ticket(actor=here.actor("lan"), at=here.tick(), end=End.ABSENT)
    ticket = Ticket.objects.get()
    assert (ticket.calls, ticket.end, ticket.place) == (2, End.ABSENT, "Bàn 1")
    refused(Code.NO_TICKET, end_ticket, actor=here.actor("lan"), at=here.now, end=End.SERVED)


def test_an_officer_serves_one_number_at_a_time_says_the_database(here: District) -> None:
    drawn(here), drawn(here)
    called(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(number=2).update(called_by=here.people["lan"], called_at=here.now, calls=1)


def test_a_time_is_given_once_within_hours_and_its_holder_called_when_it_has_come(here: District) -> None:
    hour = datetime(2021, 3, 1, 9, 30, tzinfo=VIETNAM)
    booked = drawn(here, hour=hour)
    refused(Code.TIME_TAKEN, drawn, here, hour=hour)
    for not_open in (here.now - timedelta(minutes=5), hour.replace(hour=12), hour.replace(day=6), hour.replace(hour=20)):
        assert refused(Code.INCOMPLETE, drawn, here, hour=not_open).facts["field"] == "hour"
    drawn(here)
    here.now = hour
    drawn(here)
    assert called(here) == Ticket.objects.get(pk=booked).number
    refused(Code.INCOMPLETE, drawn, here, group="giau-co")


def test_a_time_on_a_later_day_has_a_number_of_that_day(here: District) -> None:
    ticket = Ticket.objects.get(pk=drawn(here, hour=datetime(2021, 3, 3, 8, 0, tzinfo=VIETNAM)))
    assert (f"{ticket.day}", ticket.number) == ("2021-03-03", 1)
    assert line_at(here.offices["huyen"], actor=here.actor("lan"), now=here.now).waiting == ()


def test_a_time_given_the_day_before_is_neither_called_nor_counted_as_waiting_before_it_has_come(here: District) -> None:
    """Called at the opening it would be ended as absent, and its holder come at his hour for nothing."""
    hour = datetime(2021, 3, 2, 10, 0, tzinfo=VIETNAM)
    booked = drawn(here, hour=hour)
    here.now = hour.replace(hour=7, minute=40)
    drawn(here)
    assert screen_of(here.offices["huyen"], authority_id=here.authority_id, now=here.now).wait.waiting == 1
    assert called(here) == 2
    here.now = hour
    drawn(here)
    assert called(here, "yen", "Bàn 2") == Ticket.objects.get(pk=booked).number == 1


def test_what_was_done_for_the_holder_is_the_tickets_outcome_and_the_first_touch_is_kept(here: District) -> None:
    drawn(here)
    touched = here.now
    here.now += timedelta(minutes=14)
    called(here)
    case_id = here.receive("P5")
    for _ in range(2):
        note_attendance(actor=here.actor("lan"), at=here.tick(), touch=Touch.RECEIVED, subject_id=case_id)
    assert Attendance.objects.count() == 1, "a form sent twice is one act"
    first = first_touch_of(case_id, authority_id=here.authority_id)
    assert first and (first.drawn_at, first.waited) == (touched, 15)
    assert first_touch_of(here.receive("P5"), authority_id=here.authority_id) is None


def test_without_a_ticket_only_guidance_is_kept(here: District) -> None:
    assert not note_attendance(actor=here.actor("lan"), at=here.now, touch=Touch.RETURNED, subject_id=here.receive("P5"))
    give_guidance(actor=here.actor("lan"), at=here.tick(), office_id=here.offices["huyen"], procedure_id=here.procedures["P5"])
    give_guidance(actor=here.actor("lan"), at=here.tick(), office_id=here.offices["huyen"])
    assert held(here).attended == {Touch.GUIDED: 2}
    assert Attendance.objects.filter(procedure_id=here.procedures["P5"]).count() == 1


def test_a_day_is_closed_only_when_every_number_came_to_something_or_is_explained(here: District) -> None:
    blank, guided = drawn(here), drawn(here)
    called(here)
    called(here)
    give_guidance(actor=here.actor("lan"), at=here.tick(), office_id=here.offices["huyen"])
    assert refused(Code.TICKETS_UNEXPLAINED, closed, here).facts["numbers"] == (1,)
    refused(Code.TICKETS_UNEXPLAINED, closed, here, {blank: ("other", " ")})
    closed(here, {blank: ("went-away", "")})
    assert Ticket.objects.get(pk=blank).left == "went-away" and Ticket.objects.get(pk=guided).left == ""
    for act in (closed, drawn, called):
        refused(Code.COUNTER_CLOSED, act, here)
    here.now += timedelta(days=1)
    drawn(here)


def test_whoever_was_not_reached_waits_no_longer_once_the_day_is_closed(here: District) -> None:
    ticket = drawn(here)
    assert screen_of(here.offices["huyen"], authority_id=here.authority_id, now=here.now).wait.waiting == 1
    closed(here, {ticket: ("not-reached", "hết giờ")})
    assert line_at(here.offices["huyen"], actor=here.actor("lan"), now=here.now).waiting == ()
    assert screen_of(here.offices["huyen"], authority_id=here.authority_id, now=here.now).wait.waiting == 0
    refused(Code.COUNTER_CLOSED, called, here)


def test_what_is_left_open_needs_its_reason_and_is_told_the_next_morning(here: District) -> None:
    drawn(here)
    called(here)
    case_id = here.receive("phi")
    note_attendance(actor=here.actor("lan"), at=here.tick(), touch=Touch.RECEIVED, subject_id=case_id)
    order = owed_for(case_id, authority_id=here.authority_id)
    assert order
    collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.id, method=Method.CASH)
    told = refused(Code.LEFT_OPEN, closed, here).facts["left"]
    assert len(told) == 2 and "chưa chuyển" in told[0] and told[1] == "sổ thu chưa kết"
    close_drawer(actor=here.actor("thao"), at=here.tick(), office_id=here.offices["huyen"], day=local_date(here.now), counted_cash=30_000)
    closed(here, note="Văn thư đã về, sáng mai chuyển sớm")
    here.now += timedelta(days=1)
    left = left_last_time([here.offices["huyen"]], authority_id=here.authority_id, before=local_date(here.now))
    assert left and len(left.left_open) == 1 and "sáng mai" in left.note
    transfer(actor=here.actor("lan"), at=here.tick(), case_id=case_id)


def test_a_day_with_numbers_that_was_never_closed_is_told_until_it_is(here: District) -> None:
    ticket = drawn(here)
    here.now += timedelta(days=1)
    here_is = {"authority_id": here.authority_id, "before": local_date(here.now)}
    [(office_id, day)] = days_to_close([here.offices["huyen"]], **here_is)
    close_counter(
        actor=here.actor("lan"), at=here.now, office_id=office_id, day=day, explained={ticket: ("not-reached", "mất điện cả chiều")}
    )
    assert days_to_close([here.offices["huyen"]], **here_is) == ()
    tomorrow = local_date(here.now) + timedelta(days=1)
    refused(Code.DAY_NOT_OVER, close_counter, actor=here.actor("lan"), at=here.now, office_id=office_id, day=tomorrow, explained={})


def test_a_number_left_standing_yesterday_gets_nothing_of_todays_and_is_ended_by_the_close_or_the_next_call(here: District) -> None:
    first = drawn(here)
    called(here)
    here.now += timedelta(days=1)
    assert not note_attendance(actor=here.actor("lan"), at=here.tick(), touch=Touch.RECEIVED, subject_id=here.receive("P5"))
    refused(Code.NO_TICKET, call_again, actor=here.actor("lan"), at=here.now)
    give_guidance(actor=here.actor("lan"), at=here.tick(), office_id=here.offices["huyen"])
    assert Attendance.objects.get().ticket is None
    drawn(here)
    called(here)
    assert Ticket.objects.get(pk=first).end == End.SERVED
    give_guidance(actor=here.actor("lan"), at=here.tick(), office_id=here.offices["huyen"])
    closed(here, note="hồ sơ về muộn")
    assert not Ticket.objects.filter(ended_at=None).exists()


def test_the_screen_in_the_room_shows_the_newest_call_first(here: District) -> None:
    for _ in range(3):
        drawn(here)
    called(here)
    called(here, "yen", "Bàn 2")
    call_again(actor=here.actor("lan"), at=here.tick())
    told = screen_of(here.offices["huyen"], authority_id=here.authority_id, now=here.now)
    assert [(call.number, call.place) for call in told.calls] == [(1, "Bàn 1"), (2, "Bàn 2")]
    assert (told.wait.waiting, told.wait.is_known) == (1, False)


@pytest.mark.parametrize("who", ["minh", "khoa", "thao"])
def test_only_who_receives_at_the_counter_serves_its_queue(here: District, who: str) -> None:
    drawn(here)
    actor, at, office_id = here.actor(who), here.now, here.offices["huyen"]
    refused(Code.NOT_ALLOWED, draw_ticket, actor=actor, at=at, office_id=office_id)
    refused(Code.NOT_ALLOWED, call_next, actor=actor, at=at, office_id=office_id, place="Bàn 1")
    refused(Code.NOT_ALLOWED, call_again, actor=actor, at=at)
    refused(Code.NOT_ALLOWED, end_ticket, actor=actor, at=at, end=End.SERVED)
    refused(Code.NOT_ALLOWED, give_guidance, actor=actor, at=at, office_id=office_id)
    refused(Code.NOT_ALLOWED, note_attendance, actor=actor, at=at, touch=Touch.RECEIVED, subject_id=1)
    refused(Code.NOT_ALLOWED, close_counter, actor=actor, at=at, office_id=office_id, day=local_date(at), explained={})


def test_another_authority_sees_and_calls_nothing_of_it(here: District) -> None:
    drawn(here)
    other = district(key="khac", people=(PersonPlan(key="yen", name="Đoàn Thị Yến", office="huyen", roles=("receptionist",)),))
    refused(Code.QUEUE_EMPTY, called, other)
    assert screen_of(here.offices["huyen"], authority_id=other.authority_id, now=other.now).wait.waiting == 0
