"""What the office makes good: papers lost or damaged in its hands, and errors in its results, never at the applicant's cost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.cases.commands.answer_correction import answer_correction
from motcua.cases.commands.apologise_for_incident import apologise_for_incident
from motcua.cases.commands.ask_correction import ask_correction
from motcua.cases.commands.hand_correction import hand_correction
from motcua.cases.commands.report_incident import report_incident
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.settle_incident import settle_incident
from motcua.cases.commands.take_original import take_original
from motcua.cases.models import Case, Correction, Incident, Original
from motcua.cases.queries.amends import closed_lately, corrections_of, incidents_of, open_corrections, open_incidents
from motcua.cases.rules.amends import CorrectionState, IncidentState, Mishap, Payer
from motcua.fees.models import FeeOrder
from motcua.journal.models import Entry
from motcua.journal.queries import story_of
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from tests.builders.district import District, district
from tests.builders.situations import settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> District:
    return district()


def refusal_of(act: Callable[[], Any]) -> Refusal:
    with pytest.raises(Refusal) as told:
        act()
    return told.value


def reported(here: District, case_id: int, *, by: str = "lan", **more: Any) -> int:
    said: dict[str, Any] = {"mishap": Mishap.LOST, "account": "Mưa dột vào tủ hồ sơ.", "words": "Sổ hộ khẩu", **more}
    return report_incident(actor=here.actor(by), at=here.tick(), case_id=case_id, **said)


def apologised(here: District, incident_id: int, *, by: str = "hoa", **more: Any) -> None:
    at = here.tick()
    said = {"promise": "Xin cấp lại sổ cho ông/bà.", "promised_on": local_date(at) + timedelta(days=5), "payer": Payer.OFFICE, **more}
    apologise_for_incident(actor=here.actor(by), at=at, incident_id=incident_id, **said)


def made_good(here: District, incident_id: int, *, by: str = "lan", cost: int = 50_000, replacement: str = "Sổ mới số 12") -> None:
    settle_incident(actor=here.actor(by), at=here.tick(), incident_id=incident_id, replacement=replacement, cost=cost)


def asked(
    here: District, case_id: int, *, by: str = "lan", words: str = "Sai năm sinh: 1986, đúng là 1968", day: date | None = None
) -> int:
    at = here.tick()
    return ask_correction(actor=here.actor(by), at=at, case_id=case_id, words=words, promised_on=day or local_date(at))


def answered(here: District, correction_id: int, *, by: str = "hoa", is_error: bool = True, answer: str = "Đã in lại giấy.") -> None:
    answer_correction(actor=here.actor(by), at=here.tick(), correction_id=correction_id, is_error=is_error, answer=answer)


def returned(here: District, **more: Any) -> int:
    case_id = settled(here, **more)
    return_result(actor=here.actor("lan"), at=here.tick(), case_id=case_id)
    return case_id


def test_a_lost_paper_is_reported_apologised_for_by_a_numbered_letter_and_made_good(here: District) -> None:
    first, second = (reported(here, here.transferred()) for _ in range(2))
    assert [line.id for line in open_incidents(here.actor("hoa"))] == [first, second]
    apologised(here, second)
    apologised(here, first, payer=Payer.OFFICER)
    letters = {row.pk: (row.number, row.state) for row in Incident.objects.all()}
    assert letters == {second: (1, IncidentState.APOLOGISED), first: (2, IncidentState.APOLOGISED)}
    made_good(here, first)
    [line] = incidents_of(Incident.objects.get(pk=first).case_id, authority_id=here.authority_id)
    assert (line.state, line.letter, line.payer, line.cost, line.replacement) == (
        IncidentState.SETTLED, f"02/{here.now.year}", "officer", 50_000, "Sổ mới số 12"
    )  # fmt: skip
    assert [each.id for each in open_incidents(here.actor("hoa"))] == [second]
    assert [each.id for each in closed_lately(here.actor("hoa"), now=here.now)[0]] == [first]
    kinds = [kind for kind in Entry.objects.order_by("id").values_list("kind", flat=True) if kind.startswith("incident")]
    assert kinds == ["incident-reported"] * 2 + ["incident-apologised"] * 2 + ["incident-settled"]
    assert verify_journal().holds


def test_a_lost_original_stays_with_whoever_had_it_until_its_owner_has_one_in_its_place(here: District) -> None:
    case_id = here.transferred()
    take_original(actor=here.actor("lan"), at=here.tick(), case_id=case_id, originals=("Sổ đỏ BK 1",))
    original = Original.objects.get()
    incident = reported(here, case_id, by="minh", original_id=original.pk, words="")
    assert Incident.objects.get().words == "Sổ đỏ BK 1"
    assert refusal_of(lambda: reported(here, case_id, original_id=original.pk)).facts["field"] == "original", "one open incident each"
    apologised(here, incident)
    original.refresh_from_db()
    assert original.holder_id == here.people["lan"].pk
    made_good(here, incident)
    original.refresh_from_db()
    assert original.holder_id is None and original.returned_at == here.now
    assert refusal_of(lambda: reported(here, case_id, original_id=original.pk)).code is Code.INCOMPLETE, "it is not held any more"


def test_each_step_is_done_once_and_in_its_order(here: District) -> None:
    incident = reported(here, here.transferred())
    assert refusal_of(lambda: made_good(here, incident)).code is Code.NOT_THIS_STEP
    apologised(here, incident)
    assert refusal_of(lambda: apologised(here, incident)).code is Code.NOT_THIS_STEP
    made_good(here, incident)
    assert refusal_of(lambda: made_good(here, incident)).code is Code.NOT_THIS_STEP
    correction = asked(here, returned(here))
    assert refusal_of(lambda: hand_correction(actor=here.actor("lan"), at=here.tick(), correction_id=correction)).code is Code.NOT_THIS_STEP
    answered(here, correction)
    assert refusal_of(lambda: answered(here, correction)).code is Code.NOT_THIS_STEP
    hand_correction(actor=here.actor("lan"), at=here.tick(), correction_id=correction)
    assert refusal_of(lambda: hand_correction(actor=here.actor("lan"), at=here.tick(), correction_id=correction)).code is Code.NOT_THIS_STEP


@pytest.mark.parametrize(
    ("act", "field"),
    [
        (lambda here, case_id: reported(here, case_id, words=" "), "words"),
        (lambda here, case_id: reported(here, case_id, account=" "), "account"),
        (lambda here, case_id: reported(here, case_id, account="x" * 2_001), "account"),
        (lambda here, case_id: apologised(here, reported(here, case_id), promise=" "), "promise"),
        (lambda here, case_id: apologised(here, reported(here, case_id), promised_on=date(2021, 1, 1)), "promised_on"),
    ],
)
def test_what_is_left_out_is_told_with_its_field_and_nothing_is_changed(
    here: District, act: Callable[[District, int], Any], field: str
) -> None:
    case_id = here.transferred()
    told = refusal_of(lambda: act(here, case_id))
    assert (told.code, told.facts["field"]) == (Code.INCOMPLETE, field)
    assert not Incident.objects.filter(apologised_at__isnull=False).exists()


def test_a_cost_has_somebody_who_bears_it_and_is_never_negative(here: District) -> None:
    incident = reported(here, here.transferred())
    apologised(here, incident, payer=Payer.NOBODY)
    assert refusal_of(lambda: made_good(here, incident, cost=1)).facts["field"] == "cost"
    assert refusal_of(lambda: made_good(here, incident, cost=-1)).facts["field"] == "cost"
    made_good(here, incident, cost=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.update(cost=1)


def test_the_database_keeps_the_order_of_the_steps_by_itself(here: District) -> None:
    incident, at = reported(here, here.transferred()), here.now
    person = here.people["lan"].pk
    wrongs: list[dict[str, Any]] = [
        {"settled_at": at, "settled_by_id": person, "cost": 0},
        {"apologised_at": at, "apologised_by_id": person},
        {"apologised_at": at, "apologised_by_id": person, "number": 1, "year": 2021, "promised_on": at.date(), "payer": "office"},
        {"payer": "office"},
    ]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Incident.objects.filter(pk=incident).update(**wrong)
    correction = asked(here, returned(here))
    for wrong in ({"handed_at": at, "handed_by_id": person}, {"is_error": True}, {"answered_at": at, "answered_by_id": person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Correction.objects.filter(pk=correction).update(**wrong)


def test_an_error_is_corrected_in_the_same_case_without_a_fee_and_its_times_stay_as_they_were(here: District) -> None:
    case_id = returned(here)
    before = Case.objects.values().get(pk=case_id)
    orders = FeeOrder.objects.count()
    correction = asked(here, case_id)
    assert [line.id for line in open_corrections(here.actor("hoa"))] == [correction]
    answered(here, correction)
    hand_correction(actor=here.actor("lan"), at=here.tick(), correction_id=correction, to="Con gái: Đinh Thị Hơ")
    [line] = corrections_of(case_id, authority_id=here.authority_id)
    assert (line.state, line.handed_to, line.answer) == (CorrectionState.HANDED, "Con gái: Đinh Thị Hơ", "Đã in lại giấy.")
    assert Case.objects.values().get(pk=case_id) == before and FeeOrder.objects.count() == orders
    assert asked(here, case_id) != correction, "another error can be told"
    assert verify_journal().holds


def test_the_applicant_is_told_why_a_result_stands(here: District) -> None:
    correction = asked(here, returned(here))
    answered(here, correction, is_error=False, answer="Giấy khai sinh gốc ghi 1986.")
    assert Correction.objects.get().state is CorrectionState.UPHELD
    hand_correction(actor=here.actor("lan"), at=here.tick(), correction_id=correction)
    assert Correction.objects.get().handed_to == Case.objects.get().applicant.name


def test_a_result_known_to_be_wrong_waits_for_the_answer_and_goes_out_with_it(here: District) -> None:
    case_id = settled(here)
    correction = asked(here, case_id)
    give: Callable[[], None] = lambda: return_result(actor=here.actor("lan"), at=here.tick(), case_id=case_id)  # noqa: E731
    assert refusal_of(give).code is Code.CORRECTION_OPEN
    answered(here, correction)
    give()
    assert Correction.objects.get().state is CorrectionState.HANDED
    [told] = [told for told in story_of(case_id, authority_id=here.authority_id) if told.kind == "result-returned"]
    assert told.said["correction_ids"] == [correction]


def test_one_correction_is_open_at_a_time_and_only_where_there_is_a_result(here: District) -> None:
    assert refusal_of(lambda: asked(here, here.transferred())).code is Code.NOT_THIS_STEP
    case_id = returned(here)
    asked(here, case_id)
    assert refusal_of(lambda: asked(here, case_id)).code is Code.NOT_THIS_STEP
    assert refusal_of(lambda: asked(here, returned(here), words=" ")).facts["field"] == "words"
    assert refusal_of(lambda: asked(here, returned(here), day=date(2021, 1, 1))).facts["field"] == "promised_on"
    told = (
        Correction.objects.filter(case_id=case_id)
        .values("authority_id", "case_id", "words", "asked_by_id", "asked_at", "promised_on")
        .get()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(**told)


def test_only_whoever_it_concerns_may_act_and_others_see_nothing(here: District) -> None:
    case_id = returned(here)
    incident = reported(here, case_id, by="minh")
    correction = asked(here, case_id)
    assert refusal_of(lambda: apologised(here, incident, by="minh")).facts["permission"] == "case.apologise"
    assert refusal_of(lambda: answered(here, correction, by="minh")).facts["permission"] == "case.decide"
    assert refusal_of(lambda: asked(here, case_id, by="minh")).facts["permission"] == "case.return_result"
    with pytest.raises(Incident.DoesNotExist):
        apologised(here, incident, by="phap")
    with pytest.raises(Correction.DoesNotExist):
        answered(here, correction, by="phap")
    assert open_incidents(here.actor("phap")) == open_corrections(here.actor("phap")) == ()


def test_a_letter_is_issued_by_the_office_whose_head_signs_it(here: District) -> None:
    own, above = (reported(here, here.transferred()) for _ in range(2))
    apologised(here, own, by="hoa")
    apologised(here, above, by="khoa")
    told = {row.pk: (row.signing_office_id, row.number) for row in Incident.objects.all()}
    assert told == {own: (here.offices["tnmt"], 1), above: (here.offices["huyen"], 1)}
