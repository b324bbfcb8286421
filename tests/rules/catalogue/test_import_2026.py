"""The real list of 2026: every defect its README names is found on a real row and on a made-up one, and counted over the file."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from motcua.catalogue.rules import import_2026
from motcua.catalogue.rules.drafts import BLOCKING, ChannelLimit, DefectKind, Disposition, summary
from motcua.law.limits import Unit, limit
from tests.rules.catalogue.published import a_method, a_paper, a_row, draft, drafts_2026, of_kind, read_one, rows

K = DefectKind

REAL = [
    (K.DUPLICATE_NAME, "2.001709"),
    (K.NO_AGENCY, "1.001193"),
    (K.AGENCY_UNCLEAR, "2.000815"),
    (K.NOT_OURS, "1.003133"),
    (K.APPLICANTS_BRACKET, "1.001662"),
    (K.NO_METHODS, "1.007689"),
    (K.METHOD_WITHOUT_UNIT, "1.001193"),
    (K.METHOD_WITHOUT_DURATION, "2.000635"),
    (K.CHANNEL_LIMIT_TWICE, "1.014258"),
    (K.LIMITS_DIFFER, "1.012753"),
    (K.FEE_MAYBE_SET_BY_PROVINCE, "1.012753"),
    (K.FEE_IMPLAUSIBLE, "1.003133"),
    (K.CHANNEL_FEE_TWICE, "2.000815"),
    (K.NO_PAPERS, "1.001521"),
    (K.PAPERS_FOR_A_CASE, "1.013967"),
    (K.NO_PAPER_FOR_ALL, "1.003583"),
    (K.CASE_LABEL_CUT, "1.002755"),
    (K.PAPER_MAYBE_CONDITIONAL, "3.000527"),
    (K.PAPER_UNREADABLE, "1.000115"),
    (K.PAPER_COUNT_IMPLAUSIBLE, "1.012817"),
    (K.PAPER_NAME_CUT, "1.002755"),
    (K.FORM_FILE_INSIDE_WORD, "1.000253"),
    (K.FORM_FILE_HOLDS_NAME_TAIL, "1.002755"),
]

MADE_UP: list[tuple[DefectKind, dict[str, Any]]] = [
    (K.NO_CODE, {"code": None}),
    (K.NO_AGENCY, {"agency": None}),
    (K.AGENCY_UNCLEAR, {"agency": "Phòng Tư Pháp"}),
    (K.NOT_OURS, {"agency": "Chi cục Hải quan khu vực"}),
    (K.APPLICANTS_BRACKET, {"applicants": ["Tổ chức (không bao gồm doanh nghiệp", "HTX)"]}),
    (K.NO_METHODS, {"methods": []}),
    (K.METHOD_WITHOUT_UNIT, {"methods": [a_method(unit=None, duration_text="1")]}),
    (K.METHOD_WITHOUT_UNIT, {"methods": [a_method(unit="Tuần")]}),
    (K.METHOD_WITHOUT_DURATION, {"methods": [a_method(duration=None)]}),
    (K.LIMIT_UNUSABLE, {"methods": [a_method(duration=1.5, unit="Ngày")]}),
    (K.LIMIT_UNUSABLE, {"methods": [a_method(duration=1.2345, unit="Giờ")]}),
    (K.LIMIT_UNUSABLE, {"methods": [a_method(duration=100_000.0, unit="Phút")]}),
    (K.CHANNEL_UNKNOWN, {"methods": [a_method(channel="Điện thoại")]}),
    (K.CHANNEL_LIMIT_TWICE, {"methods": [a_method(), a_method(duration=3.0)]}),
    (K.LIMITS_DIFFER, {"methods": [a_method(), a_method(channel="Trực tuyến", duration=3.0)]}),
    (K.FEE_MAYBE_SET_BY_PROVINCE, {"methods": [a_method(fee_set_by_province=True)]}),
    (K.FEE_IMPLAUSIBLE, {"methods": [a_method(fee_vnd=40)]}),
    (K.CHANNEL_FEE_TWICE, {"methods": [a_method(fee_vnd=2000), a_method(fee_vnd=4000)]}),
    (K.NO_PAPERS, {"papers": []}),
    (K.PAPERS_FOR_A_CASE, {"papers": [a_paper(), a_paper(name="Giấy ra viện", case="Khi ốm")]}),
    (K.NO_PAPER_FOR_ALL, {"papers": [a_paper(case="Khi ốm"), a_paper(case="Khi khỏe")]}),
    (K.CASE_LABEL_CUT, {"papers": [a_paper(case="Nơi đóng quân (nhà ở")]}),
    (K.PAPER_MAYBE_CONDITIONAL, {"papers": [a_paper(name="Văn bản ủy quyền (nếu có)")]}),
    (K.PAPER_UNREADABLE, {"papers": [a_paper(name=".")]}),
    (K.PAPER_COUNT_IMPLAUSIBLE, {"papers": [a_paper(originals=181)]}),
    (K.PAPER_COUNT_IMPLAUSIBLE, {"papers": [a_paper(copies=11)]}),
    (K.PAPER_NAME_CUT, {"papers": [a_paper(name="a" * 240)]}),
    (K.FORM_FILE_INSIDE_WORD, {"papers": [a_paper(name="Phiếu cho người n", form_file="ước ngoài (mẫu).doc")]}),
    (K.FORM_FILE_HOLDS_NAME_TAIL, {"papers": [a_paper(name="CẤP LẠI GIẤ", form_file="Y CHỨNG NHẬN.docx")]}),
]


@pytest.mark.parametrize(("kind", "code"), REAL, ids=str)
def test_a_real_row_shows_its_defect(kind: DefectKind, code: str) -> None:
    assert of_kind(draft(code), kind)


@pytest.mark.parametrize(("kind", "changes"), MADE_UP, ids=lambda value: value if isinstance(value, str) else "")
def test_a_made_up_row_shows_its_defect_and_waits_if_it_blocks(kind: DefectKind, changes: dict[str, Any]) -> None:
    read = read_one(**changes)
    assert of_kind(read, kind)
    wanted = Disposition.NOT_OURS if kind is K.NOT_OURS else Disposition.DRAFT if kind in BLOCKING else Disposition.IN_FORCE
    assert read.disposition is wanted


def test_a_sound_row_has_no_defect_and_may_be_in_force() -> None:
    read = read_one()
    assert read.defects == ()
    assert read.disposition is Disposition.IN_FORCE
    assert read.channel_limits == (ChannelLimit("counter", limit(5, Unit.WORKING_DAY)),)


def test_a_code_or_name_that_stands_twice_holds_the_later_row_back() -> None:
    first, second = import_2026.read_rows([a_row(), a_row(name="XÁC NHẬN  đơn")])
    assert first.disposition is Disposition.IN_FORCE
    assert [defect.kind for defect in second.defects] == [K.DUPLICATE_CODE, K.DUPLICATE_NAME]
    assert second.defects[0].where == "Dòng 1"
    assert second.disposition is Disposition.DRAFT


def test_the_figures_over_the_whole_file() -> None:
    seen = summary(drafts_2026())
    assert len(drafts_2026()) == 588
    assert sum(len(row["methods"]) for row in rows(2026)) == 1424
    assert sum(len(read.papers) for read in drafts_2026()) == 3186
    assert sum(bool(paper.case_label) for read in drafts_2026() for paper in read.papers) == 2016
    assert sum(bool(paper.form_file) for read in drafts_2026() for paper in read.papers) == 222
    assert seen.dispositions == {Disposition.IN_FORCE: 16, Disposition.DRAFT: 244, Disposition.NOT_OURS: 328}
    assert {kind: (seen.rows_with[kind], seen.occurrences[kind]) for kind in DefectKind if seen.rows_with[kind]} == {
        K.DUPLICATE_NAME: (15, 15),
        K.NO_AGENCY: (178, 178),
        K.AGENCY_UNCLEAR: (19, 19),
        K.NOT_OURS: (328, 328),
        K.APPLICANTS_BRACKET: (355, 355),
        K.NO_METHODS: (13, 13),
        K.METHOD_WITHOUT_UNIT: (190, 438),
        K.METHOD_WITHOUT_DURATION: (26, 54),
        K.CHANNEL_LIMIT_TWICE: (17, 37),
        K.LIMITS_DIFFER: (61, 61),
        K.FEE_MAYBE_SET_BY_PROVINCE: (78, 222),
        K.FEE_IMPLAUSIBLE: (1, 1),
        K.CHANNEL_FEE_TWICE: (3, 5),
        K.NO_PAPERS: (32, 32),
        K.PAPERS_FOR_A_CASE: (231, 231),
        K.NO_PAPER_FOR_ALL: (169, 169),
        K.CASE_LABEL_CUT: (13, 54),
        K.PAPER_MAYBE_CONDITIONAL: (176, 370),
        K.PAPER_UNREADABLE: (16, 24),
        K.PAPER_COUNT_IMPLAUSIBLE: (28, 30),
        K.PAPER_NAME_CUT: (307, 975),
        K.FORM_FILE_INSIDE_WORD: (68, 87),
        K.FORM_FILE_HOLDS_NAME_TAIL: (62, 96),
    }


def test_every_channel_and_unit_of_the_file_is_known() -> None:
    methods = [method for row in rows(2026) for method in row["methods"]]
    assert Counter(method["channel"] for method in methods) == {"Trực tiếp": 520, "Trực tuyến": 518, "Dịch vụ bưu chính": 386}
    assert Counter(method["unit"] for method in methods) == {"Ngày làm việc": 691, None: 438, "Ngày": 236, "Giờ": 59}


def test_a_limit_never_stands_where_number_or_unit_is_missing() -> None:
    for row, read in zip(rows(2026), drafts_2026(), strict=True):
        stated = {method["channel"] for method in row["methods"] if method["unit"] is None}
        missing = {import_2026.CHANNELS[channel] for channel in stated}
        assert all(found.limit is None for found in read.channel_limits if found.channel in missing)


def test_limits_belong_to_the_channel() -> None:
    assert {found.channel: found.limit for found in draft("1.012753").channel_limits} == {
        "online": limit(17, Unit.WORKING_DAY),
        "post": limit(30, Unit.WORKING_DAY),
        "counter": limit(20, Unit.WORKING_DAY),
    }


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("Ngày làm việc", Unit.WORKING_DAY),
        ("Ngày", Unit.CALENDAR_DAY),
        ("Giờ", Unit.HOUR),
        ("Phút", Unit.MINUTE),
        ("Tháng", Unit.MONTH),
    ],
)
def test_each_unit_is_read_as_what_it_counts(unit: str, wanted: Unit) -> None:
    (found,) = read_one(methods=[a_method(duration=2.0, unit=unit)]).channel_limits
    assert found.limit == limit(2, wanted)
    assert found.limit is not None
    assert found.limit.value == Decimal(2)


def test_a_channel_that_states_two_limits_has_none_until_a_person_chooses() -> None:
    assert all(found.limit is None for found in draft("1.014258").channel_limits)


def test_papers_for_a_case_keep_their_label_and_are_not_required_by_themselves() -> None:
    read = draft("1.013967")
    assert [paper.is_required for paper in read.papers].count(True) == 1
    assert all(paper.is_required == (paper.case_label == "") for found in drafts_2026() for paper in found.papers)
    assert of_kind(read, K.PAPERS_FOR_A_CASE)[0].detail == "4 trong 5 giấy tờ"


def test_free_that_may_be_set_by_the_province_is_not_taken_for_free_but_an_amount_stays() -> None:
    assert {fee.amount for fee in draft("1.012753").fees} == {None}
    assert {fee.amount for fee in draft("1.001612").fees if fee.set_by_province} >= {150_000}
    assert read_one().fees[0].amount == 0


def test_nothing_of_a_defective_row_is_repaired() -> None:
    foreigner = draft("1.000253").papers[0]
    assert foreigner.name.endswith("người n")
    assert foreigner.form_file.startswith("ước ngoài")
    assert "HTX)" in draft("1.001662").applicants


def test_a_joint_procedure_is_not_anothers_by_its_last_agency_alone() -> None:
    assert of_kind(draft("2.001023"), K.AGENCY_UNCLEAR)


def test_keys_of_papers_are_distinct_within_a_row() -> None:
    assert all(len({paper.key for paper in read.papers}) == len(read.papers) for read in drafts_2026())


def test_sixty_three_rows_are_ours_and_sixteen_of_them_may_be_in_force() -> None:
    not_told = {K.NO_AGENCY, K.AGENCY_UNCLEAR, K.NOT_OURS}
    ours = [read for read in drafts_2026() if not not_told & {defect.kind for defect in read.defects}]
    assert len(ours) == 63
    assert [read.code for read in ours if read.disposition is Disposition.IN_FORCE] == [
        "1.010091", "1.013962", "1.013967", "1.013978", "1.004901", "1.004979", "1.005277", "1.005280",
        "1.005378", "2.001958", "1.000419", "1.000593", "1.003005", "1.003583", "2.000950", "2.001255",
    ]  # fmt: skip
