"""The slips on paper: what stands on each page, read back from the PDF, and what it looks like, read from its picture."""

import json
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any

import pytest
import segno
from PIL import Image

from motcua.cases.rules.forms import FORMS, FormSet, SlipForm, title_of
from motcua.cases.rules.slips import Addressee, PaperLine, Receipt, Slip, moment_words, provisional_note, slip_from_json, slip_to_json
from motcua.doors.shared.papers.printing import page_images, render
from tests.doors.papers.samples import (
    APPLICANT,
    EVERY_SLIP,
    IN_EVERY_SET,
    OF_2018,
    a_receipt,
    a_refusal,
    a_supplement,
    an_apology,
    by_form,
    earliest_set,
    pages_of,
    text_of,
    words_of,
)

# ---- every slip -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("slip", "form_set"), IN_EVERY_SET, ids=by_form)
def test_every_slip_is_one_a5_page_under_its_title_in_both_form_sets(slip: Slip, form_set: FormSet) -> None:
    [page] = pages_of(slip, form_set)
    assert [round(float(side) / 72 * 25.4, 1) for side in (page.mediabox.width, page.mediabox.height)] == [148, 210]
    text = words_of(page)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert f" {title_of(slip.form, form_set).upper()} " in text
    assert f"Số: {slip.slip_number} Vân Canh, {slip.letterhead.issued_on}" in text


@pytest.mark.parametrize(("slip", "form_set"), IN_EVERY_SET, ids=by_form)
def test_the_number_of_the_form_stands_at_the_top_unless_no_circular_has_drawn_it(slip: Slip, form_set: FormSet) -> None:
    label = FORMS[form_set, slip.form].label
    text = text_of(slip, form_set)
    assert text.startswith(label or "UBND HUYỆN VÂN CANH")
    assert text.count("Thông tư số") == bool(label)


