"""Reporting periods: the 15th begins, the 14th ends, and the year is the sum of its parts."""

import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.periods import Period, PeriodError, parse_period
from tests.rules.law.builders import day, moment, moments


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-Q1", "2020-12-15", "2021-03-14"),
        ("2021-Q2", "2021-03-15", "2021-06-14"),
        ("2021-Q3", "2021-06-15", "2021-09-14"),
        ("2021-Q4", "2021-09-15", "2021-12-14"),
        ("2021-M01", "2020-12-15", "2021-01-14"),
        ("2021-M03", "2021-02-15", "2021-03-14"),
        ("2021-m3", "2021-02-15", "2021-03-14"),
        ("2021-M12", "2021-11-15", "2021-12-14"),
        ("2021-H1", "2020-12-15", "2021-06-14"),
        ("2021-H2", "2021-06-15", "2021-12-14"),
        ("2021", "2020-12-15", "2021-12-14"),
        (" 2021-03-01..2021-03-31 ", "2021-03-01", "2021-03-31"),
        ("2020-02-29..2020-02-29", "2020-02-29", "2020-02-29"),
    ],
)
def test_a_period_is_named_by_its_year_and_part_or_by_its_dates(text: str, first: str, last: str) -> None:
    assert parse_period(text) == Period(day(first), day(last))


@pytest.mark.parametrize(
    "text",
    ["", "21", "2021-Q0", "2021-Q5", "2021-M13", "2021-M00", "2021-H3", "2021-X1", "2021-02-29..2021-03-01", "2021-03-01", "0000", "Quý 1"],
)
def test_an_unreadable_period_is_said_back_with_examples(text: str) -> None:
    with pytest.raises(PeriodError, match="Không đọc được kỳ báo cáo") as caught:
        parse_period(text)
    assert f"“{text}”" in str(caught.value)


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodError, match="trước khi bắt đầu"):
        parse_period("2021-03-31..2021-03-01")


def test_the_first_moment_is_in_and_the_moment_after_the_last_date_is_out() -> None:
    quarter = parse_period("2021-Q1")
    assert (quarter.start, quarter.end) == (moment("2020-12-15T00:00"), moment("2021-03-15T00:00"))
    edges = ("2020-12-14T23:59:59", "2020-12-15T00:00", "2021-03-14T23:59:59", "2021-03-15T00:00")
    assert [quarter.contains(moment(text)) for text in edges] == [False, True, True, False]


YEARS = st.integers(1950, 2100)
PARTS = {"Q": [f"{n}" for n in range(1, 5)], "M": [f"{n:02d}" for n in range(1, 13)], "H": ["1", "2"]}


@given(YEARS, st.sampled_from(sorted(PARTS)))
def test_the_year_equals_the_sum_of_its_periods(year: int, part: str) -> None:
    whole, parts = parse_period(f"{year}"), [parse_period(f"{year}-{part}{number}") for number in PARTS[part]]
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert all(later.first == earlier.last + timedelta(days=1) for earlier, later in itertools.pairwise(parts))
    assert parse_period(f"{year + 1}").first == whole.last + timedelta(days=1)


@given(moments(), st.sampled_from(sorted(PARTS)))
def test_every_moment_of_a_year_lies_in_exactly_one_of_its_parts(at: datetime, part: str) -> None:
    year = at.year + (at.date() >= date(at.year, 12, 15))
    assert parse_period(f"{year}").contains(at)
    assert sum(parse_period(f"{year}-{part}{number}").contains(at) for number in PARTS[part]) == 1


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 400), moments())
def test_a_moment_is_in_a_period_exactly_from_its_start_to_before_its_end(first: date, more: int, at: datetime) -> None:
    period = Period(first, first + timedelta(days=more))
    assert period.contains(at) == (period.start <= at < period.end)
