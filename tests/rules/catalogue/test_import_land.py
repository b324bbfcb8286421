"""The shipped list of land limits: read without guessing, two appointments where both are told and make up the whole."""

from collections import Counter

from motcua.catalogue.rules.drafts import DefectKind, Disposition
from motcua.catalogue.rules.from_drafts import codes_of, procedure_of
from motcua.doors.console.published_list import read_list

DRAFTS = read_list("land_deadlines_two_stage").drafts


def test_every_row_waits_for_a_person() -> None:
    assert len(DRAFTS) == 22 and {draft.disposition for draft in DRAFTS} == {Disposition.DRAFT}
    assert len(set(codes_of(DRAFTS))) == 22


def test_what_is_wrong_is_told_and_nothing_is_made_up() -> None:
    found = Counter(defect.kind for draft in DRAFTS for defect in draft.defects)
    assert found[DefectKind.NO_CODE] == found[DefectKind.NO_PAPERS] == found[DefectKind.NO_AGENCY] == 22
    assert found[DefectKind.DUPLICATE_NAME] == 6 and found[DefectKind.NAME_CUT] == 4
    unfit = [draft for draft in DRAFTS if any(defect.kind is DefectKind.APPOINTMENTS_UNFIT for defect in draft.defects)]
    assert [(draft.row, draft.appointments) for draft in unfit] == [(15, ())]


def test_two_appointments_that_make_up_the_whole_become_two_steps_with_the_payment_between_them() -> None:
    two = [draft for draft in DRAFTS if draft.appointments]
    assert len(two) == 10
    for draft in two:
        told = procedure_of(draft, code="1.012345", receiving_office_ids=[1])
        stages = told.stages_for("counter")
        assert stages and (stages.first, stages.second) == draft.appointments
        assert told.first_stage_steps == 1 and len(told.steps) == 2 and told.pauses == ("obligation",)


def test_a_single_appointment_is_one_step_for_the_whole_limit() -> None:
    told = procedure_of(DRAFTS[2], code="1.012756", receiving_office_ids=[1])
    assert told.stages_for("counter") is None and [step.limit for step in told.steps] == [told.limit_for("counter")]
