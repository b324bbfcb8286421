"""A published list read in: what is in force, what waits as a draft and why, what is left out; again, later, and changed."""

import json
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from motcua.cases.commands.receive import receive
from motcua.cases.models import Case
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.catalogue.commands.enact import enact
from motcua.catalogue.commands.import_drafts import import_drafts
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries import drafts, procedures_by_code, procedures_in_force, version
from motcua.catalogue.rules import import_2026
from motcua.catalogue.rules.drafts import DefectKind, ProcedureDraft
from motcua.catalogue.rules.from_drafts import PROVISIONAL, Imported
from motcua.catalogue.rules.procedure import Fee, Step, is_over_limit
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.journal.models import Entry
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.law.limits import Unit, limit
from motcua.offices.commands.found import found
from motcua.offices.queries import actor_of, calendar_of, directory, people_ids, powerless_actor, system_actor
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan
from tests.rules.catalogue.published import a_method, a_paper, a_row, drafts_2021, drafts_2026

pytestmark = pytest.mark.django_db

K = DefectKind
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)
AT = local(datetime(2026, 7, 1, 8))
_authorities = count()


@pytest.fixture
def commune() -> int:
    """The id of a commune's authority with one office and one person who does everything."""
    return found(
        actor=system_actor(0),
        at=AT,
        plan=AuthorityPlan(
            key=f"xa-{next(_authorities)}",
            name="UBND xã Canh Vinh",
            offices=(OfficePlan(key="xa", name="UBND xã Canh Vinh", code="000.11.22.H08", kind="commune"),),
            people=(PersonPlan(key="lan", name="Trần Thị Lan", office="xa", roles=("receptionist", "handler", "leader")),),
            years=shipped_years(),
        ),
    )


def _import(commune: int, read: tuple[ProcedureDraft, ...], *, effective: date = JULY, digest: str = "a") -> Imported:
    return import_drafts(
        actor=system_actor(commune),
        at=AT,
        drafts=read,
        effective=effective,
        receiving_office_ids=directory(commune).offices,
        source="danh mục để thử",
        digest=digest * 64,
    )


def _rows(*rows: dict[str, Any]) -> tuple[ProcedureDraft, ...]:
    return import_2026.read_rows(rows)


def _row(code: str | None = "9.000001", **changes: Any) -> dict[str, Any]:
    return a_row(code=code, name=changes.pop("name", f"Xác nhận đơn {code}"), **changes)


def _versions(commune: int, code: str) -> list[tuple[date, date | None, bool]]:
    rows = ProcedureVersion.objects.filter(authority_id=commune, procedure__code=code).order_by("id")
    return list(rows.values_list("valid_from", "valid_to", "is_draft"))


NAMED_BY_THE_README: list[tuple[str, DefectKind, dict[str, Any], str]] = [
    ("methods without a unit", K.METHOD_WITHOUT_UNIT, {"methods": [a_method(unit=None, duration_text="1")]}, "draft"),
    ("methods without a duration", K.METHOD_WITHOUT_DURATION, {"methods": [a_method(duration=None)]}, "draft"),
    ("limits belong to the channel", K.LIMITS_DIFFER, {"methods": [a_method(), a_method(channel="Trực tuyến", duration=3.0)]}, "in force"),
    ("several limits in one channel", K.CHANNEL_LIMIT_TWICE, {"methods": [a_method(), a_method(duration=3.0)]}, "draft"),
    ("papers with a case", K.PAPERS_FOR_A_CASE, {"papers": [a_paper(), a_paper(case="Khi ốm")]}, "in force"),
    ("no paper for all", K.NO_PAPER_FOR_ALL, {"papers": [a_paper(case="Khi ốm")]}, "in force"),
    ("a form file inside a word", K.FORM_FILE_INSIDE_WORD, {"papers": [a_paper(form_file="ước ngoài.doc")]}, "in force"),
    ("an unclosed bracket of applicants", K.APPLICANTS_BRACKET, {"applicants": ["Tổ chức (không bao gồm", "HTX)"]}, "draft"),
    ("no agency", K.NO_AGENCY, {"agency": None}, "draft"),
    ("an unclear agency", K.AGENCY_UNCLEAR, {"agency": "Phòng Tư pháp"}, "draft"),
    ("customs", K.NOT_OURS, {"agency": "Chi cục Hải quan khu vực"}, "not ours"),
    ("police", K.NOT_OURS, {"agency": "Công an cấp Xã"}, "not ours"),
    ("tax", K.NOT_OURS, {"agency": "Thuế cơ sở"}, "not ours"),
    ("insurance", K.NOT_OURS, {"agency": "Bảo hiểm xã hội cấp huyện"}, "not ours"),
    ("no papers", K.NO_PAPERS, {"papers": []}, "draft"),
    ("no methods", K.NO_METHODS, {"methods": []}, "draft"),
    ("a fee perhaps set by the province", K.FEE_MAYBE_SET_BY_PROVINCE, {"methods": [a_method(fee_set_by_province=True)]}, "in force"),
    ("no code", K.NO_CODE, {"code": None}, "draft"),
    ("a code twice", K.DUPLICATE_CODE, {"code": "9.000000"}, "draft"),
    ("a name twice", K.DUPLICATE_NAME, {"name": "Dòng lành"}, "draft"),
]


