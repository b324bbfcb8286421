"""The story of today's commune: whole on any day of the year, by the same commands as the screens, ending at the present moment."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from motcua.cases.models import Apology, Case, Slip
from motcua.cases.queries.measured import CaseMeasured, cases_measured
from motcua.cases.rules.flow import OPEN, State
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import Pile, forget, pile_counts, procedures_in_force
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.demo import clock_offset
from motcua.doors.console.demonstration.building import wait_for_no_disk
from motcua.doors.console.demonstration.present import SET_UP, days_before
from motcua.doors.console.demonstration.present_scenes import COUNTER, scenes
from motcua.doors.console.demonstration.profiles import accounts, opens_at, page, profiles
from motcua.doors.console.demonstration.story import tell
from motcua.doors.console.demonstration.tales import TALES
from motcua.doors.console.demonstration.welcome import welcome
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.journal.models import Entry
from motcua.journal.queries import newest_moment
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import VIETNAM, at, local
from motcua.law.clock import Timeliness
from motcua.offices.models import Authority, Office
from motcua.offices.queries import directory
from motcua.offices.queries import forget as forget_offices
from motcua.offices.rules.calendars import planned_calendar
from tests.live_database import clone_of_the_database

PROFILE = "xa-van-canh-2026"
AWKWARD = {
    "a Thursday afternoon": at(date(2026, 11, 26), time(15)),
    "a Sunday": at(date(2026, 11, 22), time(10)),
    "before the doors open": at(date(2026, 11, 23), time(6)),
    "in the middle of Tết": at(date(2026, 2, 18), time(9)),
    "the day the rules change": at(date(2026, 8, 5), time(11)),
    "the last evening of the year": at(date(2026, 12, 31), time(18)),
    "the first minutes of a year": at(date(2027, 1, 1), time(0, 5)),
}
CALENDAR = planned_calendar(week=None, years=shipped_years(), days=[])


@pytest.fixture(scope="module", params=AWKWARD.values(), ids=AWKWARD)
def told(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[int, datetime]]:
    """The story told up to one awkward moment, in a database of its own: its authority's id, and the moment."""
    with clone_of_the_database(django_db_blocker):
        forget()
        forget_offices()
        wait_for_no_disk()
        yield tell(PROFILE, now=request.param).authority_id, request.param


@pytest.fixture
def measured(told: tuple[int, datetime]) -> list[CaseMeasured]:
    """Every case as it stands at the moment."""
    return list(cases_measured(Case.objects.values_list("id", flat=True), authority_id=told[0], as_of=told[1]).values())


def test_sixty_to_a_hundred_cases_in_the_states_that_a_counter_knows(told: tuple[int, datetime]) -> None:
    states = Counter(Case.objects.values_list("state", flat=True))
    assert 60 <= Case.objects.count() <= 100
    assert set(states) >= {
        State.SUBMITTED, State.ACCEPTED, State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.SETTLED, State.RETURNED,
        State.REFUSED_INTAKE, State.WITHDRAWN, State.DISCONTINUED,
    }  # fmt: skip
    assert states[State.RETURNED] >= 30