MANDATORY = {
    SlipForm.RECEIPT: (
        "UBND HUYỆN VÂN CANH BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Mã hồ sơ: 000.00.33.H08-210209-0007",
        "Tiếp nhận hồ sơ của: Đinh Thị Kră H’Len",
        "Địa chỉ: Làng Hiệp Hưng, xã Canh Hiệp, huyện Vân Canh, tỉnh Bình Định",
        "Số điện thoại: 0905 123 421 Email: kra.hlen@example.vn",
        "Nội dung yêu cầu giải quyết: Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất lần đầu.",
        "4 Trích lục bản đồ địa chính thửa đất 1 – 2",
        "Số lượng hồ sơ: 01 bộ",
        "Thời gian giải quyết theo quy định: 5 ngày làm việc.",
        "Thời gian nhận hồ sơ: 14 giờ 00 phút, thứ Ba ngày 09 tháng 02 năm 2021.",
        "THỜI GIAN TRẢ KẾT QUẢ 17 giờ 00 phút thứ Ba ngày 23 tháng 02 năm 2021",
        "– 5 ngày làm việc, tính từ 17/02 – nghỉ Tết 10–16/02 – hẹn trả 17:00 thứ Ba 23/02",
        "Đăng ký nhận kết quả: tại nhà, qua dịch vụ bưu chính công ích.",
        "Lệ phí cấp giấy chứng nhận: 15.000 đồng (đã nộp). Tổng cộng: 15.000 đồng. Ông/bà không phải trả thêm khoản nào.",
        "Nếu trễ hẹn, cơ quan phải xin lỗi ông/bà bằng văn bản, nêu rõ lý do",
        "xin gọi 0256 3888 321 (7:30–11:30, 13:00–17:00 ngày làm việc)",
        "Vào Sổ theo dõi hồ sơ: Quyển số 01, Số thứ tự 57.",
        "Quét mã để tra cứu hồ sơ Mã: K7Q2-9FXD-M",
        "NGƯỜI NỘP (Ký và ghi rõ họ tên) Đinh Thị Kră H’Len NGƯỜI TIẾP NHẬN (Ký và ghi rõ họ tên) Nguyễn Thị Bích Hường",
    ),
    SlipForm.SUPPLEMENT: (
        "Hồ sơ của: Đinh Thị Kră H’Len",
        "1 Sổ hộ khẩu (bản đã nộp là bản photo chưa chứng thực) – 1 –",
        "2 Đơn đăng ký (ghi thêm diện tích và chữ ký của cả hai vợ chồng) 1 – –",
        "Lý do: Hồ sơ thiếu bản chứng thực và đơn chưa ghi đủ nội dung.",
        "Căn cứ: khoản 3 Điều 15 và khoản 1 Điều 17 Nghị định số 61/2018/NĐ-CP.",
        "Thời hạn giải quyết chưa bắt đầu tính",
        "liên hệ với Nguyễn Thị Bích Hường, số điện thoại 0256 3888 321",
        "hoặc tra cứu tại motcua.vancanh.example để được hướng dẫn.",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Nguyễn Thị Bích Hường",
    ),
    SlipForm.REFUSAL: (
        "Người nộp hồ sơ: Đinh Văn Bhrêu",
        "Thời gian nộp hồ sơ: 14 giờ 00 phút, thứ Ba ngày 09 tháng 02 năm 2021.",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Thửa đất thuộc địa bàn huyện Tuy Phước,",
        "Ông/bà có thể nộp hồ sơ này tại Bộ phận Một cửa huyện Tuy Phước.",
        "phản ánh, kiến nghị: 0256 3888 000.",
        "NGƯỜI NỘP HỒ SƠ (Ký và ghi rõ họ tên) Đinh Văn Bhrêu NGƯỜI TIẾP NHẬN HỒ SƠ (Ký và ghi rõ họ tên) Nguyễn Thị Bích Hường",
    ),
    SlipForm.APOLOGY: (
        "UBND HUYỆN VÂN CANH PHÒNG TÀI NGUYÊN VÀ MÔI TRƯỜNG",
        "Kính gửi: Đinh Thị Kră H’Len",
        "Mã hồ sơ: 000.00.33.H08-210209-0007.",
        "Thời gian nhận hồ sơ: 14 giờ 00 phút, thứ Ba ngày 09 tháng 02 năm 2021, tại Bộ phận Tiếp nhận và Trả kết quả huyện Vân Canh.",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, thứ Ba ngày 23 tháng 02 năm 2021.",
        "Lý do: phải đo đạc lại thửa đất do mốc giới bị mưa lũ làm mất.",
        "Trách nhiệm thuộc về Phòng Tài nguyên và Môi trường. Chúng tôi thành thật xin lỗi ông/bà.",
        "17 giờ 00 phút, thứ Sáu ngày 05 tháng 3 năm 2021",
        "Ông/bà không phải nộp thêm giấy tờ hay khoản tiền nào",
        "Nơi nhận: - Như trên; - Bộ phận Một cửa; - Lưu: VT, hồ sơ.",
        "KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG Trần Văn Đăk",
    ),
    SlipForm.APPRAISAL_REFUSAL: (
        "Qua thẩm định, Phòng Tài nguyên và Môi trường thông báo hồ sơ không đủ điều kiện giải quyết",
        "Thửa đất đang có tranh chấp, Ủy ban nhân dân xã Canh Hiệp đang hòa giải.",
        "Căn cứ: khoản 8 Điều 19 Nghị định số 61/2018/NĐ-CP.",
        "Thời gian hẹn trả kết quả: 17 giờ 00 phút, thứ Ba ngày 23 tháng 02 năm 2021.",
        "Giấy tờ trả lại kèm theo phiếu này:",
        "3 Sổ hộ khẩu – 1 –",
        "Ông/bà có quyền khiếu nại theo quy định của pháp luật hoặc phản ánh, kiến nghị: 0256 3888 000.",
        "TRƯỞNG PHÒNG Lê Quang Ổn",
    ),
    SlipForm.DISCONTINUANCE: (
        "Kính gửi: Đinh Thị Kră H’Len",
        "Mã hồ sơ: 000.00.33.H08-210209-0007.",
        "Phòng Tài nguyên và Môi trường thông báo dừng giải quyết hồ sơ nêu trên, với lý do cụ thể như sau:",
        "Thửa đất đã có quyết định thu hồi của Ủy ban nhân dân huyện.",
        "Căn cứ: Quyết định số 12/QĐ-UBND ngày 20 tháng 02 năm 2021.",
        "Giấy tờ trả lại kèm theo phiếu này:",
        "Ông/bà có quyền khiếu nại theo quy định của pháp luật hoặc phản ánh, kiến nghị: 0256 3888 000.",
        "Nơi nhận: - Như trên; - Bộ phận Một cửa (để trả hồ sơ); - Lưu: VT, hồ sơ.",
    ),
}


@pytest.mark.parametrize(("slip", "form_set"), IN_EVERY_SET, ids=by_form)
def test_every_mandatory_field_stands_on_the_page(slip: Slip, form_set: FormSet) -> None:
    text = text_of(slip, form_set)
    assert [words for words in MANDATORY[slip.form] if words not in text] == []


