"""A case tracked from home: by its number no more than the degree of completion, by its code everything that is its applicant's."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.pause import pause
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_first_supplement import request_first_supplement
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.resume import resume
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.submit import submit
from motcua.cases.commands.supply import supply
from motcua.cases.commands.withdraw import withdraw
from motcua.cases.models import Case, Slip
from motcua.cases.rules.channels import Channel, ReturnChannel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.slips import slip_from_json
from motcua.cases.rules.tracking_code import new_tracking_code
from motcua.doors.shared import tries
from motcua.kernel.moments import VIETNAM
from motcua.offices.queries import applicant_actor
from tests.builders.district import MONDAY, District
from tests.doors.portal_world import PHONE, Site, case_with_slip, site

pytestmark = pytest.mark.django_db

DIGITS = "3421"
NAME = "Đinh Thị Hơ-Ninh"


@pytest.fixture(autouse=True)
def _no_try_yet() -> None:
    cache.clear()


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Site:
    """The public site."""
    return site(monkeypatch)


def words(page: str) -> str:
    """What stands on the page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


def bare(response: Any) -> bytes:
    """The page without the token against forgery, which differs with every page."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)


# ---- by the number ----------------------------------------------------------------------------------------------------------


def at_hand(place: District, state: str) -> Case:
    """A case brought into ``state`` by the acts that lead there."""
    filing = Filing(
        procedure_id=place.procedures["P5"], receiving_office_id=place.offices["huyen"], papers=("don",), channel=Channel.SELF_ONLINE,
        applicant=ApplicantDetails(name=NAME, phone=PHONE),
    )  # fmt: skip
    applicant = applicant_actor(NAME, authority_id=place.authority_id, phone=PHONE)
    filed: dict[str, Callable[[], Any]] = {
        "submitted": lambda: submit(actor=applicant, at=place.tick(), filing=filing),
        "refused_intake": lambda: refuse_intake(actor=place.actor("lan"), at=place.tick(), of=filing, reason="Sai nơi nộp"),
        "awaiting_first": lambda: request_first_supplement(
            actor=place.actor("lan"), at=place.tick(), of=filing, items=("ban-ve",), reason="Thiếu"
        ),
    }
    if state in filed:
        return place.case(filed[state]())
    case_id = place.receive() if state == "accepted" else place.presented() if state in ("settled", "returned") else place.transferred()
    by = {"case_id": case_id}
    acts: dict[str, Callable[[], Any]] = {
        "accepted": lambda: None,
        "in_progress": lambda: None,
        "paused": lambda: pause(actor=place.actor("minh"), at=place.tick(), reason="measurement", **by),
        "awaiting_obligation": lambda: pause(actor=place.actor("minh"), at=place.tick(), reason="obligation", **by),
        "awaiting_supplement": lambda: request_supplement(
            actor=place.actor("minh"), at=place.tick(), items=("ban-ve: chưa ký",), reason="Bản vẽ chưa ký", **by
        ),
        "withdrawn": lambda: withdraw(actor=place.actor("lan"), at=place.tick(), has_signed_paper=True, reason="Đổi ý", **by),
        "discontinued": lambda: discontinue(actor=place.actor("hoa"), at=place.tick(), reason="Hết đối tượng", basis="Luật", **by),
        "settled": lambda: decide(actor=place.actor("hoa"), at=place.tick(), outcome=Outcome.APPROVE, **by),
        "returned": lambda: (
            decide(actor=place.actor("hoa"), at=place.tick(), outcome=Outcome.APPROVE, **by),
            return_result(actor=place.actor("lan"), at=place.tick(), **by),
        ),
    }
    acts[state]()
    return place.case(case_id)


DEGREES = {
    "submitted": "Hồ sơ đã nộp, đang chờ tiếp nhận",
    "accepted": "Hồ sơ đã được tiếp nhận",
    "in_progress": "Hồ sơ đang được giải quyết",
    "paused": "Hồ sơ đang được giải quyết",
    "awaiting_first": "Hồ sơ cần bổ sung giấy tờ",
    "awaiting_supplement": "Hồ sơ cần bổ sung giấy tờ",
    "awaiting_obligation": "Hồ sơ chờ thực hiện nghĩa vụ tài chính",
    "settled": "Hồ sơ đã có kết quả",
    "returned": "Kết quả đã được trả",
    "withdrawn": "Hồ sơ đã được rút",
    "discontinued": "Hồ sơ dừng giải quyết",
    "refused_intake": "Hồ sơ không được tiếp nhận",
}


@pytest.mark.parametrize("state", DEGREES)
def test_the_number_tells_the_degree_of_completion_and_nothing_else(portal: Site, state: str) -> None:
    case = at_hand(portal.place, state)
    number = case.file_number or case.provisional_code
    page = portal.text(f"/tra-cuu/{number}/")
    assert DEGREES[state] in words(page)
    told = page.replace(number, "").partition("<main")[2].partition('<form class="card stack" id="chi-tiet"')[0]
    for secret in (case.applicant.name, "Hơ-Ninh", "P5", "Phòng", "huyện", case.tracking_code or "K7Q2", "3421"):
        assert secret not in told
    assert not re.search(r"\d\d/\d\d|\d\d:\d\d", told), "no date, no hour"


@pytest.mark.parametrize("state", DEGREES)
def test_the_line_of_steps_says_in_words_what_its_shapes_show(portal: Site, state: str) -> None:
    case = at_hand(portal.place, state)
    page = portal.text(f"/tra-cuu/{case.file_number or case.provisional_code}/")
    [line] = re.findall(r'<ol class="steps".*?</ol>', page, re.DOTALL)
    assert len(re.findall(r"<li[^>]*>[^:<]+: [^<]+</li>", line)) == 5
    assert line.count('aria-current="step"') == 1


def test_the_address_on_the_slip_leads_to_the_case(portal: Site) -> None:
    case_id, number, _ = case_with_slip(portal.place)
    [slip] = Slip.objects.filter(case=case_id)
    response = portal.client.get(slip_from_json(slip.content).tracking_url, follow=True)
    assert response.status_code == 200
    assert number in response.content.decode()


@pytest.mark.parametrize("dress", [str.lower, lambda n: f"  {n} ", lambda n: n.replace("-", "–"), lambda n: n.replace("-", " - ")])
def test_a_number_is_read_however_it_is_typed(portal: Site, dress: Callable[[str], str]) -> None:
    _, number, _ = case_with_slip(portal.place)
    response = portal.client.get("/tra-cuu/", {"ma": dress(number)})
    assert (response.status_code, response.headers["Location"]) == (302, f"/tra-cuu/{number}/")


def test_a_number_that_is_not_on_file_is_told_kindly(portal: Site) -> None:
    page = portal.text("/tra-cuu/000.00.99.H08-210301-9999/", status=404)
    assert "Không có hồ sơ nào mang mã này" in words(page)
    assert 'href="#ma"' in page


@pytest.mark.parametrize("typed", ["%00", "a" * 500, "../x", "<script>", "Đ", "%27%20or%201=1", "🙂"])
def test_odd_numbers_find_nothing(portal: Site, typed: str) -> None:
    assert portal.client.get(f"/tra-cuu/{typed}/", follow=True).status_code in (200, 404)
    assert portal.client.get("/tra-cuu/", {"ma": typed.replace("%00", "\0")}, follow=True).status_code in (200, 404)
    assert "<script>" not in portal.client.get("/tra-cuu/%3Cscript%3E/").content.decode()


def test_a_case_of_another_authority_does_not_exist_here(portal: Site, settings: Any) -> None:
    other = site(portal.monkeypatch, "huyen-khac")
    _, number, code = case_with_slip(other.place)
    settings.AUTHORITIES = ["huyen-thu"]
    portal.text(f"/tra-cuu/{number}/", status=404)
    assert portal.ask(code, DIGITS).status_code == 404


def test_a_tracking_code_typed_as_a_number_is_sent_to_the_right_box(portal: Site) -> None:
    _, _, code = case_with_slip(portal.place)
    response = portal.client.get("/tra-cuu/", {"ma": code})
    assert "Đây là mã tra cứu" in response.content.decode()
    assert code not in response.content.decode()


# ---- by the code ------------------------------------------------------------------------------------------------------------


def course(portal: Site, case: Case, now: datetime | None = None) -> str:
    """What the page of a case's course says."""
    portal.set_clock(now or portal.place.now + timedelta(minutes=5))
    response = portal.ask(case.tracking_code, case.applicant.phone.replace(" ", "")[-4:])
    assert response.status_code == 200
    return words(response.content.decode())


