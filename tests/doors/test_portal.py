"""The public's pages about procedures: what a citizen finds, in which words, and what is never shown."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.kernel.moments import VIETNAM
from tests.doors.portal_world import BIRTH, LAND, OPEN, Site, make_draft, put_in_force, retell, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Site:
    """The public site."""
    return site(monkeypatch)


def words(page: str) -> str:
    """What stands on the page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def test_home_asks_for_a_file_number_and_a_procedure_and_says_when_the_counters_are_open(portal: Site) -> None:
    told = words(portal.text("/"))
    assert "Mã hồ sơ" in told
    assert "Đang mở cửa đến 11:30" in told
    assert "Giờ làm việc hôm nay: 7:30–11:30 và 13:00–17:00" in told
    assert "Đất đai 3" in told
    assert "Hộ tịch 1" in told


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2021, 3, 1, 11, 45, tzinfo=VIETNAM), "Đang đóng cửa , mở lúc 13:00 thứ Hai 01/03/2021"),
        (datetime(2021, 3, 1, 17, 0, tzinfo=VIETNAM), "Đang đóng cửa , mở lúc 07:30 thứ Ba 02/03/2021"),
        (datetime(2021, 3, 6, 9, 0, tzinfo=VIETNAM), "Hôm nay nghỉ: cuối tuần"),
        (datetime(2031, 3, 3, 9, 0, tzinfo=VIETNAM), "chưa có lịch làm việc của năm nay"),
    ],
)
def test_a_closed_counter_says_why_and_when_it_opens(portal: Site, now: datetime, said: str) -> None:
    portal.set_clock(now)
    assert said in words(portal.text("/"))


@pytest.mark.parametrize("typed", ["dat dai", "Đất đai", "ĐẤT ĐAI", "đất đai", "dat+dai"])
def test_procedures_are_found_without_accents(portal: Site, typed: str) -> None:
    told = words(portal.text(f"/thu-tuc/?tu={typed}"))
    assert "Có 3 thủ tục" in told
    assert "Cấp đổi Giấy chứng nhận" in told


@pytest.mark.parametrize("typed", ["ks", "1.000222", "khai sinh", "sinh khai", "ho tich"])
def test_a_procedure_is_found_by_key_code_name_or_field(portal: Site, typed: str) -> None:
    told = words(portal.text(f"/thu-tuc/?tu={typed}"))
    assert "Đăng ký khai sinh Trong ngày làm việc · lệ phí hộ tịch 8.000 đồng" in told
    assert "Có 1 thủ tục" in told


