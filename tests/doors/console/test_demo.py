"""The demonstration's story: it holds what it promises, by the same commands as the screens."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import Sum

from motcua.cases.models import Apology, Case, CasePart, Consultation, Slip
from motcua.cases.queries.at_hand import case_as_it_stands
from motcua.cases.queries.measured import CaseMeasured, cases_measured
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.measures import Flag
from motcua.cases.rules.slips import slip_from_json
from motcua.doors.console.demo import clock_offset
from motcua.doors.console.demonstration.building import wait_for_no_disk
from motcua.doors.console.demonstration.profiles import PASSWORD, accounts, opens_at
from motcua.doors.console.demonstration.scenes import CURTAIN, OPENING, scenes
from motcua.doors.console.demonstration.story import tell
from motcua.fees.models import DrawerClose, FeeReceipt
from motcua.fees.queries import days_left_open
from motcua.journal.models import Entry
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import at, local
from motcua.law.clock import Timeliness
from motcua.offices.models import Authority, Office, Person
from motcua.offices.queries import directory
from tests.live_database import clone_of_the_database

PROFILE = "van-canh-2021"
MORNING = at(date(2021, 3, 1), time(8))


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The whole story in a database of its own, told once for this module; its authority's id."""
    with clone_of_the_database(django_db_blocker):
        wait_for_no_disk()
        yield tell(PROFILE).authority_id


@pytest.fixture
def measured(told: int) -> dict[int, CaseMeasured]:
    """Every case as it stands when the demonstration opens."""
    return cases_measured(Case.objects.values_list("id", flat=True), authority_id=told, as_of=MORNING)


def test_about_three_thousand_cases_in_every_state(told: int) -> None:
    assert 2900 <= Case.objects.count() <= 3100
    assert set(Case.objects.values_list("state", flat=True)) == set(State) - {State.NEW}


def test_the_journal_holds_and_every_entry_lies_in_the_three_months(told: int) -> None:
    assert verify_journal().holds
    moments = list(Entry.objects.order_by("id").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)
    assert OPENING <= moments[0] <= moments[-1] <= CURTAIN


def test_officers_act_in_office_hours(told: int) -> None:
    calendar = directory(told).calendars[Office.objects.get(key="huyen").pk]
    outside = []
    for entry in Entry.objects.filter(actor_id__startswith="person:").exclude(kind="case-submitted"):
        minute = local(entry.recorded_at).hour * 60 + local(entry.recorded_at).minute
        sessions = calendar.sessions_on(local(entry.recorded_at).date())
        if not any(session.opens <= minute <= session.closes for session in sessions):
            outside.append((entry.kind, entry.recorded_at))
    assert outside == []


def test_every_day_on_which_money_came_in_is_closed_at_zero_and_the_days_hold_all_receipts(told: int) -> None:
    closes = list(DrawerClose.objects.all())
    assert len(closes) > 200 and all(close.counted_cash == close.expected_cash and not close.explanation for close in closes)
    assert days_left_open(Office.objects.values_list("pk", flat=True), authority_id=told, before=CURTAIN.date()) == ()
    paid = FeeReceipt.objects.filter(taken_on__lt=CURTAIN.date()).aggregate(Sum("amount"))["amount__sum"]
    assert paid == sum(close.expected_cash + close.transfer + close.elsewhere for close in closes) > 0
    for _, series in groupby(FeeReceipt.objects.order_by("office_id", "year", "number"), key=lambda each: (each.office_id, each.year)):
        numbers = [each.number for each in series]
        assert numbers == list(range(1, len(numbers) + 1))


def test_slips_are_numbered_without_gap_and_every_case_that_needs_one_has_it(told: int) -> None:
    slips = Slip.objects.order_by("office_id", "form", "year", "number")
    for _, series in groupby(slips, key=lambda slip: (slip.office_id, slip.form, slip.year)):
        numbers = [slip.number for slip in series]
        assert numbers == list(range(1, len(numbers) + 1))
    assert all(slip_from_json(slip.content).slip_number.startswith(f"{slip.number:02d}/") for slip in slips)
    with_receipt = set(Slip.objects.filter(form="receipt").values_list("case_id", flat=True))
    assert with_receipt == set(Case.objects.exclude(accepted_at=None).values_list("id", flat=True))


def test_the_due_that_a_case_remembers_is_the_one_its_spans_give(told: int) -> None:
    for case_id in Case.objects.exclude(accepted_at=None).values_list("id", flat=True):
        hand = case_as_it_stands(case_id, authority_id=told)
        remembered = [getattr(hand.case, name) for name in ("due_at", "first_due_at", "runs_out_at", "is_suspended", "is_due_provisional")]
        hand.case.due_at = hand.case.first_due_at = hand.case.runs_out_at = None
        hand.case.recount(hand.limit, hand.calendar)
        assert [
            getattr(hand.case, name) for name in ("due_at", "first_due_at", "runs_out_at", "is_suspended", "is_due_provisional")
        ] == remembered