def test_the_code_with_the_phones_last_digits_opens_the_whole_course(portal: Site) -> None:
    case_id, number, _ = case_with_slip(portal.place, at=MONDAY)
    hand_over(actor=portal.place.actor("minh"), at=portal.place.tick(MONDAY + timedelta(hours=1)), case_id=case_id)
    told = course(portal, portal.place.case(case_id))
    assert f"Hồ sơ số {number} Thủ tục P5" in told
    assert "Đang ở: Phòng Tài nguyên và Môi trường, bước: Bước ky." in told
    assert "Hẹn trả kết quả: 17:00 thứ Hai 08/03/2021" in told
    assert "Ông/bà không phải làm gì." in told
    assert "08:00 thứ Hai 01/03/2021 Đã tiếp nhận hồ sơ UBND huyện" in told
    assert "09:00 thứ Hai 01/03/2021 Chuyển giải quyết Phòng Tài nguyên và Môi trường, bước: Bước ky" in told
    assert "5 ngày làm việc" in told
    assert NAME not in told


def test_pauses_are_told_with_their_reason_and_what_they_do_to_the_promise(portal: Site) -> None:
    case = at_hand(portal.place, "awaiting_obligation")
    told = course(portal, case)
    assert "Hồ sơ tạm dừng: chờ ông/bà nộp tiền theo thông báo" in told
    assert "Ngày hẹn trả tạm dừng." in told
    assert "Xin nộp tiền theo thông báo" in told
    resume(actor=portal.place.actor("minh"), at=portal.place.tick(MONDAY + timedelta(days=2)), case_id=case.pk)
    told = course(portal, portal.place.case(case.pk))
    assert "Tiếp tục giải quyết, thời hạn tính tiếp" in told
    assert "Tạm dừng tính thời hạn Phòng Tài nguyên và Môi trường Lý do: chờ ông/bà nộp tiền" in told
    assert "Ngày hẹn lúc đầu: 17:00 thứ Hai 08/03/2021." in told
    assert "Hẹn trả kết quả: 17:00 thứ Tư 10/03/2021" in told


