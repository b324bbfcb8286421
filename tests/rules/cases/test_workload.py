"""What is forecast for the work in somebody's hands, and what giving some of it away would change."""

from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.workload import Load, Rate, Task, effect, spare, will_be_late

HOUR, DAY = 60, 480
QUICK, SLOW, UNKNOWN = Rate(40, 20 * DAY), Rate(5, 20 * DAY), Rate(4, 20 * DAY)


def task(case_id: int, start_in: int, step: int = DAY) -> Task:
    return Task(case_id, start_in, start_in + step)


def test_cases_are_done_one_after_another_in_the_order_of_their_latest_safe_starts() -> None:
    load = Load((task(1, 5 * DAY), task(2, 0), task(3, DAY)), QUICK)
    assert dict(spare(load)) == {2: DAY // 2, 3: DAY, 1: 6 * DAY - 3 * DAY // 2}


def test_a_slow_hand_is_late_with_what_a_quick_one_does_in_time() -> None:
    tasks = tuple(task(case_id, 2 * DAY) for case_id in (1, 2, 3))
    assert will_be_late(Load(tasks, QUICK)) == frozenset()
    assert will_be_late(Load(tasks, SLOW)) == {1, 2, 3}


def test_too_few_cases_make_no_rate_and_the_process_decides() -> None:
    load = Load((task(1, -1), task(2, 0)), UNKNOWN)
    assert dict(spare(load)) == {}
    assert will_be_late(load) == {1}


def test_what_is_in_nobodys_hands_will_be_late() -> None:
    assert will_be_late(Load((task(1, 90 * DAY),), None)) == {1}


def test_three_cases_go_from_late_to_in_time_and_none_the_other_way() -> None:
    giver, taker = Load(tuple(task(case_id, 2 * DAY) for case_id in (1, 2, 3)), SLOW), Load((task(9, 9 * DAY),), QUICK)
    found = effect({1, 2, 3}, giver, taker)
    assert (found.held, found.late, found.saved, found.spoiled) == ((1, 4), (0, 0), 3, 0)


def test_what_the_taker_would_then_be_late_with_is_told() -> None:
    giver, taker = Load((task(1, 0), task(2, 0)), QUICK), Load((task(3, DAY),), Rate(10, 20 * DAY))
    found = effect({1, 2}, giver, taker)
    assert (found.late, found.saved, found.spoiled) == ((0, 3), 0, 3)


tasks = st.lists(st.integers(-9 * DAY, 30 * DAY), max_size=12).map(lambda starts: tuple(task(i, each) for i, each in enumerate(starts)))
rates = st.one_of(st.none(), st.builds(Rate, st.integers(0, 60), st.just(20 * DAY)))


@given(tasks, rates, rates, st.sets(st.integers(0, 11)))
def test_whatever_is_given_no_case_is_lost_and_the_lateness_told_adds_up(
    mine: tuple[Task, ...], my_rate: Rate | None, his_rate: Rate | None, moved: set[int]
) -> None:
    giver, taker = Load(mine, my_rate), Load((), his_rate)
    kept, becomes = giver.without(moved), taker.with_also(each for each in mine if each.case_id in moved)
    found = effect(moved, giver, taker)
    assert len(kept.tasks) + found.held[1] == len(mine)
    before, after = len(will_be_late(giver)), len(will_be_late(kept)) + len(will_be_late(becomes))
    assert after - before == found.spoiled - found.saved


@given(tasks, st.integers(5, 60))
def test_a_lighter_load_makes_nothing_later(mine: tuple[Task, ...], done: int) -> None:
    load = Load(mine, Rate(done, 20 * DAY))
    for gone in range(len(mine)):
        assert will_be_late(load.without({gone})) <= will_be_late(load)
