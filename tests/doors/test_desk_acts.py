"""Every act upon a case through its form: what is asked, what comes of it, and what an incomplete form is told."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.cases.models import Case
from tests.builders.browser import Browser
from tests.builders.district import MONDAY, District
from tests.builders.situations import (
    EVERY,
    LONG_AGO,
    asked_after,
    assigned,
    consulted,
    decided,
    furnished,
    paused,
    settled,
)
from tests.doors.test_desk_case import address, form_of

pytestmark = pytest.mark.django_db

Typed = Callable[[District], dict[str, Any]]


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def late(here: District) -> int:
    case_id = here.transferred(at=LONG_AGO)
    here.tick(MONDAY)
    return case_id


ACTS: dict[str, tuple[str, Callable[[District], int], Typed, Callable[[Case], object], object]] = {
    # choice: by whom, upon what, what is typed, what is looked at afterwards, what it is
    "transfer": ("lan", lambda here: here.receive(), lambda here: {}, lambda case: case.state, "in_progress"),
    "take_over": ("minh", lambda here: here.transferred(), lambda here: {}, lambda case: case.handler.key, "minh"),
    "hand_over": ("minh", assigned, lambda here: {}, lambda case: case.step, 1),
    "hand_over_to": (
        "minh", assigned, lambda here: {"to": f"person:{here.people['nam'].pk}"}, lambda case: (case.handler.key, case.step), ("nam", 0)
    ),
    "assign": (
        "hoa", lambda here: here.transferred(), lambda here: {"to_person_id": str(here.people["nam"].pk)},
        lambda case: case.handler.key, "nam",
    ),
    "request_supplement": (
        "minh", assigned, lambda here: {
            "items": ["don", "ban-ve"], "why-don": "unsigned", "note-ban-ve": "thiếu kích thước", "reason": "Bản vẽ chưa đủ",
        },
        lambda case: (case.state, case.supplements.get().items),
        ("awaiting_supplement", ["don: chưa ký, chưa đóng dấu", "ban-ve: chưa nộp; thiếu kích thước"]),
    ),
    "request_supplement_again": (
        "hoa", lambda here: here.transferred(), lambda here: {"items": ["ban-ve"], "basis": "Khoản 2 Điều 9"},
        lambda case: case.supplements.get().basis, "Khoản 2 Điều 9",
    ),
    "supply": ("lan", asked_after, lambda here: {"items": ["ban-ve"]}, lambda case: case.state, "in_progress"),
    "pause": ("minh", assigned, lambda here: {"reason": "obligation"}, lambda case: case.state, "awaiting_obligation"),
    "resume": ("minh", paused, lambda here: {}, lambda case: case.state, "in_progress"),
    "consult": (
        "minh", assigned, lambda here: {"office": str(here.offices["tp"]), "content": "Nguồn gốc?", "due": "2021-03-04"},
        lambda case: f"{case.consultations.get().due_at:%d %H:%M}", "04 10:00",
    ),
    "answer_consultation": (
        "tu", consulted, lambda here: {"text": "Đất ông bà để lại"}, lambda case: case.consultations.get().answer, "Đất ông bà để lại"
    ),
    "extend": (
        "hoa", assigned, lambda here: {"reason": "Mưa lũ"},
        lambda case: (f"{case.due_at:%d/%m %H:%M}", case.times_extended()), ("09/03 10:00", 1),
    ),
    "apologise": (
        "hoa", late, lambda here: {"expected": "khac", "other": "2021-03-06", "reason": "Mưa lũ"},
        lambda case: f"{case.apologies.get().expected_at:%d/%m %H:%M}", "08/03 10:00",
    ),
    "decide": (
        "hoa", lambda here: here.presented(), lambda here: {"outcome": "refuse", "reason": "Đất đang có tranh chấp"},
        lambda case: (case.state, case.outcome, case.slips.filter(form="appraisal_refusal").count()), ("settled", "refuse", 1),
    ),
    "hand_over_result": ("ngoc", decided, lambda here: {}, lambda case: case.state, "settled"),
    "return_result": ("lan", settled, lambda here: {"how": "post", "to": "Đinh Văn Bê"}, lambda case: case.state, "returned"),
    "discontinue": (
        "hoa", lambda here: here.transferred(), lambda here: {"reason": "Tranh chấp", "basis": "Điều 9"},
        lambda case: case.state, "discontinued",
    ),
    "withdraw": ("lan", lambda here: here.transferred(), lambda here: {"has_signed_paper": "on"}, lambda case: case.state, "withdrawn"),
}  # fmt: skip


@pytest.mark.parametrize("choice", ACTS)
def test_an_act_is_done_through_its_form_and_told_on_the_case_itself(
    here: District, officer: Callable[[str], Browser], choice: str
) -> None:
    key, prepare, typed, look, expected = ACTS[choice]
    case_id = prepare(here)
    browser = officer(key)
    here.tick()
    form = form_of(browser.page(address(case_id)), choice)
    page = browser.told(browser.send(address(case_id), form, **typed(here)), 302)
    assert look(here.case(case_id)) == expected
    assert "notice-go" in page


INCOMPLETE: dict[str, tuple[str, Callable[[District], int], dict[str, Any], str]] = {
    "hand_over_to": ("minh", assigned, {"to": ""}, "Hãy chọn người, nơi nhận."),
    "assign": ("hoa", lambda here: here.transferred(), {"to_person_id": "1"}, "Lựa chọn này không còn dùng được"),
    "request_supplement": ("minh", assigned, {"items": None}, "Hãy đánh dấu ít nhất một giấy tờ."),
    "request_supplement_again": ("hoa", lambda here: here.transferred(), {"items": ["don"]}, "Hãy ghi căn cứ."),
    "supply": ("lan", asked_after, {"items": None}, "Hãy đánh dấu giấy tờ đã nhận."),
    "pause": ("minh", assigned, {}, "Hãy chọn lý do."),
    "consult": ("minh", assigned, {"content": "?", "due": "hôm nào"}, "Ngày này không đọc được"),
    "answer_consultation": ("tu", consulted, {"text": "  "}, "Hãy ghi ý kiến trả lời."),
    "extend": ("hoa", assigned, {"due": "khac", "other": "", "reason": "Mưa lũ"}, "Hãy chọn ngày, hoặc chọn một ngày đã gợi ý."),
    "apologise": ("hoa", late, {"reason": ""}, "Hãy ghi lý do."),
    "decide": ("hoa", lambda here: here.presented(), {"outcome": "refuse"}, "Hãy ghi lý do từ chối"),
    "discontinue": ("hoa", lambda here: here.transferred(), {"reason": "Tranh chấp"}, "Hãy ghi căn cứ pháp lý."),
    "withdraw": ("lan", lambda here: here.transferred(), {}, "khi có giấy đề nghị đã ký"),
}


@pytest.mark.parametrize("choice", INCOMPLETE)
def test_an_incomplete_form_is_told_beside_the_field_and_nothing_is_done(
    here: District, officer: Callable[[str], Browser], choice: str
) -> None:
    key, prepare, typed, words = INCOMPLETE[choice]
    case_id = prepare(here)
    browser = officer(key)
    here.tick()
    before = here.case(case_id).revision
    form = form_of(browser.page(address(case_id)), choice)
    page = browser.told(browser.send(address(case_id), form, **typed), 422)
    assert words in page and "field-error" in page
    assert here.case(case_id).revision == before
    assert form_of(page, choice)


def test_a_refusal_is_told_in_the_form_that_was_sent_and_points_at_its_field(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    hoa = officer("hoa")
    form = form_of(hoa.page(address(case_id)), "extend")
    page = hoa.told(hoa.send(address(case_id), form, due="khac", other="2021-03-02", reason="Mưa lũ"), 422)
    assert 'href="#due"' in page and 'id="due"' in page and "không muộn hơn" in page


def test_a_date_of_a_year_without_calendar_is_refused_in_words(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    hoa = officer("hoa")
    form = form_of(hoa.page(address(case_id)), "extend")
    page = hoa.told(hoa.send(address(case_id), form, due="khac", other="2031-03-02", reason="Mưa lũ"), 409)
    assert "Chưa có lịch nghỉ của năm 2031" in page
    assert form_of(page, "extend").values["reason"][0].strip() == "Mưa lũ"


def test_the_proposed_date_can_be_kept_and_each_date_says_how_much_later_it_is(here: District, officer: Callable[[str], Browser]) -> None:
    page = officer("hoa").page(address(assigned(here)))
    assert "17:00 thứ Ba 09/03/2021 (muộn hơn hẹn cũ 1 ngày làm việc)" in page
    assert "trước <strong>hết T6 05/03</strong>" in page


def test_an_act_without_a_key_is_not_done(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    minh = officer("minh")
    form = form_of(minh.page(address(case_id)), "hand_over")
    minh.told(minh.send(address(case_id), form, key=None), 409)
    assert here.case(case_id).step == 0


def test_after_the_last_thing_to_do_the_next_case_opens_by_itself_and_tells_what_was_done_with_the_one_before(
    here: District, officer: Callable[[str], Browser]
) -> None:
    case_id, other = assigned(here), assigned(here)
    minh = officer("minh")
    done = minh.send(address(case_id), form_of(minh.page(address(case_id)), "hand_over"))
    assert minh.client.get(done.headers["Location"]).headers["Location"] == address(other)
    page = minh.told(done, 302)
    assert f"{here.case(case_id).file_number}: Đã hoàn thành bước và chuyển hồ sơ." in page


def test_a_request_for_papers_is_read_as_the_applicant_will_before_it_is_sent(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, minh = assigned(here), officer("minh")
    form = form_of(minh.page(address(case_id)), "request_supplement")
    page = minh.told(minh.send(address(case_id), form, preview="1", items=["ban-ve"], **{"note-ban-ve": "thiếu kích thước"}))
    told = " ".join(page.partition("Người nộp sẽ đọc")[2].partition("</section>")[0].split())
    assert "Bản vẽ</strong>: chưa nộp; thiếu kích thước" in told and "tính lại từ đầu" in told
    assert here.case(case_id).state == "in_progress" and form_of(page, "request_supplement").values["items"] == ["ban-ve"]


def test_a_paper_that_is_in_is_asked_for_only_with_what_is_wrong_with_it(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, minh = assigned(here), officer("minh")
    form = form_of(minh.page(address(case_id)), "request_supplement")
    page = minh.told(minh.send(address(case_id), form, items=["don"]), 422)
    assert "hãy chọn sai, thiếu gì ở: Đơn đề nghị" in page and here.case(case_id).state == "in_progress"


def test_while_there_is_more_to_do_in_a_case_it_stays_open(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, _ = here.transferred(), assigned(here)
    minh = officer("minh")
    done = minh.send(address(case_id), form_of(minh.page(address(case_id)), "take_over"))
    assert minh.client.get(done.headers["Location"]).headers["Location"] == address(case_id)


def test_a_result_goes_to_somebody_else_only_with_a_letter_of_authority(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = settled(here)
    lan = officer("lan")
    form, typed = form_of(lan.page(address(case_id)), "return_result"), {"how": "counter", "to": "Đinh Văn Bê"}
    page = lan.told(lan.send(address(case_id), form, **typed, proof="receipt"), 422)
    assert "chưa có giấy ủy quyền" in page and here.case(case_id).state == "settled"
    page = lan.told(lan.send(address(case_id), form_of(page, "return_result"), **typed, proof="letter"), 302)
    assert "đã xem giấy ủy quyền" in page and here.case(case_id).state == "returned"


def test_an_apology_is_drafted_before_the_date_from_where_the_case_lay_and_signed_as_it_stands(
    here: District, officer: Callable[[str], Browser]
) -> None:
    case_id = EVERY["will be late"](here)
    here.now = MONDAY
    hoa = officer("hoa")
    page = hoa.page(address(case_id))
    form = form_of(page, "extend")
    reason = form.values["reason"][0].strip()
    assert (
        reason.startswith("Hồ sơ nằm ở Phòng Tài nguyên và Môi trường")
        and "làm việc" in reason
        and reason.endswith("chưa giải quyết xong.")
    )
    first_due = here.case(case_id).first_due_at
    hoa.told(hoa.send(address(case_id), form), 302)
    case = here.case(case_id)
    assert case.times_extended() == 1 and case.due_at > first_due == case.first_due_at
    assert case.apologies.get().reason == reason
