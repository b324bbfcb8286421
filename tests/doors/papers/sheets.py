"""Sample sheets as offices would print them from what is on file, and where ink stands on a page."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops
from pypdf import PageObject, PdfReader

from motcua.cases.rules.book import BookHead, BookLine, BookRow
from motcua.cases.rules.control_sheet import ControlRow, ControlSheet, PartRow
from motcua.cases.rules.handover_list import HandedResult, HandoverList
from motcua.cases.rules.several import SeveralReceipts, several_receipts
from tests.doors.papers.samples import ACCEPTED, APPLICANT, COMMON, COUNTER, DUE, OFFICE, a_receipt

COUNTER_NAME = "Bộ phận Tiếp nhận và Trả kết quả"
OFFICE_NAME = "Phòng Tài nguyên và Môi trường"
LONG_OFFICE = "Chi nhánh Văn phòng Đăng ký đất đai huyện Vân Canh"
LONG_PROCEDURE = (
    "Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất lần đầu cho cộng đồng dân cư"
)
NAMES = ("Đinh Thị Kră H’Len", "Rơ Chăm H’Bĕng Mŏ Ñŭl Čih Ƀlĭ", "Mang Văn Dũng", "Công ty TNHH Một thành viên Xây dựng Tân Bình Định")


def a_hand_over(**changes: Any) -> ControlRow:
    values: dict[str, Any] = {
        "giver": COUNTER_NAME, "giver_step": "", "taker": OFFICE_NAME, "taker_step": "Thẩm định hồ sơ",
        "given": "14 giờ 35 phút, ngày 09/02/2021", "given_by": "Nguyễn Thị Bích Hường",
        "taken": "15 giờ 12 phút, ngày 09/02/2021", "taken_by": "Đinh Văn Bhrêu", "result": "Đúng hạn", "note": "",
    }  # fmt: skip
    return ControlRow(**values | changes)


NOT_TAKEN = a_hand_over(
    giver=OFFICE_NAME, giver_step="Thẩm định hồ sơ", taker=LONG_OFFICE, taker_step="Đo đạc, trích lục bản đồ", taken="", taken_by="",
    result="Quá hạn", note="Tạm dừng 17/02–18/02; Chờ bổ sung giấy tờ 18/02–19/02",
)  # fmt: skip


def a_control_slip(**changes: Any) -> ControlSheet:
    values: dict[str, Any] = {
        "letterhead": COUNTER, "file_number": COMMON["file_number"], "book": BookLine(2021, 57), "addressee": APPLICANT,
        "procedure_name": COMMON["procedure_name"], "accepted": ACCEPTED, "due": DUE, "lead_office": OFFICE_NAME,
        "consulted_offices": ("Phòng Tư pháp",), "rows": (a_hand_over(), NOT_TAKEN), "parts": (),
        "standing": f"Hồ sơ đang ở {LONG_OFFICE}, bước Đo đạc, từ 16 giờ 00 phút, ngày 19/02/2021.",
        "result": "Còn hạn", "printed": DUE, "printed_by": "Nguyễn Thị Bích Hường", "is_demonstration": False,
    }  # fmt: skip
    return ControlSheet(**values | changes)


A_PART = PartRow("Phòng Tư pháp", "Cho ý kiến", "17 giờ 00 phút, ngày 22/02/2021", "", "Còn hạn")


def a_handover_list(results: int = 3, **changes: Any) -> HandoverList:
    rows = tuple(
        HandedResult(
            f"000.00.33.H08-210209-{number:04d}", LONG_PROCEDURE, "Giấy chứng nhận quyền sử dụng đất", NAMES[number % len(NAMES)],
            "Làng Hiệp Hưng, xã Canh Hiệp, huyện Vân Canh", has_fee=number % 2 == 1, goes_by_post=number % 3 == 0, settled="16:39",
        )
        for number in range(1, results + 1)
    )  # fmt: skip
    values: dict[str, Any] = {
        "letterhead": OFFICE, "giver": OFFICE_NAME, "taker": COUNTER_NAME, "day": "ngày 22/02/2021", "results": rows, "printed": DUE,
        "printed_by": "Lê Thị Hoa", "is_demonstration": False,
    }  # fmt: skip
    return HandoverList(**values | changes)


def several(cases: int = 3, **changes: Any) -> SeveralReceipts:
    receipts = [
        a_receipt(slip_number=f"{number}/TNHS", file_number=f"000.00.33.H08-210209-{number:04d}", **changes)
        for number in range(11, 11 + cases)
    ]  # fmt: skip
    return several_receipts(receipts, printed_by="Nguyễn Thị Bích Hường")


def a_head(lines: int) -> BookHead:
    return BookHead(
        letterhead=COUNTER, counter=COUNTER_NAME, book="2021", period="năm 2021", lines=lines, printed=DUE,
        printed_by="Nguyễn Thị Bích Hường", is_demonstration=False,
    )  # fmt: skip


def book_line(number: int, **changes: Any) -> BookRow:
    values: dict[str, Any] = {
        "year": 2021, "serial": f"{number:02d}", "file_number": f"000.00.33.H08-210209-{number:04d}",
        "procedure": (LONG_PROCEDURE, "Chứng thực bản sao từ bản chính")[number % 2], "sets": "01", "applicant": NAMES[number % len(NAMES)],
        "contact": "Làng Hiệp Hưng, xã Canh Hiệp, huyện Vân Canh; 0905 123 421", "lead_office": OFFICE_NAME, "accepted": "09/02/2021",
        "due": "23/02/2021", "returned": "22/02/2021", "return_channel": "Tại nhà, qua bưu chính công ích",
        "note": "hẹn lại, hẹn đầu 20/02/2021" if number % 5 == 0 else "",
    }  # fmt: skip
    return BookRow(**values | changes)


def in_chunks(lines: Sequence[BookRow], of: int) -> list[tuple[BookRow, ...]]:
    return [tuple(lines[first : first + of]) for first in range(0, len(lines), of)]


def pages_in(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def ink(picture: bytes, ppi: float) -> tuple[float, float, float, float]:
    """How far from the left, the top, the right and the bottom edge of the page the first ink stands, in mm."""
    page = Image.open(BytesIO(picture)).convert("L")
    box = ImageChops.invert(page).getbbox()
    assert box, "an empty page"
    left, top, right, bottom = box
    return tuple(side / ppi * 25.4 for side in (left, top, page.width - right, page.height - bottom))  # type: ignore[return-value]


def line_of(page: PageObject, words: str) -> float:
    """How far below the upper edge, in mm, the line stands that begins with the first of ``words``."""
    found: list[float] = []

    def visit(text: str, outer: list[float], inner: list[float], *_: Any) -> None:
        if text.strip() and words.startswith(text.strip()[:12]) and len(text.strip()) > 5:
            found.append(inner[4] * outer[1] + inner[5] * outer[3] + outer[5])

    page.extract_text(visitor_text=visit)
    return (float(page.mediabox.height) - found[0]) / 72 * 25.4


def ink_beside(picture: bytes, line: float, ppi: float) -> tuple[float, float]:
    """Where, in mm from the left edge, the first and the last ink of a line of text stands whose feet are ``line`` mm from above."""
    page = Image.open(BytesIO(picture)).convert("L")
    band = page.crop((0, round((line - 2.5) / 25.4 * ppi), page.width, round(line / 25.4 * ppi)))
    box = ImageChops.invert(band).getbbox()
    assert box, "no ink on this line"
    return box[0] / ppi * 25.4, box[2] / ppi * 25.4
