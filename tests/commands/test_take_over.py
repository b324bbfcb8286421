"""Cases of another system: number, promises, holder and lateness stay as they were told, and everything goes on from there."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.cases.commands.adopt_calendar import adopt_calendar
from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.assign import assign
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.pause import pause
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.resume import resume
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.supply import supply
from motcua.cases.commands.take_over import take_over
from motcua.cases.commands.transfer import transfer
from motcua.cases.models import Case, CaseSpan, TakenOver
from motcua.cases.queries.at_hand import case_as_it_stands
from motcua.cases.queries.case_page import case_page
from motcua.cases.queries.control import control_sheet
from motcua.cases.queries.measured import cases_measured
from motcua.cases.queries.together import received_together
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.takeover import OldCase, Source, Standing, Taken
from motcua.journal.models import Entry
from motcua.journal.verify import verify_journal
from motcua.kernel.cells import When
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Code, Refusal
from motcua.law.clock import Timeliness
from motcua.law.periods import Period
from motcua.offices.queries import directory, system_actor
from motcua.offices.rules.plan import DayPlan, YearPlan
from motcua.reports.facts import Asked, facts_of
from motcua.reports.tally import Cell, figures
from tests.builders.district import MONDAY, District, district

pytestmark = pytest.mark.django_db

FILE = Source("ho-so-cu.xlsx", "ab" * 32)
THAT_DAY, FIRST_DUE, LATER_DUE = date(2021, 2, 1), date(2021, 2, 8), date(2021, 3, 5)


def old(number: str = "CU-0001", **changes: Any) -> OldCase:
    """A case of the old system in process: accepted a month ago, due since a week after, unless told otherwise."""
    told: dict[str, Any] = {
        "line": 2, "row_digest": "11" * 32, "number": number, "procedure_id": 0, "applicant": "Đinh Thị Cũ", "phone": "0905000111",
        "standing": Standing.IN_PROGRESS, "state_words": "Đang xử lý", "accepted": When(THAT_DAY, time(9, 5)),
        "first_due": When(FIRST_DUE), "due": When(FIRST_DUE), **changes,
    }  # fmt: skip
    return OldCase(**told)


def taken(place: District, case: OldCase, *, by: str = "", source: Source = FILE) -> Taken:
    """The case taken over at the district's counter, by its operator unless told."""
    told = {name: getattr(case, name) for name in OldCase.__slots__} | {"procedure_id": case.procedure_id or place.procedures["P5"]}
    actor = place.actor(by) if by else system_actor(place.authority_id)
    return take_over(actor=actor, at=place.now, old=OldCase(**told), source=source, receiving_office_id=place.offices["huyen"])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def test_number_acceptance_dues_and_holder_are_kept_and_where_they_came_from() -> None:
    place = district()
    case = place.case(taken(place, old(due=When(LATER_DUE), office_id=place.offices["tnmt"], person_id=place.people["minh"].pk)).case_id)
    assert (case.file_number, case.accepted_at) == ("CU-0001", at(THAT_DAY, 9, 5))
    assert (case.first_due_at, case.due_at) == (at(FIRST_DUE, 17), at(LATER_DUE, 17))
    assert (case.holder_office_id, case.handler_id) == (place.offices["tnmt"], place.people["minh"].pk)
    origin = TakenOver.objects.get(case=case)
    assert (origin.source, origin.source_digest, origin.line, origin.state_words) == (FILE.name, FILE.digest, 2, "Đang xử lý")
    assert Entry.objects.get(case_id=case.pk).kind == "case-taken-over"
    assert verify_journal().holds


def test_no_line_of_our_book_and_no_number_of_ours_is_used() -> None:
    place = district()
    before = place.case(place.receive(at=MONDAY))
    place.tick()
    told = place.case(taken(place, old()).case_id)
    after = place.case(place.receive())
    assert (told.booked_on, told.book_year, told.book_serial) == (None, None, None)
    assert (after.book_serial or 0) - (before.book_serial or 0) == 1
    assert after.file_number == f"{str(before.file_number)[:-4]}0002"


def test_numbers_of_our_own_form_are_never_given_a_second_time() -> None:
    place = district()
    taken(place, old("000.00.99.H08-210301-0041", accepted=When(MONDAY.date(), time(7, 40)), first_due=None, due=When(LATER_DUE)))
    assert place.case(place.receive(at=MONDAY)).file_number == "000.00.99.H08-210301-0042"


