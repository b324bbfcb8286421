"""Whom a counter calls next, and what is said of the wait."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.moments import VIETNAM
from motcua.queue.rules.calling import Waiting, in_order
from motcua.queue.rules.priority import group_name, groups_on
from motcua.queue.rules.tickets import Left, is_explained
from motcua.queue.rules.waits import FEWEST, wait_of

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=VIETNAM)


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def test_priority_then_whose_time_has_come_then_first_come() -> None:
    waiting = [
        Waiting(1, ago(30)), Waiting(2, ago(20), has_priority=True), Waiting(3, ago(60), hour=ago(5)),
        Waiting(4, ago(50), hour=ago(-60)), Waiting(5, ago(10), has_priority=True),
    ]  # fmt: skip
    assert [ticket.number for ticket in in_order(waiting, now=NOW)] == [2, 5, 3, 4, 1]


TICKETS = st.lists(
    st.builds(
        Waiting, st.integers(1, 500), st.integers(0, 400).map(ago), st.booleans(), st.none() | st.integers(-200, 200).map(ago)
    ),
    unique_by=lambda ticket: ticket.number,
)  # fmt: skip


@given(TICKETS)
def test_nobody_is_forgotten_and_nobody_of_the_same_standing_is_passed_over(waiting: list[Waiting]) -> None:
    order = in_order(waiting, now=NOW)
    assert sorted(ticket.number for ticket in order) == sorted(ticket.number for ticket in waiting)
    for group in (True, False):
        same = [ticket.drawn_at for ticket in order if ticket.has_priority is group and ticket.hour is None]
        assert same == sorted(same)


@given(TICKETS, st.integers(0, 400).map(ago))
def test_a_time_to_come_never_makes_one_wait_longer_than_without_it(waiting: list[Waiting], drawn: datetime) -> None:
    def place(hour: datetime | None) -> int:
        mine = Waiting(501, drawn, hour=hour)
        return [ticket.number for ticket in in_order([*waiting, mine], now=NOW)].index(501)

    assert place(ago(-30)) == place(None) >= place(ago(1))


def test_a_time_given_on_an_earlier_day_is_called_after_everybody_in_the_room_until_it_has_come() -> None:
    waiting = [
        Waiting(1, ago(24 * 60), hour=ago(-60)), Waiting(2, ago(2 * 24 * 60), has_priority=True, hour=ago(-30)), Waiting(3, ago(20)),
        Waiting(4, ago(10), hour=ago(-90)),
    ]  # fmt: skip
    assert [ticket.number for ticket in in_order(waiting, now=NOW)] == [3, 4, 2, 1]
    assert [ticket.number for ticket in in_order(waiting, now=ago(-60))] == [2, 1, 3, 4]


def test_the_wait_is_what_those_called_lately_have_waited_and_unknown_until_three_were() -> None:
    called = [(ago(40), ago(30)), (ago(35), ago(20)), (ago(30), ago(10))]
    assert not wait_of([ago(3)], called[:2], now=NOW).is_known
    told = wait_of([ago(3)], called, now=NOW)
    assert (told.waiting, told.shortest, told.longest) == (1, 10, 20)


@given(st.lists(st.integers(0, 300), max_size=20), st.lists(st.tuples(st.integers(0, 119), st.integers(0, 200)), max_size=20))
def test_the_wait_told_is_never_better_than_what_one_sees_in_the_room(still: list[int], called: list[tuple[int, int]]) -> None:
    told = wait_of([ago(each) for each in still], [(ago(at + waited), ago(at)) for at, waited in called], now=NOW)
    assert told.waiting == len(still)
    assert told.is_known is (len(called) >= FEWEST)
    if told.longest is not None and told.shortest is not None:
        assert told.shortest <= told.longest
        assert told.longest >= max(still, default=0)


def test_a_call_of_this_morning_says_nothing_of_the_afternoon() -> None:
    assert not wait_of([], [(ago(200), ago(150))] * 5, now=NOW).is_known


@pytest.mark.parametrize(
    ("reason", "words", "is_enough"),
    [
        ("went-away", "", True),
        ("other", "", False),
        ("other", "bị ngất", True),
        ("not-reached", " ", False),
        ("", "về", False),
        ("x", "y", False),
    ],
)
def test_a_reason_without_substance_explains_nothing(reason: str, words: str, is_enough: bool) -> None:
    assert is_explained(reason, words) is is_enough


def test_priority_groups_hold_on_their_days_and_say_that_their_basis_is_not_verified() -> None:
    assert {group.code for group in groups_on(date(2026, 11, 27))} >= {"khuyet-tat", "cao-tuoi", "mang-thai"}
    assert groups_on(date(2010, 1, 1)) == ()
    assert all(not group.is_verified and "chưa xác minh" in group.basis for group in groups_on(date(2026, 11, 27)))
    assert group_name("") == "" and group_name("cao-tuoi") == "Người cao tuổi"


def test_every_reason_can_be_chosen() -> None:
    assert all(is_explained(left, "vì mưa") for left in Left)