def test_papers_still_to_bring_are_told_with_what_is_wrong_and_where_to_go(portal: Site) -> None:
    case = at_hand(portal.place, "awaiting_supplement")
    told = course(portal, case)
    assert "Xin mang các giấy tờ sau đến quầy. Đủ giấy tờ thì thời hạn tính lại từ đầu. Bản vẽ: chưa ký Lý do: Bản vẽ chưa ký" in told
    assert "Yêu cầu bổ sung giấy tờ Phòng Tài nguyên và Môi trường Lý do: Bản vẽ chưa ký. Cần bổ sung: Bản vẽ: chưa ký." in told
    supply(actor=portal.place.actor("lan"), at=portal.place.tick(MONDAY + timedelta(days=1)), case_id=case.pk, items=("ban-ve",))
    told = course(portal, portal.place.case(case.pk))
    assert "Đã nhận đủ giấy tờ bổ sung" in told
    assert "Ông/bà không phải làm gì." in told


def test_the_re_appointment_is_told_with_its_apology_and_reason(portal: Site) -> None:
    case = at_hand(portal.place, "in_progress")
    new_due = datetime(2021, 3, 10, 17, tzinfo=VIETNAM)
    extend(actor=portal.place.actor("hoa"), at=portal.place.tick(), case_id=case.pk, due=new_due, reason="Mưa lũ, chưa đo được.")
    told = course(portal, portal.place.case(case.pk))
    assert "Xin lỗi và hẹn lại ngày trả Lý do: Mưa lũ, chưa đo được. Hẹn lại: 17:00 thứ Tư 10/03/2021." in told
    assert "Ngày hẹn lúc đầu: 17:00 thứ Hai 08/03/2021." in told
    assert told.count("Chuyển giải quyết") == 1


