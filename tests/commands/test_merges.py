"""People on file who are one: said by one, agreed by another, parted again; never two identity numbers, never a row touched."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.cases.commands.ask_parting import ask_parting
from motcua.cases.commands.propose_merge import propose_merge
from motcua.cases.commands.receive import receive
from motcua.cases.commands.settle_merge import settle_merge
from motcua.cases.models import Applicant, PersonMerge
from motcua.cases.queries.earlier_files import cases_of_same_person
from motcua.cases.queries.finding import findings, person_card
from motcua.cases.queries.persons import merged_keys, merges_in_force, merges_open
from motcua.cases.queries.searching import cases_found
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.same_person import MergeState, joined
from motcua.journal.verify import verify_journal
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import directory
from motcua.offices.rules.plan import PersonPlan
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db
STAGES = itertools.count()
YEN = (
    PersonPlan(key="yen", name="Đoàn Thị Yến", office="huyen", roles=("receptionist",)),
    PersonPlan(key="tu-quay", name="Đinh Thị Quầy", office="tp", roles=("receptionist",)),
)
WHO = ("lan", "yen", "khoa")


@pytest.fixture
def here(db: None) -> District:
    return district(people=YEN)


def filed(here: District, name: str, phone: str, id_number: str = "") -> int:
    """Somebody files; returns his row."""
    who = ApplicantDetails(name=name, phone=phone, id_number=id_number)
    filing = Filing(procedure_id=here.procedures["P5"], receiving_office_id=here.offices["huyen"], papers=("don",), applicant=who)
    return here.case(receive(actor=here.actor("lan"), at=here.tick(), of=filing)).applicant_id


def proposed(here: District, one: int, other: int, *, by: str = "lan", reason: str = "Cùng thẻ căn cước") -> int:
    return propose_merge(actor=here.actor(by), at=here.tick(), one_id=one, other_id=other, reason=reason)


def settled(here: District, merge_id: int, *, by: str = "yen", agrees: bool = True) -> None:
    settle_merge(actor=here.actor(by), at=here.tick(), merge_id=merge_id, agrees=agrees)


def parted(here: District, merge_id: int, *, by: str = "lan") -> None:
    ask_parting(actor=here.actor(by), at=here.tick(), merge_id=merge_id, reason="Hai anh em sinh đôi")


def cases_at_counter(here: District, applicant_id: int) -> int:
    counters = (here.offices["huyen"],)
    return person_card(applicant_id, counters, authority_id=here.authority_id, now=here.now).cases


def refusal_of(act: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as told:
        act()
    return told.value


def test_two_who_are_one_are_seen_as_one_everywhere_and_as_two_again_once_parted(here: District) -> None:
    one = filed(here, "Đinh Thị Hơ", "0905111222", "052190001234")
    other = filed(here, "Đinh Thị Hơ", "0905333444")
    offices = directory(here.authority_id)
    rows = list(Applicant.objects.order_by("id").values())

    def seen() -> tuple[Any, ...]:
        case = here.case(Applicant.objects.get(pk=other).cases.get().pk)
        return (
            cases_at_counter(here, one), cases_at_counter(here, other),
            len(findings("dinh thi ho", (here.offices["huyen"],), offices).people),
            len(cases_found("0905333444", here.actor("lan"), offices).cases), len(cases_of_same_person(case, here.actor("lan"))),
        )  # fmt: skip

    assert seen() == (1, 1, 2, 1, 0)
    merge = proposed(here, other, one)
    assert seen() == (1, 1, 2, 1, 0), "a proposal changes nothing"
    settled(here, merge)
    assert seen() == (2, 2, 1, 2, 1)
    assert [line.id for line in merges_in_force(here.actor("khoa"))] == [merge]
    parted(here, merge)
    assert seen() == (2, 2, 1, 2, 1), "they are one until a second officer agrees"
    settled(here, merge)
    assert seen() == (1, 1, 2, 1, 0)
    assert list(Applicant.objects.order_by("id").values()) == rows, "no row is touched"
    assert verify_journal().holds


def test_whoever_proposes_may_take_it_back_but_not_agree_with_himself(here: District) -> None:
    one, other = filed(here, "A", "0905000001"), filed(here, "A", "0905000002")
    merge = proposed(here, one, other)
    assert refusal_of(lambda: settled(here, merge, by="lan")).code is Code.SAME_PERSON
    settled(here, merge, by="lan", agrees=False)
    assert PersonMerge.objects.get().state is MergeState.REFUSED and merges_open(here.actor("lan")) == ()
    again = proposed(here, one, other)
    settled(here, again)
    parted(here, again)
    assert refusal_of(lambda: settled(here, again, by="lan")).code is Code.SAME_PERSON
    settled(here, again, by="lan", agrees=False)
    assert PersonMerge.objects.get(pk=again).state is MergeState.JOINED


def test_two_numbers_of_twelve_digits_are_never_one_not_even_through_a_third(here: District) -> None:
    one, two = filed(here, "A", "0905000001", "052190001234"), filed(here, "A", "0905000002", "052190005678")
    told = refusal_of(lambda: proposed(here, one, two))
    assert (told.code, told.facts["identities"]) == (Code.TWO_IDENTITIES, ("…1234", "…5678"))
    between, old = filed(here, "A", "0905000003"), filed(here, "A", "0905000004", "215123456")
    settled(here, proposed(here, one, between))
    assert refusal_of(lambda: proposed(here, between, two)).code is Code.TWO_IDENTITIES
    settled(here, proposed(here, old, between))
    assert cases_at_counter(here, old) == 3, "an old number of nine digits may be the same person's"


def test_what_waits_when_another_merge_comes_first_is_looked_at_again(here: District) -> None:
    one, two = filed(here, "A", "0905000001", "052190001234"), filed(here, "A", "0905000002", "052190005678")
    between = filed(here, "A", "0905000003")
    first, second = proposed(here, one, between), proposed(here, between, two)
    settled(here, first)
    assert refusal_of(lambda: settled(here, second)).code is Code.TWO_IDENTITIES
    assert PersonMerge.objects.get(pk=second).state is MergeState.PROPOSED


def test_the_same_pair_is_proposed_once_and_one_person_is_no_pair(here: District) -> None:
    one, other = filed(here, "A", "0905000001"), filed(here, "A", "0905000002")
    merge = proposed(here, one, other)
    assert refusal_of(lambda: proposed(here, other, one, by="yen")).code is Code.ALREADY_PROPOSED
    assert refusal_of(lambda: proposed(here, one, one)).code is Code.ALREADY_PROPOSED
    settled(here, merge)
    assert refusal_of(lambda: proposed(here, one, other)).code is Code.ALREADY_PROPOSED
    assert refusal_of(lambda: proposed(here, filed(here, "B", ""), one, reason=" ")).facts["field"] == "reason"
    assert refusal_of(lambda: settled(here, merge)).code is Code.NOT_THIS_STEP


def test_whoever_does_not_see_their_cases_learns_nothing_of_them(here: District) -> None:
    one, other = filed(here, "A", "0905000001"), filed(here, "A", "0905000002")
    merge = proposed(here, one, other)
    with pytest.raises(Applicant.DoesNotExist):
        proposed(here, one, other, by="phap")
    with pytest.raises(PersonMerge.DoesNotExist):
        settled(here, merge, by="phap")
    assert refusal_of(lambda: proposed(here, one, other, by="minh")).facts["permission"] == "person.merge"
    assert merges_open(here.actor("phap")) == ()


def test_a_name_alone_makes_nobody_the_same_person_before_or_after_a_merge(here: District) -> None:
    one, other, third = (filed(here, "Lê Thị Lan", "") for _ in range(3))
    assert [cases_at_counter(here, row) for row in (one, other, third)] == [1, 1, 1]
    settled(here, proposed(here, one, other))
    assert [cases_at_counter(here, row) for row in (one, other, third)] == [2, 2, 1]


def test_a_merge_is_answered_only_by_whoever_sees_both(here: District) -> None:
    here.enact("TP", lead_office_id=here.offices["tp"], receiving_office_ids=frozenset({here.offices["tp"]}))
    one = filed(here, "A", "0905000001")
    who = ApplicantDetails(name="A", phone="0905000002")
    filing = Filing(procedure_id=here.procedures["TP"], receiving_office_id=here.offices["tp"], papers=("don",), applicant=who)
    other = here.case(receive(actor=here.actor("tu-quay"), at=here.tick(), of=filing)).applicant_id
    with pytest.raises(Applicant.DoesNotExist):
        proposed(here, one, other, by="lan")
    merge = proposed(here, one, other, by="khoa")
    with pytest.raises(PersonMerge.DoesNotExist):
        settled(here, merge, by="lan")
    assert merges_open(here.actor("lan")) == () and len(merges_open(here.actor("khoa"))) == 1


def test_the_database_keeps_two_people_at_each_step(here: District) -> None:
    merge = proposed(here, filed(here, "A", "0905000001"), filed(here, "A", "0905000002"))
    row, lan = PersonMerge.objects.get(), here.people["lan"].pk
    wrongs: list[dict[str, Any]] = [
        {"joined_by_id": lan, "joined_at": here.now}, {"parting_by_id": lan, "parting_at": here.now},
        {"parted_by_id": lan, "parted_at": here.now}, {"one_id": row.other_id, "other_id": row.one_id},
    ]  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            PersonMerge.objects.filter(pk=merge).update(**wrong)


acts = st.lists(
    st.tuples(st.sampled_from(["propose", "agree", "leave", "part"]), st.sampled_from(WHO), st.integers(0, 3), st.integers(0, 3)),
    max_size=25,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=acts)
def test_after_any_acts_every_step_had_two_people_and_whoever_is_one_has_one_number(told: list[tuple[str, str, int, int]]) -> None:
    here = district(f"huyen-{next(STAGES)}", people=YEN)
    numbers = ("052190001234", "", "215123456", "052190005678")
    rows = [filed(here, "A", f"090500000{n}", number) for n, number in enumerate(numbers)]
    for act, who, one, other in told:
        merges = list(PersonMerge.objects.filter(authority_id=here.authority_id).order_by("id"))
        merge_id = merges[one % len(merges)].pk if merges else 0
        try:
            if act == "propose":
                proposed(here, rows[one], rows[other], by=who)
            elif merge_id and act == "part":
                parted(here, merge_id, by=who)
            elif merge_id:
                settled(here, merge_id, by=who, agrees=act == "agree")
        except Refusal:
            continue
    merges = list(PersonMerge.objects.filter(authority_id=here.authority_id))
    assert all(
        each.proposed_by_id != each.joined_by_id and (each.parted_by_id is None or each.parted_by_id != each.parting_by_id)
        for each in merges
    )
    keys = {bytes(row.id_index): row.id_number for row in Applicant.objects.filter(pk__in=rows) if row.id_number}
    for group in set(merged_keys(here.authority_id).values()):
        assert sum(len(keys.get(key, "")) == 12 for key in group if isinstance(key, bytes)) <= 1
    for each in merges:
        if each.state is MergeState.JOINED:
            parted(here, each.pk)
    for each in PersonMerge.objects.filter(authority_id=here.authority_id, parting_at__isnull=False, parted_at=None):
        settled(here, each.pk, by="yen" if each.parting_by_id != here.people["yen"].pk else "lan")
    assert merged_keys(here.authority_id) == {} and [cases_at_counter(here, row) for row in rows] == [1, 1, 1, 1]


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=12))
def test_joined_is_an_equivalence(pairs: list[tuple[str, str]]) -> None:
    told = [((one, ""), (other, "")) for one, other in pairs]
    groups = joined(told)
    assert all(key in group and groups[other] == group for key, group in groups.items() for other in group)
    assert all(groups[one] == groups[other] for one, other in told)