def test_the_results_tell_each_limit_and_fee(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/?linh-vuc=Đất đai"))
    assert "10 ngày làm việc hoặc 7 ngày làm việc · phí theo quy định của HĐND tỉnh · phí thẩm định 150.000 đồng" in told
    assert "45 ngày · không thu phí" in told


def test_nothing_found_says_what_to_do_now(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/?tu=phi thuyền"))
    assert "Không tìm thấy thủ tục nào" in told
    assert "gọi quầy" in told
    assert "Hộ tịch" in told


@pytest.mark.parametrize("query", ["tu=%00", "tu=%25", "tu=_", "trang=0", "tu=dat&trang=999", "trang=²", "tu=" + "a" * 999, "linh-vuc=%00"])
def test_odd_queries_are_answered_like_any_other(portal: Site, query: str) -> None:
    portal.text(f"/thu-tuc/?{query}")


def test_many_results_come_in_pages_of_twenty(portal: Site) -> None:
    for number in range(25):
        put_in_force(portal.place, {"code": f"2.{number:06}", "key": f"dau{number}", "name": f"Đấu giá {number:02}", "field": "Tư pháp"})
    first, second = portal.text("/thu-tuc/?tu=dau gia"), portal.text("/thu-tuc/?tu=dau gia&trang=2")
    assert "Có 25 thủ tục" in words(first)
    assert "trang=2" in first
    assert "Đấu giá 24" not in first
    assert "Đấu giá 24" in second
    assert "Trang trước" in second
    assert "Trang sau" not in second


def test_a_procedure_tells_in_order_what_to_bring_how_long_how_much_where_and_which_steps(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/1.000111/"))
    parts = ["Mang theo gì?", "Mất bao lâu?", "Bao nhiêu tiền?", "Nộp ở đâu", "những bước nào?", "Căn cứ Luật"]
    assert sorted(parts, key=told.index) == parts


def test_papers_are_told_apart_by_whether_and_when_they_are_needed(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/1.000111/"))
    assert "Phải có Đơn đề nghị theo mẫu 1 bản chính Giấy chứng nhận đã cấp 1 bản chính, 2 bản sao" in told
    assert "Chỉ khi: nhận thừa kế Văn bản thừa kế" in told
    assert "Chỉ khi cần Giấy tờ khác Số bản: xin hỏi quầy" in told


def test_the_limit_of_each_way_of_filing_comes_with_the_date_it_would_give_now(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/1.000111/"))
    assert "Các cách nộp khác 10 ngày làm việc" in told
    assert "Nếu nộp bây giờ: hẹn trả 17:00 thứ Hai 15/03/2021" in told
    assert "Tự nộp trực tuyến; Nộp trực tuyến, có người giúp 7 ngày làm việc" in told
    assert "hẹn trả 17:00 thứ Tư 10/03/2021" in told


def test_the_example_date_is_the_one_that_the_receipt_then_promises(portal: Site) -> None:
    case_id = portal.place.receive(at=OPEN)
    due = portal.place.case(case_id).due_at.astimezone(VIETNAM)
    assert f"hẹn trả {due:%H:%M} thứ Hai {due:%d/%m/%Y}" in words(portal.text("/thu-tuc/9.P5/"))


def test_an_example_over_days_off_says_which(portal: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.offices.models import CalendarDay

    CalendarDay.objects.create(authority_id=portal.place.authority_id, day=date(2021, 3, 3), kind="holiday", name="Lễ")
    retell(portal.place)
    assert "Trong thời gian đó có: nghỉ lễ, Tết 03/03" in words(portal.text("/thu-tuc/9.P5/"))


def test_filed_on_a_saturday_the_example_begins_when_the_counter_opens(portal: Site) -> None:
    portal.set_clock(datetime(2021, 3, 6, 9, 0, tzinfo=VIETNAM))
    told = words(portal.text("/thu-tuc/9.P5/"))
    assert "Nếu nộp lúc quầy mở lại, 07:30 thứ Hai 08/03/2021: hẹn trả 17:00 thứ Hai 15/03/2021" in told


def test_a_year_without_calendar_gives_no_date_at_all(portal: Site) -> None:
    portal.set_clock(datetime(2031, 3, 3, 9, 0, tzinfo=VIETNAM))
    told = words(portal.text("/thu-tuc/9.P5/"))
    assert "5 ngày làm việc" in told
    assert "hẹn trả" not in told.lower().replace("trễ hẹn", "")


def test_fees_are_told_with_their_basis_and_an_unknown_one_is_not_called_free(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/1.000111/"))
    assert "Lệ phí địa chính: theo quy định của HĐND tỉnh – hỏi quầy Căn cứ: Nghị quyết của HĐND tỉnh" in told
    assert "Phí thẩm định: 150.000 đồng Miễn, giảm: hộ nghèo Căn cứ: Thông tư 85/2019/TT-BTC" in told
    assert "Ông/bà không phải trả thêm khoản nào." in told


def test_an_online_level_that_nobody_published_is_said_to_be_missing(portal: Site) -> None:
    assert "Mức độ trực tuyến: chưa công bố mức độ trực tuyến" in words(portal.text("/thu-tuc/1.000222/"))
    assert "mức độ 3 (nộp hồ sơ qua mạng)" in words(portal.text("/thu-tuc/1.000111/"))


def test_what_is_not_certain_is_said(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/1.000222/"))
    assert "Chưa đối chiếu quyết định công bố." in told
    assert "Danh mục giấy tờ chưa được nhập" in told
    told = words(portal.text("/thu-tuc/1.000111/"))
    assert "Quyết định công bố: Quyết định 12/QĐ-UBND" in told
    assert "Ghi chú: Soạn tay, xin đối chiếu" in told
    assert "Còn phải xem lại Tên giấy tờ dài, có thể bị cắt ở cuối" in told


def test_a_draft_is_shown_nowhere(portal: Site) -> None:
    make_draft(put_in_force(portal.place, {"code": "1.000999", "key": "nhap", "name": "Thủ tục nháp", "field": "Lĩnh vực nháp"}))
    retell(portal.place)
    assert "nháp" not in portal.text("/thu-tuc/1.000999/", status=404)
    assert "nháp" not in portal.text("/")
    assert "Không tìm thấy thủ tục nào" in portal.text("/thu-tuc/?tu=thu tuc nhap")


def test_a_version_is_shown_from_its_first_day_to_its_last(portal: Site) -> None:
    put_in_force(portal.place, {**BIRTH, "name": "Đăng ký khai sinh, bản mới"}, valid_from=date(2021, 3, 2))
    assert "bản mới" not in portal.text("/thu-tuc/1.000222/")
    portal.set_clock(OPEN + timedelta(days=1))
    assert "bản mới" in portal.text("/thu-tuc/1.000222/")
    assert "Có 1 thủ tục" in words(portal.text("/thu-tuc/?tu=khai sinh"))
    portal.set_clock(OPEN - timedelta(days=800))
    assert "Không có thủ tục mang mã này" in portal.text("/thu-tuc/1.000222/", status=404)


def test_an_unknown_code_offers_the_search(portal: Site) -> None:
    told = words(portal.text("/thu-tuc/khong-co/", status=404))
    assert "Tên việc cần làm" in told


def test_text_from_the_catalogue_is_never_markup(portal: Site) -> None:
    put_in_force(portal.place, {**LAND, "code": "1.666", "key": "x", "name": "<script>alert(1)</script>", "note": "<b>đậm</b>"})
    page = portal.text("/thu-tuc/1.666/") + portal.text("/thu-tuc/?tu=alert")
    assert "<script>" not in page
    assert "<b>" not in page


def test_several_authorities_need_to_be_told_apart(portal: Site, settings: Any) -> None:
    other = site(portal.monkeypatch, "huyen-khac")
    put_in_force(other.place, {"code": "1.000777", "key": "rieng", "name": "Thủ tục riêng", "field": "Khác"})
    assert "chưa biết trang này là của cơ quan nào" in portal.text("/", status=503).lower()
    settings.AUTHORITIES = ["huyen-khac"]
    portal.text("/thu-tuc/1.000777/")
    settings.AUTHORITIES = ["huyen-thu", "khac.vn=huyen-khac"]
    settings.ALLOWED_HOSTS = ["*"]
    portal.text("/thu-tuc/1.000777/", status=404)
    assert portal.client.get("/thu-tuc/1.000777/", headers={"host": "khac.vn:8000"}).status_code == 200
    settings.AUTHORITIES = ["khong-co"]
    portal.text("/", status=503)


def test_a_database_without_an_authority_says_so_and_shows_no_other_page(client: Any) -> None:
    for address in ("/", "/thu-tuc/", "/thu-tuc/1/", "/tra-cuu/", "/tra-cuu/000.00.99.H08-210301-0001/"):
        assert client.get(address).status_code == 503


def test_pages_take_few_statements(portal: Site, django_assert_max_num_queries: Any) -> None:
    for address in ("/", "/thu-tuc/?tu=dat dai", "/thu-tuc/1.000111/"):
        portal.text(address)
        with django_assert_max_num_queries(4):
            portal.text(address)