@pytest.mark.parametrize(
    ("kind", "changes", "wanted"), [row[1:] for row in NAMED_BY_THE_README], ids=[row[0] for row in NAMED_BY_THE_README]
)
def test_each_defect_ends_where_it_must_beside_a_sound_row(commune: int, kind: DefectKind, changes: dict[str, Any], wanted: str) -> None:
    done = _import(commune, import_2026.read_rows([_row("9.000000", name="Dòng lành"), {**_row(), **changes}]))
    assert (done.in_force - 1, done.drafts, done.not_ours) == {"in force": (1, 0, 0), "draft": (0, 1, 0), "not ours": (0, 0, 1)}[wanted]
    assert len(procedures_in_force(authority_id=commune, day=JULY)) == done.in_force
    assert len(drafts(authority_id=commune)) == done.drafts
    written = ProcedureVersion.objects.filter(authority_id=commune).order_by("id")
    assert written.count() == 2 - done.not_ours
    if wanted != "not ours":
        told = version(written[1].pk).defects
        assert kind.value in [flaw.code for flaw in told]
        assert all(flaw.words.endswith(("]", ".")) for flaw in told)


def _kinds(commune: int, *, is_draft: bool) -> Counter[str]:
    rows = ProcedureVersion.objects.filter(authority_id=commune, is_draft=is_draft).values_list("defects", flat=True)
    return Counter(code for defects in rows for code in {flaw["code"] for flaw in defects})


def test_the_real_list_of_2026_as_it_stands_in_the_database(commune: int) -> None:
    done = _import(commune, drafts_2026())
    assert (done.in_force, done.drafts, done.not_ours, done.unchanged, len(done.enacted)) == (16, 244, 328, 0, 16)
    assert len(procedures_in_force(authority_id=commune, day=JULY)) == 16
    assert len(drafts(authority_id=commune)) == 244
    assert Procedure.objects.filter(authority_id=commune).count() == 260
    assert _kinds(commune, is_draft=True) == {
        K.NO_AGENCY: 178, K.APPLICANTS_BRACKET: 150, K.PAPER_NAME_CUT: 148, K.PAPERS_FOR_A_CASE: 115, K.METHOD_WITHOUT_UNIT: 74,
        K.PAPER_MAYBE_CONDITIONAL: 74, K.NO_PAPER_FOR_ALL: 69, K.FEE_MAYBE_SET_BY_PROVINCE: 67, K.FORM_FILE_HOLDS_NAME_TAIL: 33,
        K.FORM_FILE_INSIDE_WORD: 31, K.LIMITS_DIFFER: 21, K.METHOD_WITHOUT_DURATION: 20, K.AGENCY_UNCLEAR: 19, K.DUPLICATE_NAME: 15,
        K.PAPER_COUNT_IMPLAUSIBLE: 15, K.NO_METHODS: 6, K.CHANNEL_LIMIT_TWICE: 4, K.CHANNEL_FEE_TWICE: 3, K.CASE_LABEL_CUT: 1,
    }  # fmt: skip
    assert _kinds(commune, is_draft=False) == {
        K.PAPERS_FOR_A_CASE: 13, K.PAPER_NAME_CUT: 13, K.NO_PAPER_FOR_ALL: 10, K.FEE_MAYBE_SET_BY_PROVINCE: 9, K.LIMITS_DIFFER: 2,
        K.FORM_FILE_INSIDE_WORD: 1,
    }  # fmt: skip


