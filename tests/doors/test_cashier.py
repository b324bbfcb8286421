"""The cashier's screens by plain HTTP: what is owed, money taken, receipts void by two, the day closed at zero."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.catalogue.rules.procedure import Fee
from motcua.fees.commands.set_fee_account import set_fee_account
from motcua.fees.models import FeeOrder, FeeReceipt
from motcua.fees.rules.vietqr import payload
from motcua.kernel.moments import local_date
from motcua.offices.rules.plan import PersonPlan
from tests.builders.browser import Browser, forms
from tests.builders.district import District, district

TILL = "/q/thu-ngan/"


@pytest.fixture
def here(db: None) -> District:
    made = district(people=(PersonPlan(key="quan", name="Đặng Trí Quản", office="huyen", roles=("administrator",)),))
    made.enact("phi", fees=(Fee("Lệ phí", 30_000),), steps=())
    made.enact("mo", fees=(Fee("Phí thẩm định", None),), steps=())
    return made


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


@pytest.fixture
def thao(officer: Callable[[str], Browser]) -> Browser:
    """The cashier."""
    return officer("thao")


def owed(here: District, procedure: str = "phi", **who: Any) -> str:
    """The address of what a case just received owes."""
    return f"{TILL}khoan/{FeeOrder.objects.get(subject_id=here.receive(procedure, **who)).pk}/"


def form_to(browser: Browser, address: str, ending: str) -> Any:
    """The form of the page at ``address`` that leads to an address with this ending."""
    return next(form for form in forms(browser.page(address)) if form.action.endswith(ending))


def take(browser: Browser, address: str, **typed: Any) -> Any:
    """Press one of the buttons that take money."""
    return browser.send(address, form_to(browser, address, "/thu/"), **{"method": "cash", **typed})


def test_what_is_owed_is_listed_and_found_by_name_or_reference(here: District, thao: Browser) -> None:
    owed(here, name="Trần Thị Bé")
    owed(here, name="Đinh Văn Lư")
    page = thao.page(TILL)
    assert "Trần Thị Bé" in page and "Đinh Văn Lư" in page and "30.000 đồng" in page
    found = thao.client.post(TILL, {"loc": FeeOrder.objects.order_by("id")[0].reference.lower()}).content.decode()
    assert "Trần Thị Bé" in found and "Đinh Văn Lư" not in found
    assert "Không có khoản nào khớp" in thao.client.post(TILL, {"loc": "zzz"}).content.decode()


def test_cash_is_taken_with_one_button_and_the_receipt_is_printed(here: District, thao: Browser) -> None:
    address = owed(here, name="Trần Thị Bé")
    page = thao.told(take(thao, address), 302)
    assert "Biên nhận 0001/2021" in page and "đã thu" in page
    pdf = thao.client.get(f"{TILL}bien-nhan/{FeeReceipt.objects.get().pk}.pdf")
    text = " ".join(PdfReader(BytesIO(pdf.content)).pages[0].extract_text().split())
    for words in (
        "BIÊN NHẬN THU PHÍ, LỆ PHÍ",
        "Số: 0001/2021",
        "Trần Thị Bé",
        "30.000 đồng",
        "tiền mặt",
        "chưa xác minh",
        "000.00.99.H08-210301-0001",
    ):
        assert words in text, words


def test_a_form_sent_twice_takes_the_money_once(here: District, thao: Browser) -> None:
    address = owed(here)
    form = form_to(thao, address, "/thu/")
    answers = [thao.send(address, form, method="cash").headers["Location"] for _ in range(2)]
    assert answers == [address] * 2 and FeeReceipt.objects.count() == 1


@pytest.mark.parametrize(
    ("procedure", "typed", "words"),
    [
        ("phi", {"given": "20.000"}, "còn thiếu 10.000 đồng"),
        ("phi", {"given": "hai mươi"}, "chỉ gồm chữ số"),
        ("phi", {"quantity": "0"}, "Số lượng từ 1 đến"),
        ("phi", {"quantity": "²"}, "Số lượng từ 1 đến"),
        ("phi", {"method": "elsewhere"}, "Hãy ghi chứng từ đã nộp"),
        ("mo", {"stated": "", "basis": ""}, "Hãy ghi số tiền."),
        ("mo", {"stated": "-5", "basis": "NQ 35"}, "chỉ gồm chữ số"),
        ("mo", {"stated": "5.000", "basis": ""}, "Hãy ghi nghị quyết"),
    ],
)
def test_what_is_typed_wrongly_is_told_at_its_field_and_nothing_is_taken(
    here: District, thao: Browser, procedure: str, typed: dict[str, str], words: str
) -> None:
    address = owed(here, procedure)
    page = thao.told(take(thao, address, **typed), 422)
    assert words in page and "field-error" in page and not FeeReceipt.objects.exists()
    for name, value in typed.items():
        assert name == "method" or f'value="{value}"' in page or not value


def test_two_wrong_fields_are_two_errors(here: District, thao: Browser) -> None:
    page = thao.told(take(thao, owed(here, "mo"), stated="x", basis=""), 422)
    assert page.count("field-error") == 2


def test_the_qr_pays_what_is_owed_under_its_reference_once_there_is_an_account(here: District, thao: Browser, officer: Any) -> None:
    address = owed(here)
    assert "chưa có tài khoản nhận phí" in thao.page(address) and "<svg" not in thao.page(address)
    set_fee_account(
        actor=here.actor("quan"), at=here.tick(), office_id=here.offices["huyen"], bank_bin="970405", account="4308201000001",
        holder="UBND HUYEN", valid_from=local_date(here.now),
    )  # fmt: skip
    page, order = thao.page(address), FeeOrder.objects.get()
    assert "<svg" in page and "4308201000001" in page and order.reference in page
    assert payload(order_transfer(here, order)).startswith("0002010102123857")


def order_transfer(here: District, order: FeeOrder) -> Any:
    """What the QR of an order says."""
    from motcua.fees.models import FeeAccount

    account = FeeAccount.on(local_date(here.now), authority_id=here.authority_id, office_id=order.office_id)
    assert account
    return account.transfer(30_000, order.reference)


def test_the_second_person_makes_a_receipt_void_from_the_board(here: District, thao: Browser, officer: Callable[[str], Browser]) -> None:
    address = owed(here)
    thao.told(take(thao, address), 302)
    page = thao.told(thao.send(address, form_to(thao, address, "/huy/"), reason="Thu nhầm người"), 302)
    assert "Chờ người thứ hai" in page
    own = thao.page(f"{TILL}huy/")
    assert "người khác xác nhận" in own and "Xác nhận hủy" not in own
    khoa = officer("khoa")
    assert "1 biên nhận thu phí chờ người thứ hai" in khoa.page("/q/lanh-dao/")
    form = form_to(khoa, f"{TILL}huy/", "/quyet/")
    assert "Đã hủy biên nhận" in khoa.told(khoa.send(f"{TILL}huy/", form, do="void"), 302)
    assert "chưa thu" in thao.page(address) and "Thu nhầm người" in thao.page(address)
    assert (
        "ĐÃ HỦY"
        in PdfReader(BytesIO(thao.client.get(f"{TILL}bien-nhan/{FeeReceipt.objects.get().pk}.pdf").content)).pages[0].extract_text()
    )


def test_a_day_is_counted_explained_closed_and_printed(here: District, thao: Browser) -> None:
    thao.told(take(thao, owed(here)), 302)
    address = f"{TILL}ket-so/"
    form = next(form for form in forms(thao.page(address)) if "counted" in form.values)
    assert "chỉ gồm chữ số" in thao.told(thao.send(address, form, counted="ba mươi"), 422)
    page = thao.told(thao.send(address, form, counted="29.000"), 422)
    assert "lệch -1.000 đồng" in page and 'value="29.000"' in page
    page = thao.told(thao.send(address, form, counted="29.000", explanation="Thối nhầm"), 302)
    assert "Đã kết sổ thu" in page and "Thối nhầm" in page
    text = PdfReader(BytesIO(thao.client.get(f"{address}so-thu.pdf").content)).pages[0].extract_text()
    assert "lệch -1.000 đồng" in text and "0001/2021" in text and "Thối nhầm" in text
    assert "đã kết" in thao.told(take(thao, owed(here)), 409)


def test_the_counter_sends_the_payer_on_and_the_result_waits_for_the_fee(here: District, officer: Callable[[str], Browser]) -> None:
    lan, case_id = officer("lan"), here.receive("phi")
    assert "Mời người nộp tới thu ngân: 30.000 đồng" in lan.page(f"/q/quay/da-nhan/{case_id}/")
    assert "30.000 đồng, chưa thu" in officer("minh").page(f"/q/ho-so/{case_id}/")


def test_an_account_is_entered_on_its_screen_and_a_wrong_one_is_told(here: District, officer: Callable[[str], Browser]) -> None:
    quan, address = officer("quan"), "/qt/tai-khoan-phi/"
    form = next(form for form in forms(quan.page(address)) if "account" in form.values)
    page = quan.told(quan.send(address, form, bank="970405", account="12-3", holder="UBND"), 422)
    assert "số tài khoản, chỉ chữ và số" in page and 'value="12-3"' in page
    page = quan.told(quan.send(address, form, bank="970405", account="4308 2010 00001", holder="UBND HUYEN"), 302)
    assert "4308201000001" in page and "Agribank" in page


@pytest.mark.parametrize("path", ["khoan/999999/", "bien-nhan/999999.pdf", "ket-so/?noi=999999", "ket-so/?ngay=hom-qua"])
def test_what_does_not_exist_is_not_found(thao: Browser, path: str) -> None:
    assert thao.client.get(TILL + path).status_code == 404
