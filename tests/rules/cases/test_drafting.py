"""Forms of results: their places, what fills them, what is missing; and how an edited result differs from its form."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.merge_fields import FIELDS, CaseTold, flaws_of, from_case, left_open, names_in, with_marks, words_of_field
from motcua.cases.rules.result_difference import Weight, differences, grave
from motcua.cases.rules.slips import Addressee, Letterhead

CASE = CaseTold(
    applicant=Addressee("Đinh Thị Hơ", "làng Hiệp Hưng", identity="052188000001"),
    letterhead=Letterhead("UBND huyện Vân Canh", "Phòng Tài nguyên và Môi trường", "", "Vân Canh", "ngày 05 tháng 3 năm 2021"),
    file_number="000.00.99.H08-210301-0001", procedure="Xác nhận đơn", field="Đất đai", result="Giấy xác nhận",
    legal_basis=("Luật A", "NĐ B"),
    papers=("Đơn",), accepted_on=date(2021, 3, 1), due_on=None, handler="Nguyễn Văn Minh", today=date(2021, 3, 5),
)  # fmt: skip


def test_each_place_is_filled_from_the_case_or_told_by_its_name() -> None:
    names = names_in(("{{ ten_nguoi_nop }} {{dien_thoai}}", "{{ can_cu }} {{ nhap_so_thua }} {{ ten_nguoi_nop }}"))
    assert names == ("ten_nguoi_nop", "dien_thoai", "can_cu", "nhap_so_thua")
    told = from_case(names, CASE)
    assert told == {"ten_nguoi_nop": "Đinh Thị Hơ", "can_cu": "Luật A; NĐ B"}
    assert with_marks(names, told)["dien_thoai"] == "[CÒN THIẾU: Điện thoại người nộp]"
    assert with_marks(names, told)["nhap_so_thua"] == "[CÒN THIẾU: So thua]"


def test_every_place_of_the_list_can_be_filled_by_some_case() -> None:
    full = from_case([each.name for each in FIELDS], CASE)
    assert {each.name for each in FIELDS} - set(full) == {"dien_thoai", "thu_dien_tu", "ngay_hen_tra"}
    assert full["ngay_thang_nam"] == "ngày 05 tháng 3 năm 2021" and all(words_of_field(each.name) for each in FIELDS)


def test_a_place_that_nothing_can_fill_is_told_with_where_it_stands_and_what_may_be_meant() -> None:
    flaws = flaws_of(("QUYẾT ĐỊNH", "Cấp cho {{ ten_nguoinop }}", "{{ nhap_ }} {% if x %}", "{{ a.b }} {{ nhap_so }}"))
    assert [(flaw.place, flaw.paragraph, flaw.meant) for flaw in flaws] == [
        ("{{ ten_nguoinop }}", 2, "ten_nguoi_nop"), ("{{ nhap_ }}", 3, ""), ("{% if x %}", 3, ""), ("{{ a.b }}", 4, ""),
    ]  # fmt: skip
    assert "ở đoạn 2 (“Cấp cho {{ ten_nguoinop }}”), có lẽ là {{ ten_nguoi_nop }}" in str(flaws[0])


def test_what_is_left_open_is_told() -> None:
    assert left_open(("xong", "Số thửa [CÒN THIẾU: So thua]", "{{ ten }}", "{{ a.b")) == (
        "Số thửa [CÒN THIẾU: So thua]",
        "{{ ten }}",
        "{{ a.b",
    )


FORM = (
    "ỦY BAN NHÂN DÂN HUYỆN VÂN CANH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/GXN-UBND", "Căn cứ Luật Đất đai;",
    "Xác nhận ông Đinh Văn Hơ ở làng Hiệp Hưng.", "Giấy này làm một bản.", "Điều 1. Cấp phép trong 12 tháng.", "KT. CHỦ TỊCH",
)  # fmt: skip


def test_changes_of_fixed_words_that_carry_weight_are_named() -> None:
    final = list(FORM)
    final[2] = "Số: 13/GXN-UBND"
    final[3] = "Căn cứ Luật Xây dựng;"
    final[4] = "Xác nhận ông Đinh Văn Ho ở làng Hiệp Hưng."
    final[5] = "Giấy này làm hai bản."
    final[7] = "TM. ỦY BAN NHÂN DÂN"
    told = differences(FORM, final, values=["Đinh Văn Hơ"])
    assert [(each.number, each.weights) for each in told] == [
        (3, (Weight.NUMBER,)), (4, (Weight.BASIS,)), (5, (Weight.FROM_CASE,)), (6, ()), (8, (Weight.AUTHORITY,)),
    ]  # fmt: skip
    assert grave(told) == 4
    assert [(bit.text, bit.is_gone, bit.is_new) for bit in told[3].bits] == [
        ("Giấy này làm ", False, False), ("một ", True, False), ("hai ", False, True), ("bản.", False, False),
    ]  # fmt: skip


def test_paragraphs_left_out_and_added_are_told() -> None:
    told = differences(FORM, (*FORM[:3], *FORM[4:], "Nơi nhận: như trên."))
    assert [(each.before, each.after) for each in told] == [("Căn cứ Luật Đất đai;", ""), ("", "Nơi nhận: như trên.")]
    assert told[0].weights == (Weight.BASIS,)


PARAGRAPHS = st.lists(
    st.sampled_from(["Số: 1/A", "Căn cứ B", "một hai ba", "một hai", "x", "Điều 2. y"]) | st.text(min_size=1, max_size=12), max_size=8
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_the_differences_lead_from_the_form_to_the_result_and_hide_nothing(filled: list[str], final: list[str]) -> None:
    told = differences(filled, final)
    assert (not told) == (filled == final)
    gone, new = [each.before for each in told if each.before], [each.after for each in told if each.after]
    assert Counter(filled) - Counter(gone) == Counter(final) - Counter(new)
    assert not Counter(gone) - Counter(filled) and not Counter(new) - Counter(final)
    for each in told:
        assert "".join(bit.text for bit in each.bits if not bit.is_new) == each.before
        assert "".join(bit.text for bit in each.bits if not bit.is_gone) == each.after