def test_the_real_list_of_2021_as_it_stands_in_the_database(commune: int) -> None:
    done = _import(commune, drafts_2021())
    assert (done.in_force, done.drafts, done.not_ours) == (0, 10, 27)
    codes = {row.procedure.code for row in drafts(authority_id=commune)}
    assert len(codes) == 10
    assert all(code.startswith(PROVISIONAL) for code in codes)
    assert _kinds(commune, is_draft=True)[K.NO_CODE] == _kinds(commune, is_draft=True)[K.NO_PAPERS] == 10


def test_in_the_real_list_nothing_that_is_missing_was_filled_in(commune: int) -> None:
    _import(commune, drafts_2026())
    rows = [version(row.pk) for row in ProcedureVersion.objects.filter(authority_id=commune)]
    assert {row.online_level for row in rows} == {""}
    waiting = [row for row in rows if K.METHOD_WITHOUT_UNIT in [flaw.code for flaw in row.defects]]
    assert len(waiting) == 74
    assert all(None in row.limits.values() for row in waiting)
    assert sum(bool(paper.case_label) for row in rows for paper in row.papers) == 964
    assert not any(paper.is_required for row in rows for paper in row.papers if paper.case_label)


def test_a_row_in_force_has_one_step_of_the_receiving_office_for_the_whole_limit(commune: int) -> None:
    _import(commune, _rows(_row()))
    [told] = procedures_in_force(authority_id=commune, day=JULY)
    assert told.steps == (Step("giai-quyet", "Giải quyết", None, "handler", limit(5, Unit.WORKING_DAY)),)
    assert (told.lead_office_id, told.receiving_office_ids) == (None, frozenset(directory(commune).offices))
    assert (told.agency, told.result_name, told.note) == (
        "Ủy ban nhân dân cấp xã",
        "Giấy xác nhận",
        "Đối tượng thực hiện: Công dân Việt Nam",
    )


def test_limits_are_kept_channel_by_channel_and_the_counters_counts_for_the_rest(commune: int) -> None:
    methods = [a_method(duration=9.0), a_method(channel="Trực tuyến", duration=3.0), a_method(channel="Dịch vụ bưu chính", duration=7.0)]
    _import(commune, _rows(_row(methods=methods)))
    [told] = procedures_in_force(authority_id=commune, day=JULY)
    days = {channel: told.limit_for(channel) for channel in ("counter", "agent", "post", "self_online", "assisted_online")}
    assert {channel: limit and int(limit.value) for channel, limit in days.items()} == {
        "counter": 9, "agent": 9, "post": 7, "self_online": 3, "assisted_online": 3,
    }  # fmt: skip
    assert told.is_online
    calendar = calendar_of(next(iter(told.receiving_office_ids)), authority_id=commune)
    assert not any(is_over_limit(told, calendar, channel=channel) for channel in days)


def test_fees_are_kept_as_stated_and_one_set_by_the_province_stays_empty(commune: int) -> None:
    methods = [
        a_method(fee_vnd=15_000),
        a_method(channel="Trực tuyến", fee_vnd=0, fee_set_by_province=True),
        a_method(channel="Dịch vụ bưu chính", fee_vnd=None),
    ]
    _import(commune, _rows(_row(methods=methods)))
    [told] = procedures_in_force(authority_id=commune, day=JULY)
    basis = "Có thể do HĐND cấp tỉnh quy định khác"
    assert told.fees == (
        Fee("Phí, lệ phí", 15_000, "counter"),
        Fee("Phí, lệ phí", None, "self_online", basis=basis),
        Fee("Phí, lệ phí", None, "assisted_online", basis=basis),
    )