def test_a_late_case_says_so_and_whether_an_apology_is_owed(portal: Site) -> None:
    case = at_hand(portal.place, "in_progress")
    late = datetime(2021, 3, 9, 8, tzinfo=VIETNAM)
    told = course(portal, case, now=late)
    assert "Hồ sơ đang được giải quyết, trễ hẹn" in told
    assert "Đã quá ngày hẹn trả: 17:00 thứ Hai 08/03/2021" in told
    assert "Cơ quan phải xin lỗi ông/bà bằng văn bản mà chưa gửi." in told
    assert "trễ hẹn" not in words(portal.text(f"/tra-cuu/{case.file_number}/")), "to others it is being processed, no more"
    expected = datetime(2021, 3, 12, 17, tzinfo=VIETNAM)
    apologise(actor=portal.place.actor("hoa"), at=portal.place.tick(late), case_id=case.pk, reason="Thiếu người", expected=expected)
    told = course(portal, portal.place.case(case.pk), now=late + timedelta(minutes=1))
    assert "Cơ quan xin lỗi ông/bà. Lý do: Thiếu người. Dự kiến có kết quả: 17:00 thứ Sáu 12/03/2021." in told
    assert "mà chưa gửi" not in told


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        (ReturnChannel.COUNTER, "Xin mang giấy hẹn và giấy tờ tùy thân đến nhận kết quả."),
        (ReturnChannel.POST, "Bưu điện sẽ giao kết quả tận nhà."),
        (ReturnChannel.ELECTRONIC, "Kết quả bản điện tử"),
    ],
)
def test_a_result_says_how_it_comes_home(portal: Site, channel: ReturnChannel, said: str) -> None:
    case = at_hand(portal.place, "settled")
    Case.objects.filter(pk=case.pk).update(return_channel=channel)
    assert said in course(portal, portal.place.case(case.pk))


@pytest.mark.parametrize("state", [state for state in DEGREES if state not in ("submitted", "awaiting_first", "refused_intake")])
def test_every_state_has_a_course(portal: Site, state: str) -> None:
    assert DEGREES[state] in course(portal, at_hand(portal.place, state))


# ---- who may not ------------------------------------------------------------------------------------------------------------


def test_wrong_and_unknown_get_one_and_the_same_answer(portal: Site) -> None:
    _, number, code = case_with_slip(portal.place)
    without_phone = case_with_slip(portal.place, phone=" ")[2]
    wrong_check = code[:-1] + ("0" if code[-1] != "0" else "1")
    asked = [
        (code, "0000"), (new_tracking_code(), DIGITS), (wrong_check, DIGITS), (without_phone, "0000"), (without_phone, ""),
        (code, ""), (code, "342"), ("", ""), (number, DIGITS), ("xin chào", "abcd"), ("A" * 10_000, "1" * 1000), ("\0", "\0"),
    ]  # fmt: skip
    answers = []
    for pair in asked:
        cache.clear()
        response = Client().post("/tra-cuu/chi-tiet/", {"ma_tra_cuu": pair[0], "so_cuoi": pair[1]})
        answers.append((response.status_code, bare(response), sorted((k, v) for k, v in response.headers.items() if k != "Content-Length")))
    assert answers[0][0] == 404
    assert all(answer == answers[0] for answer in answers)


def test_wrong_and_unknown_take_the_same_statements(portal: Site) -> None:
    _, _, code = case_with_slip(portal.place)
    counts = set()
    for pair in ((code, "0000"), (new_tracking_code(), DIGITS), ("K7Q2", DIGITS), (code[:-1] + "U", "0000")):
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            portal.ask(*pair)
        counts.add(len(seen))
    assert len(counts) == 1


def test_without_a_phone_on_file_no_digits_open_the_course(portal: Site) -> None:
    for phone in (" ", "chưa có", "12"):
        code = case_with_slip(portal.place, phone=phone)[2]
        for digits in ("0000", "", "    ", "12", "  12"):
            cache.clear()
            assert portal.ask(code, digits).status_code == 404
    assert "không để lại số điện thoại" in words(portal.text("/tra-cuu/"))


