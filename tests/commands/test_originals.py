"""Originals of a citizen: each with exactly one officer at any time, moved by both sides, on the receipt, back with the result."""

import itertools
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.cases.commands.accept_original import accept_original
from motcua.cases.commands.give_back_original import give_back_original
from motcua.cases.commands.offer_original import offer_original
from motcua.cases.commands.receive import receive
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.take_original import take_original
from motcua.cases.models import CustodyTurn, Original, Slip
from motcua.cases.queries.originals import held_of
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.slips import Receipt, slip_from_json
from motcua.journal.models import Entry
from motcua.journal.verify import verify_journal
from motcua.kernel.refusal import Code, Refusal
from tests.builders.district import District, district
from tests.builders.situations import settled

pytestmark = pytest.mark.django_db
RED_BOOK = "Giấy chứng nhận QSDĐ số BK 123456"
STAGES = itertools.count()
PEOPLE = ("lan", "minh", "nam", "hoa", "ngoc")


def taken(here: District, case_id: int, *words: str, by: str = "lan") -> Original:
    take_original(actor=here.actor(by), at=here.tick(), case_id=case_id, originals=words or (RED_BOOK,))
    return Original.objects.latest("id")


def handed(here: District, original: Original, giver: str, taker: str) -> None:
    offer_original(actor=here.actor(giver), at=here.tick(), original_id=original.pk, to_person_id=here.people[taker].pk)
    accept_original(actor=here.actor(taker), at=here.tick(), original_id=original.pk)


acts = st.lists(st.tuples(st.sampled_from(["offer", "accept", "back"]), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=14)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=acts)
def test_after_any_acts_an_original_is_and_was_always_with_exactly_one(told: list[tuple[str, str, str]]) -> None:
    here = district(f"huyen-{next(STAGES)}")
    original = taken(here, here.receive())
    seen = [(here.now, here.people["lan"].pk)]
    for act, who, other in told:
        actor, at = here.actor(who), here.tick()
        try:
            if act == "offer":
                offer_original(actor=actor, at=at, original_id=original.pk, to_person_id=here.people[other].pk)
            elif act == "accept":
                accept_original(actor=actor, at=at, original_id=original.pk)
            else:
                give_back_original(actor=actor, at=at, original_id=original.pk, has_signed=True)
        except Refusal:
            continue
        original.refresh_from_db()
        if original.holder_id != seen[-1][1]:
            assert act in ("accept", "back")
            seen.append((at, original.holder_id))
    turns = list(original.turns.order_by("number"))
    assert [(turn.began_at, turn.holder_id) for turn in turns] == seen
    assert [turn.after for turn in turns] == [None, *(turn.began_at for turn in turns[:-1])]
    assert all(turn.holder_id for turn in turns[:-1]) and turns[-1].holder_id == original.holder_id
    assert (original.returned_at is not None) == (original.holder_id is None)
    assert (
        Entry.objects.filter(kind__in=("original-handed-over", "original-given-back"), authority_id=here.authority_id).count()
        == len(turns) - 1
    )
    assert verify_journal().holds


@pytest.fixture
def here(db: None) -> District:
    return district()


def test_originals_kept_at_intake_stand_on_the_receipt_and_with_who_received(here: District) -> None:
    filing = Filing(
        procedure_id=here.procedures["P5"], receiving_office_id=here.offices["huyen"], applicant=ApplicantDetails("A"), papers=("don",)
    )
    case_id = receive(actor=here.actor("lan"), at=here.tick(), of=filing, originals=(f" {RED_BOOK} ", "", "Sổ hộ khẩu", RED_BOOK))
    said = slip_from_json(Slip.objects.get(case_id=case_id).content)
    assert isinstance(said, Receipt) and said.originals_kept == (RED_BOOK, "Sổ hộ khẩu")
    assert [(each.words, each.holder) for each in held_of(case_id)] == [(RED_BOOK, "Trần Thị Lan"), ("Sổ hộ khẩu", "Trần Thị Lan")]
    entry = Entry.objects.get(kind="original-taken", case_id=case_id)
    assert RED_BOOK not in entry.payload