def test_a_case_is_received_under_an_imported_procedure_with_the_limit_of_its_channel(commune: int) -> None:
    _import(commune, drafts_2026())
    [office] = directory(commune).offices
    [procedure] = procedures_by_code(["1.013967"], authority_id=commune).values()
    actor = actor_of(people_ids(commune)["lan"], day=JULY)
    assert actor is not None
    filing = Filing(procedure_id=procedure, receiving_office_id=office, channel="counter", applicant=ApplicantDetails(name="Đinh Thị Lan"))
    case = Case.objects.get(pk=receive(actor=actor, at=AT, of=filing, papers=("Đơn yêu cầu giải quyết tranh chấp đất đai",)))
    assert case.due_at == local(datetime(2026, 9, 3, 17))  # 60 days: 30/08 is a Sunday, then 31/08–02/09 are days off
    assert case.lead_office_id == office


def test_the_act_is_one_entry_without_a_case_that_names_file_day_and_figures(commune: int) -> None:
    _import(commune, drafts_2026())
    entry = Entry.objects.get(authority_id=commune, kind="procedures-imported")
    said = json.loads(entry.payload)
    assert entry.case_id == 0
    assert (said["source"], said["digest"], said["effective"]) == ("danh mục để thử", "a" * 64, "2026-07-01")
    assert (said["in_force"], said["drafts"], said["not_ours"], len(said["enacted"])) == (16, 244, 328, 16)


def test_the_same_file_again_changes_nothing_and_says_so(commune: int) -> None:
    _import(commune, drafts_2026())
    entries, revision = Entry.objects.count(), directory(commune).revision
    again = _import(commune, drafts_2026(), effective=AUGUST)
    assert again.done_before == AT
    assert (again.in_force, again.drafts, again.not_ours, again.unchanged, again.enacted) == (16, 244, 328, 260, ())
    assert (Entry.objects.count(), directory(commune).revision) == (entries, revision)
    assert ProcedureVersion.objects.filter(authority_id=commune).count() == 260


def test_a_later_file_that_says_the_same_makes_no_new_version(commune: int) -> None:
    _import(commune, drafts_2026())
    _import(commune, drafts_2021(), digest="b")
    again = _import(commune, drafts_2026(), effective=AUGUST, digest="c")
    assert (again.unchanged, again.enacted, again.done_before) == (260, (), None)
    assert _import(commune, drafts_2021(), effective=AUGUST, digest="d").unchanged == 10
    assert ProcedureVersion.objects.filter(authority_id=commune).count() == 270


def test_a_changed_row_follows_its_former_version_and_the_others_stay(commune: int) -> None:
    _import(commune, _rows(_row("9.000001"), _row("9.000002")))
    done = _import(commune, _rows(_row("9.000001"), _row("9.000002", decision="2/QĐ-UBND")), effective=AUGUST, digest="b")
    assert (done.unchanged, done.enacted) == (1, ("9.000002",))
    assert _versions(commune, "9.000001") == [(JULY, None, False)]
    assert _versions(commune, "9.000002") == [(JULY, AUGUST, False), (AUGUST, None, False)]
    assert len(procedures_in_force(authority_id=commune, day=AUGUST)) == 2


def test_a_row_that_has_become_defective_waits_beside_the_version_in_force(commune: int) -> None:
    _import(commune, _rows(_row()))
    _import(commune, _rows(_row(papers=[])), effective=AUGUST, digest="b")
    assert _versions(commune, "9.000001") == [(JULY, None, False), (AUGUST, None, True)]
    assert [told.papers[0].name for told in procedures_in_force(authority_id=commune, day=AUGUST)] == ["Đơn đề nghị"]


