"""Sample slips as offices would print them, and how a printed page is read back."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from motcua.cases.rules.forms import FormSet, has_form
from motcua.cases.rules.slips import (
    Addressee,
    Apology,
    AppraisalRefusal,
    Discontinuance,
    FeeLine,
    Letterhead,
    PaperLine,
    Receipt,
    Refusal,
    Signature,
    Slip,
    Supplement,
    day_words,
    moment_words,
)
from motcua.doors.shared.papers.printing import render

COUNTER = Letterhead(
    superior="",
    authority="UBND huyện Vân Canh",
    unit="Bộ phận Tiếp nhận và Trả kết quả",
    place="Vân Canh",
    issued_on=day_words(date(2021, 2, 9)),
)
OFFICE = Letterhead(
    superior="UBND huyện Vân Canh",
    authority="Phòng Tài nguyên và Môi trường",
    unit="",
    place="Vân Canh",
    issued_on=day_words(date(2021, 2, 22)),
)
APPLICANT = Addressee(
    name="Đinh Thị Kră H’Len",
    address="Làng Hiệp Hưng, xã Canh Hiệp, huyện Vân Canh, tỉnh Bình Định",
    phone="0905 123 421",
    email="kra.hlen@example.vn",
    identity="Căn cước công dân số 0521•••••421",
)
PAPERS = (
    PaperLine("Đơn đăng ký, cấp Giấy chứng nhận quyền sử dụng đất", originals=1, note="theo mẫu"),
    PaperLine("Giấy chứng minh nhân dân hoặc thẻ căn cước công dân", photocopies=1),
    PaperLine("Sổ hộ khẩu", certified_copies=1),
    PaperLine("Trích lục bản đồ địa chính thửa đất", originals=1, photocopies=2),
    PaperLine("Giấy tờ về quyền sử dụng đất theo quy định", certified_copies=2),
)
ACCEPTED = moment_words(datetime(2021, 2, 9, 14, 0))
DUE = moment_words(datetime(2021, 2, 23, 17, 0))
COMMON: dict[str, Any] = {
    "file_number": "000.00.33.H08-210209-0007",
    "addressee": APPLICANT,
    "procedure_name": "Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất lần đầu",
    "officer_name": "Nguyễn Thị Bích Hường",
    "counter_phone": "0256 3888 321",
    "counter_hours": "7:30–11:30, 13:00–17:00 ngày làm việc",
    "tracking_url": "https://motcua.vancanh.example/t/K7Q2-9FXD-M",
    "tracking_code": "K7Q2-9FXD-M",
}


def a_receipt(**changes: Any) -> Receipt:
    values: dict[str, Any] = COMMON | {
        "letterhead": COUNTER,
        "slip_number": "12/TNHS",
        "papers": PAPERS,
        "time_limit_words": "5 ngày làm việc",
        "accepted": ACCEPTED,
        "due": DUE,
        "return_channel": "tại nhà, qua dịch vụ bưu chính công ích",
        "explanation_lines": ("5 ngày làm việc, tính từ 17/02", "nghỉ Tết 10–16/02", "hẹn trả 17:00 thứ Ba 23/02"),
        "fee_lines": (FeeLine("Lệ phí cấp giấy chứng nhận", "15.000 đồng", "đã nộp"),),
        "fee_total": "15.000 đồng",
        "book_number": "01",
        "book_sequence": "57",
    }
    return Receipt(**values | changes)


def a_supplement(**changes: Any) -> Supplement:
    values: dict[str, Any] = COMMON | {
        "letterhead": COUNTER,
        "slip_number": "03/HDHS",
        "items": (
            PaperLine("Sổ hộ khẩu", certified_copies=1, note="bản đã nộp là bản photo chưa chứng thực"),
            PaperLine("Đơn đăng ký", originals=1, note="ghi thêm diện tích và chữ ký của cả hai vợ chồng"),
        ),
        "reason": "Hồ sơ thiếu bản chứng thực và đơn chưa ghi đủ nội dung.",
        "is_after_acceptance": False,
        "legal_basis": "khoản 3 Điều 15 và khoản 1 Điều 17 Nghị định số 61/2018/NĐ-CP",
        "guidance_site": "motcua.vancanh.example",
    }
    return Supplement(**values | changes)


def a_refusal(**changes: Any) -> Refusal:
    values: dict[str, Any] = COMMON | {
        "letterhead": COUNTER,
        "slip_number": "01/TCTN",
        "file_number": "",
        "submitted": ACCEPTED,
        "reason": "Thửa đất thuộc địa bàn huyện Tuy Phước, không thuộc thẩm quyền giải quyết của huyện Vân Canh.",
        "legal_basis": "khoản 1 Điều 17 Nghị định số 61/2018/NĐ-CP",
        "guidance": "Ông/bà có thể nộp hồ sơ này tại Bộ phận Một cửa huyện Tuy Phước.",
        "submitter_name": "Đinh Văn Bhrêu",
        "complaint_channel": "0256 3888 000",
    }
    return Refusal(**values | changes)


def an_apology(**changes: Any) -> Apology:
    values: dict[str, Any] = COMMON | {
        "letterhead": OFFICE,
        "slip_number": "02/PXL",
        "accepted": ACCEPTED,
        "receiving_office": "Bộ phận Tiếp nhận và Trả kết quả huyện Vân Canh",
        "responsible_office": "Phòng Tài nguyên và Môi trường",
        "old_due": DUE,
        "reason": "phải đo đạc lại thửa đất do mốc giới bị mưa lũ làm mất.",
        "new_due": moment_words(datetime(2021, 3, 5, 17, 0)),
        "explanation_lines": ("thêm 8 ngày làm việc để đo đạc, từ 24/02 đến 05/3",),
        "complaint_channel": "0256 3888 000",
        "signature": Signature(title_lines=("KT. Trưởng phòng", "Phó Trưởng phòng"), name="Trần Văn Đăk"),
    }
    return Apology(**values | changes)


def an_appraisal_refusal(**changes: Any) -> AppraisalRefusal:
    values: dict[str, Any] = COMMON | {
        "letterhead": OFFICE,
        "slip_number": "01/TCGQ",
        "accepted": ACCEPTED,
        "due": DUE,
        "deciding_office": "Phòng Tài nguyên và Môi trường",
        "reason": "Thửa đất đang có tranh chấp, Ủy ban nhân dân xã Canh Hiệp đang hòa giải.",
        "legal_basis": "khoản 8 Điều 19 Nghị định số 61/2018/NĐ-CP",
        "guidance": "Khi tranh chấp được giải quyết xong, ông/bà có thể nộp lại hồ sơ.",
        "returned_papers": PAPERS[:3],
        "complaint_channel": "0256 3888 000",
        "signature": Signature(title_lines=("Trưởng phòng",), name="Lê Quang Ổn"),
    }
    return AppraisalRefusal(**values | changes)


def a_discontinuance(**changes: Any) -> Discontinuance:
    values: dict[str, Any] = COMMON | {
        "letterhead": OFFICE,
        "slip_number": "01/TBDGQ",
        "accepted": ACCEPTED,
        "due": DUE,
        "deciding_office": "Phòng Tài nguyên và Môi trường",
        "reason": "Thửa đất đã có quyết định thu hồi của Ủy ban nhân dân huyện.",
        "legal_basis": "Quyết định số 12/QĐ-UBND ngày 20 tháng 02 năm 2021",
        "returned_papers": PAPERS[:3],
        "complaint_channel": "0256 3888 000",
        "signature": Signature(title_lines=("Trưởng phòng",), name="Lê Quang Ổn"),
    }
    return Discontinuance(**values | changes)


EVERY_SLIP = (a_receipt(), a_supplement(), a_refusal(), an_apology(), an_appraisal_refusal(), a_discontinuance())
OF_2018 = FormSet.TT_01_2018
IN_EVERY_SET = [(slip, form_set) for form_set in FormSet for slip in EVERY_SLIP if has_form(slip.form, form_set)]
"""Every sample slip with each form set that has its form."""


def earliest_set(slip: Slip) -> FormSet:
    """The first form set that has the slip's form."""
    return next(form_set for form_set in FormSet if has_form(slip.form, form_set))


def pages_of(slip: Slip, form_set: FormSet | None = None, **options: str) -> list[PageObject]:
    return list(PdfReader(BytesIO(render(slip, form_set=form_set or earliest_set(slip), **options))).pages)


def words_of(page: PageObject) -> str:
    return " ".join(page.extract_text().replace("\u200b", "").split())


def text_of(slip: Slip, form_set: FormSet | None = None, **options: str) -> str:
    """The words of all pages in reading order, single-spaced."""
    return " ".join(words_of(page) for page in pages_of(slip, form_set, **options))


def by_form(value: Any) -> str:
    return str(value.form.value if isinstance(value, Slip) else value.value)
