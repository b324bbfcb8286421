"""What is printed from the cases as they stand: text and geometry of the control slip, the lists, the receipt for several, the book."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from motcua.cases.rules.forms import FORMS, FormSet
from motcua.cases.rules.slips import Addressee, PaperLine
from motcua.doors.shared.papers.binding import Binding, bound_book
from motcua.doors.shared.papers.printing import page_images
from motcua.doors.shared.papers.sheets import Sheet, render_sheet, sheet_images
from tests.doors.papers.samples import EVERY_SLIP, by_form, earliest_set, words_of
from tests.doors.papers.sheets import (
    A_PART,
    APPLICANT,
    NAMES,
    NOT_TAKEN,
    a_control_slip,
    a_hand_over,
    a_handover_list,
    a_head,
    book_line,
    in_chunks,
    ink,
    ink_beside,
    line_of,
    pages_in,
    several,
)

OF_2018 = FormSet.TT_01_2018
A5, A4_ACROSS = (148, 210), (297, 210)
PPI = 72
A5_MARGINS = (15, 4, 11, 4)
ACROSS_MARGINS = (30, 10, 15, 10)
"""Left, top, right, bottom in mm; above and below the text stand the form's number, the page's number and the mark of a demonstration."""
SHEETS: dict[str, tuple[Callable[..., Sheet], tuple[int, int], tuple[int, int, int, int]]] = {
    "control slip": (a_control_slip, A5, A5_MARGINS),
    "list of results": (a_handover_list, A4_ACROSS, ACROSS_MARGINS),
    "receipt for several": (several, A5, A5_MARGINS),
}
MANY: dict[str, Sheet] = {
    "control slip": a_control_slip(rows=(a_hand_over(), NOT_TAKEN) * 9, parts=(A_PART,) * 4),
    "list of results": a_handover_list(60),
    "receipt for several": several(12),
}


def text_of(sheet: Sheet, form_set: FormSet = OF_2018) -> str:
    return " ".join(words_of(page) for page in pages_in(render_sheet(sheet, form_set=form_set)))


def size_of(page: Any) -> tuple[float, float]:
    return round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4)


def stays_inside(pictures: list[bytes], margins: tuple[float, ...]) -> bool:
    """Whether no page has ink beyond its margins, to the half millimetre that a line is thick and a pixel wide."""
    return all(edge >= margin - 0.5 for picture in pictures for edge, margin in zip(ink(picture, PPI), margins, strict=True))


# ---- geometry -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form_set", FormSet)
@pytest.mark.parametrize("name", SHEETS)
def test_a_usual_sheet_is_one_page_of_its_size_under_its_title(name: str, form_set: FormSet) -> None:
    make, size, _ = SHEETS[name]
    sheet = make()
    [page] = pages_in(render_sheet(sheet, form_set=form_set))
    text, entry = words_of(page), FORMS[form_set, sheet.form]
    assert size_of(page) == size
    assert entry.title.upper() in text and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert text.count("Thông tư số") == bool(entry.label) and (entry.label in text)


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_stands_outside_the_margins_however_many_rows(name: str) -> None:
    make, size, margins = SHEETS[name]
    for sheet in (make(), MANY[name]):
        assert stays_inside(sheet_images(sheet, form_set=OF_2018, ppi=PPI), margins)
        assert {size_of(page) for page in pages_in(render_sheet(sheet, form_set=OF_2018))} == {size}


@pytest.mark.parametrize("slip", EVERY_SLIP, ids=by_form)
def test_no_slip_has_anything_outside_its_margins(slip: Any) -> None:
    assert stays_inside(page_images(slip, form_set=earliest_set(slip), ppi=PPI), A5_MARGINS)


@pytest.mark.parametrize("name", SHEETS)
def test_the_title_stands_in_the_middle_between_the_margins(name: str) -> None:
    make, (width, _), (left, _, right, _) = SHEETS[name]
    sheet = make()
    [page] = pages_in(render_sheet(sheet, form_set=OF_2018))
    [picture] = sheet_images(sheet, form_set=OF_2018, ppi=144)
    first, last = ink_beside(picture, line_of(page, FORMS[OF_2018, sheet.form].title.upper()), 144)
    assert abs((first + last) / 2 - (left + width - right) / 2) < 0.5


@pytest.mark.parametrize("name", SHEETS)
def test_further_pages_bear_their_number_and_repeat_the_head_of_the_table(name: str) -> None:
    first, second, *_ = pages_in(render_sheet(MANY[name], form_set=OF_2018))
    assert words_of(second).startswith("2 ") and ("TÊN CƠ QUAN" in words_of(second) or "TT" in words_of(second))
    assert not words_of(first).startswith("1 ")


@pytest.mark.parametrize("name", SHEETS)
def test_signatures_and_closing_words_are_never_torn_apart(name: str) -> None:
    last = words_of(pages_in(render_sheet(MANY[name], form_set=OF_2018))[-1])
    for words in {"control slip": ("Kết quả giải quyết của cả hồ sơ", "In từ hệ thống"), "list of results": ("Tổng số: 60", "NGƯỜI NHẬN"),
                  "receipt for several": ("Mỗi hồ sơ có giấy tiếp nhận riêng", "NGƯỜI TIẾP NHẬN")}[name]:  # fmt: skip
        assert words in last, words


# ---- words ----------------------------------------------------------------------------------------------------------------


def test_the_control_slip_says_who_gave_who_took_and_who_has_not_yet() -> None:
    text = text_of(a_control_slip())
    for words in (
        "Quyển số 2021, số thứ tự 57", "Mã hồ sơ: 000.00.33.H08-210209-0007", "Kèm theo hồ sơ của: Đinh Thị Kră H’Len",
        "Cơ quan giải quyết: Phòng Tài nguyên và Môi trường. Cơ quan phối hợp: Phòng Tư pháp.", "TÊN CƠ QUAN THỜI GIAN GIAO, NHẬN",
        "14 giờ 35 phút, ngày 09/02/2021 Người giao: Nguyễn Thị Bích Hường 15 giờ 12 phút, ngày 09/02/2021 Người nhận: Đinh Văn Bhrêu",
        "Người nhận: chưa xác nhận", "Quá hạn", "Kết quả giải quyết của cả hồ sơ: Còn hạn.",
        "In từ hệ thống lúc 17 giờ 00 phút, thứ Ba ngày 23 tháng 02 năm 2021, người in: Nguyễn Thị Bích Hường.",
    ):  # fmt: skip
        assert words in text, words
    assert "Hồ sơ chưa được bàn giao lần nào." in text_of(a_control_slip(rows=()))
    assert "Phòng Tư pháp, Cho ý kiến 17 giờ 00 phút, ngày 22/02/2021 chưa xong Còn hạn" in text_of(a_control_slip(parts=(A_PART,)))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_printed_in_composed_letters_in_each_sheet(name: str) -> None:
    who = Addressee(unicodedata.normalize("NFD", name), APPLICANT.address)
    assert f"Kèm theo hồ sơ của: {name}" in text_of(a_control_slip(addressee=who))
    assert f"Tiếp nhận hồ sơ của: {name}" in text_of(several(2, addressee=who))
    [page] = pages_in(bound_book(a_head(1), [(book_line(1, applicant=unicodedata.normalize("NFD", name)),)], form_set=OF_2018))
    assert name.replace(" ", "") in words_of(page).replace(" ", "")


def test_whatever_people_type_is_printed_and_stays_inside_its_column() -> None:
    hostile = '#panic("x") *a* _b_ $x^2$ </script> \\ // ' + "W" * 200
    sheet = a_control_slip(
        rows=(a_hand_over(giver=hostile, taker_step=hostile, given_by=hostile, note=hostile),), procedure_name=hostile, lead_office=hostile
    )  # fmt: skip
    assert stays_inside(sheet_images(sheet, form_set=OF_2018, ppi=PPI), A5_MARGINS)
    assert text_of(sheet).replace(" ", "").count('#panic("x")*a*_b_$x^2$</script>\\//') == 6


def test_the_receipt_for_several_tells_of_each_case_papers_promise_and_fee() -> None:
    text = text_of(several(2, due=None, papers=(PaperLine("Tờ khai", originals=1, photocopies=2),)))
    assert "Gồm 02 hồ sơ" in text and text.count("Tờ khai (1 bản chính, 2 bản photo)") == 2
    assert text.count("Không quy định thời hạn; cơ quan sẽ báo khi có kết quả") == 2
    assert text.count("Lệ phí cấp giấy chứng nhận: 15.000 đồng (đã nộp)") == 2


# ---- the book -------------------------------------------------------------------------------------------------------------


def serials(page: Any) -> list[int]:
    words = page.extract_text().replace("\u200b", "").splitlines()
    return [int(line.split()[0]) for line in words if " 000.00.33.H08-" in line and line.split()[0].isdigit()]


@pytest.mark.parametrize("chunk", [1, 7, 40, 1000])
def test_a_book_set_in_parts_has_each_line_once_in_order_and_numbers_its_pages(chunk: int) -> None:
    lines = [book_line(number) for number in range(1, 71)]
    pages = pages_in(bound_book(a_head(70), in_chunks(lines, chunk), form_set=OF_2018))
    assert [number for page in pages for number in serials(page)] == list(range(1, 71))
    assert {size_of(page) for page in pages} == {A4_ACROSS}
    assert [words_of(page).startswith(f"{number} Quyển số 2021") for number, page in enumerate(pages, start=1)][1:] == [True] * (
        len(pages) - 1
    )
    assert all("/Annots" not in page for page in pages)
    assert "Phần sổ này có 70 dòng, từ số 01 quyển 2021 đến số 70 quyển 2021." in words_of(pages[-1])


def test_no_page_of_a_book_set_in_parts_is_half_empty() -> None:
    lines = [book_line(number) for number in range(1, 71)]
    in_parts, at_once = (pages_in(bound_book(a_head(70), in_chunks(lines, of), form_set=OF_2018)) for of in (16, 70))
    assert [serials(page) for page in in_parts] == [serials(page) for page in at_once]


def test_a_book_tells_how_far_it_is_set() -> None:
    lines = [book_line(number) for number in range(1, 31)]
    told = list(Binding(a_head(30), form_set=OF_2018).bind(in_chunks(lines, 15)))
    assert told == sorted(told) and told[-1] == 30 and 0 < told[0] <= 15


def test_a_book_without_lines_is_one_page() -> None:
    [page] = pages_in(bound_book(a_head(0), [], form_set=FormSet.TT_03_2025))
    text = words_of(page)
    assert "Mẫu số 07, Thông tư số 03/2025/TT-VPCP" in text and "Không có hồ sơ nào được ghi vào sổ trong thời gian này." in text


def test_the_head_of_the_book_names_all_its_columns() -> None:
    [page] = pages_in(bound_book(a_head(1), [(book_line(1),)], form_set=OF_2018))
    text = words_of(page)
    for words in ("Mã hồ sơ", "Tên thủ tục hành chính", "Số bộ", "Tên cá nhân, tổ chức", "Địa chỉ, số điện thoại", "Cơ quan chủ trì",
                  "Ngày nhận", "Ngày hẹn trả", "Ngày trả kết quả", "Phương thức nhận kết quả", "Ký nhận", "Ghi chú"):  # fmt: skip
        assert words in text, words
    assert "01 000.00.33.H08- 210209-0001 Chứng thực" in text  # the number breaks after its hyphen, inside its column


def test_a_demonstration_is_marked_on_every_sheet() -> None:
    for make, _, _ in SHEETS.values():
        sheet = make()
        assert "TRÌNH DIỄN" not in text_of(sheet)
        assert "DỮ LIỆU TRÌNH DIỄN" in text_of(replace(sheet, is_demonstration=True))
