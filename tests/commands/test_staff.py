"""People and what they hold: nobody is left without work's owner, no office without an administrator, nothing done is undone backwards."""

from datetime import date, timedelta
from typing import Any

import pytest

from motcua.cases.commands.end_appointment import end_appointment
from motcua.cases.commands.end_office import end_office
from motcua.journal.models import Entry, PersonalPart
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.commands.add_office import NewOffice, add_office
from motcua.offices.commands.add_person import Newcomer, add_person
from motcua.offices.commands.appoint import appoint
from motcua.offices.commands.change_office import change_office
from motcua.offices.commands.give_password import give_password
from motcua.offices.commands.lock_account import lock_account
from motcua.offices.models import Assignment, Office, Person
from motcua.offices.queries import actor_of, directory, people_of, person_of
from motcua.offices.rules.plan import PersonPlan
from motcua.offices.rules.roles import Role
from tests.builders.district import MONDAY, District, district
from tests.builders.situations import assigned

pytestmark = pytest.mark.django_db

TODAY = MONDAY.date()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def here(db: None) -> District:
    return district(
        people=(
            PersonPlan(key="tri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),
            PersonPlan(key="xa", name="Cao Văn Xã", office="tnmt", roles=("administrator",)),
        )
    )


def newcomer(here: District, **changes: Any) -> Newcomer:
    told = {"login": "moi", "name": "Người Mới", "office_id": here.offices["tnmt"], "role": Role.HANDLER, "valid_from": TODAY}
    return Newcomer(**{**told, **changes})


def add(here: District, by: str = "tri", **changes: Any) -> Person:
    add_person(actor=here.actor(by), at=here.tick(), newcomer=newcomer(here, **changes), password="abcd-efgh-jkmn")
    return Person.objects.get(login=changes.get("login", "moi"))


def held(here: District, key: str, role: str) -> int:
    return Assignment.objects.get(person=here.people[key], role=role, valid_to=None).pk


def end(here: District, key: str, role: str, until: date = TOMORROW, *, by: str = "tri", to: str = "") -> None:
    to_id = here.people[to].pk if to else None
    end_appointment(actor=here.actor(by), at=here.tick(), assignment_id=held(here, key, role), until=until, to_person_id=to_id)


def refused(act: Any, code: Code) -> Refusal:
    before = Entry.objects.count()
    with pytest.raises(Refusal) as refusal:
        act()
    assert refusal.value.code is code and Entry.objects.count() == before
    return refusal.value


def test_a_newcomer_works_from_his_first_day_on_and_must_change_his_password(here: District) -> None:
    person = add(here, valid_from=TOMORROW, is_backup=True)
    assert person.has_given_password and person.check_password("abcd-efgh-jkmn")
    assert actor_of(person.pk, day=TODAY) is None
    actor = actor_of(person.pk, day=TOMORROW)
    assert actor and actor.may("case.process", here.offices["tnmt"]) and not actor.may("case.process", here.offices["tp"])
    assert Assignment.objects.get(person=person).is_backup


def test_the_journal_tells_who_was_added_without_his_name_and_never_his_password(here: District) -> None:
    add(here)
    entry = Entry.objects.get(kind="person-added")
    assert "moi" in entry.payload and "Người Mới" not in entry.payload and "abcd" not in entry.payload
    assert "abcd" not in PersonalPart.objects.get(entry=entry).sealed


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": "ABC d"}, Code.INCOMPLETE), ({"name": " "}, Code.INCOMPLETE),
        ({"valid_from": TODAY - timedelta(days=1)}, Code.DAY_TOO_EARLY),
        ({"login": "huyen-thu:minh"}, Code.INCOMPLETE),
    ],
)  # fmt: skip
def test_a_flawed_newcomer_is_refused(here: District, changes: dict[str, Any], code: Code) -> None:
    refused(lambda: add(here, **changes), code)
    assert not Person.objects.filter(name="Người Mới").exists()


def test_two_people_never_share_a_name_to_sign_in_with(here: District) -> None:
    add(here)
    refused(lambda: add(here, name="Người Khác"), Code.LOGIN_TAKEN)


@pytest.mark.parametrize("by", ["khoa", "hoa", "minh", "lan", "soat"])
def test_only_an_administrator_manages_people(here: District, by: str) -> None:
    refused(lambda: add(here, by=by), Code.NOT_ALLOWED)
    for act in (
        lambda: give_password(actor=here.actor(by), at=here.tick(), person_id=here.people["nam"].pk, password="abcd-efgh-jkmn"),
        lambda: lock_account(actor=here.actor(by), at=here.tick(), person_id=here.people["nam"].pk, is_locked=True, reason="x"),
        lambda: end(here, "nam", "handler", by=by),
    ):
        refused(act, Code.NOT_ALLOWED)