def test_a_second_import_adds_nothing_and_overwrites_nothing() -> None:
    place = district()
    first = taken(place, old())
    again = taken(place, old(line=9), source=Source("khac.csv", "cd" * 32))
    assert (first.is_new, again.is_new, again.case_id) == (True, False, first.case_id)
    with pytest.raises(Refusal) as refused:
        taken(place, old(applicant="Người khác", row_digest="22" * 32), source=Source("khac.csv", "cd" * 32))
    assert refused.value.code is Code.LINE_CHANGED
    assert Case.objects.count() == 1 and place.case(first.case_id).applicant.name == "Đinh Thị Cũ"


def test_the_same_line_of_the_same_file_is_known_however_it_is_read() -> None:
    place = district()
    first = taken(place, old())
    assert taken(place, old(phone="", row_digest="33" * 32)) == Taken(first.case_id, is_new=False)


def test_a_number_of_a_case_received_here_is_refused() -> None:
    place = district()
    number = str(place.case(place.receive()).file_number)
    with pytest.raises(Refusal) as refused:
        taken(place, old(number))
    assert refused.value.code is Code.NUMBER_TAKEN


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"due": None, "first_due": None}, Code.PROMISE_MISSING),
        ({"accepted": When(date(2017, 5, 2)), "first_due": When(date(2017, 5, 9)), "due": None}, Code.NO_CALENDAR),
        ({"accepted": When(date(2021, 3, 2))}, Code.OUT_OF_ORDER),
        ({"standing": Standing.RETURNED, "settled": When(FIRST_DUE), "returned": When(date(2021, 3, 2))}, Code.OUT_OF_ORDER),
    ],
)
def test_what_cannot_be_told_lawfully_is_refused_and_leaves_nothing(changes: dict[str, Any], code: Code) -> None:
    place = district()
    with pytest.raises(Refusal) as refused:
        taken(place, old(**changes))
    assert refused.value.code is code
    assert not Case.objects.exists() and not Entry.objects.filter(kind="case-taken-over").exists()


def test_a_promise_needs_a_limit_to_be_judged_by() -> None:
    place = district()
    with pytest.raises(Refusal) as refused:
        taken(place, old(procedure_id=place.enact("N", limits={})))
    assert refused.value.code is Code.LIMIT_MISSING


def test_only_who_may_takes_cases_over() -> None:
    place = district()
    with pytest.raises(Refusal) as refused:
        taken(place, old(), by="lan")
    assert refused.value.code is Code.NOT_ALLOWED


def test_what_was_late_stays_late_and_what_was_in_time_stays_so() -> None:
    place = district()
    told = {
        "late-open": old("A"),
        "in-time-open": old("B", due=When(LATER_DUE)),
        "late": old("C", standing=Standing.RETURNED, settled=When(date(2021, 2, 9)), returned=When(date(2021, 2, 22))),
        "on-time": old("D", standing=Standing.SETTLED, settled=When(FIRST_DUE)),
        "early": old("E", standing=Standing.SETTLED, settled=When(date(2021, 2, 5))),
        "waits-late": old("F", standing=Standing.AWAITING_SUPPLEMENT),
        "waits-in-time": old("G", standing=Standing.PAUSED, since=When(date(2021, 2, 3))),
        "withdrawn": old("H", standing=Standing.WITHDRAWN, settled=When(date(2021, 2, 3))),
        "refused": old("I", standing=Standing.REFUSED, settled=When(date(2021, 2, 9))),
    }
    ids = {name: taken(place, case).case_id for name, case in told.items()}
    measured = cases_measured(ids.values(), authority_id=place.authority_id, as_of=place.now)
    assert {name: measured[case_id].measures.timeliness for name, case_id in ids.items()} == {
        "late-open": Timeliness.PENDING_LATE, "in-time-open": Timeliness.PENDING_IN_TIME, "late": Timeliness.LATE,
        "on-time": Timeliness.ON_TIME, "early": Timeliness.EARLY, "waits-late": Timeliness.PENDING_LATE,
        "waits-in-time": Timeliness.PENDING_IN_TIME, "withdrawn": Timeliness.ON_TIME, "refused": Timeliness.LATE,
    }  # fmt: skip
    period = Period(date(2021, 2, 1), date(2021, 3, 31))
    counted = figures(facts_of(Asked(place.authority_id, frozenset(place.offices.values()), period, as_of=place.now)))
    assert (counted[Cell.LATE], counted[Cell.ON_TIME], counted[Cell.EARLY]) == (2, 2, 1)
    assert (counted[Cell.PENDING_LATE], counted[Cell.PENDING_IN_TIME]) == (2, 2)