def test_what_is_offered_stays_with_its_holder_until_the_other_has_it(here: District) -> None:
    original = taken(here, here.transferred())
    offer_original(actor=here.actor("lan"), at=here.tick(), original_id=original.pk, to_person_id=here.people["minh"].pk)
    original.refresh_from_db()
    assert original.holder_id == here.people["lan"].pk
    with pytest.raises(Refusal) as told:
        accept_original(actor=here.actor("nam"), at=here.tick(), original_id=original.pk)
    assert told.value.code is Code.NOT_CUSTODIAN
    accept_original(actor=here.actor("minh"), at=here.tick(), original_id=original.pk)
    with pytest.raises(Refusal):
        give_back_original(actor=here.actor("lan"), at=here.tick(), original_id=original.pk, has_signed=True)


def test_nobody_without_the_permission_is_given_an_original(here: District) -> None:
    original = taken(here, here.transferred())
    with pytest.raises(Refusal) as told:
        offer_original(actor=here.actor("lan"), at=here.tick(), original_id=original.pk, to_person_id=here.people["soat"].pk)
    assert told.value.code is Code.INCOMPLETE


def test_an_original_goes_back_only_against_a_signature(here: District) -> None:
    original = taken(here, here.transferred())
    with pytest.raises(Refusal) as told:
        give_back_original(actor=here.actor("lan"), at=here.tick(), original_id=original.pk, has_signed=False)
    assert told.value.code is Code.INCOMPLETE and held_of(original.case_id)


def test_a_result_does_not_go_out_while_originals_are_held(here: District) -> None:
    case_id = settled(here)
    with_lan, with_minh = (
        Original.take(here.case(case_id), [words], at=here.tick(), by=here.people[who].pk)[0]
        for words, who in (("Sổ đỏ", "lan"), ("Học bạ", "minh"))
    )
    give = {"actor": here.actor("lan"), "case_id": case_id}
    with pytest.raises(Refusal) as told:
        return_result(at=here.tick(), **give)
    assert told.value.code is Code.ORIGINALS_HELD
    assert told.value.facts["originals"] == ("Sổ đỏ (Trần Thị Lan giữ)", "Học bạ (Nguyễn Văn Minh giữ)")
    with pytest.raises(Refusal) as told:
        return_result(at=here.tick(), given_back=(with_lan.pk, with_minh.pk), **give)
    assert told.value.code is Code.NOT_CUSTODIAN, "nobody gives back what another has in his hands"
    handed(here, with_minh, "minh", "lan")
    return_result(at=here.tick(), given_back=(with_lan.pk, with_minh.pk), **give)
    assert held_of(case_id) == () and here.case(case_id).state == "returned"


def test_a_reason_lets_the_result_out_and_what_stays_can_be_given_back_later(here: District) -> None:
    case_id = settled(here)
    original = Original.take(here.case(case_id), ["Sổ đỏ"], at=here.tick(), by=here.people["lan"].pk)[0]
    return_result(actor=here.actor("lan"), at=here.tick(), case_id=case_id, originals_note="Chờ thu hồi theo quyết định")
    assert [each.words for each in held_of(case_id)] == ["Sổ đỏ"]
    with pytest.raises(Refusal):
        take_original(actor=here.actor("lan"), at=here.tick(), case_id=case_id, originals=("Nữa",))
    give_back_original(actor=here.actor("lan"), at=here.tick(), original_id=original.pk, has_signed=True)
    assert held_of(case_id) == ()


def test_the_database_keeps_one_chain_of_holders(here: District) -> None:
    original = taken(here, here.transferred())
    give_back_original(actor=here.actor("lan"), at=here.tick(), original_id=original.pk, has_signed=True)
    told = {"authority_id": here.authority_id, "original": original}
    minh = here.people["minh"].pk
    for wrong in (
        {"number": 2, "holder_id": minh, "began_at": here.now, "after": here.now},
        {"number": 3, "holder_id": None, "began_at": here.now, "after": here.now},
        {"number": 3, "holder_id": minh, "began_at": here.now, "after": here.now + timedelta(minutes=1)},
        {"number": 3, "holder_id": minh, "began_at": here.now, "after": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CustodyTurn.objects.create(**told, **wrong)
    for wrong in ({"holder_id": minh}, {"returned_at": None}, {"offered_to_id": minh}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Original.objects.filter(pk=original.pk).update(**wrong)
