"""What the report of a reading says, which defects hold a row back, and whose a named agency is."""

import hashlib

import pytest

from motcua.catalogue.rules.agencies import is_ours, is_ours_with_district
from motcua.catalogue.rules.drafts import BLOCKING, SENTENCES, VISIBLE_ONLY, Defect, DefectKind, Disposition, disposition_of, summary
from tests.rules.catalogue.published import SEED, a_method, drafts_2021, drafts_2026, read_one


def test_every_kind_has_a_sentence_and_either_blocks_or_is_visible_or_is_not_ours() -> None:
    assert set(SENTENCES) == set(DefectKind)
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
    assert BLOCKING | VISIBLE_ONLY | {DefectKind.NOT_OURS} == set(DefectKind)
    assert not BLOCKING & VISIBLE_ONLY


def test_another_authoritys_row_is_not_ours_whatever_else_is_wrong() -> None:
    assert disposition_of([Defect(DefectKind.NO_PAPERS), Defect(DefectKind.NOT_OURS)]) is Disposition.NOT_OURS
    assert disposition_of([Defect(DefectKind.NO_PAPERS)]) is Disposition.DRAFT
    assert disposition_of([Defect(DefectKind.LIMITS_DIFFER)]) is Disposition.IN_FORCE
    assert Defect(DefectKind.NO_PAPERS).is_blocking


def test_the_report_names_row_code_name_disposition_and_each_defect() -> None:
    read = read_one(methods=[a_method(unit=None, duration_text="1")])
    head, line = summary([read]).lines
    assert head == "Dòng 1 · 9.999999 · Xác nhận đơn · bản nháp, chờ xác nhận"
    assert line == (
        "    – Thời hạn không ghi đơn vị (số “1” đứng một mình thường là trong ngày): cần xác nhận đơn vị. [Cách nộp 1 (Trực tiếp): “1”]"
    )


def test_every_row_and_every_defect_stands_in_the_report() -> None:
    for drafts in (drafts_2021(), drafts_2026()):
        lines = summary(drafts).lines
        assert sum(line.startswith("Dòng ") for line in lines) == len(drafts)
        assert len(lines) == len(drafts) + sum(len(draft.defects) for draft in drafts)


@pytest.mark.parametrize(
    ("agency", "wanted"),
    [
        ("Ủy ban Nhân dân xã, phường, thị trấn.", True),
        ("Uỷ ban Nhân dân cấp xã, phường, thị trấn", True),
        ("Ủy ban nhân dân cấp xã", True),
        ("Chủ tịch UBND cấp xã", True),
        ("Chủ tịch Ủy ban nhân dân xã, Chủ tịch ủy ban nhân dân cấp tỉnh", True),
        ("Sở Xây dựng, Uỷ ban Nhân dân cấp xã, phường, thị trấn", True),
        ("Cơ quan chuyên môn về Nông nghiệp và Môi trường thuộc UBND cấp xã", True),
        ("Công an cấp Xã", False),
        ("Thuế tỉnh, thành phố, Thuế cơ sở", False),
        ("Hải quan cửa khẩu", False),
        ("Bảo hiểm xã hội cấp huyện", False),
        ("Bộ Công an, Bộ Quốc phòng, Sở Nông nghiệp và Môi trường", False),
        ("Ủy ban nhân dân cấp tỉnh", False),
        ("Chi nhánh Văn phòng đăng ký đất đai", False),
        ("Tòa án nhân dân tỉnh, thành phố trực thuộc trung ương, Tòa án nhân dân tối cao", False),
        ("UBND cấp xã - tỉnh Quảng Trị", None),
        ("Tổ chức hành nghề công chứng, Cơ quan đại diện có thẩm quyền", None),
        ("Cơ quan quản lý cơ sở dữ liệu hộ tịch điện tử", None),
        ("Cơ quan, tổ chức đang quản lý sổ gốc", None),
        ("Các cơ quan, tổ chức liên quan", None),
        ("Phòng Tư Pháp", None),
        ("", None),
    ],
)
def test_whose_an_agency_is(agency: str, wanted: bool | None) -> None:
    assert is_ours(agency) is wanted


@pytest.mark.parametrize(
    ("agency", "wanted"),
    [("Phòng Tư Pháp", True), ("Phòng Giáo dục và Đào tạo", True), ("Sở Giáo dục và Đào tạo", False), ("Bộ Nội vụ", False)],
)
def test_until_june_2025_the_divisions_of_a_district_count_too(agency: str, wanted: bool) -> None:
    assert is_ours_with_district(agency) is wanted


def test_the_shipped_lists_are_the_bytes_that_were_collected() -> None:
    sums = {year: hashlib.sha256((SEED / f"procedures_{year}.json").read_bytes()).hexdigest() for year in (2021, 2026)}
    assert sums == {
        2021: "628533ba57e069a61078de5b987c532e8d713902432ec94a329d573c9123c646",
        2026: "2069946414e4a177bbb5d655fe7822de8177c9ca2827b931f75f4b401b20344d",
    }