@pytest.mark.parametrize("slip", EVERY_SLIP, ids=by_form)
def test_a_stored_slip_is_printed_again_byte_for_byte(slip: Slip) -> None:
    assert render(slip_from_json(slip_to_json(slip)), form_set=earliest_set(slip)) == render(slip, form_set=earliest_set(slip))


@pytest.mark.parametrize("slip", EVERY_SLIP, ids=by_form)
def test_slips_printed_at_the_same_time_do_not_disturb_each_other(slip: Slip) -> None:
    others = [replace(slip, slip_number=f"{number:02d}/X") for number in range(1, 9)]
    with ThreadPoolExecutor(max_workers=4) as threads:
        at_once = list(threads.map(partial(render, form_set=earliest_set(slip)), others))
    assert at_once == [render(other, form_set=earliest_set(slip)) for other in others]


@pytest.mark.parametrize("slip", EVERY_SLIP, ids=by_form)
def test_demonstration_data_are_marked_and_real_ones_are_not(slip: Slip) -> None:
    assert "DỮ LIỆU TRÌNH DIỄN" in text_of(replace(slip, is_demonstration=True))
    assert "TRÌNH DIỄN" not in text_of(slip)


def test_the_copy_is_named_where_an_office_prints_two() -> None:
    assert text_of(a_receipt(), copy_label="Liên 2: Giao người nộp hồ sơ").startswith("Liên 2: Giao người nộp hồ sơ Mẫu số 01")


# ---- letters and hostile texts --------------------------------------------------------------------------------------------

VIETNAMESE = (
    "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ "
    "AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ EÈÉẺẼẸ ÊỀẾỂỄỆ IÌÍỈĨỊ OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ UÙÚỦŨỤ ƯỪỨỬỮỰ YỲÝỶỸỴ Đ"
)
OF_THE_HILLS = "Kră Bhrêu Đăk H’Len Rơ Chăm Bĕng Mŏ Ñŭl Čih Ƀlĭ Ya Hơ"


@pytest.mark.parametrize("letters", [VIETNAMESE, OF_THE_HILLS])
def test_every_letter_comes_out_of_the_page_as_it_went_in_and_in_the_shipped_font(letters: str) -> None:
    slip = a_receipt(addressee=replace(APPLICANT, name=letters, address=letters))
    assert text_of(slip).count(letters) >= 2
    assert fonts_of(slip) <= {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"}


def fonts_of(slip: Slip) -> set[str]:
    fonts = [page["/Resources"]["/Font"] for page in pages_of(slip)]
    return {font[name]["/BaseFont"].partition("+")[2].removesuffix("-Identity-H") for font in fonts for name in font}


def test_decomposed_letters_are_printed_composed() -> None:
    name = "Nguyễn Thị Bích Hường"
    assert f"Tiếp nhận hồ sơ của: {name}" in text_of(a_receipt(addressee=Addressee(unicodedata.normalize("NFD", name))))


HOSTILE = '#panic("x") *a* _b_ `c` $x^2$ </script> <b> \\ // /* @ref = - + [x] ~ -- {{7*7}} #sys.inputs'


def with_every_text(slip: Slip, text: str) -> Slip:
    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: each if key == "form" else changed(each) for key, each in value.items()}
        if isinstance(value, list):
            return [changed(each) for each in value]
        return text if isinstance(value, str) and value else value

    return slip_from_json(json.dumps(changed(json.loads(slip_to_json(slip)))))


@pytest.mark.parametrize("slip", EVERY_SLIP, ids=by_form)
def test_whatever_people_type_is_printed_letter_for_letter(slip: Slip) -> None:
    harmless = text_of(with_every_text(slip, "Qzq")).upper()
    pages = [words_of(page) for page in pages_of(with_every_text(slip, HOSTILE))]
    as_typed = "".join(HOSTILE.upper().split())
    repeated_numbers = len(pages) - 1
    assert "".join("".join(pages).upper().split()).count(as_typed) == harmless.count("QZQ") + repeated_numbers


def test_control_signs_and_turned_writing_never_reach_the_page() -> None:
    text = text_of(a_receipt(addressee=Addressee("Đinh\x00 Thị\u202e\nBé\u2028 Hai\ud800")))
    assert "Tiếp nhận hồ sơ của: Đinh Thị Bé Hai Nội dung" in text


