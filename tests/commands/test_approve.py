"""A draft is approved or set aside, and a version in force is followed by another: who, when, from which day, and what was changed."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.catalogue.commands.approve import approve
from motcua.catalogue.commands.import_drafts import import_drafts
from motcua.catalogue.commands.set_aside import set_aside
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import Pile, drafts, pile, pile_counts, procedures_by_code, review_of, version, version_in_force
from motcua.catalogue.rules import import_2026
from motcua.catalogue.rules.procedure import Procedure
from motcua.journal.models import Entry
from motcua.kernel.moments import at
from motcua.kernel.refusal import Code, Refusal
from motcua.law.limits import limit
from motcua.offices.queries import directory, system_actor
from motcua.offices.rules.plan import PersonPlan
from tests.builders.district import District, district
from tests.rules.catalogue.published import a_method, a_paper, a_row

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = date(2021, 3, 1), date(2021, 4, 1), date(2021, 5, 1)


@pytest.fixture
def here(db: None) -> District:
    return district(people=(PersonPlan(key="quantri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),))


def imported(here: District, *changed: dict[str, Any], digest: str = "a") -> int:
    """The draft that came of made-up rows; the last of them."""
    read = tuple(
        replace(draft, published=json.dumps({"name": draft.name})) for draft in import_2026.read_rows([a_row(**row) for row in changed])
    )
    import_drafts(
        actor=system_actor(here.authority_id), at=here.tick(), drafts=read, effective=MARCH, receiving_office_ids=[here.offices["huyen"]],
        source="danh mục thử", digest=digest,
    )  # fmt: skip
    return ProcedureVersion.objects.filter(authority_id=here.authority_id, is_draft=True).latest("id").pk


def without_unit(**more: Any) -> dict[str, Any]:
    return {"methods": [a_method(unit=None, duration_text="5")], **more}


def mended(version_id: int, **changed: Any) -> Procedure:
    """The draft with its limit told and its flaws dealt with."""
    told = {"limits": {"": limit(5, "working_day")}, "defects": (), **changed}
    return replace(version(version_id), **told)


def done(here: District, version_id: int, *, valid_from: date = MARCH, by: str = "quantri", **changed: Any) -> int:
    told = mended(version_id, **changed)
    return approve(actor=here.actor(by), at=here.tick(), version_id=version_id, procedure=told, valid_from=valid_from)


def in_force(here: District, code: str, day: date) -> Procedure:
    known = procedures_by_code([code], authority_id=here.authority_id)[code]
    revision = directory(here.authority_id).revision
    return version_in_force(known, authority_id=here.authority_id, revision=revision, day=day)


def refused(here: District, version_id: int, **changed: Any) -> Refusal:
    before = Entry.objects.count(), ProcedureVersion.objects.count()
    with pytest.raises(Refusal) as caught:
        done(here, version_id, **changed)
    assert (Entry.objects.count(), ProcedureVersion.objects.count()) == before
    return caught.value


def test_an_approved_draft_is_in_force_from_its_day_and_waits_no_longer(here: District) -> None:
    draft = imported(here, without_unit())
    made = done(here, draft, valid_from=APRIL)
    assert in_force(here, "9.999999", APRIL).version_id == made
    assert drafts(authority_id=here.authority_id) == []
    with pytest.raises(Refusal, match="no-procedure"):
        in_force(here, "9.999999", MARCH)


def test_the_journal_tells_who_approved_what_from_when_and_what_was_changed(here: District) -> None:
    draft = imported(here, without_unit())
    done(here, draft, valid_from=APRIL, agency="UBND xã Canh Vinh")
    entry = Entry.objects.get(kind="procedure-approved")
    said = json.loads(entry.payload)
    assert entry.actor_name == "Đặng Trí Nhật"
    assert (said["code"], said["valid_from"], said["made_from"], said["was_draft"]) == ("9.999999", "2021-04-01", draft, True)
    assert {"what": "agency", "was": "Ủy ban nhân dân cấp xã", "now": "UBND xã Canh Vinh"} in said["changes"]
    assert {"what": "limit", "was": "", "now": "5 ngày làm việc"} in said["changes"]
    assert ["đơn vị" in words for words in said["confirmed"]] == [True]


def test_the_published_row_stays_beside_every_version_made_from_it(here: District) -> None:
    draft = imported(here, without_unit())
    first = done(here, draft)
    second = done(here, first, valid_from=MAY)
    for version_id in (draft, first, second):
        assert json.loads(review_of(version_id, authority_id=here.authority_id).published) == {"name": "Xác nhận đơn"}


def test_a_new_version_ends_the_one_before_and_cases_keep_theirs(here: District) -> None:
    case_id = here.receive()
    old = here.case(case_id).version_id
    new = done(here, old, valid_from=APRIL, limits={"": limit(3, "working_day")}, agency="UBND", note="Công dân", decision="1/QĐ")
    assert in_force(here, "9.P5", date(2021, 3, 31)).version_id == old
    assert in_force(here, "9.P5", APRIL).version_id == new
    assert here.case(case_id).version_id == old
    later = here.receive(at=at(APRIL).replace(hour=8))
    assert here.case(later).version_id == new


def test_a_row_without_a_code_becomes_the_procedure_of_the_code_that_is_typed(here: District) -> None:
    draft = imported(here, {"code": None})
    assert version(draft).code.startswith("?")
    done(here, draft, code="2.000333", key="2.000333")
    assert in_force(here, "2.000333", MARCH).name == "Xác nhận đơn"
    assert drafts(authority_id=here.authority_id) == []


def test_a_code_of_another_procedure_in_force_is_refused(here: District) -> None:
    draft = imported(here, {"code": None})
    refusal = refused(here, draft, code="9.P5")
    assert (refusal.code, refusal.facts["other"]) == (Code.CODE_TAKEN, "Thủ tục P5")


def test_the_same_list_read_again_brings_no_approved_draft_back(here: District) -> None:
    draft = imported(here, without_unit())
    done(here, draft)
    imported(here, without_unit(), digest="b")
    assert drafts(authority_id=here.authority_id) == []


def test_a_later_list_that_says_something_else_waits_beside_what_was_approved(here: District) -> None:
    made = done(here, imported(here, without_unit()))
    newer = imported(here, without_unit(name="Xác nhận đơn mới"), digest="b")
    assert [row.pk for row in drafts(authority_id=here.authority_id)] == [newer]
    done(here, made, valid_from=APRIL)
    assert [row.pk for row in drafts(authority_id=here.authority_id)] == [newer]


def test_steps_longer_than_the_limit_are_refused_with_the_sums(here: District) -> None:
    draft = imported(here, without_unit())
    refusal = refused(here, draft, steps=(here.step("a", "huyen", "handler", 4), here.step("b", "huyen", "leader", 2)))
    [words] = refusal.facts["complaints"]
    assert refusal.code is Code.PROCEDURE_UNFIT and "6 ngày làm việc" in words and "5 ngày làm việc" in words


def test_a_flaw_that_holds_back_must_be_dealt_with(here: District) -> None:
    draft = imported(here, without_unit())
    refusal = refused(here, draft, defects=version(draft).defects)
    assert refusal.code is Code.PROCEDURE_UNFIT


def test_everything_that_is_missing_is_told_at_once(here: District) -> None:
    draft = imported(here, without_unit())
    refusal = refused(here, draft, code="", agency="", papers=(), limits={})
    assert len(refusal.facts["complaints"]) == 4


def test_a_version_never_begins_before_one_that_was_approved(here: District) -> None:
    made = done(here, imported(here, without_unit()), valid_from=APRIL)
    assert refused(here, made, valid_from=APRIL).code is Code.VERSION_NOT_LATER


def test_whoever_comes_second_is_told_and_changes_nothing(here: District) -> None:
    draft = imported(here, without_unit())
    done(here, draft)
    assert refused(here, draft, valid_from=MAY).code is Code.STALE


def test_who_does_not_reach_every_receiving_office_may_not_approve(here: District) -> None:
    draft = imported(here, without_unit())
    assert refused(here, draft, by="hoa").code is Code.NOT_ALLOWED
    assert refused(here, draft, by="lan").code is Code.NOT_ALLOWED
    both = frozenset({here.offices["huyen"], here.offices["tnmt"]})
    assert refused(here, draft, by="hoa", receiving_office_ids=both).code is Code.NOT_ALLOWED
    assert done(here, draft, by="khoa", receiving_office_ids=both)


def test_a_draft_of_another_authority_does_not_exist(here: District) -> None:
    draft = imported(here, without_unit())
    other = district("huyen-khac", people=(PersonPlan(key="quantri", name="Người khác", office="huyen", roles=("administrator",)),))
    with pytest.raises(ProcedureVersion.DoesNotExist):
        done(other, draft)


def test_a_draft_set_aside_is_out_of_the_way_with_its_reason_and_can_still_be_approved(here: District) -> None:
    draft = imported(here, without_unit())
    set_aside(actor=here.actor("quantri"), at=here.tick(), version_id=draft, reason="Của Công an xã")
    assert json.loads(Entry.objects.get(kind="draft-set-aside").payload)["reason"] == "Của Công an xã"
    assert drafts(authority_id=here.authority_id) == []
    [lying] = pile(Pile.ASIDE, authority_id=here.authority_id).page
    assert lying.set_aside == "Của Công an xã"
    imported(here, without_unit(), digest="b")
    assert drafts(authority_id=here.authority_id) == []
    assert done(here, draft)
    assert pile_counts(authority_id=here.authority_id)[Pile.ASIDE] == 0


@pytest.mark.parametrize(("reason", "code"), [("  ", Code.INCOMPLETE), ("Trùng", Code.STALE)])
def test_setting_aside_wants_a_reason_and_a_draft_that_waits(here: District, reason: str, code: Code) -> None:
    draft = imported(here, without_unit())
    if reason.strip():
        done(here, draft)
    with pytest.raises(Refusal) as caught:
        set_aside(actor=here.actor("quantri"), at=here.tick(), version_id=draft, reason=reason)
    assert caught.value.code is code


def test_a_pile_is_searched_without_accents_and_by_kind_of_flaw(here: District) -> None:
    imported(
        here, without_unit(code="1.1", name="Đăng ký khai sinh"), {"code": "1.2", "name": "Đăng ký đất đai", "papers": []},
        without_unit(code="1.3", name="Cấp bản sao", papers=[a_paper(case="Cấp lại")]),
    )  # fmt: skip

    def names(**asked: Any) -> list[str]:
        return [row.name for row in pile(Pile.WAITING, authority_id=here.authority_id, **asked).page]

    assert names() == ["Cấp bản sao", "Đăng ký đất đai", "Đăng ký khai sinh"]
    assert names(words="dang ky") == ["Đăng ký đất đai", "Đăng ký khai sinh"]
    assert names(kind="no-papers") == ["Đăng ký đất đai"]
    assert names(words="1.3") == ["Cấp bản sao"]
    assert names(first=1, most=1) == ["Đăng ký đất đai"]
    assert pile(Pile.WAITING, authority_id=here.authority_id).kinds["method-without-unit"] == 2
