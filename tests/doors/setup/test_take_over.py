"""The take-over's screens: a file is uploaded, read by a mapping, tried, taken over in portions, compared with the old report; removed."""

import io
from itertools import count
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from motcua.cases.models import Case, TakeOverFile, TakeOverMapping
from motcua.doors.setup import take_over as screen
from motcua.doors.shared.table_file import Table
from motcua.doors.shared.take_over_file import read_table
from motcua.journal.models import Entry
from motcua.offices.rules.plan import PersonPlan
from tests.builders.browser import Browser, form_having
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db

HOME = "/qt/ho-so-cu/"
HEADERS = [
    "Mã số hồ sơ",
    "Thủ tục",
    "Chủ hồ sơ",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày có kết quả",
    "Ngày trả",
    "Trạng thái",
    "Phòng",
    "SĐT",
]
ROWS: list[list[Any]] = [
    ["CU-01", "Thủ tục P5", "Đinh Thị Một", "01/02/2021 09:00", "08/02/2021", "", "", "Đang xử lý", "Phòng TNMT"],
    ["CU-02", "Thủ tục P5", "Đinh Thị Hai", "01/02/2021", "08/02/2021", "05/02/2021", "09/02/2021", "Đã trả kết quả", "Phòng TNMT"],
    ["CU-03", "Xác nhận cũ", "<script>", "01/02/2021", "08/02/2021", "", "", "Lạ", "Phòng TNMT"],
]