def test_endless_words_stay_inside_the_margins() -> None:
    endless = "W" * 300
    slip = with_every_text(a_receipt(tracking_url="", explanation_lines=()), endless)
    for picture in page_images(slip, form_set=OF_2018, ppi=72):
        page = Image.open(BytesIO(picture)).convert("L")
        right_margin = page.crop((round((148 - 10) / 25.4 * 72), 0, page.width, page.height))
        assert right_margin.getextrema() == (255, 255)


def test_a_telephone_number_is_never_torn_apart() -> None:
    for length in range(0, 12, 3):
        lines = pages_of(an_apology(counter_hours="x" * length))[0].extract_text().splitlines()
        assert any("0256\u00a03888\u00a0321" in line or "0256 3888 321" in line for line in lines)


# ---- the receipt ----------------------------------------------------------------------------------------------------------

LONG_TITLE = (
    "Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất đối với hộ gia đình, cá nhân, "
    "cộng đồng dân cư, người Việt Nam định cư ở nước ngoài được sở hữu nhà ở gắn liền với quyền sử dụng đất ở tại Việt Nam"
)
ONE_TO_A_LINE = PaperLine("Giấy tờ về quyền sử dụng đất theo quy định", originals=1)


@pytest.mark.parametrize("papers", range(1, 11))
def test_a_receipt_of_up_to_ten_papers_is_one_page(papers: int) -> None:
    assert len(pages_of(a_receipt(papers=(ONE_TO_A_LINE,) * papers))) == 1
    assert len(pages_of(a_receipt(papers=(ONE_TO_A_LINE,) * papers, procedure_name=LONG_TITLE))) == 1


def test_a_long_list_of_papers_flows_on_under_its_own_heading() -> None:
    first, *others = pages_of(a_receipt(papers=(ONE_TO_A_LINE,) * 45))
    second = words_of(others[0])
    assert second.startswith("2 Số: 12/TNHS TT Tên giấy tờ Bản chính Bản chứng thực Bản photo")
    assert "Mẫu số 01" in words_of(first)
    assert "Mẫu số 01" not in second
    assert " 45 Giấy tờ" in second


@pytest.mark.parametrize("papers", range(18, 60, 6))
def test_signatures_never_stand_alone_on_a_page(papers: int) -> None:
    last = words_of(pages_of(a_receipt(papers=(ONE_TO_A_LINE,) * papers))[-1])
    assert last.index("Khi đến nhận kết quả") < last.index("NGƯỜI NỘP")


def test_six_lines_explain_the_date_at_most() -> None:
    lines = tuple(f"lý do thứ {number}" for number in ("một", "hai", "ba", "bốn", "năm", "sáu"))
    text = text_of(a_receipt(explanation_lines=lines))
    assert all(line in text for line in lines)


def test_a_date_on_an_undecided_calendar_says_so() -> None:
    note = provisional_note(2027)
    assert note in text_of(a_receipt(provisional_note=note))
    assert "chưa có quyết định" not in text_of(a_receipt())


def test_a_receipt_without_time_limit_promises_no_date_and_no_apology() -> None:
    text = text_of(a_receipt(due=None, explanation_lines=()))
    assert "THỜI GIAN TRẢ KẾT QUẢ Thủ tục không quy định thời hạn; cơ quan sẽ báo khi có kết quả" in text
    assert "Nếu trễ hẹn" not in text


def test_nothing_to_pay_is_said_in_words() -> None:
    assert "Phí, lệ phí: danh mục không ghi khoản nào. Ông/bà không phải trả thêm khoản nào." in text_of(
        a_receipt(fee_lines=(), fee_total="")
    )


def test_a_later_duty_is_named_before_the_promise_that_nothing_else_is_due() -> None:
    tax = "Thuế và tiền sử dụng đất (nếu có) nộp theo thông báo của cơ quan thuế"
    assert f"{tax}. Ông/bà không phải trả thêm khoản nào." in text_of(a_receipt(further_payment=tax))


def test_who_hands_in_for_another_signs() -> None:
    text = text_of(a_receipt(submitter_name="Đinh Văn Bhrêu"))
    assert "Người nộp hồ sơ: Đinh Văn Bhrêu" in text
    assert "NGƯỜI NỘP (Ký và ghi rõ họ tên) Đinh Văn Bhrêu" in text


def test_a_second_stage_has_its_own_date_in_the_box() -> None:
    stage = "Trả kết quả giai đoạn 2: 17 giờ 00 phút, thứ Sáu ngày 05 tháng 3 năm 2021"
    assert f"{stage}. Đăng ký nhận kết quả" in text_of(a_receipt(later_stages=(stage,)))