def test_a_row_that_has_become_sound_ends_its_draft_even_from_the_same_day(commune: int) -> None:
    _import(commune, _rows(_row(papers=[])))
    _import(commune, _rows(_row()), digest="b")
    assert _versions(commune, "9.000001") == [(JULY, JULY, True), (JULY, None, False)]
    assert drafts(authority_id=commune) == []


def test_a_newer_draft_takes_the_place_of_the_older(commune: int) -> None:
    _import(commune, _rows(_row(papers=[])))
    _import(commune, _rows(_row(papers=[], decision="2/QĐ-UBND")), digest="b")
    [draft] = drafts(authority_id=commune)
    assert draft.decision == "2/QĐ-UBND"


def test_a_version_made_by_hand_stays_while_the_list_says_what_it_said(commune: int) -> None:
    _import(commune, _rows(_row()))
    [told] = procedures_in_force(authority_id=commune, day=JULY)
    by_hand = JULY + timedelta(days=10)
    enact(actor=system_actor(commune), at=AT, procedure=told, valid_from=by_hand)
    assert _import(commune, _rows(_row()), effective=AUGUST, digest="b").unchanged == 1
    assert _versions(commune, "9.000001") == [(JULY, by_hand, False), (by_hand, None, False)]


def test_a_version_in_force_is_not_followed_from_its_own_day_or_earlier(commune: int) -> None:
    _import(commune, _rows(_row("9.000001"), _row("9.000002", papers=[])))
    entries = Entry.objects.count()
    with pytest.raises(Refusal) as refused:
        _import(commune, _rows(_row("9.000001", decision="2/QĐ"), _row("9.000003")), digest="b")
    assert (refused.value.code, refused.value.facts["procedure"]) == (Code.VERSION_NOT_LATER, "9.000001")
    assert (Entry.objects.count(), _versions(commune, "9.000003")) == (entries, [])


def test_enacting_by_hand_ends_the_draft_and_never_reaches_back(commune: int) -> None:
    _import(commune, _rows(_row(papers=[])))
    [draft] = drafts(authority_id=commune)
    told = version(draft.pk)
    enact(actor=system_actor(commune), at=AT, procedure=told, valid_from=JULY)
    assert drafts(authority_id=commune) == []
    with pytest.raises(Refusal) as refused:
        enact(actor=system_actor(commune), at=AT, procedure=told, valid_from=JULY)
    assert refused.value.code is Code.VERSION_NOT_LATER


def test_rows_without_a_code_of_their_own_are_kept_apart_and_found_again(commune: int) -> None:
    rows = _rows(
        _row(None, name="Một"),
        _row(None, name="Hai"),
        _row("9.000001", name="Ba"),
        _row("9.000001", name="Bốn"),
        _row("9.000001", name="Bốn"),
    )
    assert _import(commune, rows).drafts == 4
    assert Procedure.objects.filter(authority_id=commune).count() == 5
    assert _import(commune, rows, effective=AUGUST, digest="b").unchanged == 5


def test_two_authorities_import_the_same_file_each_for_itself(commune: int) -> None:
    other = found(
        actor=system_actor(0),
        at=AT,
        plan=AuthorityPlan(key="xa-khac", name="UBND xã khác", offices=(OfficePlan(key="xa", name="Xã khác"),)),
    )
    assert _import(commune, _rows(_row())).enacted == _import(other, _rows(_row())).enacted == ("9.000001",)


def test_only_who_may_import_imports(commune: int) -> None:
    with pytest.raises(Refusal) as refused:
        import_drafts(
            actor=powerless_actor("Ai đó", authority_id=commune), at=AT, drafts=_rows(_row()), effective=JULY, receiving_office_ids=[],
            source="", digest="a" * 64,
        )  # fmt: skip
    assert refused.value.code is Code.NOT_ALLOWED


def test_the_whole_list_takes_few_statements(commune: int, django_assert_max_num_queries: Any) -> None:
    read = drafts_2026()
    with django_assert_max_num_queries(60):
        _import(commune, read)
