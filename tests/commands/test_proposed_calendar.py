"""A year of the calendar needs two persons: one proposes it, another adopts it or sends it back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.cases.commands.adopt_calendar import adopt_calendar
from motcua.cases.queries.calendar_moves import moves_under
from motcua.journal.models import Entry
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import CalendarError
from motcua.offices.commands.propose_calendar import propose_calendar
from motcua.offices.commands.send_back_calendar import send_back_calendar
from motcua.offices.models import CalendarDay, CalendarProposal, CalendarYear
from motcua.offices.queries import calendar_of, system_actor, years_on_file
from motcua.offices.rules.plan import DayPlan, PersonPlan, YearPlan
from tests.builders.district import MONDAY, District, district
from tests.builders.situations import extended, paused, settled

pytestmark = pytest.mark.django_db

OFF = DayPlan(day=date(2021, 3, 5), kind="holiday", name="Nghỉ thêm")


@pytest.fixture
def here(db: None) -> District:
    return district(
        people=(
            PersonPlan(key="tri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),
            PersonPlan(key="lua", name="Bùi Thị Lúa", office="huyen", roles=("administrator", "leader")),
            PersonPlan(key="xa", name="Cao Văn Xã", office="tnmt", roles=("administrator",)),
        )
    )


def plan(here: District, *more: DayPlan, year: int = 2021) -> YearPlan:
    """The year on file, with more days."""
    known = next(each for each, _ in years_on_file(here.authority_id) if each.year == year)
    return YearPlan(year=year, is_provisional=False, decision="QĐ 1", days=(*known.days, *more))


def propose(here: District, *more: DayPlan, by: str = "tri", of: YearPlan | None = None) -> int:
    propose_calendar(actor=here.actor(by), at=here.tick(), plan=of or plan(here, *more))
    return CalendarProposal.objects.latest("id").pk


def adopt(here: District, proposal_id: int, by: str = "khoa") -> Any:
    return adopt_calendar(actor=here.actor(by), at=here.tick(), of=proposal_id)


def code_of(refusal: Any) -> Code:
    return refusal.value.code  # type: ignore[no-any-return]


def test_nothing_changes_before_a_second_person_has_adopted_it(here: District) -> None:
    case_id = here.transferred()
    before = here.case(case_id).due_at
    proposal_id = propose(here, OFF)
    assert here.case(case_id).due_at == before and not CalendarDay.objects.filter(day=OFF.day).exists()
    [moved] = adopt(here, proposal_id)
    assert moved["case"] == case_id and here.case(case_id).due_at == before + timedelta(days=1)  # type: ignore[operator]
    assert calendar_of(here.offices["tnmt"], authority_id=here.authority_id).sessions_on(OFF.day) == ()
    kept = CalendarProposal.objects.get(pk=proposal_id)
    assert (kept.is_adopted, kept.settled_by_id) == (True, here.people["khoa"].pk)


def test_whoever_proposed_it_does_not_adopt_it_even_with_two_roles(here: District) -> None:
    for by in ("tri", "lua"):
        proposal_id = propose(here, OFF, by=by)
        with pytest.raises(Refusal) as refusal:
            adopt(here, proposal_id, by=by)
        assert code_of(refusal) is Code.SAME_PERSON
        send_back_calendar(actor=here.actor("khoa"), at=here.tick(), proposal_id=proposal_id, reason="Thử")


def test_the_database_itself_wants_a_second_person(here: District) -> None:
    mine = CalendarProposal.objects.filter(pk=propose(here, OFF))
    told = {"settled_by": here.people["tri"], "settled_at": here.now}
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(**told, is_adopted=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(settled_by=None, settled_at=here.now, is_adopted=True)
    mine.update(**told, is_adopted=False)


@pytest.mark.parametrize("by", ["khoa", "lua"])
def test_the_head_or_another_administrator_adopts_it(here: District, by: str) -> None:
    adopt(here, propose(here, OFF), by=by)
    assert CalendarDay.objects.filter(day=OFF.day).exists()


@pytest.mark.parametrize("by", ["hoa", "phap", "xa", "minh", "lan", "soat"])
def test_nobody_below_adopts_what_counts_for_all(here: District, by: str) -> None:
    with pytest.raises(Refusal) as refusal:
        adopt(here, propose(here, OFF), by=by)
    assert code_of(refusal) is Code.NOT_ALLOWED and not CalendarDay.objects.filter(day=OFF.day).exists()


@pytest.mark.parametrize("by", ["xa", "khoa", "minh"])
def test_only_an_administrator_of_the_highest_office_proposes(here: District, by: str) -> None:
    with pytest.raises(Refusal) as refusal:
        propose(here, OFF, by=by)
    assert code_of(refusal) is Code.NOT_ALLOWED and not CalendarProposal.objects.exists()


def test_an_officer_enters_no_year_past_the_second_person(here: District) -> None:
    with pytest.raises(Refusal) as refusal:
        adopt_calendar(actor=here.actor("tri"), at=here.tick(), of=plan(here, OFF))
    assert code_of(refusal) is Code.NOT_ALLOWED


def test_one_proposal_for_a_year_waits_at_a_time(here: District) -> None:
    propose(here, OFF)
    with pytest.raises(Refusal) as refusal:
        propose(here, OFF, by="lua")
    assert code_of(refusal) is Code.ALREADY_PROPOSED and refusal.value.facts["by"] == "Đặng Trí Nhật"
    propose(
        here, by="lua", of=YearPlan(year=2030, is_provisional=False, decision="QĐ 2", days=(DayPlan(day=date(2030, 1, 1), kind="holiday"),))
    )


def test_a_proposal_is_settled_once(here: District) -> None:
    proposal_id = propose(here, OFF)
    adopt(here, proposal_id)
    for act in (lambda: adopt(here, proposal_id, by="lua"), lambda: send(here, proposal_id)):
        with pytest.raises(Refusal) as refusal:
            act()
        assert code_of(refusal) is Code.STALE


def send(here: District, proposal_id: int, by: str = "khoa", reason: str = "Thiếu ngày bù") -> None:
    send_back_calendar(actor=here.actor(by), at=here.tick(), proposal_id=proposal_id, reason=reason)


def test_a_year_decided_meanwhile_makes_the_proposal_stale(here: District) -> None:
    proposal_id = propose(here, OFF)
    adopt_calendar(actor=system_actor(here.authority_id), at=here.tick(), of=plan(here))
    with pytest.raises(Refusal) as refusal:
        adopt(here, proposal_id)
    assert code_of(refusal) is Code.STALE
    send(here, proposal_id)


def test_a_proposal_is_sent_back_with_a_reason_and_a_new_one_may_follow(here: District) -> None:
    proposal_id = propose(here, OFF)
    with pytest.raises(Refusal) as refusal:
        send(here, proposal_id, reason="  ")
    assert code_of(refusal) is Code.INCOMPLETE
    send(here, proposal_id)
    assert CalendarProposal.objects.get(pk=proposal_id).reason == "Thiếu ngày bù"
    adopt(here, propose(here, OFF))


def test_whoever_proposed_it_may_take_it_back_and_nobody_else_below(here: District) -> None:
    proposal_id = propose(here, OFF)
    for by in ("hoa", "xa"):
        with pytest.raises(Refusal) as refusal:
            send(here, proposal_id, by=by)
        assert code_of(refusal) is Code.NOT_ALLOWED
    send(here, proposal_id, by="tri")
    assert '"was_withdrawn":true' in Entry.objects.get(kind="calendar-sent-back").payload.replace(" ", "")


def test_every_step_is_in_the_journal(here: District) -> None:
    send(here, propose(here, OFF))
    adopt(here, propose(here, OFF))
    kinds = Entry.objects.filter(kind__startswith="calendar").order_by("id").values_list("kind", "actor_name")
    assert list(kinds) == [
        ("calendar-proposed", "Đặng Trí Nhật"), ("calendar-sent-back", "Hoàng Thế Khoa"),
        ("calendar-proposed", "Đặng Trí Nhật"), ("calendar-adopted", "Hoàng Thế Khoa"),
    ]  # fmt: skip


@pytest.mark.parametrize("flawed", ["no decision", "no day", "a date twice", "another year"])
def test_a_flawed_year_is_not_even_proposed(here: District, flawed: str) -> None:
    told = {
        "no decision": YearPlan(year=2021, is_provisional=False, decision=" ", days=(OFF,)),
        "no day": YearPlan(year=2021, is_provisional=False, decision="QĐ"),
        "a date twice": YearPlan(year=2021, is_provisional=False, decision="QĐ", days=(OFF, OFF)),
        "another year": YearPlan(year=2022, is_provisional=False, decision="QĐ", days=(OFF,)),
    }
    with pytest.raises((Refusal, CalendarError)):
        propose(here, of=told[flawed])
    assert not CalendarProposal.objects.exists() and not Entry.objects.filter(kind="calendar-proposed").exists()


def test_what_is_foretold_is_what_is_done(here: District) -> None:
    here.transferred(), here.presented(), paused(here), extended(here), settled(here)
    here.tick(MONDAY + timedelta(days=1))
    here.transferred()
    foretold = moves_under(plan(here, OFF), authority_id=here.authority_id)
    moved = adopt(here, propose(here, OFF))
    assert len(moved) >= 3
    told = {move.case_id: (move.old_due.isoformat(), move.new_due.isoformat()) for move in foretold}
    assert told == {line["case"]: (line["old_due"], line["new_due"]) for line in moved}
    assert moves_under(plan(here), authority_id=here.authority_id) == (), "and foretelling it again foretells nothing"


def test_foretelling_writes_nothing(here: District) -> None:
    case_id = here.transferred()
    before = here.case(case_id).due_at
    [move] = moves_under(plan(here, OFF), authority_id=here.authority_id)
    assert move.old_due == local(before) and here.case(case_id).due_at == before  # type: ignore[arg-type]
    assert CalendarYear.objects.get(year=2021, authority_id=here.authority_id).decided_at is None
    assert calendar_of(here.offices["tnmt"], authority_id=here.authority_id).sessions_on(OFF.day) != ()