# ---- tracking -------------------------------------------------------------------------------------------------------------


def test_the_qr_of_26_mm_leads_to_the_tracking_page() -> None:
    slip = a_receipt()
    assert shows_qr_of(slip.tracking_url, slip)


def test_an_address_within_the_site_is_completed() -> None:
    slip = a_receipt(tracking_url="/tra-cuu/H08.33-210209-0007")
    assert shows_qr_of("https://motcua.example/tra-cuu/H08.33-210209-0007", slip, site_url="https://motcua.example/")


def test_a_qr_that_leads_nowhere_is_left_out_and_the_code_stays() -> None:
    for slip in EVERY_SLIP:
        text = text_of(replace(slip, tracking_url="/tra-cuu/H08.33-210209-0007"))
        assert "Quét mã" not in text
        assert "Mã tra cứu hồ sơ: K7Q2-9FXD-M" in text


def shows_qr_of(address: str, receipt: Receipt, site_url: str = "") -> bool:
    """Whether the picture of the receipt shows, 26 mm wide in its column, a QR of ``address`` with any of the eight masks."""
    [picture] = page_images(receipt, form_set=OF_2018, site_url=site_url, ppi=254)
    page = Image.open(BytesIO(picture)).convert("L")
    left, width = 10 * (148 - 11 - 16 - 13), 10 * 26
    for mask in range(8):
        matrix = segno.make_qr(address, error="m", mask=mask).matrix
        module = width / len(matrix)
        marks = [
            (left + module * (column + 0.5), module * (row + 0.5), is_dark)
            for row, line in enumerate(matrix)
            for column, is_dark in enumerate(line)
        ]
        if any(all((page.getpixel((x, top + y)) < 128) == bool(is_dark) for x, y, is_dark in marks) for top in range(page.height - width)):
            return True
    return False


# ---- letters of the office ------------------------------------------------------------------------------------------------


def test_the_supplement_says_what_becomes_of_the_time_limit() -> None:
    before, after = text_of(a_supplement()), text_of(a_supplement(is_after_acceptance=True))
    assert "Thời hạn giải quyết chưa bắt đầu tính" in before
    assert "được tính lại từ đầu" not in before
    assert "Thời hạn giải quyết dừng lại từ hôm nay và được tính lại từ đầu khi ông/bà nộp đủ" in after


def test_an_extension_appoints_anew_in_the_words_of_its_form_set() -> None:
    again = "17 giờ 00 phút, thứ Sáu ngày 05 tháng 3 năm 2021"
    assert f"THỜI GIAN TRẢ KẾT QUẢ LẠI {again}" in text_of(an_apology())
    assert f"THỜI GIAN TRẢ KẾT QUẢ SAU KHI GIA HẠN {again}" in text_of(an_apology(), FormSet.TT_03_2025)
    assert "không thay đổi" not in text_of(an_apology())


@pytest.mark.parametrize("form_set", FormSet)
def test_an_apology_without_extension_moves_no_date(form_set: FormSet) -> None:
    text = text_of(an_apology(new_due=None, expected=moment_words(datetime(2021, 3, 5, 17, 0))), form_set)
    assert "DỰ KIẾN CÓ KẾT QUẢ 17 giờ 00 phút, thứ Sáu ngày 05 tháng 3 năm 2021" in text
    assert "Thời gian hẹn trả nêu trên không thay đổi: sau thời gian đó, hồ sơ được tính là trễ hẹn cho đến khi có kết quả." in text
    assert "TRẢ KẾT QUẢ LẠI" not in text
    assert "SAU KHI GIA HẠN" not in text


def test_a_refusal_before_acceptance_bears_no_file_number() -> None:
    assert "Mã hồ sơ" not in text_of(a_refusal())
    assert "Mã hồ sơ: H08.33-210209-0007" in text_of(a_refusal(file_number="H08.33-210209-0007"))


def test_the_officers_own_telephone_goes_before_the_counters() -> None:
    assert "số điện thoại 0905 000 111" in text_of(a_refusal(officer_phone="0905 000 111"))


def test_a_receipt_tells_the_originals_that_the_office_keeps() -> None:
    said = text_of(a_receipt(originals_kept=("Giấy chứng nhận QSDĐ số BK 123456", "Học bạ")))
    assert "Bản chính đã nhận, trả lại cùng kết quả: Giấy chứng nhận QSDĐ số BK 123456; Học bạ." in " ".join(said.split())
    assert "Bản chính đã nhận" not in text_of(a_receipt())