def test_lateness_in_all_its_kinds(measured: dict[int, CaseMeasured]) -> None:
    kinds = Counter(row.measures.timeliness for row in measured.values())
    assert all(kinds[kind] for kind in Timeliness if kind is not Timeliness.NO_LIMIT), kinds
    assert kinds[Timeliness.EARLY] + kinds[Timeliness.ON_TIME] > 5 * kinds[Timeliness.LATE]
    flags = {flag for row in measured.values() for flag in row.measures.flags}
    assert flags >= {Flag.MISSING_APOLOGY, Flag.LATE_TRANSFER, Flag.LATE_CONSULTATION, Flag.PARTLY_SUPPLIED}
    late = [row for row in measured.values() if row.measures.timeliness is Timeliness.PENDING_LATE]
    assert {row.measures.owes_apology for row in late} == {True, False}


def test_consultations_extensions_joint_cases_and_channels(told: int) -> None:
    assert Consultation.objects.filter(answered_at=None, due_at__lt=MORNING).exists()
    assert Consultation.objects.filter(answered_at__isnull=False).exists()
    assert Apology.objects.filter(new_due_at__isnull=False).count() >= 2
    assert Apology.objects.filter(expected_at__isnull=False).count() >= 3
    assert set(Case.objects.values_list("channel", flat=True)) == set(Channel)
    decided = CasePart.objects.exclude(case__settled_at=None).exclude(case__outcome="")
    assert decided.exists()
    assert not decided.filter(done_at=None).exists()


def test_nobody_can_be_mistaken_for_a_real_person(told: int) -> None:
    for case in Case.objects.select_related("applicant"):
        assert case.applicant.phone.startswith("0905 00")
        assert case.applicant.id_number.startswith("000")
        assert len(case.applicant.id_number) == 12
    assert Authority.objects.get().is_demonstration


def test_every_account_worth_trying_can_sign_in(told: int) -> None:
    [stored] = set(Person.objects.filter(login__in=[account.login for account in accounts(PROFILE)]).values_list("password", flat=True))
    assert check_password(PASSWORD, stored)


def _open_at(office: str) -> Any:
    return Case.objects.filter(holder_office__key=office, state__in=OPEN)


def test_the_land_specialist_has_six_cases_of_different_slack(told: int) -> None:
    mine = _open_at("tnmt").filter(handler__login="minh")
    assert mine.count() >= 6
    assert len(set(mine.filter(state=State.IN_PROGRESS).values_list("due_at", flat=True))) >= 5
    assert {State.PAUSED, State.AWAITING_OBLIGATION} <= set(mine.values_list("state", flat=True))


def test_the_head_of_the_division_assigns_extends_and_apologises(measured: dict[int, CaseMeasured]) -> None:
    led = [row for row in measured.values() if row.case.lead_office.key == "tnmt" and row.case.state in OPEN]
    assert sum(row.case.handler_id is None and row.case.holder_office.key == "tnmt" for row in led) >= 2
    assert sum(row.measures.owes_apology for row in led) >= 2
    soon = [row for row in led if row.case.due_at and timedelta(days=1) < row.case.due_at - MORNING < timedelta(days=10)]
    assert len(soon) >= 3


def test_the_chairman_has_decisions_waiting(told: int) -> None:
    waiting = [case for case in _open_at("huyen").exclude(accepted_at=None) if case.step > 0 and not case.outcome]
    assert len(waiting) >= 5


@pytest.mark.parametrize(("counter", "fewest"), [("huyen", 3), ("canh-vinh", 2)])
def test_counters_have_filings_of_the_weekend_and_results_to_hand_back(told: int, counter: str, fewest: int) -> None:
    mine = Case.objects.filter(receiving_office__key=counter)
    assert mine.filter(state=State.SUBMITTED).count() >= fewest
    assert mine.filter(state=State.SETTLED).count() >= fewest
    assert mine.filter(state=State.ACCEPTED).exists()
    assert mine.filter(state=State.AWAITING_SUPPLEMENT).exists()


def test_the_land_branch_sees_what_its_cases_wait_for(told: int) -> None:
    assert set(_open_at("cn-vpdkdd").values_list("state", flat=True)) >= {
        State.PAUSED, State.AWAITING_OBLIGATION, State.AWAITING_SUPPLEMENT, State.IN_PROGRESS,
    }  # fmt: skip


def test_the_clock_starts_at_eight_and_never_before_what_is_recorded(told: int) -> None:
    real = at(date(2026, 7, 1), time(10))
    assert real + timedelta(seconds=clock_offset(opens_at(PROFILE), real)) == MORNING


def test_another_seed_tells_another_story() -> None:
    assert scenes() == scenes()
    assert scenes(1) != scenes()


def test_arrivals_keep_to_working_days_of_the_three_months() -> None:
    calendar_closed = {date(2021, 1, 1), *(date(2021, 2, day) for day in range(10, 17))}
    by_person = [scene for scene in scenes() if scene.channel not in (Channel.SELF_ONLINE, Channel.ASSISTED_ONLINE)]
    assert all(scene.arrives.weekday() < 5 and scene.arrives.date() not in calendar_closed for scene in by_person)
    assert all(isinstance(scene.arrives, datetime) and OPENING < scene.arrives < CURTAIN for scene in scenes())