def test_work_goes_on_as_with_any_case() -> None:
    place = district()
    case_id = taken(place, old(due=When(LATER_DUE), office_id=place.offices["tnmt"])).case_id
    assign(actor=place.actor("hoa"), at=place.tick(), case_id=case_id, to_person_id=place.people["minh"].pk)
    extend(actor=place.actor("hoa"), at=place.tick(), case_id=case_id, due=at(date(2021, 3, 12), 17), reason="Chờ xác minh")
    hand_over(actor=place.actor("minh"), at=place.tick(), case_id=case_id)
    decide(actor=place.actor("hoa"), at=place.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    return_result(actor=place.actor("lan"), at=place.tick(), case_id=case_id)
    case = place.case(case_id)
    assert (case.state, case.due_at, case.first_due_at) == ("returned", at(date(2021, 3, 12), 17), at(FIRST_DUE, 17))


def test_a_case_still_at_the_counter_is_transferred_from_there() -> None:
    place = district()
    case_id = taken(place, old(standing=Standing.ACCEPTED, due=When(LATER_DUE))).case_id
    transfer(actor=place.actor("lan"), at=place.tick(), case_id=case_id)
    assert place.case(case_id).holder_office_id == place.offices["tnmt"]


def test_papers_that_the_old_system_waits_for_come_in_and_the_limit_starts_anew() -> None:
    place = district()
    case_id = taken(place, old(standing=Standing.AWAITING_SUPPLEMENT, due=When(LATER_DUE))).case_id
    assert place.case(case_id).is_suspended
    supply(actor=place.actor("lan"), at=place.tick(), case_id=case_id, items=())
    assert (place.case(case_id).state, place.case(case_id).due_at) == ("in_progress", at(date(2021, 3, 8), 17))


def test_a_pause_goes_on_from_where_the_old_system_began_it() -> None:
    place = district()
    paused = taken(place, old(standing=Standing.PAUSED, since=When(date(2021, 2, 5), time(8)), office_id=place.offices["tnmt"])).case_id
    resume(actor=place.actor("minh"), at=place.tick(), case_id=paused)
    assert place.case(paused).due_at == at(date(2021, 3, 2), 17)


def test_the_screens_and_the_control_slip_tell_a_case_that_was_taken_over() -> None:
    place = district()
    case_id = taken(place, old()).case_id
    offices = directory(place.authority_id)
    page = case_page(case_id, place.actor("hoa"), offices=offices, now=place.now)
    assert page.origin and (page.origin.source, page.origin.line) == (FILE.name, 2)
    sheet, _ = control_sheet(case_id, place.actor("hoa"), offices=offices, now=place.now)
    assert sheet.number_line == "Sổ của hệ thống cũ"
    assert received_together(case_id, [place.offices["huyen"]], authority_id=place.authority_id) == ()


def test_in_process_at_a_counter_without_a_step_is_still_to_be_handed_on() -> None:
    place = district()
    case = place.case(taken(place, old(office_id=place.offices["huyen"])).case_id)
    assert (case.state, case.holder_office_id) == ("accepted", place.offices["huyen"])
    waiting = place.case(taken(place, old("W", office_id=place.offices["huyen"], standing=Standing.PAUSED)).case_id)
    assert (waiting.state, waiting.holder_office_id) == ("paused", place.offices["tnmt"])


def test_a_promise_of_another_system_is_told_as_one_and_not_explained_day_by_day() -> None:
    place = district()
    case_id = taken(place, old(due=When(LATER_DUE), standing=Standing.AWAITING_SUPPLEMENT)).case_id
    offices = directory(place.authority_id)
    page = case_page(case_id, place.actor("hoa"), offices=offices, now=place.now)
    assert page.clock_lines[0] == "ngày hẹn do hệ thống cũ đưa ra, được giữ nguyên"
    assert page.measures and page.measures.explanation == ()
    supply(actor=place.actor("lan"), at=place.tick(), case_id=case_id, items=())
    page = case_page(case_id, place.actor("hoa"), offices=offices, now=place.now)
    assert page.clock_lines[0] == "5 ngày làm việc" and page.measures and page.measures.explanation


def test_a_calendar_decided_later_moves_no_promise_of_another_system() -> None:
    place = district()
    case_id = taken(place, old(due=When(LATER_DUE))).case_id
    off = tuple(DayPlan(day=date(2021, 3, day), kind="holiday") for day in (2, 3, 4, 5))
    plan = YearPlan(year=2021, is_provisional=False, decision="QĐ", days=off)
    assert adopt_calendar(actor=system_actor(place.authority_id), at=place.tick(), of=plan) == ()
    assert place.case(case_id).due_at == at(LATER_DUE, 17)


def test_the_parts_of_a_joint_case_go_on_from_the_step_it_stood_at() -> None:
    place = district()
    joint = place.enact("J", is_joint=True, steps=(place.step("mot", "tnmt", "handler", 1), place.step("hai", "tp", "handler", 1)))
    case_id = taken(place, old(procedure_id=joint, office_id=place.offices["tp"])).case_id
    hand_over(actor=place.actor("tu"), at=place.tick(), case_id=case_id)
    assert not place.case(case_id).parts.filter(done_at=None).exists()


_days = st.integers(0, 50)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    standing=st.sampled_from([each for each in Standing if each is not Standing.SKIPPED]),
    first=_days, moved=st.none() | _days, settled=_days, since=st.none() | _days, later=_days,
)  # fmt: skip
def test_whatever_the_file_says_the_dues_in_our_records_are_those_it_promised(
    standing: Standing, first: int, moved: int | None, settled: int, since: int | None, later: int
) -> None:
    place = _place()
    start = date(2021, 1, 4)
    day = lambda n: When(start + timedelta(days=n))  # noqa: E731
    dates = {"first_due": day(first), "due": day(first if moved is None else moved), "since": None if since is None else day(since)}
    ends = {"settled": day(settled), "returned": day(min(settled + later, 55))} if standing.value in _ENDS else {}
    place.filings += 1
    case = place.case(taken(place, old(f"P-{place.filings}", standing=standing, accepted=When(start), **dates, **ends)).case_id)
    assert case.due_at and case.due_at.astimezone(VIETNAM).date() == (start + timedelta(days=first if moved is None else moved))
    assert case.first_due_at and case.first_due_at.astimezone(VIETNAM).date() == start + timedelta(days=first)
    hand = case_as_it_stands(case.pk, authority_id=case.authority_id)
    remembered = (case.due_at, case.runs_out_at, case.is_suspended)
    reading = hand.case.recount(hand.limit, hand.calendar)
    assert (hand.case.due_at, hand.case.runs_out_at, hand.case.is_suspended) == remembered
    assert reading.first_due and reading.first_due.at == case.first_due_at
    spans = list(CaseSpan.objects.filter(case=case).order_by("id"))
    assert [span.ended_at for span in spans[:-1]] == [span.began_at for span in spans[1:]] and spans[-1].ended_at is None


