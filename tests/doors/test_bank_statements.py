"""The cashier's statements by plain HTTP: uploaded, columns chosen, looked at, confirmed, reported; lines left to a person."""

import csv
import io
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from motcua.catalogue.rules.procedure import Fee
from motcua.doors.cashier import statements as screen
from motcua.doors.cashier.statement_table import statement_table
from motcua.doors.shared.table_file import Unfit
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.commands.set_fee_account import set_fee_account
from motcua.fees.models import FeeOrder, FeeReceipt, Statement, StatementColumns, StatementLine
from motcua.kernel.moments import local_date
from motcua.offices.rules.plan import PersonPlan
from tests.builders.browser import Browser, form_having, forms
from tests.builders.district import District, district
from tests.builders.statements import HEADERS, Told, csv_of

pytestmark = pytest.mark.django_db
TILL = "/q/thu-ngan/"
HOME = f"{TILL}sao-ke/"


@pytest.fixture
def here(db: None) -> District:
    made = district(people=(PersonPlan(key="quan", name="Đặng Trí Quản", office="huyen", roles=("administrator",)),))
    made.enact("phi", fees=(Fee("Lệ phí", 30_000),), steps=())
    made.enact("mo", fees=(Fee("Phí thẩm định", None),), steps=())
    return made


@pytest.fixture
def thao(here: District, monkeypatch: Any) -> Browser:
    """The cashier."""
    return Browser(here, "thao", monkeypatch)


def owed(here: District, procedure: str = "phi", **who: Any) -> FeeOrder:
    return FeeOrder.objects.get(subject_id=here.receive(procedure, **who))


def uploaded(browser: Browser, rows: list[Told] | bytes, *, name: str = "sao-ke.csv") -> str:
    """The address of the statement's page."""
    content = rows if isinstance(rows, bytes) else csv_of(rows)
    form = browser.form(HOME, having="account")
    browser.told(browser.send(HOME, form, file=SimpleUploadedFile(name, content)), 302)  # type: ignore[arg-type]
    return f"{HOME}{Statement.objects.latest('id').pk}/"


def confirmed(browser: Browser, address: str, **typed: Any) -> str:
    return browser.told(browser.send(address, browser.form(address, having="shown"), do="read", **typed), 302)


def line_page(became: str) -> str:
    return f"{HOME}dong/{StatementLine.objects.get(became=became).pk}/"


def form_to(browser: Browser, address: str, ending: str) -> Any:
    return next(form for form in forms(browser.page(address)) if form.action.endswith(ending))


def test_a_statement_is_looked_at_confirmed_and_reported_line_by_line(here: District, thao: Browser) -> None:
    order, other = owed(here, name="Trần Thị Bé"), owed(here)
    address = uploaded(thao, [("FT1", "30.000", f"TRAN THI BE {order.reference}"), ("FT2", "29.000", other.reference), ("FT3", "1", "<b>")])
    page = thao.page(address)
    assert "Xem thử 5 dòng, chưa ghi gì" in page and "Xác nhận, ghi sổ 1 khoản" in page and "Thiếu 1.000 đồng" in page
    assert "&lt;b&gt;" in page and not FeeReceipt.objects.exists() and not StatementLine.objects.exists()
    done = confirmed(thao, address)
    assert "Đã ghi sổ 1 khoản." in done and "Đã đọc 5 dòng" in done and "30.000 đồng" in done
    assert FeeReceipt.objects.get().order_id == order.pk
    again = thao.page(address)
    assert "biên nhận 0001/2021" in again and "Cột nào ghi gì" not in again
    assert "xong" not in thao.page(HOME).partition("<tbody>")[2] and "2 chờ xử lý" in thao.page(HOME)
    receipt = thao.page(f"{TILL}khoan/{order.pk}/")
    assert "ghi có ngày 01/03/2021, số giao dịch FT1" in receipt and "chuyển khoản" in receipt


def test_the_report_is_downloaded_and_its_totals_reconcile_with_the_receipts(here: District, thao: Browser) -> None:
    order = owed(here)
    address = uploaded(thao, [("FT1", "30.000", order.reference), ("FT2", "7.000", "=HYPERLINK(1)")])
    assert thao.client.get(f"{address}bao-cao.csv").status_code == 404
    confirmed(thao, address)
    content = thao.client.get(f"{address}bao-cao.csv").content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    told, totals = rows[1:5], {row[1]: int(row[2]) for row in rows[6:]}
    assert [row[5] for row in told] == ["Bỏ qua", "Đã ghi sổ", "Để lại cho người xử lý", "Bỏ qua"]
    assert told[1][:5] == ["4", "01/03/2021", "30000", order.reference, "FT1"] and told[1][9] == "0001/2021"
    assert told[2][3] == "'=HYPERLINK(1)"
    assert totals.pop("Đã đọc") == 4 and totals.pop("Tiền đã ghi sổ (đồng)") == 30_000
    assert sum(totals.values()) == 4


