"""A report is submitted once and frozen; what changes afterwards is a correction of the next one, explained case by case."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from motcua.cases.commands.adopt_calendar import adopt_calendar
from motcua.cases.commands.decide import decide
from motcua.cases.commands.receive import receive
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.outcomes import Outcome
from motcua.journal.models import Entry
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Code, Refusal
from motcua.law.clock import Timeliness
from motcua.law.periods import Period, parse_period
from motcua.offices.queries import directory, system_actor
from motcua.offices.rules.plan import DayPlan, YearPlan
from motcua.reports.commands.submit_report import submit_report
from motcua.reports.forms.bieu_06 import Bieu06, note_lines
from motcua.reports.frozen import digest, from_text, to_text
from motcua.reports.models import IssuedReport
from motcua.reports.queries import Submitted, Wanted, report, submitted
from motcua.reports.tally import Cell
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db

Q1, Q2 = parse_period("2021-Q1"), parse_period("2021-Q2")
AFTER_Q1 = datetime(2021, 3, 15, 8, tzinfo=VIETNAM)
AFTER_Q2 = datetime(2021, 6, 15, 8, tzinfo=VIETNAM)


@pytest.fixture
def here(db: None) -> District:
    return district()


def submit(here: District, period: Period = Q1, *, at: datetime = AFTER_Q1, by: str = "khoa", office: str = "huyen") -> int:
    return submit_report(
        actor=here.actor(by), at=here.tick(at), office_id=here.offices[office], is_with_below=True, period=period
    )  # fmt: skip


def form(here: District, period: Period, *, now: datetime, by: str = "khoa", office: str = "huyen") -> Bieu06:
    wanted = Wanted(here.offices[office], is_with_below=True, period=period)
    return report(here.actor(by), wanted, offices=directory(here.authority_id), now=now)


def opened(here: District, report_id: int, *, now: datetime, by: str = "khoa") -> Submitted:
    return submitted(here.actor(by), report_id, offices=directory(here.authority_id), now=now)


def figures(form: Bieu06) -> dict[str, int]:
    return {cell.value: figure for cell, figure in form.total.figures.items() if figure}


def entered_later(here: District, at: datetime, happened_at: datetime) -> int:
    """A case that came in on paper at ``happened_at`` and is typed in at ``at``."""
    filing = Filing(
        procedure_id=here.procedures["P5"], receiving_office_id=here.offices["huyen"], papers=("don",), channel=Channel.COUNTER,
        applicant=ApplicantDetails("Người nộp giấy", "0911111111"),
    )  # fmt: skip
    return receive(actor=here.actor("lan"), at=here.tick(at), of=filing, happened_at=happened_at)


def settle(here: District, case_id: int, at: datetime) -> None:
    decide(actor=here.actor("hoa"), at=here.tick(at), case_id=case_id, outcome=Outcome.APPROVE)


def test_a_submitted_report_says_for_ever_what_it_said(here: District) -> None:
    case_id = here.presented()
    report_id = submit(here)
    settle(here, case_id, AFTER_Q1 + timedelta(days=1))
    told = opened(here, report_id, now=AFTER_Q2)
    assert figures(told.form) == {"c3": 1, "c5": 1, "c11": 1, "c13": 1} == figures(told.now)
    assert told.differing == ()


def test_the_journal_knows_the_report_by_its_digest(here: District) -> None:
    here.receive()
    kept = IssuedReport.objects.get(pk=submit(here))
    entry = Entry.objects.get(kind="report-submitted")
    assert kept.digest == digest(kept.content) and kept.digest in entry.payload
    assert to_text(from_text(kept.content)) == kept.content


def test_the_database_itself_refuses_to_change_a_submitted_report(here: District) -> None:
    mine = IssuedReport.objects.filter(pk=submit(here))
    for change in (lambda: mine.update(content="{}"), lambda: mine._raw_delete(mine.db)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_period_is_submitted_once(here: District) -> None:
    submit(here)
    with pytest.raises(Refusal) as refusal:
        submit(here, at=AFTER_Q1 + timedelta(hours=1))
    assert refusal.value.code is Code.ALREADY_SUBMITTED and refusal.value.facts["by"] == "Hoàng Thế Khoa"


@pytest.mark.parametrize("at", [datetime(2021, 3, 14, 23, 59, tzinfo=VIETNAM), datetime(2021, 3, 15, 0, 1, tzinfo=VIETNAM)])
def test_a_period_that_has_hardly_ended_is_not_submitted(here: District, at: datetime) -> None:
    with pytest.raises(Refusal) as refusal:
        submit(here, at=at)
    assert refusal.value.code is Code.PERIOD_RUNNING


@pytest.mark.parametrize(("by", "office"), [("lan", "huyen"), ("soat", "huyen"), ("hoa", "huyen"), ("hoa", "tp"), ("minh", "tnmt")])
def test_only_a_leader_submits_and_for_his_offices_alone(here: District, by: str, office: str) -> None:
    with pytest.raises(Refusal) as refusal:
        submit(here, by=by, office=office)
    assert refusal.value.code is Code.NOT_ALLOWED and not IssuedReport.objects.exists()


def test_a_report_is_read_by_those_who_reach_its_office(here: District) -> None:
    report_id = submit(here, office="tnmt", by="hoa")
    assert opened(here, report_id, now=AFTER_Q2, by="soat").report.pk == report_id
    with pytest.raises(IssuedReport.DoesNotExist):
        opened(here, report_id, now=AFTER_Q2, by="phap")
    with pytest.raises(Refusal):
        form(here, Q1, now=AFTER_Q1, by="phap", office="tnmt")


def test_a_case_entered_after_the_report_is_a_difference_and_a_correction_of_the_next_one(here: District) -> None:
    known = here.presented()
    report_id = submit(here)
    late = entered_later(here, AFTER_Q1 + timedelta(hours=2), datetime(2021, 3, 12, 9, tzinfo=VIETNAM))

    told = opened(here, report_id, now=AFTER_Q2)
    assert [(each.difference.case_id, each.difference.then, each.was_entered_later) for each in told.differing] == [(late, None, True)]
    assert (told.form.total.figures[Cell.PENDING], told.now.total.figures[Cell.PENDING]) == (1, 2)

    following = form(here, Q2, now=AFTER_Q2)
    assert following.correction and following.correction.figures[Cell.CARRIED] == 1
    [row] = following.rows
    assert row.figures[Cell.CARRIED] == told.form.total.figures[Cell.PENDING] == 1
    assert following.total.figures[Cell.CARRIED] == 2
    assert "Cột 6: 2 = 1 (cột 11 của báo cáo kỳ trước đã gửi), cộng 1 hồ sơ đính chính." in note_lines(following)
    assert known


def test_without_corrections_column_6_is_column_11_of_the_report_before(here: District) -> None:
    here.presented()
    submit(here)
    following = form(here, Q2, now=AFTER_Q2)
    assert following.correction is None and following.carried and following.carried.frozen == 1
    assert following.total.figures[Cell.CARRIED] == 1
    assert "không có đính chính" in "".join(note_lines(following))


def test_without_a_report_before_nothing_is_said_of_corrections(here: District) -> None:
    here.presented()
    assert form(here, Q2, now=AFTER_Q2).carried is None


def test_the_next_report_keeps_its_correction(here: District) -> None:
    here.presented()
    submit(here)
    entered_later(here, AFTER_Q1 + timedelta(hours=2), datetime(2021, 3, 12, 9, tzinfo=VIETNAM))
    told = opened(here, submit(here, Q2, at=AFTER_Q2), now=AFTER_Q2 + timedelta(days=1))
    assert told.form.correction and told.form.correction.figures[Cell.CARRIED] == 1
    assert told.form.total.figures == told.now.total.figures


def test_a_quarter_is_compared_with_the_quarter_before_and_not_with_the_year(here: District) -> None:
    here.presented(at=datetime(2020, 12, 10, 8, tzinfo=VIETNAM))
    for key in ("2020", "2020-Q4", "2020-M12"):
        submit(here, parse_period(key), at=here.now + timedelta(days=6))
    whose: dict[str, Any] = {"authority_id": here.authority_id, "office_id": here.offices["huyen"], "is_with_below": True}
    for period, before in (("2021-Q1", "2020-Q4"), ("2021", "2020"), ("2021-M01", "2020-M12")):
        found = IssuedReport.just_before(parse_period(period), **whose)
        assert found and found.period == parse_period(before)


def test_a_due_moved_by_a_calendar_decided_since_is_a_difference(here: District) -> None:
    case_id = here.presented(at=datetime(2021, 3, 4, 8, tzinfo=VIETNAM))  # due on Thursday the 11th
    report_id = submit(here)
    off = tuple(DayPlan(day=date(2021, 3, day), kind="holiday", name="Nghỉ") for day in (8, 9, 10))
    plan = YearPlan(year=2021, is_provisional=False, decision="QĐ", days=off)
    adopt_calendar(actor=system_actor(here.authority_id), at=here.tick(), of=plan)
    [each] = opened(here, report_id, now=AFTER_Q2).differing
    assert each.difference.case_id == case_id and each.difference.then and each.difference.now
    assert (each.difference.then.stand, each.difference.now.stand) == (Timeliness.PENDING_LATE, Timeliness.PENDING_IN_TIME)
