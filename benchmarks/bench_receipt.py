"""A receipt on paper against the same page through WeasyPrint.

Every receipt is another: number, applicant, procedure, papers, dates, tracking code. Both sides get the same ones, are warm (fonts, style
sheet and templates have been read), make the same QR and cut the fonts to what the page needs. Processor time of the whole process
counts, all its threads together, so that a busy machine disturbs little. Before anything is measured, both pages are read back: one A5 page
each, the same letters.
"""

import gc
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from benchmarks.receipt_twin import Twin
from benchmarks.rounds import Outcome, compared, outcome
from motcua.cases.rules.forms import FormSet
from motcua.cases.rules.slips import Addressee, PaperLine, Receipt, day_words, moment_words
from motcua.doors.shared.papers.printing import render
from motcua.kernel.moments import VIETNAM
from tests.doors.papers.samples import APPLICANT, COUNTER, PAPERS, a_receipt

AT_LEAST = 20
OURS_A_ROUND, TWINS_A_ROUND = 100, 12
SITE = "https://motcua.example"
_A5 = (419.53, 595.28)
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Đinh", "Đoàn", "Võ", "Bùi")
_GIVEN = ("Văn Bình", "Thị Lan", "Quốc Khánh", "Thị Mỹ Duyên", "Hữu Phước", "Ngọc Ánh")
_PROCEDURES = (
    "Đăng ký và cấp Giấy chứng nhận quyền sử dụng đất lần đầu", "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "Đăng ký thành lập hộ kinh doanh",
)  # fmt: skip


def measure() -> list[Outcome]:
    """One outcome: how many times quicker."""
    twin, dice = Twin(), random.Random(2021)  # noqa: S311

    def ours(receipt: Receipt) -> bytes:
        return render(receipt, form_set=FormSet.TT_01_2018, site_url=SITE)

    def theirs(receipt: Receipt) -> bytes:
        return twin.render(receipt, form_set=FormSet.TT_01_2018, site_url=SITE)

    flaws = [flaw for receipt in _receipts(3, dice) for flaw in _differences(ours(receipt), theirs(receipt))]
    sides = {
        "weasyprint": lambda: _milliseconds(theirs, _receipts(TWINS_A_ROUND, dice)),
        "motcua": lambda: _milliseconds(ours, _receipts(OURS_A_ROUND, dice)),
    }
    rounds, quiet = compared(sides)
    return [outcome(
        rounds, quiet, figure=_ratio, name="receipt", says="Giấy hẹn PDF so với cùng trang qua WeasyPrint (mỗi giấy một khác)",
        unit="ms xử lý", bound=AT_LEAST, wants_more=True, flaws=flaws,
    )]  # fmt: skip


def _ratio(figures: Mapping[str, float]) -> float:
    return figures["weasyprint"] / figures["motcua"]


def _milliseconds(render_one: Callable[[Receipt], bytes], receipts: list[Receipt]) -> float:
    """Processor milliseconds a receipt."""
    gc.collect()
    begun = time.process_time()
    for receipt in receipts:
        render_one(receipt)
    return (time.process_time() - begun) / len(receipts) * 1000


def _receipts(count: int, dice: random.Random) -> list[Receipt]:
    return [_receipt(dice) for _ in range(count)]


def _receipt(dice: random.Random) -> Receipt:
    """A receipt that nobody else has."""
    number, day = dice.randrange(10**8), dice.randint(1, 26)
    code = "-".join("".join(dice.choices("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", k=size)) for size in (4, 4, 1))
    return a_receipt(
        letterhead=COUNTER, slip_number=f"{number % 9000}/TNHS", file_number=f"000.00.33.H08-2103{day:02}-{number % 9999:04}",
        addressee=_applicant(number, dice), procedure_name=dice.choice(_PROCEDURES), papers=_papers(dice),
        accepted=moment_words(_moment(day, dice.randint(8, 16), dice.randrange(60))), due=moment_words(_moment(day + 3, 17, 0)),
        explanation_lines=(f"5 ngày làm việc, tính từ {day:02}/3", f"hẹn trả 17:00 {day_words(_moment(day + 3, 17, 0).date())}"),
        tracking_url=f"{SITE}/t/{code}", tracking_code=code, book_sequence=str(number % 900),
    )  # fmt: skip


def _moment(day: int, hour: int, minute: int) -> Any:
    from datetime import datetime

    return datetime(2021, 3, day, hour, minute, tzinfo=VIETNAM)


def _applicant(number: int, dice: random.Random) -> Addressee:
    return Addressee(
        name=f"{dice.choice(_SURNAMES)} {dice.choice(_GIVEN)}", address=f"Số {number % 300}, {APPLICANT.address}",
        phone=f"0905 {number % 1000:03} {number // 1000 % 1000:03}", email=f"nguoi.nop.{number}@example.vn",
        identity=f"Căn cước công dân số 0521•••••{number % 1000:03}",
    )  # fmt: skip


def _papers(dice: random.Random) -> tuple[PaperLine, ...]:
    return tuple(PaperLine(f"{paper.name} số {dice.randrange(900)}", paper.originals, paper.certified_copies) for paper in PAPERS[:4])


def _differences(ours: bytes, theirs: bytes) -> list[str]:
    """What the two pages do not have in common: sheet, number of pages, letters (spaces are lost and found when a page is read back)."""
    mine, twin = _letters(ours), _letters(theirs)
    told = [f"{name}: {len(pages)} trang {size}" for name, (pages, size, _) in (("motcua", mine), ("weasyprint", twin)) if len(pages) != 1]
    told += [f"khổ giấy khác nhau: {mine[1]}, {twin[1]}"] if any(abs(a - b) > 1 for a, b in zip(mine[1], twin[1], strict=True)) else []
    return told + [f"chữ khác nhau: {letter!r}" for letter in (mine[2] - twin[2]) + (twin[2] - mine[2])]


def _letters(pdf: bytes) -> tuple[list[Any], tuple[float, float], Counter[str]]:
    pages = list(PdfReader(BytesIO(pdf)).pages)
    box = pages[0].mediabox
    text = " ".join(page.extract_text() for page in pages).replace("\u00a0", " ").replace("\u200b", "")
    return pages, (float(box.width), float(box.height)), Counter("".join(text.split()))