def test_five_wrong_tries_an_hour_for_one_client(portal: Site) -> None:
    _, _, code = case_with_slip(portal.place)
    assert [portal.ask(new_tracking_code(), DIGITS).status_code for _ in range(6)] == [404] * 5 + [429]
    response = portal.ask(code, DIGITS)
    assert response.status_code == 429, "even the right answer waits"
    told = words(response.content.decode())
    assert re.search(r"Thử lại được sau 60 phút Lúc \d\d:\d\d", told)
    assert "mang giấy hẹn đến quầy" in told
    assert 3500 < int(response.headers["Retry-After"]) <= 3601
    assert portal.ask(code, DIGITS, REMOTE_ADDR="203.0.113.9").status_code == 200, "another client is free"


def test_five_wrong_tries_an_hour_for_one_code_from_however_many_clients(portal: Site) -> None:
    _, _, code = case_with_slip(portal.place)
    statuses = [portal.ask(code, f"{n:04}", REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(7)]
    assert statuses == [404] * 5 + [429] * 2
    assert portal.ask(code, DIGITS, REMOTE_ADDR="203.0.113.99").status_code == 429


def test_an_unknown_code_runs_out_as_one_on_file_does(portal: Site) -> None:
    unknown = new_tracking_code()
    statuses = [portal.ask(unknown, f"{n:04}", REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(6)]
    assert statuses == [404] * 5 + [429]


@pytest.mark.parametrize(
    "dress",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " - "),
        lambda code: " ".join(code),
        lambda code: code.replace("-", "–"),
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code + "\u200b",
        lambda code: code[:-1] + "Z",
    ],
)
def test_the_limit_cannot_be_dodged_by_typing_the_code_otherwise(portal: Site, dress: Callable[[str], str]) -> None:
    _, _, code = case_with_slip(portal.place)
    statuses = [portal.ask(dress(code) if n % 2 else code, "0000", REMOTE_ADDR=f"203.0.113.{n}").status_code for n in range(6)]
    assert statuses == [404] * 5 + [429]


def test_a_wrong_check_sign_counts_as_a_try(portal: Site) -> None:
    assert [portal.ask("K7Q2-9FXD-0", DIGITS).status_code for _ in range(6)] == [404] * 5 + [429]


def test_a_right_answer_is_not_counted_and_takes_nothing_back(portal: Site) -> None:
    _, _, code = case_with_slip(portal.place)
    for _ in range(4):
        portal.ask(code, "0000")
    assert [portal.ask(code, DIGITS).status_code for _ in range(8)] == [200] * 8
    assert [portal.ask(code, "0000").status_code for _ in range(2)] == [404, 429]


def test_a_try_is_free_again_an_hour_of_real_time_later(portal: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    began = time.time()
    for minute, expected in [(0, 404), (10, 404), (20, 404), (30, 404), (40, 404), (59, 429), (60, 404), (61, 429), (70, 404), (71, 429)]:
        monkeypatch.setattr(tries.time, "time", lambda minute=minute: began + 60 * minute)
        assert portal.ask(new_tracking_code(), "0000").status_code == expected, minute


def test_the_programs_clock_does_not_move_the_limit(portal: Site) -> None:
    for _ in range(5):
        portal.ask(new_tracking_code(), "0000")
    portal.set_clock(MONDAY + timedelta(days=30))
    assert portal.ask(new_tracking_code(), "0000").status_code == 429


def test_the_cache_keeps_neither_codes_nor_addresses(portal: Site) -> None:
    _, _, code = case_with_slip(portal.place)
    portal.ask(code, "0000", REMOTE_ADDR="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache")
        kept = str(cursor.fetchall())
    assert "tries:" in kept
    assert "203.0.113.77" not in kept
    assert code.replace("-", "")[:8] not in kept


def test_pages_about_a_case_are_kept_nowhere_and_listed_nowhere(portal: Site) -> None:
    _, number, code = case_with_slip(portal.place)
    for response in (portal.client.get(f"/tra-cuu/{number}/"), portal.ask(code, DIGITS), portal.ask(code, "0000")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"


def test_the_form_is_guarded_against_forgery(portal: Site) -> None:
    assert Client(enforce_csrf_checks=True).post("/tra-cuu/chi-tiet/", {"ma_tra_cuu": "x", "so_cuoi": "1"}).status_code == 403
    assert portal.client.get("/tra-cuu/chi-tiet/").status_code == 405