def test_the_same_file_leads_to_its_report_and_an_overlapping_one_books_nothing_twice(here: District, thao: Browser) -> None:
    first, second = owed(here), owed(here)
    rows = [("FT1", "30.000", first.reference), ("FT2", "30.000", second.reference)]
    address = uploaded(thao, rows[:1])
    confirmed(thao, address)
    assert uploaded(thao, rows[:1]) == address and "Đã đọc 3 dòng" in thao.page(address)
    other = uploaded(thao, rows)
    assert "Xác nhận, ghi sổ 1 khoản" in thao.page(other)
    confirmed(thao, other)
    assert FeeReceipt.objects.count() == 2


def test_a_confirmation_sent_twice_books_once(here: District, thao: Browser) -> None:
    address = uploaded(thao, [("FT1", "30.000", owed(here).reference)])
    form = thao.form(address, having="shown")
    for _ in range(2):
        assert thao.send(address, form, do="read").headers["Location"] == address
    assert FeeReceipt.objects.count() == 1 and StatementLine.objects.count() == 3
    other = thao.send(address, form, do="read", key="khac")
    assert "đã được xác nhận hoặc xử lý từ khi bạn mở trang" in thao.told(other, 409)


def test_booking_goes_on_in_portions_where_it_was_interrupted(here: District, thao: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count()
    monkeypatch.setattr(screen, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(screen, "SECONDS_AT_A_TIME", 2)
    address = uploaded(thao, [(f"FT{at}", "30.000", owed(here).reference) for at in range(3)])
    assert "Đã ghi sổ 2 khoản. Còn 1 dòng chờ" in confirmed(thao, address)
    assert "còn dòng chờ ghi sổ" in thao.page(TILL)
    form = next(form for form in forms(thao.page(address)) if ("do", "book") in form.buttons)
    assert "Đã ghi sổ 1 khoản." in thao.told(thao.send(address, form, do="book"), 302)
    assert FeeReceipt.objects.count() == 3 and "còn dòng chờ ghi sổ" not in thao.page(TILL)


def test_columns_of_an_unknown_bank_are_chosen_once_and_remembered_for_the_account(here: District, thao: Browser) -> None:
    order, second = owed(here), owed(here)
    odd = "Hôm;Vào;Lời nhắn;Mã lệnh\n01/03/2021;30.000;{};A1\n"
    address = uploaded(thao, odd.format(order.reference).encode())
    page = thao.page(address)
    assert "Hãy chọn cột để xem thử" in page and "Xác nhận" not in page
    form, chosen = thao.form(address, having="shown"), {"col-day": "Hôm", "col-credit": "Vào", "col-words": "Lời nhắn"}
    wrong = thao.told(thao.send(address, form, do="map", **{**chosen, "col-words": ""}), 422)
    assert "Hãy chọn cột ghi “Nội dung chuyển khoản”." in wrong and '<option value="Vào" selected>' in wrong and "col-words" in wrong
    looked = thao.told(thao.send(address, form, do="map", **chosen))
    assert "Xác nhận, ghi sổ 1 khoản" in looked and not StatementColumns.objects.exists()
    thao.told(thao.send(address, form_having(looked, "shown"), do="read"), 302)
    assert FeeReceipt.objects.get().order_id == order.pk
    other = uploaded(thao, odd.format(second.reference).replace("A1", "A2").encode())
    assert "Xác nhận, ghi sổ 1 khoản" in thao.page(other)


def test_columns_that_were_changed_are_looked_at_before_anything_is_booked(here: District, thao: Browser) -> None:
    address = uploaded(thao, [("FT1", "30.000", owed(here).reference)])
    form = thao.form(address, having="shown")
    page = thao.told(thao.send(address, form, do="read", **{"col-reference": ""}))
    assert "Bạn vừa đổi cột" in page and not StatementLine.objects.exists()


def test_an_account_of_its_own_has_its_own_columns_and_an_office_that_is_not_mine_takes_no_statement(here: District, thao: Browser) -> None:
    set_fee_account(
        actor=here.actor("quan"), at=here.tick(), office_id=here.offices["huyen"], bank_bin="970405", account="4308201000001",
        holder="UBND HUYEN", valid_from=local_date(here.now),
    )  # fmt: skip
    assert "4308201000001" in thao.page(HOME)
    confirmed(thao, uploaded(thao, [("FT1", "5.000", "x")]))
    assert StatementColumns.objects.get().account == "4308201000001"
    form = thao.form(HOME, having="account")
    sent = SimpleUploadedFile("a.csv", csv_of([("FT2", "5.000", "x")]))
    page = thao.told(thao.send(HOME, form, account=f"{here.offices['tp']}:", file=sent), 422)  # type: ignore[arg-type]
    assert "Hãy chọn nơi thu và tài khoản" in page and Statement.objects.count() == 1


def test_a_statement_uploaded_by_mistake_is_dropped(here: District, thao: Browser) -> None:
    address = uploaded(thao, [("FT1", "5.000", "x")])
    assert "Đã bỏ sao kê" in thao.told(thao.send(f"{address}bo/", form_to(thao, address, "/bo/")), 302)
    assert not Statement.objects.exists() and thao.client.get(address).status_code == 404


def test_a_closed_day_books_nothing_and_says_so(here: District, thao: Browser) -> None:
    address = uploaded(thao, [("FT1", "30.000", owed(here).reference)])
    form = thao.form(address, having="shown")
    close_drawer(actor=here.actor("thao"), at=here.tick(), office_id=here.offices["huyen"], day=local_date(here.now), counted_cash=0)
    assert "đã kết" in thao.told(thao.send(address, form, do="read"), 409)
    assert not StatementLine.objects.exists() and "Xác nhận, ghi sổ 1 khoản" in thao.page(address)


# ---- lines left to a person ------------------------------------------------------------------------------------------------------


def test_a_line_left_stays_on_the_first_screen_until_it_is_settled(here: District, thao: Browser) -> None:
    confirmed(thao, uploaded(thao, [("FT1", "5.000", "Nguoi la chuyen nham")]))
    assert "Tiền chuyển khoản chờ xử lý" in thao.page(TILL) and "Nguoi la chuyen nham" in thao.page(TILL)
    address = line_page("no_reference")
    page = thao.told(thao.send(address, form_to(thao, address, "/xong/"), reason=" "), 422)
    assert "Hãy ghi đã xử lý thế nào" in page
    page = thao.told(thao.send(address, form_to(thao, address, "/xong/"), reason="Đã trả người gửi"), 302)
    assert "Dương Thị Thảo đã xử lý: Đã trả người gửi" in page
    assert "Tiền chuyển khoản chờ xử lý" not in thao.page(TILL)


def test_a_candidate_of_the_same_amount_is_shown_and_booked_only_when_a_person_says_so(here: District, thao: Browser) -> None:
    order = owed(here, name="Trần Thị Bé")
    owed(here, "mo")
    confirmed(thao, uploaded(thao, [("FT1", "30.000", "TRAN THI BE nop le phi")]))
    address = line_page("no_reference")
    page = thao.page(address)
    assert "Khoản chưa thu cùng số tiền" in page and "Trần Thị Bé" in page and not FeeReceipt.objects.exists()
    chosen = form_having(thao.page(f"{address}?khoan={order.reference}"), "order")
    assert chosen.values["order"] == [order.reference]
    page = thao.told(thao.send(address, chosen), 302)
    assert "ghi sổ bằng tay, biên nhận 0001/2021" in page and "số giao dịch FT1" in FeeReceipt.objects.get().proof
    again = thao.send(address, chosen)
    assert again.status_code == 302 and FeeReceipt.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "procedure", "typed", "words"),
    [
        ("29.000", "phi", {}, "dòng sao kê còn thiếu 1.000 đồng"),
        ("31.000", "phi", {}, "phần tiền thừa được xử lý thế nào"),
        ("31.000", "phi", {"order": "MC22222222"}, "Không có khoản chưa thu nào mang mã"),
        ("31.000", "phi", {"order": ""}, "Hãy ghi mã chuyển khoản hoặc mã hồ sơ"),
        ("31.000", "phi", {"quantity": "0"}, "Số lượng từ 1 đến"),
        ("31.000", "mo", {}, "hãy ghi số tiền một bản"),
        ("31.000", "mo", {"stated": "x"}, "chỉ gồm chữ số"),
        ("31.000", "mo", {"stated": "31.000"}, "Hãy ghi nghị quyết"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    here: District, thao: Browser, amount: str, procedure: str, typed: dict[str, str], words: str
) -> None:
    order = owed(here, procedure)
    confirmed(thao, uploaded(thao, [("FT1", amount, order.reference)]))
    address = f"{HOME}dong/{StatementLine.objects.get(reference='FT1').pk}/"
    page = thao.told(thao.send(address, form_to(thao, address, "/thu/"), **typed), 422)
    assert words in page and "is-wrong" in page and not FeeReceipt.objects.exists()
    for value in typed.values():
        assert f'value="{value}"' in page


def test_several_pieces_and_an_open_amount_are_booked_by_hand(here: District, thao: Browser) -> None:
    pieces, open_ = owed(here), owed(here, "mo")
    confirmed(thao, uploaded(thao, [("FT1", "90.000", pieces.reference), ("FT2", "45.000", open_.reference)]))
    first, second = line_page("pieces"), line_page("open")
    form = form_to(thao, first, "/thu/")
    assert "<details open>" in thao.page(second) and "<details open>" not in thao.page(first)
    assert form.values["quantity"] == ["3"] and form.values["order"] == [pieces.reference]
    thao.told(thao.send(first, form), 302)
    thao.told(thao.send(second, form_to(thao, second, "/thu/"), stated="45.000", basis="NQ 35/2020"), 302)
    assert sorted(FeeReceipt.objects.values_list("amount", flat=True)) == [45_000, 90_000]


# ---- files ----------------------------------------------------------------------------------------------------------------------


def test_a_workbook_with_the_dates_and_numbers_of_a_spreadsheet_is_read(here: District, thao: Browser) -> None:
    order = owed(here)
    book, file = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in (["SAO KÊ"], [], list(HEADERS), [date(2021, 3, 1), "FT1", None, 30_000, order.reference]):
        book.active.append(row)
    book.save(file)
    confirmed(thao, uploaded(thao, file.getvalue(), name="sao-ke.xlsx"))
    assert "ghi có ngày 01/03/2021" in FeeReceipt.objects.get().proof


def _too_long() -> bytes:
    return csv_of([]) + b"\n01/03/2021;1;;1;x" * 50_001


HEAD = ";".join(HEADERS)
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "Tệp trống"),
    "blank": (b" \n\n", "Tệp trống"),
    "PDF": (b"%PDF-1.7 ...", "Tệp là PDF"),
    "old workbook": (b"\xd0\xcf\x11\xe0rest", "Excel đời cũ"),
    "web page": (b"<html><table>", "trang web"),
    "no headings": (b"01/03/2021;FT1;;30.000;x\n02/03/2021;FT2;;30.000;y\n", "Không thấy dòng tiêu đề cột"),
    "headings alone": (f"{HEAD}\n".encode(), "không có dòng giao dịch nào"),
    "wrong encoding": (f"{HEAD}\n01/03/2021;FT1;;30.000;Nguyá»…n VÄƒn A\n".encode(), "sai bảng mã"),
    "50,001 lines": (_too_long(), "quá 50.000 dòng"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_told_in_one_clear_answer(here: District, thao: Browser, kind: str) -> None:
    content, words = BAD[kind]
    form = thao.form(HOME, having="account")
    page = thao.told(thao.send(HOME, form, file=SimpleUploadedFile("a.csv", content)), 422)  # type: ignore[arg-type]
    assert words in page and "field-error" in page and not Statement.objects.exists()


def test_no_file_is_told(here: District, thao: Browser) -> None:
    assert "Hãy chọn tệp sao kê" in thao.told(thao.send(HOME, thao.form(HOME, having="account")), 422)


def test_an_old_vietnamese_font_is_told() -> None:
    with pytest.raises(Unfit, match="phông cũ"):
        statement_table(f"{HEAD}\n01/03/2021;FT1;;30.000;§Æng ThÞ H­êng\n".encode(), name="a.csv")


@pytest.fixture
def others(here: District, monkeypatch: Any) -> Browser:
    """A receptionist, who collects no fees."""
    return Browser(here, "lan", monkeypatch)


def test_who_collects_no_fees_sees_no_statement(here: District, thao: Browser, others: Browser) -> None:
    address = uploaded(thao, [("FT1", "5.000", "x")])
    for path in (address, f"{address}bao-cao.csv", f"{HOME}dong/1/"):
        assert others.client.get(path).status_code == 404
    assert others.client.get(HOME).status_code == 403
    assert thao.client.get(f"{HOME}999999/").status_code == 404
