"""What delays a case, told from its stays: whoever held it longest while the clock ran, never the applicant."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.delay import Delay, delay_of
from motcua.cases.rules.flow import State
from motcua.cases.rules.history import Consultation, History, Span
from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import DEFAULT_WEEK, EVERY_YEAR, working_calendar

CALENDAR = working_calendar(week=DEFAULT_WEEK, years=EVERY_YEAR)
MONDAY = datetime(2021, 3, 1, 7, 30, tzinfo=VIETNAM)
COUNTER, DIVISION, LAND = 1, 2, 3


def history(*stays: tuple[State, int, float], asked: tuple[Consultation, ...] = ()) -> History:
    """A case whose stays (state, office, working days) follow each other from Monday on; the last is still under way."""
    spans, began = [], MONDAY
    for state, office_id, days in stays:
        ended = began + timedelta(days=days)
        spans.append(Span(state, office_id, None, 0, began, ended, None))
        began = ended
    spans[-1] = Span(*(getattr(spans[-1], name) if name != "ended_at" else None for name in Span.__slots__))
    return History(
        limit=None, state=stays[-1][0], lead_office_id=DIVISION, receiving_office_id=COUNTER, channel="counter", accepted_at=MONDAY,
        first_due_at=None, settled_at=None, outcome="", spans=tuple(spans), consultations=asked,
    )  # fmt: skip


def test_the_office_that_held_it_longest_is_named_with_its_minutes_and_all() -> None:
    case = history((State.ACCEPTED, COUNTER, 1), (State.IN_PROGRESS, DIVISION, 2), (State.IN_PROGRESS, LAND, 1))
    assert delay_of(case, CALENDAR, now=MONDAY + timedelta(days=4)) == Delay(DIVISION, 2 * 480, 4 * 480)


def test_two_stays_at_one_office_count_together_and_a_wait_for_the_applicant_does_not_count() -> None:
    case = history(
        (State.ACCEPTED, COUNTER, 2), (State.AWAITING_SUPPLEMENT, DIVISION, 20), (State.IN_PROGRESS, LAND, 1), (State.ACCEPTED, COUNTER, 1)
    )
    found = delay_of(case, CALENDAR, now=MONDAY + timedelta(days=24))
    assert found and (found.office_id, found.minutes) == (COUNTER, 3 * 480)


def test_an_opinion_that_is_overdue_is_named_and_one_that_is_not_is_not() -> None:
    asked = (Consultation(LAND, MONDAY + timedelta(days=1), None), Consultation(9, MONDAY + timedelta(days=9), None))
    case = history((State.IN_PROGRESS, DIVISION, 4), asked=asked)
    found = delay_of(case, CALENDAR, now=MONDAY + timedelta(days=2))
    assert found and found.asked_office_id == LAND
    assert delay_of(case, CALENDAR, now=MONDAY + timedelta(hours=1)) == Delay(DIVISION, 60, 60)


def test_a_case_that_nobody_has_held_for_an_hour_has_no_delay() -> None:
    assert delay_of(history((State.AWAITING_SUPPLEMENT, DIVISION, 3)), CALENDAR, now=MONDAY + timedelta(days=2)) is None
    assert delay_of(history((State.IN_PROGRESS, DIVISION, 3)), CALENDAR, now=MONDAY + timedelta(minutes=59)) is None


@given(st.lists(st.tuples(st.sampled_from(list(State)), st.integers(1, 4), st.integers(0, 6)), min_size=1, max_size=8), st.integers(0, 40))
def test_the_longest_is_never_longer_than_all_and_never_shorter_than_an_equal_share(
    stays: list[tuple[State, int, float]], days: int
) -> None:
    found = delay_of(history(*stays), CALENDAR, now=MONDAY + timedelta(days=days))
    if found:
        offices = {office for state, office, _ in stays if state in (State.ACCEPTED, State.IN_PROGRESS)}
        assert found.office_id in offices
        assert found.all_minutes >= found.minutes >= found.all_minutes / len(offices)
