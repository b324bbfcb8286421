"""The shipped list of internal processes: every step with its time, nothing guessed about limits, papers or roles."""

from collections import Counter
from typing import Any

from motcua.catalogue.rules.drafts import DefectKind, Disposition
from motcua.catalogue.rules.from_drafts import codes_of, procedure_of
from motcua.catalogue.rules.import_process import read_rows
from motcua.catalogue.rules.published_row import published_parts
from motcua.catalogue.rules.review import Part
from motcua.doors.console.published_list import read_list

DRAFTS = read_list("internal_processes").drafts


def a_row(**changes: Any) -> dict[str, Any]:
    steps = [
        {"no": 1, "task": "Tiếp nhận", "role": "Chuyên viên", "time_text": "0,5 ngày", "hours": 4.0},
        {"no": 2, "task": "Ký duyệt", "role": "Lãnh đạo", "time_text": "1 ngày", "hours": 8.0},
    ]
    return {"title": "Thủ tục thử", "code": "1.000001", "steps": steps, "sum_hours": 12.0, "source": "QĐ 1", **changes}


def kinds(row: dict[str, Any]) -> set[DefectKind]:
    [draft] = read_rows([row])
    return {defect.kind for defect in draft.defects}


def test_every_row_waits_for_a_person_and_is_kept_apart() -> None:
    assert len(DRAFTS) == 46 and {draft.disposition for draft in DRAFTS} == {Disposition.DRAFT}
    assert len(set(codes_of(DRAFTS))) == 46


def test_every_step_is_read_with_its_time() -> None:
    told = procedure_of(DRAFTS[0], code="1.014431", receiving_office_ids=[1])
    assert [step.name for step in told.steps][:2] == [
        "Tiếp nhận hồ sơ, thẩm định hồ sơ (Chuyên viên Phòng Đổi mới sáng tạo)",
        "Duyệt hồ sơ và trình Lãnh đạo Sở (Lãnh đạo Phòng Đổi mới sáng tạo)",
    ]  # fmt: skip
    assert [step.limit.minutes(480) / 60 for step in told.steps if step.limit] == [64, 8, 8, 32, 8]
    assert told.limits == {}, "the decision does not tell the statutory limit"


def test_what_is_not_told_is_a_defect_and_nothing_is_made_up() -> None:
    found = Counter(defect.kind for draft in DRAFTS for defect in draft.defects)
    assert found[DefectKind.NO_PAPERS] == found[DefectKind.NO_METHODS] == found[DefectKind.STEP_ROLES_IN_PROSE] == 46
    timeless = sum(step.limit is None for draft in DRAFTS for step in draft.process)
    assert found[DefectKind.STEP_WITHOUT_TIME] == timeless > 20


def test_steps_that_do_not_make_up_the_sum_are_told_with_both_figures() -> None:
    assert DefectKind.STEPS_SUM_DIFFERS not in kinds(a_row())
    [draft] = read_rows([a_row(sum_hours=16.0)])
    [defect] = [each for each in draft.defects if each.kind is DefectKind.STEPS_SUM_DIFFERS]
    assert "cộng lại 12 giờ, ghi 16 giờ" in defect.in_words()


def test_a_code_told_twice_is_kept_apart_and_told() -> None:
    rows = read_rows([a_row(), a_row(title="Thủ tục khác")])
    assert DefectKind.DUPLICATE_CODE in {defect.kind for defect in rows[1].defects} and len(set(codes_of(rows))) == 2


def test_the_decision_stands_beside_the_form_step_by_step() -> None:
    parts = published_parts(DRAFTS[0].published)
    assert parts[Part.STEPS][0].startswith("1. Tiếp nhận hồ sơ") and parts[Part.STEPS][-1] == "Cộng: 120 giờ làm việc"