def test_an_administrator_below_takes_no_one_over_who_also_works_above(here: District) -> None:
    assert "hoa" in {each.key for each in people_of(here.actor("xa"), day=TODAY)}
    for key in ("khoa", "tri", "phap"):
        refused(
            lambda key=key: give_password(  # type: ignore[misc]
                actor=here.actor("xa"), at=here.tick(), person_id=here.people[key].pk, password="abcd-efgh-jkmn"
            ),
            Code.NOT_ALLOWED,
        )  # fmt: skip
        with pytest.raises(Person.DoesNotExist):
            person_of(here.people[key].pk, actor=here.actor("xa"), day=TODAY)
    refused(lambda: add(here, by="xa", office_id=here.offices["huyen"]), Code.NOT_ALLOWED)
    add(here, by="xa")


def give(here: District, key: str, office: str, role: Role, since: date = TODAY, **changes: Any) -> None:
    told = {"person_id": here.people[key].pk, "office_id": here.offices[office], "role": role, "valid_from": since, "is_backup": False}
    appoint(actor=here.actor("tri"), at=here.tick(), **{**told, **changes})


def test_a_second_role_counts_from_its_day_and_is_given_once(here: District) -> None:
    give(here, "lan", "tp", Role.HANDLER, TOMORROW)
    assert not here.actor("lan").may("case.process")
    here.tick(MONDAY + timedelta(days=1))
    assert here.actor("lan").may("case.process", here.offices["tp"])
    refused(lambda: give(here, "lan", "tp", Role.HANDLER, TOMORROW), Code.ALREADY_APPOINTED)
    refused(lambda: give(here, "lan", "tnmt", Role.HANDLER, TODAY), Code.DAY_TOO_EARLY)


def test_a_role_given_up_is_held_no_more_from_that_day_on(here: District) -> None:
    end(here, "lan", "receptionist")
    assert here.actor("lan").may("case.receive")
    assert actor_of(here.people["lan"].pk, day=TOMORROW) is None
    give(here, "lan", "huyen", Role.RECEPTIONIST, TOMORROW + timedelta(days=3))


def test_open_cases_go_to_a_successor_in_the_same_act(here: District) -> None:
    one, other, foreign = assigned(here), assigned(here), assigned(here, to="nam")
    told = refused(lambda: end(here, "minh", "handler"), Code.WORK_LEFT)
    assert told.facts["count"] == 2
    refused(lambda: end(here, "minh", "handler", to="tu"), Code.NOT_ALLOWED)
    refused(lambda: end(here, "minh", "handler", to="minh"), Code.NOT_ALLOWED)
    end(here, "minh", "handler", to="nam")
    assert {here.case(case).handler_id for case in (one, other, foreign)} == {here.people["nam"].pk}
    assert Entry.objects.filter(kind="case-assigned", case_id=one).count() == 2, "the case's own chain tells it"
    assert here.case(one).due_at == here.case(other).due_at


def test_a_role_ends_in_no_past_and_not_before_it_began(here: District) -> None:
    refused(lambda: end(here, "lan", "receptionist", TODAY - timedelta(days=1)), Code.DAY_TOO_EARLY)
    add(here, valid_from=TOMORROW)
    here.people["moi"] = Person.objects.get(login="moi")
    refused(lambda: end(here, "moi", "handler", TOMORROW), Code.DAY_TOO_EARLY)


def test_the_last_administrator_stays(here: District) -> None:
    refused(lambda: end(here, "tri", "administrator"), Code.LAST_ADMINISTRATOR)
    add(here, login="hai", office_id=here.offices["huyen"], role=Role.ADMINISTRATOR)
    here.people["hai"] = Person.objects.get(login="hai")
    refused(lambda: lock(here, "hai", by="hai"), Code.OWN_ACCOUNT)
    lock(here, "hai")
    refused(lambda: end(here, "tri", "administrator"), Code.LAST_ADMINISTRATOR)
    lock(here, "hai", is_locked=False)
    end(here, "tri", "administrator")
    refused(lambda: lock(here, "hai", by="tri"), Code.LAST_ADMINISTRATOR)


def lock(here: District, key: str, *, by: str = "tri", is_locked: bool = True, reason: str = "Nghỉ việc") -> None:
    lock_account(actor=here.actor(by), at=here.tick(), person_id=here.people[key].pk, is_locked=is_locked, reason=reason)


def test_a_locked_account_acts_no_more_until_it_is_opened(here: District) -> None:
    lock(here, "lan")
    assert actor_of(here.people["lan"].pk, day=TODAY) is None
    refused(lambda: lock(here, "lan"), Code.STALE)
    lock(here, "lan", is_locked=False)
    assert here.actor("lan").may("case.receive")
    refused(lambda: lock(here, "lan", reason=" "), Code.INCOMPLETE)


def test_a_given_password_replaces_the_old_one(here: District) -> None:
    give_password(actor=here.actor("tri"), at=here.tick(), person_id=here.people["lan"].pk, password="abcd-efgh-jkmn")
    person = Person.objects.get(pk=here.people["lan"].pk)
    assert person.check_password("abcd-efgh-jkmn") and person.has_given_password


