"""Worked examples: the oracle of the domain reference (section 15) and the published ones of ``due_date_examples.json``."""

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.law.calendar import due_at, working_calendar
from motcua.law.clock import transfer_deadline
from motcua.law.limits import parse_limit
from tests.rules.law.builders import day, moment, session
from tests.rules.law.national import national_calendar, national_make_up_days, national_years

EXAMPLES: dict[str, list[dict[str, Any]]] = json.loads(Path(__file__).with_name("due_date_examples.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", EXAMPLES["days"], ids=lambda example: f"{example['received']}+{example['duration']}")
def test_each_published_example_in_days_is_due_on_its_date_at_closing(example: dict[str, Any]) -> None:
    limit = parse_limit(f"{example['duration']} {example['unit']}")
    for hour in ("00:00", "07:30", "11:30", "16:59", "17:00", "23:59"):
        assert due_at(moment(f"{example['received']}T{hour}"), limit, national_calendar()).at == moment(f"{example['due']}T17:00")


@pytest.mark.parametrize("example", EXAMPLES["hours"], ids=lambda example: example["received"])
def test_each_published_example_in_hours_is_due_to_the_minute(example: dict[str, Any]) -> None:
    hours = tuple(session(text) for text in example["hours_of_day"].split(", "))
    calendar = working_calendar(week=dict.fromkeys(range(1, 6), hours), years=national_years(), make_up_days=national_make_up_days())
    assert due_at(moment(example["received"]), parse_limit(f"{example['hours']} giờ"), calendar).at == moment(example["due"])


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        ("2019-04-26T09:00", "3 ngày làm việc", "2019-05-04T17:00"),
        ("2021-02-09T14:00", "5 ngày làm việc", "2021-02-23T17:00"),
        ("2020-12-28T15:30", "3 ngày làm việc", "2020-12-31T17:00"),
        ("2021-03-31T08:00", "30 ngày", "2021-05-04T17:00"),
        ("2021-03-06T09:00", "1 ngày làm việc", "2021-03-08T17:00"),
        ("2021-02-05T10:00", "1 ngày làm việc", "2021-02-08T17:00"),
        ("2021-03-01T08:00", "5 ngày làm việc", "2021-03-08T17:00"),
        ("2021-03-03T07:45", "4 giờ", "2021-03-03T13:15"),
    ],
)
def test_the_oracle_of_the_domain_reference(accepted: str, limit: str, due: str) -> None:
    assert due_at(moment(accepted), parse_limit(limit), national_calendar()).at == moment(due)


def test_papers_accepted_after_fifteen_oclock_are_handed_on_in_the_first_session_of_the_next_working_date() -> None:
    assert transfer_deadline(moment("2020-12-28T15:30"), national_calendar()) == moment("2020-12-29T11:30")


def test_a_certification_received_after_its_cutoff_is_due_at_the_end_of_the_next_working_date() -> None:
    same_day = parse_limit("0 ngày làm việc", same_day_cutoff=moment("2021-03-01T15:00").time())
    due = {text: due_at(moment(f"2021-03-05T{text}"), same_day, national_calendar()).at for text in ("15:00", "15:01")}
    assert due == {"15:00": moment("2021-03-05T17:00"), "15:01": moment("2021-03-08T17:00")}


def test_the_unadjusted_last_date_is_kept_beside_the_due() -> None:
    assert due_at(moment("2021-03-31T08:00"), parse_limit("30 ngày"), national_calendar()).last_day == day("2021-04-30")
    assert due_at(moment("2021-03-31T08:00"), parse_limit("5 ngày làm việc"), national_calendar()).last_day is None
