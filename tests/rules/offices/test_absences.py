"""Absences as plain values: whoever is away, somebody present does his work, and it never passes from hand to hand unseen."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.offices.rules.absences import AbsenceState, Span, absence_state, clash

FIRST = date(2021, 3, 1)
DAYS = 10
PEOPLE = (1, 2, 3, 4)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


spans = st.builds(
    lambda pair, start, length: Span(pair[0], pair[1], day(start), day(start + length)),
    st.permutations(PEOPLE).map(lambda order: order[:2]),
    st.integers(0, DAYS - 1),
    st.integers(0, 5),
)


@given(asked=st.lists(spans, max_size=12))
def test_on_every_day_everybody_away_has_one_stand_in_who_is_there(asked: list[Span]) -> None:
    standing: list[Span] = []
    for span in asked:
        if clash(span, standing) is None:
            standing.append(span)
    for number in range(DAYS + 6):
        today = [span for span in standing if span.first <= day(number) <= span.last]
        away = [span.person_id for span in today]
        assert len(away) == len(set(away)), "away once at a time"
        assert not set(away) & {span.stand_in_id for span in today}, "who stands in is there himself"


@given(asked=st.lists(spans, max_size=8), wanted=spans)
def test_an_absence_is_refused_only_for_one_that_it_really_meets(asked: list[Span], wanted: Span) -> None:
    other = clash(wanted, asked)
    if other is not None:
        shared = {wanted.person_id, wanted.stand_in_id} & {other.person_id, other.stand_in_id}
        assert wanted.first <= other.last and other.first <= wanted.last and shared


def test_two_may_be_done_for_by_the_same_colleague() -> None:
    assert clash(Span(1, 3, day(0), day(4)), [Span(2, 3, day(2), day(6))]) is None


def test_an_absence_stands_where_its_days_and_its_stand_in_put_it() -> None:
    told = [
        absence_state(first=day(1), last=day(3), is_accepted=accepted, day=day(at)) for accepted, at in ((False, 0), (False, 1), (True, 0))
    ]
    assert told == [AbsenceState.OFFERED, AbsenceState.UNCOVERED, AbsenceState.COMING]
    held = [absence_state(first=day(1), last=day(3), is_accepted=True, day=day(at)) for at in (1, 3, 4)]
    assert held == [AbsenceState.IN_FORCE, AbsenceState.IN_FORCE, AbsenceState.PAST]