def change(here: District, by: str = "tri", office: str = "tp", **told: str) -> None:
    change_office(actor=here.actor(by), at=here.tick(), office_id=here.offices[office], told=told)


def test_an_office_is_renamed_from_now_on_and_the_journal_tells_what_it_was(here: District) -> None:
    change(here, name="Phòng  Tư pháp – Hộ tịch", phone="0256 1")
    assert directory(here.authority_id).offices[here.offices["tp"]].name == "Phòng Tư pháp – Hộ tịch"
    assert '"was":"Phòng Tư pháp"' in Entry.objects.get(kind="office-changed").payload
    refused(lambda: change(here, phone="0256 1"), Code.STALE)
    refused(lambda: change(here, name=" "), Code.INCOMPLETE)
    refused(lambda: change(here, by="xa", name="Khác"), Code.NOT_ALLOWED)
    assert Office.objects.get(pk=here.offices["tp"]).phone == "0256 1"


# ---- offices open and close -----------------------------------------------------------------------------------------------------


def open_office(here: District, by: str = "tri", **changes: Any) -> Office:
    told = {"name": "Phòng Kinh tế", "kind": "division", "parent_id": here.offices["huyen"], "valid_from": TOMORROW, **changes}
    add_office(actor=here.actor(by), at=here.tick(), new=NewOffice(**told))
    return Office.objects.latest("id")


def close(here: District, office_id: int, until: date = TOMORROW, *, by: str = "tri", to: int | None = None) -> None:
    end_office(actor=here.actor(by), at=here.tick(), office_id=office_id, until=until, successor_id=to)


def test_a_new_office_stands_below_its_parent_from_its_day_on(here: District) -> None:
    office = open_office(here)
    known = directory(here.authority_id)
    assert office.pk in known.below(here.offices["huyen"]) and known.coded(office.pk).code == "000.00.99.H08"
    assert not known.offices[office.pk].is_valid_on(TODAY) and known.offices[office.pk].is_valid_on(TOMORROW)
    assert open_office(here).key != office.key, "two offices of one name are told apart"
    refused(lambda: add(here, office_id=office.pk), Code.DAY_TOO_EARLY)
    add(here, office_id=office.pk, valid_from=TOMORROW)


def test_an_office_with_anything_left_in_it_does_not_close(here: District) -> None:
    here.transferred()
    told = refused(lambda: close(here, here.offices["tnmt"]), Code.OFFICE_NOT_EMPTY)
    assert (told.facts["cases"], told.facts["procedures"]) == (1, 1) and told.facts["roles"] >= 4
    told = refused(lambda: close(here, here.offices["huyen"]), Code.OFFICE_NOT_EMPTY)
    assert told.facts["offices"] == 2


def test_an_empty_office_closes_with_its_successor_and_opens_to_nobody_from_then_on(here: District) -> None:
    office = open_office(here, valid_from=TODAY)
    refused(lambda: close(here, office.pk, TODAY - timedelta(days=1)), Code.DAY_TOO_EARLY)
    refused(lambda: close(here, office.pk, to=office.pk), Code.INCOMPLETE)
    close(here, office.pk, to=here.offices["tp"])
    assert Office.objects.get(pk=office.pk).successor_id == here.offices["tp"]
    assert not directory(here.authority_id).offices[office.pk].is_valid_on(TOMORROW)
    refused(lambda: close(here, office.pk), Code.STALE)
    with pytest.raises(Office.DoesNotExist):
        add(here, office_id=office.pk, valid_from=TOMORROW)


@pytest.mark.parametrize("by", ["khoa", "xa", "minh"])
def test_only_an_administrator_above_opens_and_closes_offices(here: District, by: str) -> None:
    refused(lambda: open_office(here, by=by), Code.NOT_ALLOWED)
    office = open_office(here)
    refused(lambda: close(here, office.pk, TOMORROW + timedelta(days=1), by=by), Code.NOT_ALLOWED)


def test_an_office_needs_a_name_and_no_past(here: District) -> None:
    refused(lambda: open_office(here, name=" "), Code.INCOMPLETE)
    refused(lambda: open_office(here, valid_from=TODAY - timedelta(days=1)), Code.DAY_TOO_EARLY)


def test_whoever_still_works_above_for_a_while_is_not_taken_over_from_below(here: District) -> None:
    give(here, "lan", "tnmt", Role.HANDLER, TOMORROW)
    end(here, "lan", "receptionist", TOMORROW + timedelta(days=30))

    def give_one() -> None:
        give_password(actor=here.actor("xa"), at=here.tick(), person_id=here.people["lan"].pk, password="abcd-efgh-jkmn")

    refused(give_one, Code.NOT_ALLOWED)
    here.tick(MONDAY + timedelta(days=40))
    give_one()