_ENDS = {"settled", "returned", "refused", "withdrawn", "discontinued"}
_places: list[District] = []


def _place() -> District:
    """One district for all examples of a test, made anew where the last test has rolled it back."""
    if not _places or not Case.objects.filter(authority_id=_places[0].authority_id).exists():
        _places[:] = [district("thu-moi")]
        taken(_places[0], old("P-0"))
    return _places[0]


_districts = count()
ACTS: list[tuple[str, Any, dict[str, Any]]] = [
    ("lan", transfer, {}),
    ("lan", supply, {"items": ("ban-ve",)}),
    ("minh", pause, {"reason": "obligation"}),
    ("minh", resume, {}),
    ("minh", request_supplement, {"items": ("ban-ve",), "reason": "Thiếu"}),
    ("minh", hand_over, {}),
    ("hoa", extend, {"due": at(date(2021, 4, 20), 17), "reason": "Chờ"}),
    ("hoa", apologise, {"expected": at(date(2021, 4, 20), 17), "reason": "Chờ"}),
    ("hoa", decide, {"outcome": Outcome.APPROVE}),
    ("hoa", discontinue, {"reason": "Dừng", "basis": "Luật"}),
    ("lan", return_result, {}),
]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    standing=st.sampled_from([each for each in Standing if each.value not in {*_ENDS, "skipped"}]), is_late=st.booleans(),
    told=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 5000)), max_size=8),
)  # fmt: skip
def test_whatever_is_done_with_a_case_afterwards_its_records_agree(
    standing: Standing, is_late: bool, told: list[tuple[tuple[str, Any, dict[str, Any]], int]]
) -> None:
    place = district(f"thu-{next(_districts)}")
    due = FIRST_DUE if is_late else date(2021, 3, 31)
    case_id = taken(place, old(standing=standing, due=When(due), office_id=place.offices["tnmt"])).case_id
    for (who, act, fields), wait in told:
        with suppress(Refusal):
            act(actor=place.actor(who), at=place.tick(place.now + timedelta(minutes=wait)), case_id=case_id, **fields)
    case = place.case(case_id)
    hand = case_as_it_stands(case_id, authority_id=case.authority_id)
    remembered = (case.due_at, case.is_suspended)
    reading = hand.case.recount(hand.limit, hand.calendar)
    assert (hand.case.due_at, hand.case.is_suspended) == remembered
    assert reading.first_due and reading.first_due.at == case.first_due_at == at(FIRST_DUE, 17)
    measures = cases_measured([case_id], authority_id=case.authority_id, as_of=place.now)[case_id].measures
    assert not is_late or measures.timeliness in (Timeliness.LATE, Timeliness.PENDING_LATE)