def test_the_journal_holds_and_nothing_is_recorded_after_the_present_moment(told: tuple[int, datetime]) -> None:
    assert verify_journal().holds
    moments = list(Entry.objects.order_by("id").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= told[1]
    assert told[1] - moments[-1] < timedelta(days=10), "the story reaches the last working day"


def test_officers_act_in_office_hours(told: tuple[int, datetime]) -> None:
    outside = []
    for entry in Entry.objects.filter(actor_id__startswith="person:").exclude(kind="case-submitted"):
        moment = local(entry.recorded_at)
        minute = moment.hour * 60 + moment.minute
        if not any(session.opens <= minute <= session.closes for session in CALENDAR.sessions_on(moment.date())):
            outside.append((entry.kind, moment))
    assert outside == []


def test_some_are_late_in_silence_and_some_with_an_apology(measured: list[CaseMeasured]) -> None:
    kinds = Counter(row.measures.timeliness for row in measured)
    assert all(kinds[kind] for kind in (Timeliness.EARLY, Timeliness.LATE, Timeliness.PENDING_LATE, Timeliness.PENDING_IN_TIME)), kinds
    late = [row.measures.owes_apology for row in measured if row.measures.timeliness is Timeliness.PENDING_LATE]
    assert set(late) == {True, False}
    assert Apology.objects.filter(new_due_at__isnull=False).exists()


def test_the_national_list_is_imported_by_the_importer_and_its_drafts_wait(told: tuple[int, datetime]) -> None:
    assert Entry.objects.filter(kind="procedures-imported").count() == 1
    piles = pile_counts(authority_id=told[0])
    assert piles[Pile.WAITING] > 200
    in_force = procedures_in_force(authority_id=told[0], day=told[1].date())
    assert len(in_force) == 16
    ours = {office.pk: office.key for office in Office.objects.all()}
    assert {ours[pk] for procedure in in_force for pk in procedure.receiving_office_ids} == {COUNTER}
    approved = ProcedureVersion.objects.filter(is_draft=False, made_from__isnull=False)
    assert approved.count() == len(page(PROFILE, "steps.toml")["procedures"])


def test_each_account_worth_trying_finds_its_work(told: tuple[int, datetime]) -> None:
    still = Case.objects.filter(state__in=OPEN)
    assert Case.objects.filter(state=State.SUBMITTED).count() >= 4
    assert still.filter(handler__login="thao").count() + still.filter(handler__login="quy").count() >= 5
    assert still.filter(holder_office__key="xa").exclude(accepted_at=None).count() >= 3
    assert still.filter(holder_office__key="trung-tam", handler__login="moc").count() >= 2
    assert still.filter(holder_office__key="kinh-te", handler=None).exists()


def test_the_welcome_gives_a_late_case_to_track_and_says_when_the_story_has_aged(told: tuple[int, datetime]) -> None:
    newest = newest_moment()
    assert newest is not None

    def said(age: timedelta) -> str:
        return welcome(PROFILE, "http://demo", int((newest + age - datetime.now(VIETNAM)).total_seconds()))

    assert "mã hồ sơ Y99.26-" in said(timedelta(hours=1))
    assert f"make demo-reset PROFILE={PROFILE}" in said(timedelta(hours=1))
    assert "Dữ liệu dừng ở" not in said(timedelta(hours=1))
    assert "Dữ liệu dừng ở" in said(timedelta(days=30))


def test_nobody_and_no_number_can_be_mistaken_for_a_real_one(told: tuple[int, datetime]) -> None:
    for case in Case.objects.select_related("applicant"):
        assert case.applicant.phone.startswith("0905 00")
        assert case.applicant.id_number.startswith("000")
        assert case.file_number is None or case.file_number.startswith("Y99.26-")
        assert "huyện" not in case.applicant.address
    assert Authority.objects.get().is_demonstration
    assert Slip.objects.exists()


def test_the_offices_are_those_of_a_commune_since_july_2025(told: tuple[int, datetime]) -> None:
    assert {office.name for office in directory(told[0]).offices.values()} == {
        "UBND xã Vân Canh", "Trung tâm Phục vụ hành chính công", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội",
    }  # fmt: skip


def test_every_day_of_the_years_with_a_calendar_has_its_story() -> None:
    for number in range(366 * 2):
        today = date(2025, 9, 15) + timedelta(days=number)
        days = days_before(at(today, time(9)))
        assert all(CALENDAR.is_working_date(day) for day in days)
        assert days[0] >= date(2025, 7, 1)
        assert days[-1] < today
        told = scenes(days[SET_UP:], 2021)
        assert all(at(days[SET_UP]) < scene.arrives < at(today) for scene in told)


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (at(date(2028, 12, 1)), "chưa có lịch nghỉ năm 2029"),
        (at(date(2040, 5, 1)), "chưa có lịch nghỉ năm 2040"),
        (at(date(2025, 7, 15)), "có từ 01/07/2025"),
        (at(date(1970, 1, 1)), "hãy xem lại đồng hồ của máy"),
    ],
)
def test_a_day_on_which_it_cannot_be_told_is_refused_with_the_way_out(moment: datetime, why: str) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        days_before(moment)
    assert "make demo PROFILE=van-canh-2021" in str(refused.value)


def test_its_clock_is_the_real_one_and_the_other_profile_keeps_its_own() -> None:
    real = at(date(2026, 11, 26), time(15))
    assert clock_offset(opens_at(PROFILE), real) == 0
    assert opens_at("van-canh-2021") == at(date(2021, 3, 1), time(8))


def test_every_profile_has_a_story_and_three_things_to_try() -> None:
    assert set(TALES) == set(profiles())
    assert all(sum(account.is_first for account in accounts(profile)) == 2 for profile in profiles()), "the third is a late case"
