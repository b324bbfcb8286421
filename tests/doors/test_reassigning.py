"""The leader gives work from one handler to another, and sees what it would change before he does."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.cases.commands.assign import assign
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.pause import pause
from motcua.cases.models import Case
from motcua.cases.queries.workload import NOBODY, Worker, workers
from motcua.journal.models import Entry
from motcua.kernel.moments import VIETNAM
from motcua.offices.absences import Absence
from motcua.offices.commands.accept_absence import accept_absence
from motcua.offices.commands.state_absence import state_absence
from motcua.offices.queries import directory
from tests.builders.browser import Browser, form_having
from tests.builders.district import MONDAY, District
from tests.builders.situations import furnished

pytestmark = pytest.mark.django_db

PAGE = "/q/lanh-dao/phan-cong/"
BEFORE = datetime(2021, 2, 22, 8, tzinfo=VIETNAM)


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def at_tnmt(here: District) -> dict[str, Worker]:
    people = workers(here.actor("hoa"), here.offices["tnmt"], offices=directory(here.authority_id), now=here.now)
    names = {person.pk: key for key, person in here.people.items()}
    return {names.get(worker.person_id, "nobody"): worker for worker in people}


def given(here: District, to: str, count: int = 1, *, at: datetime | None = None) -> list[int]:
    cases = []
    for _ in range(count):
        cases.append(here.transferred(at=at and here.now if cases else at))
        assign(actor=here.actor("hoa"), at=here.tick(), case_id=cases[-1], to_person_id=here.people[to].pk)
    return cases


def of(here: District, worker: str | int, *cases: int) -> str:
    person = here.people[worker].pk if isinstance(worker, str) else worker
    ticked = "".join(f"&ho-so={case_id}" for case_id in cases)
    return f"{PAGE}?phong={here.offices['tnmt']}&nguoi={person}{ticked}"


def test_cases_of_nobody_stand_first_then_whoever_will_be_late_most(here: District) -> None:
    here.transferred()
    given(here, "nam", 2)
    assert list(at_tnmt(here)) == ["nobody", "nam", "minh"]
    assert at_tnmt(here)["nobody"].person_id == NOBODY
    assert [worker.at_work for worker in at_tnmt(here).values()] == [1, 2, 0]


def test_a_case_whose_clock_stands_or_that_waits_for_the_leader_is_held_but_not_at_work(here: District) -> None:
    stopped, presented, running = given(here, "minh", 3)
    pause(actor=here.actor("minh"), at=here.tick(), case_id=stopped, reason="measurement")
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=presented)
    minh = at_tnmt(here)["minh"]
    assert running in minh.case_ids and stopped in minh.case_ids
    assert [task.case_id for task in minh.load.tasks] == [running]


def test_only_who_finished_a_step_is_measured_by_it_and_never_who_gave_it_away(here: District) -> None:
    for case_id in given(here, "minh", 5, at=BEFORE):
        assign(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, to_person_id=here.people["nam"].pk)
        hand_over(actor=here.actor("nam"), at=here.tick(), case_id=case_id)
    given(here, "minh")
    rates = {key: worker.load.rate for key, worker in at_tnmt(here).items()}
    assert rates["nam"] and (rates["nam"].done, rates["nam"].is_known) == (5, True)
    assert rates["minh"] and (rates["minh"].done, rates["minh"].is_known) == (0, False)


def test_what_was_done_long_ago_says_nothing_about_today(here: District) -> None:
    for case_id in given(here, "nam", 5, at=BEFORE):
        hand_over(actor=here.actor("nam"), at=here.tick(), case_id=case_id)
    here.tick(BEFORE + timedelta(days=60))
    rate = at_tnmt(here)["nam"].load.rate
    assert rate and rate.done == 0


def test_the_effect_is_shown_before_the_cases_are_given_and_then_each_is_given(here: District, officer: Any) -> None:
    for case_id in given(here, "nam", 12, at=BEFORE):
        hand_over(actor=here.actor("nam"), at=here.tick(), case_id=case_id)
    here.tick(MONDAY)
    given(here, "minh")
    first, second = here.transferred(), here.transferred()
    hoa = officer("hoa")
    shown = hoa.page(of(here, NOBODY, first, second))
    assert "Giao 2 hồ sơ cho ai?" in shown and "chưa ai làm: để vậy là trễ" in shown
    form = form_having(shown, "to")
    assert form.values["to"] == [str(here.people["nam"].pk)], "nobody is late, and he has the fewest in hand"
    told = hoa.told(hoa.send(PAGE, form, to=[str(here.people["nam"].pk)]))
    assert "Đã giao 2 hồ sơ cho Lê Văn Nam" in told
    assert set(Case.objects.filter(handler=here.people["nam"]).values_list("pk", flat=True)) >= {first, second}
    assert Entry.objects.filter(kind="case-assigned", case_id__in=[first, second]).count() == 2


def test_a_case_that_moved_meanwhile_says_so_and_the_others_are_given(here: District, officer: Any) -> None:
    mine, moved = given(here, "minh", 2)
    hoa = officer("hoa")
    form = form_having(hoa.page(of(here, "minh", mine, moved)), "to")
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=moved)
    told = hoa.told(hoa.send(PAGE, form))
    assert "Đã giao 1 hồ sơ cho Lê Văn Nam" in told and "1 hồ sơ chưa giao được" in told
    assert here.case(moved).handler_id != here.people["nam"].pk


def test_nothing_ticked_or_nobody_chosen_changes_nothing_and_says_what_to_do(here: District, officer: Any) -> None:
    (case_id,) = given(here, "minh")
    hoa = officer("hoa")
    form = form_having(hoa.page(of(here, "minh", case_id)), "to")
    before = Entry.objects.count()
    assert "Hãy đánh dấu hồ sơ rồi chọn người nhận" in hoa.told(hoa.send(PAGE, form, to=[]), 422)
    assert "Hãy đánh dấu hồ sơ rồi chọn người nhận" in hoa.told(hoa.send(PAGE, form, **{"ho-so": []}), 422)
    assert Entry.objects.count() == before


def test_who_is_away_is_offered_last_and_said_to_be_away(here: District, officer: Any) -> None:
    (case_id,) = given(here, "minh")
    day = MONDAY.date()
    people = {key: here.people[key].pk for key in ("minh", "nam")}
    said = {"office_id": here.offices["tnmt"], "stand_in_id": people["minh"], "first": day, "last": day + timedelta(days=3)}
    state_absence(actor=here.actor("hoa"), at=here.tick(), person_id=people["nam"], **said)
    accept_absence(actor=here.actor("minh"), at=here.tick(), absence_id=Absence.objects.get().pk)
    page = officer("hoa").page(of(here, "minh", case_id))
    assert "vắng đến" in page and "Nguyễn Văn Minh làm thay" in page
    assert "to" not in form_having(page, f"seen-{case_id}").values, "nobody who is away is chosen for the leader"


def test_the_page_of_an_office_that_the_leader_does_not_lead_shows_his_own(here: District, officer: Any) -> None:
    given(here, "minh")
    page = officer("phap").page(of(here, "minh"))
    assert "Nguyễn Văn Minh" not in page
    assert "Phạm Thị Tú" in page


def test_cases_left_with_somebody_who_no_longer_handles_there_are_seen(here: District, officer: Any) -> None:
    (case_id,) = given(here, "minh")
    here.people["minh"].assignments.update(valid_to=MONDAY.date())
    assert at_tnmt(here)["minh"].case_ids == (case_id,)
    assert "không còn thụ lý ở đây" in officer("hoa").page(PAGE)
