"""The review of a procedure: what it lacks, what its steps take together, what was changed, and the published row beside it."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.rules.changes import Change, changes
from motcua.catalogue.rules.drafts import DefectKind
from motcua.catalogue.rules.from_drafts import procedure_of
from motcua.catalogue.rules.procedure import Fee, Flaw, Paper, Procedure, Step, is_over_limit, sum_of_steps
from motcua.catalogue.rules.published_row import published_parts
from motcua.catalogue.rules.review import CONCERNS, Part, complaints
from motcua.law.calendar import EVERY_YEAR, working_calendar
from motcua.law.limits import limit, parse_limit
from motcua.offices.rules.directory import Directory, Office
from tests.rules.catalogue.published import drafts_2026, rows

CALENDAR = working_calendar(years=EVERY_YEAR)
OFFICES = {
    number: Office(number, f"o{number}", f"Phòng {number}", "", "", None, "", "", "", "", "qcvn102", date(1900, 1, 1), None)
    for number in (1, 2)
}
KNOWN = Directory(1, "UBND xã", 1, False, OFFICES, dict.fromkeys(OFFICES, CALENDAR))


def step(words: str, key: str = "b01") -> Step:
    return Step(key, f"Bước {key}", None, "handler", parse_limit(words))


def a_procedure(**changed: Any) -> Procedure:
    """A complete procedure of five working days."""
    told: dict[str, Any] = {
        "version_id": 1, "procedure_id": 1, "code": "1.000111", "key": "ks", "name": "Đăng ký khai sinh", "field": "Hộ tịch",
        "lead_office_id": None, "receiving_office_ids": frozenset({1}), "limits": {"": limit(5, "working_day")},
        "papers": (Paper("p01", "Tờ khai", is_required=True),), "steps": (step("3 ngày làm việc"), step("2 ngày làm việc", "b02")),
        "agency": "UBND xã", "note": "Công dân", "decision": "163/QĐ-BTP", **changed,
    }  # fmt: skip
    return Procedure(**told)


def words_of(told: Procedure) -> list[str]:
    return [each.words for each in complaints(told, KNOWN)]


def test_a_complete_procedure_lacks_nothing() -> None:
    assert words_of(a_procedure()) == []


@pytest.mark.parametrize(
    ("changed", "part", "field"),
    [
        ({"code": ""}, Part.IDENTITY, "code"),
        ({"code": "?0f"}, Part.IDENTITY, "code"),
        ({"name": ""}, Part.IDENTITY, "name"),
        ({"agency": ""}, Part.OFFICES, "agency"),
        ({"receiving_office_ids": frozenset()}, Part.OFFICES, "receiving"),
        ({"limits": {"post": limit(5, "working_day")}}, Part.LIMITS, "limits"),
        ({"steps": ()}, Part.STEPS, "steps"),
        ({"papers": ()}, Part.PAPERS, "papers"),
        ({"note": ""}, Part.APPLICANTS, "note"),
        ({"decision": ""}, Part.BASIS, "decision"),
    ],
)
def test_each_mandatory_part_that_is_missing_is_told_at_its_field(changed: dict[str, Any], part: Part, field: str) -> None:
    [complaint] = complaints(a_procedure(**changed), KNOWN)
    assert (complaint.part, complaint.field) == (part, field)


def test_steps_longer_than_the_limit_are_told_with_both_sums() -> None:
    [words] = words_of(a_procedure(steps=(step("3 ngày làm việc"), step("20 giờ làm việc", "b02"))))
    assert "5,5 ngày làm việc" in words and "thời hạn 5 ngày làm việc" in words


def test_steps_are_held_against_the_shortest_channel_too() -> None:
    limits = {"": limit(5, "working_day"), "post": limit(4, "working_day")}
    [words] = words_of(a_procedure(limits=limits))
    assert "5 ngày làm việc" in words and "thời hạn 4 ngày làm việc" in words


def test_parallel_parts_of_a_joint_procedure_are_not_summed_where_it_is_filed_online() -> None:
    limits = {"": limit(5, "working_day"), "self_online": limit(3, "working_day")}
    assert words_of(a_procedure(limits=limits, is_joint=True)) == []


@pytest.mark.parametrize(
    ("whole", "steps", "told"),
    [
        ("10 ngày", ("4 ngày làm việc", "6 ngày"), ("10 ngày", "10 ngày")),
        ("8 giờ làm việc", ("4 giờ làm việc", "1 ngày làm việc"), ("12 giờ làm việc", "8 giờ làm việc")),
        ("trong ngày", ("2 giờ làm việc", "1 giờ làm việc"), ("0,38 ngày làm việc", "1 ngày làm việc")),
        ("1 tháng", ("10 ngày",), ("10 ngày", "30 ngày")),
    ],
)
def test_a_sum_is_told_in_the_unit_of_the_limit(whole: str, steps: tuple[str, ...], told: tuple[str, str]) -> None:
    parts = tuple(step(words, f"b{number}") for number, words in enumerate(steps))
    summed = sum_of_steps(a_procedure(limits={"": parse_limit(whole)}, steps=parts), CALENDAR)
    assert summed and summed.in_words() == told


@given(days=st.lists(st.decimals(min_value="0.25", max_value="30", places=2), min_size=1, max_size=8), whole=st.integers(1, 60))
def test_over_the_limit_means_that_the_sum_is_larger(days: list[Decimal], whole: int) -> None:
    parts = tuple(Step(f"b{number}", "Bước", None, "handler", limit(value, "working_day")) for number, value in enumerate(days))
    told = a_procedure(limits={"": limit(whole, "working_day")}, steps=parts)
    summed = sum_of_steps(told, CALENDAR)
    assert summed and summed.is_over == is_over_limit(told, CALENDAR) == (summed.total > whole)
    assert abs(summed.total - sum(days)) < Decimal("0.02")


def test_flaws_that_hold_back_are_counted_part_by_part_and_the_others_may_stay() -> None:
    unit = Flaw(DefectKind.METHOD_WITHOUT_UNIT.value, "Thời hạn không ghi đơn vị")
    told = a_procedure(defects=(unit, unit, Flaw(DefectKind.PAPERS_FOR_A_CASE.value, "Theo trường hợp")))
    [complaint] = complaints(told, KNOWN)
    assert (complaint.part, complaint.field) == (Part.LIMITS, "flaws-limits") and "2 khiếm khuyết" in complaint.words


def test_every_kind_of_defect_concerns_a_part() -> None:
    assert set(CONCERNS) == set(DefectKind)


def test_what_was_changed_is_told_line_by_line_with_what_it_was() -> None:
    before = a_procedure()
    after = replace(
        before, agency="UBND xã Canh Vinh", lead_office_id=2, limits={"": limit(6, "working_day"), "post": limit(7, "working_day")},
        papers=(), fees=(Fee("Lệ phí", 8000),), steps=(before.steps[0],),
    )  # fmt: skip
    assert changes(before, after, {1: "Phòng 1", 2: "Phòng 2"}) == (
        Change("agency", "UBND xã", "UBND xã Canh Vinh"),
        Change("lead_office", "nơi tiếp nhận", "Phòng 2"),
        Change("limit", "5 ngày làm việc", "6 ngày làm việc"),
        Change("paper 1", "Tờ khai; bắt buộc; 1+0", ""),
        Change("step 2", "Bước b02; handler; 2 ngày làm việc", ""),
        Change("limit post", "", "7 ngày làm việc"),
        Change("fee 1", "", "Lệ phí; 8000 đồng"),
    )


@pytest.mark.parametrize("number", range(0, 588, 7))
def test_a_version_against_itself_has_no_change(number: int) -> None:
    told = procedure_of(drafts_2026()[number], code="1.1", receiving_office_ids=(1,))
    assert changes(told, told, {1: "Phòng 1"}) == ()


@pytest.mark.parametrize("year", [2021, 2026])
def test_every_shipped_row_can_be_laid_beside_its_form(year: int) -> None:
    for row in rows(year):
        parts = published_parts(json.dumps(row))
        assert f"Tên: {row['name']}" in parts[Part.IDENTITY]
        assert len(parts[Part.LIMITS]) == len(row["methods"]) == len(parts[Part.FEES])
        assert all(paper["name"] in line for paper, line in zip(row.get("papers", ()), parts[Part.PAPERS], strict=False))


def test_a_row_that_was_not_kept_has_no_parts() -> None:
    assert published_parts("") == {}


def test_a_process_without_a_leaders_step_is_signed_past_its_last_one() -> None:
    handled, signed = step("3 ngày làm việc"), replace(step("1 ngày làm việc", "ky"), role="leader")
    processes = ((), (handled,), (handled, handled), (handled, signed), (signed, handled))
    assert [a_procedure(steps=steps).signing_step for steps in processes] == [1, 1, 2, 1, 2]


def test_a_step_is_called_by_its_name_else_its_key_and_past_the_last_lies_the_decision() -> None:
    told = a_procedure(steps=(step("3 ngày làm việc"), replace(step("2 ngày làm việc", "b02"), name="")))
    assert [told.step_name(index) for index in range(3)] == ["Bước b01", "b02", "Trình lãnh đạo quyết định"]
    assert a_procedure(steps=()).step_name(0) == ""


TWO_STAGES: dict[str, Any] = {"first_stage_steps": 1, "pauses": ("obligation",)}


def test_two_appointments_that_fit_lack_nothing_and_make_up_the_whole() -> None:
    told = a_procedure(**TWO_STAGES)
    assert words_of(told) == []
    stages = told.stages_for("counter")
    assert stages and (stages.first, stages.second) == (limit(3, "working_day"), limit(2, "working_day"))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"first_stage_steps": 2}, "first_stage_steps"),
        ({"pauses": ("measurement",)}, "pauses"),
        ({"steps": (step("3 ngày"), step("2 ngày làm việc", "b02"))}, "first_stage_steps"),
        ({"steps": (replace(step("3 ngày làm việc"), limit=None), step("2 ngày làm việc", "b02"))}, "first_stage_steps"),
    ],
)
def test_two_appointments_that_do_not_fit_are_told_at_their_field(changed: dict[str, Any], field: str) -> None:
    assert [each.field for each in complaints(a_procedure(**{**TWO_STAGES, **changed}), KNOWN)] == [field]


def test_a_change_of_the_appointments_is_told() -> None:
    assert changes(a_procedure(), a_procedure(**TWO_STAGES), {}) == (
        Change("first_stage", "hẹn một lần", "hẹn lần 1 sau bước 1"),
        Change("pauses", "", "obligation"),
    )