@pytest.fixture
def here(db: None) -> District:
    people = (
        PersonPlan(key="tri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),
        PersonPlan(key="tp-tri", name="Vũ Quản", office="tp", roles=("administrator",)),
    )
    return district(people=people)


@pytest.fixture
def tri(here: District, monkeypatch: Any) -> Browser:
    return Browser(here, "tri", monkeypatch)


def book(rows: list[list[Any]]) -> bytes:
    made, file = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in [HEADERS, *rows]:
        sheet.append(row)
    made.save(file)
    return file.getvalue()


def uploaded(browser: Browser, rows: list[list[Any]] | bytes) -> str:
    """The address of the file's page."""
    form = browser.form(HOME, having="office")
    content = rows if isinstance(rows, bytes) else book(rows)
    sent = SimpleUploadedFile("cu.xlsx", content)
    browser.told(browser.send(HOME, form, office=str(browser.place.offices["huyen"]), file=sent), 302)  # type: ignore[arg-type]
    return f"{HOME}{TakeOverFile.objects.latest('id').pk}/"


def mapped(browser: Browser, address: str, status: int = 302, **typed: Any) -> str:
    form = browser.form(address, having="name")
    told = {"name": "Hệ thống cũ", "states:la": "in_progress", "procedures:xac nhan cu": "9.P5", "offices:phong tnmt": "tnmt", **typed}
    return browser.told(browser.send(address, form, do="map", **told), status)


def applied(browser: Browser, address: str) -> str:
    return browser.told(browser.client.post(address, {"do": "apply"}), 302)  # type: ignore[arg-type]


def test_a_file_is_uploaded_mapped_tried_taken_over_compared_and_removed(here: District, tri: Browser) -> None:
    address = uploaded(tri, ROWS)
    first = tri.page(address)
    assert not Case.objects.exists() and "Chưa nhập được" in first and "Chưa chọn “Lạ” nghĩa là gì." in first
    assert "&lt;script&gt;" in first and "<script>" not in first.partition("<main")[2]
    again = mapped(tri, address)
    assert "Đã lưu bảng ánh xạ “Hệ thống cũ”" in again and "Nhập 3 hồ sơ" in again and "held-title" not in again
    done = applied(tri, address)
    assert "Đã nhập 3 hồ sơ." in done and "Đối chiếu số tổng" in done and "chênh lệch" not in done
    case = Case.objects.get(file_number="CU-01")
    assert case.holder_office_id == here.offices["tnmt"]
    assert Entry.objects.filter(kind="case-taken-over", actor_name="Đặng Trí Nhật").count() == 3
    differing = tri.page(f"{address}?late=7")
    assert "1 chênh lệch" in differing and 'value="7"' in differing
    report = tri.client.get(f"{address}bao-cao.xlsx?late=7")
    told = load_workbook(io.BytesIO(report.content))  # type: ignore[attr-defined]
    assert [cell.value for cell in told["Từng dòng"]["C"]] == ["Kết quả", *["đã có, giữ nguyên"] * 3]
    assert "có" in [cell.value for cell in told["Đối chiếu"]["F"]]
    removed = tri.told(tri.send(f"{address}xoa/", form_having(tri.page(address), "key")), 302)
    assert "Đã xóa tệp" in removed and not TakeOverFile.objects.exists() and Case.objects.count() == 3


def test_a_large_file_is_taken_over_in_portions_and_none_twice(here: District, tri: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count()
    monkeypatch.setattr(screen, "monotonic", lambda: next(seconds))
    monkeypatch.setattr(screen, "SECONDS_AT_A_TIME", 2)
    address = uploaded(tri, [[f"CU-{n}", *ROWS[0][1:-1], ""] for n in range(5)])
    assert "Nhập 5 hồ sơ" in tri.page(address)
    assert "Đã nhập 2 hồ sơ. Còn 3 dòng: hãy bấm nhập tiếp." in applied(tri, address)
    assert "Nhập tiếp 3 hồ sơ" in tri.page(address)
    applied(tri, address)
    assert "Đã nhập 1 hồ sơ." in applied(tri, address) and Case.objects.count() == 5
    assert "Đã nhập 0 hồ sơ." in applied(tri, address) and Case.objects.count() == 5


def test_the_mapping_is_used_again_for_the_next_file_and_the_same_file_is_kept_once(here: District, tri: Browser) -> None:
    content = book(ROWS)
    address = uploaded(tri, content)
    mapped(tri, address)
    assert uploaded(tri, content) == address and TakeOverFile.objects.count() == 1
    other = uploaded(tri, [["CU-09", *ROWS[2][1:]]])
    assert other != address and "Nhập 1 hồ sơ" in tri.page(other) and TakeOverMapping.objects.count() == 1


def test_a_mapping_that_lacks_a_column_or_a_name_is_told_at_each_field_and_nothing_typed_is_lost(here: District, tri: Browser) -> None:
    address = uploaded(tri, ROWS)
    page = mapped(tri, address, 422, name="", **{"col-number": "", "col-state": "Phòng", "states:phong tnmt": "paused"})
    assert page.count("Hãy chọn cột này.") == 2 and "Hãy đặt tên cho bảng ánh xạ" in page
    assert '<option selected value="Phòng">' in page
    assert not TakeOverMapping.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cu.xls", b"\xd0\xcf\x11\xe0", "Excel đời cũ"),
        ("cu.xlsx", b"PK\x03\x04", "tệp hỏng"),
        ("cu.csv", b"a,b\n", "Không thấy dòng tiêu đề"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_its_field(here: District, tri: Browser, name: str, content: bytes, told: str) -> None:
    form = tri.form(HOME, having="office")
    page = tri.told(tri.send(HOME, form, office="", file=SimpleUploadedFile(name, content)), 422)  # type: ignore[arg-type]
    assert told in page and "Hãy chọn nơi tiếp nhận" in page and not TakeOverFile.objects.exists()


def test_who_administers_another_office_sees_no_file_of_this_counter(here: District, tri: Browser, monkeypatch: Any) -> None:
    address = uploaded(tri, ROWS)
    other = Browser(here, "tp-tri", monkeypatch)
    assert "cu.xlsx" not in other.page(HOME)
    other.page(address, 404)
    other.page(f"{address}bao-cao.xlsx", 404)
    assert other.client.post(address, {"do": "apply"}).status_code == 404 and not Case.objects.exists()


def test_the_case_screen_says_where_the_case_came_from(here: District, tri: Browser, monkeypatch: Any) -> None:
    address = uploaded(tri, ROWS[:1])
    mapped(tri, address)
    applied(tri, address)
    page = Browser(here, "hoa", monkeypatch).page(f"/q/ho-so/{Case.objects.get().pk}/")
    assert "nhập từ hệ thống cũ (tệp cu.xlsx, dòng 2)" in page and "Nhập từ hệ thống cũ" in page


def test_papers_that_only_the_old_system_knows_of_come_in_at_the_counter(here: District, tri: Browser, monkeypatch: Any) -> None:
    applied(tri, uploaded(tri, [["CU-1", *ROWS[0][1:4], "31/03/2021", "", "", "Chờ bổ sung", "", ""]]))
    lan, address = Browser(here, "lan", monkeypatch), f"/q/quay/bo-sung/{Case.objects.get().pk}/"
    form = lan.form(address)
    assert "Hãy xác nhận đã nhận đủ giấy tờ mà hệ thống cũ yêu cầu." in lan.told(lan.send(address, form, papers=["anh"]), 422)
    done = lan.told(lan.send(address, form, papers=["ban-ve"], is_whole="on"), 302)
    assert "Thời hạn tính lại từ đầu." in done and Case.objects.get().state == "in_progress"
    assert [paper.key for paper in Case.objects.get().papers.all()] == ["ban-ve"]


EVERY = ["Mới tiếp nhận", "Đang xử lý", "Chờ bổ sung", "Nghĩa vụ tài chính", "Tạm dừng", "Có kết quả", "Đã trả", "Từ chối", "Rút", "Hủy"]
SCREENS = {
    "lan": ("/q/quay/", "/q/quay/chuyen/", "/q/quay/tra/", "/q/quay/bo-sung/", "/q/so/"),
    "minh": ("/q/viec/",),
    "hoa": ("/q/lanh-dao/", "/q/bao-cao/?ky=khoang&tu=2021-01-01&den=2021-03-31"),
}


def test_every_everyday_screen_shows_cases_taken_over_however_they_stand(here: District, tri: Browser, monkeypatch: Any) -> None:
    ends = {
        "Có kết quả": ["05/02/2021", ""],
        "Rút": ["05/02/2021", ""],
        "Hủy": ["05/02/2021", ""],
        **dict.fromkeys(("Đã trả", "Từ chối"), ROWS[1][5:7]),
    }
    rows = [[f"CU-{n}", *ROWS[1][1:5], *ends.get(said, ["", ""]), said, "", "0905000112"] for n, said in enumerate(EVERY)]
    address = uploaded(tri, rows)
    applied(tri, address)
    assert Case.objects.filter(is_taken_over=True).count() == len(EVERY)
    for who, addresses in SCREENS.items():
        browser = Browser(here, who, monkeypatch)
        for screen_address in addresses:
            browser.page(screen_address)
    lan, hoa = Browser(here, "lan", monkeypatch), Browser(here, "hoa", monkeypatch)
    for case in Case.objects.all():
        hoa.page(f"/q/ho-so/{case.pk}/")
        assert hoa.client.get(f"/q/ho-so/{case.pk}/phieu-kiem-soat.pdf").status_code == 200
        lan.page(f"/q/quay/da-nhan/{case.pk}/")
        assert str(case.file_number) in lan.page(f"/tra-cuu/{case.file_number}/")
        told = {"ma_tra_cuu": case.tracking_code, "so_cuoi": "0112"}
        assert lan.client.post("/tra-cuu/chi-tiet/", told).status_code == 200
    [settled] = Case.objects.filter(state="settled", outcome="approve")
    lan.page(f"/q/quay/tra/{settled.pk}/")


def test_what_is_kept_of_a_file_comes_back_cell_by_cell() -> None:
    import datetime

    rows = [["CU-1", 1.5, True, datetime.datetime(2021, 2, 1, 9), datetime.datetime(2021, 2, 1), None, "x", datetime.time(8), "="]]
    table = read_table(book(rows), name="cu.xlsx")
    assert Table.unpacked(table.packed(), name=table.name, digest=table.digest) == table
