"""A year of the calendar is decided: provisional dues lose their flag, those that move are listed, first promises stay."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from motcua.cases.commands.adopt_calendar import adopt_calendar
from motcua.cases.models import Case, Slip
from motcua.cases.queries.measured import cases_measured
from motcua.cases.rules.measures import Flag
from motcua.cases.rules.slips import Receipt, slip_from_json
from motcua.doors.console.scenario import read_scenario_rows
from motcua.doors.console.scenario_acts import Stage
from motcua.doors.console.scenario_run import enact_all, set_stage
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.journal.models import Entry
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import CalendarError
from motcua.law.clock import Timeliness
from motcua.offices.models import CalendarDay, CalendarYear, Office
from motcua.offices.queries import calendar_of, directory, powerless_actor, system_actor
from motcua.offices.rules.plan import DayPlan, YearPlan
from tests.commands.playing import OFFICES, PEOPLE, TWO_STEPS, act, procedure, receive, stages

pytestmark = pytest.mark.django_db

DECISION = "Thông báo 123/TB-VPCP"
LATER = local(datetime(2027, 3, 1, 8))


def _stage(*acts: dict[str, Any], offices: list[dict[str, Any]] | None = None, **changed: Any) -> Stage:
    setup = {"offices": offices or OFFICES, "people": PEOPLE, "procedures": [procedure(**changed)]}
    head, told = read_scenario_rows([{"scenario": 1, "setup": setup}, *({"case": "A", **each} for each in acts)])
    stage = set_stage(head, at=told[0][1].moment, key=f"calendar-{next(stages)}")
    assert enact_all(stage, told) == []
    return stage


def _shipped(year: int) -> YearPlan:
    return next(plan for plan in shipped_years() if plan.year == year)


def _decided(year: int, *more: DayPlan, without: tuple[date, ...] = ()) -> YearPlan:
    """The shipped year as decided, with more days and without some."""
    kept = (replace(day, is_provisional=False) for day in _shipped(year).days if day.day not in without)
    return YearPlan(year=year, is_provisional=False, decision=DECISION, source="công báo", days=(*kept, *more))


def _closed(day: date) -> DayPlan:
    return DayPlan(day=day, kind="holiday", name="Nghỉ thêm")


def _adopt(stage: Stage, plan: YearPlan, at: datetime = LATER) -> tuple[dict[str, str | int | None], ...]:
    return adopt_calendar(actor=system_actor(stage.authority_id), at=at, of=plan)


def _case(stage: Stage, alias: str = "A") -> Case:
    return Case.objects.get(pk=stage.cases[alias])


def _receipt(stage: Stage) -> Receipt:
    said = slip_from_json(Slip.objects.get(case=stage.cases["A"]).content)
    assert isinstance(said, Receipt)
    return said


def _due(stage: Stage, alias: str = "A") -> str:
    due = _case(stage, alias).due_at
    return f"{local(due):%Y-%m-%d %H:%M}" if due else "–"


def test_a_due_in_a_provisional_year_is_computed_and_flagged_on_the_case_and_on_its_slip() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    assert _due(stage) == "2027-03-08 17:00"
    assert _case(stage).is_due_provisional
    assert "năm 2027 chưa có quyết định chính thức" in _receipt(stage).provisional_note


def test_a_due_in_a_decided_year_is_not_flagged() -> None:
    stage = _stage(receive("2026-03-02T08:00"))
    assert not _case(stage).is_due_provisional
    assert _receipt(stage).provisional_note == ""


def test_after_adoption_the_flag_is_gone_and_a_due_that_stays_is_not_listed() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    assert _adopt(stage, _decided(2027)) == ()
    assert not _case(stage).is_due_provisional
    assert _due(stage) == "2027-03-08 17:00"


def test_a_due_that_moves_is_listed_with_old_and_new_and_the_first_promise_stays() -> None:
    stage = _stage(
        receive("2027-03-01T08:00"),
        receive("2027-03-01T08:10", case="B"),
        act("2027-03-02T08:00", "hoa", "decide", case="B", outcome="approve"),
    )
    before = _receipt(stage)
    moved = _adopt(stage, _decided(2027, _closed(date(2027, 3, 4))), at=local(datetime(2027, 3, 3, 8)))
    case = _case(stage)
    assert moved == (
        {
            "case": case.pk,
            "file_number": case.file_number,
            "old_due": "2027-03-08T17:00:00+07:00",
            "new_due": "2027-03-09T17:00:00+07:00",
        },
    )
    assert _due(stage) == "2027-03-09 17:00"
    assert case.first_due_at == local(datetime(2027, 3, 8, 17))
    assert _receipt(stage) == before
    assert _due(stage, "B") == "2027-03-08 17:00"


def test_the_due_kept_with_a_case_equals_the_one_computed_from_its_spans() -> None:
    friday = local(datetime(2027, 3, 5, 9))
    stage = _stage(
        receive("2027-03-01T08:00"),
        receive("2027-03-01T08:10", case="B"),
        receive("2027-03-01T08:20", case="C"),
        act("2027-03-02T08:00", "minh", "pause", case="B", reason="obligation"),
        act("2027-03-02T08:10", "minh", "request_supplement", case="C", items=["anh"], reason="Thiếu ảnh"),
        act("2027-03-05T08:00", "minh", "resume", case="B"),
    )
    _adopt(stage, _decided(2027, _closed(date(2027, 3, 4)), _closed(date(2027, 3, 9))), at=friday)
    told = cases_measured(stage.cases.values(), authority_id=stage.authority_id, as_of=friday)
    for each in told.values():
        reading = each.measures.reading
        assert reading is not None
        assert reading.due is not None
        assert (each.case.due_at, each.case.is_due_provisional) == (reading.due.at, False)


def test_the_offices_of_a_joint_case_are_given_their_own_limits_anew() -> None:
    stage = _stage(receive("2027-03-01T08:00", channel="self_online"), joint=True, steps=TWO_STEPS)
    _adopt(stage, _decided(2027, _closed(date(2027, 3, 2))), at=local(datetime(2027, 3, 1, 9)))
    dues = [f"{local(due):%d %H:%M}" for due in _case(stage).parts.order_by("step").values_list("due_at", flat=True)]
    assert dues == ["04 17:00", "03 17:00"]


def test_a_settled_case_is_judged_by_the_due_in_force_at_its_settlement() -> None:
    stage = _stage(receive("2026-11-20T08:00"), act("2026-11-30T08:00", "hoa", "decide", outcome="approve"))
    afterwards = local(datetime(2026, 12, 5, 9))
    assert _adopt(stage, _decided(2026, without=(date(2026, 11, 24),)), at=afterwards) == ()
    [told] = cases_measured(stage.cases.values(), authority_id=stage.authority_id, as_of=afterwards).values()
    assert told.measures.timeliness is Timeliness.ON_TIME
    assert Flag.MISSING_APOLOGY not in told.measures.flags


def test_adoption_is_one_entry_without_a_case_that_names_the_days_and_what_moved() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    moved = _adopt(stage, _decided(2027, _closed(date(2027, 3, 4))))
    entry = Entry.objects.get(kind="calendar-adopted", authority_id=stage.authority_id)
    said = json.loads(entry.payload)
    assert entry.case_id == 0
    assert (said["year"], said["decision"]) == (2027, DECISION)
    assert said["moved"] == [dict(line) for line in moved]
    assert "2027-03-04" in said["holidays"]
    assert verify_journal().holds


def test_a_single_provisional_day_is_decided_with_its_year() -> None:
    stage = _stage(receive("2026-11-20T08:00"))
    assert _case(stage).is_due_provisional
    assert _due(stage) == "2026-11-30 17:00"
    _adopt(stage, _decided(2026), at=local(datetime(2026, 11, 21)))
    assert not _case(stage).is_due_provisional
    assert _due(stage) == "2026-11-30 17:00"


def test_a_provisional_day_that_is_worked_after_all_brings_the_due_forward() -> None:
    stage = _stage(receive("2026-11-20T08:00"))
    [line] = _adopt(stage, _decided(2026, without=(date(2026, 11, 24),)), at=local(datetime(2026, 11, 21)))
    assert line["new_due"] == "2026-11-27T17:00:00+07:00"


def test_a_year_without_calendar_is_refused_until_it_is_adopted() -> None:
    stage = _stage(receive("2028-12-01T08:00"))
    late = act("2028-12-29T08:00", "lan", "receive", **{key: receive("")[key] for key in ("procedure", "papers", "applicant")})
    _, told = read_scenario_rows([{"scenario": 1, "setup": {"offices": OFFICES, "people": [], "procedures": []}}, {"case": "B", **late}])
    assert [row["code"] for row in enact_all(stage, told)] == ["no-calendar"]
    tet = YearPlan(year=2029, is_provisional=False, decision=DECISION, days=(_closed(date(2029, 1, 1)),))
    _adopt(stage, tet, at=local(datetime(2028, 12, 29, 8)))
    assert enact_all(stage, told) == []
    assert _due(stage, "B") == "2029-01-08 17:00"


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ([date(2027, 1, 1), date(2027, 1, 1)], "Ngày nghỉ 01/01/2027 được khai hai lần"),
        ([date(2027, 1, 1), date(2026, 12, 31)], "có ngày 31/12/2026 của năm khác"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused_and_changes_nothing(days: list[date], wanted: str) -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    with pytest.raises(CalendarError, match=wanted):
        _adopt(stage, YearPlan(year=2027, is_provisional=False, decision=DECISION, days=tuple(_closed(day) for day in days)))
    assert CalendarYear.objects.get(authority_id=stage.authority_id, year=2027).is_provisional
    assert not Entry.objects.filter(kind="calendar-adopted", authority_id=stage.authority_id).exists()


def test_a_day_both_closed_and_made_up_is_refused() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    with pytest.raises(CalendarError, match="vừa là ngày nghỉ vừa là ngày làm bù"):
        _adopt(stage, _decided(2027, _closed(date(2027, 3, 6)), DayPlan(day=date(2027, 3, 6), kind="make_up")))


def test_a_made_up_day_that_an_office_itself_is_closed_on_is_refused_and_forgotten() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    office = Office.objects.get(pk=stage.office_ids["tnmt"])
    CalendarDay.objects.create(authority_id=stage.authority_id, office=office, day=date(2027, 3, 6), kind="closure")
    before = calendar_of(office.pk, authority_id=stage.authority_id)
    with pytest.raises(CalendarError):
        _adopt(stage, _decided(2027, DayPlan(day=date(2027, 3, 6), kind="make_up")))
    assert calendar_of(office.pk, authority_id=stage.authority_id).make_up_days == before.make_up_days


def test_an_adoption_that_is_refused_late_leaves_no_calendar_behind_in_this_process() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    before = directory(stage.authority_id)
    with pytest.raises(Refusal) as refused:
        _adopt(stage, _decided(2027, _closed(date(2027, 3, 4))), at=local(datetime(2027, 2, 1)))
    assert refused.value.code is Code.CLOCK_BEHIND
    assert directory(stage.authority_id) is not before
    assert directory(stage.authority_id).calendars == before.calendars


def test_only_who_may_adopt_adopts() -> None:
    stage = _stage(receive("2027-03-01T08:00"))
    with pytest.raises(Refusal) as refused:
        adopt_calendar(actor=powerless_actor("Ai đó", authority_id=stage.authority_id), at=LATER, of=_decided(2027))
    assert refused.value.code is Code.NOT_ALLOWED
