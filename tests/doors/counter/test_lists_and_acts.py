"""What lies at the counter: filings that came in, papers that are awaited, cases to hand over, results to return, cases taken back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from motcua.cases.commands.consult import consult
from motcua.cases.commands.decide import decide
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.submit import submit
from motcua.cases.commands.transfer import transfer
from motcua.cases.models import Case
from motcua.cases.rules.channels import Channel, ReturnChannel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.outcomes import Outcome
from motcua.offices.queries import applicant_actor
from tests.builders.browser import Browser, form_having
from tests.builders.district import District

LISTS = ("", "gui-den/", "bo-sung/", "chuyen/", "tra/", "y-kien-tre/")


def submitted(place: District, procedure: str = "hkd", papers: tuple[str, ...] = ("don",)) -> int:
    """A filing that came in online."""
    filing = Filing(
        procedure_id=place.procedures[procedure], receiving_office_id=place.offices["huyen"], papers=papers, channel=Channel.SELF_ONLINE,
        applicant=ApplicantDetails("Mang Văn Dũng", "0905 333 444", address="Làng Kà Nâu"), return_channel=ReturnChannel.POST,
    )  # fmt: skip
    actor = applicant_actor("Mang Văn Dũng", authority_id=place.authority_id, phone="0905 333 444")
    return submit(actor=actor, at=place.tick(), filing=filing)


def settled(place: District, outcome: Outcome = Outcome.APPROVE) -> int:
    """A case whose result lies at the counter."""
    case_id = place.presented()
    decide(actor=place.actor("hoa"), at=place.tick(), case_id=case_id, outcome=outcome, reason="Thửa đất đang tranh chấp")
    return case_id


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_says_so_and_what_will_stand_there(lan: Browser, name: str) -> None:
    page = lan.page(f"/q/quay/{name}")
    assert 'class="empty"' in page


def test_a_filing_that_came_in_is_listed_opened_and_accepted(lan: Browser, place: District) -> None:
    case_id = submitted(place)
    assert "Mang Văn Dũng" in lan.page("/q/quay/gui-den/")
    address = f"/q/quay/gui-den/{case_id}/"
    page = lan.page(address)
    assert "0905 333 444" in page and "trực tuyến, tự nộp" in page
    done = lan.told(lan.send(address, form_having(page, "seen"), do="receive", papers=["cccd"]), 302)
    assert place.case(case_id).state == "accepted" and "In giấy hẹn" in done


def test_a_filing_that_lacks_papers_is_sent_back_with_what_is_missing(lan: Browser, place: District) -> None:
    address = f"/q/quay/gui-den/{submitted(place)}/"
    form = form_having(lan.told(lan.send(address, lan.form(address), do="to-supplement")), "seen")
    assert form.values["asked"] == ["cccd"]
    lan.told(lan.send(address, form, do="supplement", reason="Chụp cả hai mặt"), 302)
    assert Case.objects.get().state == "awaiting_supplement"


def test_a_stale_screen_is_told_who_did_what_and_changes_nothing(lan: Browser, browser: Callable[[str], Any], place: District) -> None:
    address = f"/q/quay/gui-den/{submitted(place)}/"
    old = lan.form(address)
    lan.told(lan.send(address, lan.form(address), do="refuse", reason="Sai nơi nộp", ground="not-ours"), 302)
    page = lan.told(lan.send(address, old, do="forward"), 422)
    page = lan.told(lan.send(address, old, do="receive", papers=["cccd"]), 409)
    assert "từ chối tiếp nhận" in page
    assert Case.objects.get().state == "refused_intake"


def test_what_changed_meanwhile_is_listed(lan: Browser, place: District) -> None:
    case_id = settled(place)
    address = f"/q/quay/tra/{case_id}/"
    old = lan.form(address)
    Case.objects.filter(pk=case_id).update(revision=place.case(case_id).revision + 1)
    page = lan.told(lan.send(address, old), 409)
    assert "Hồ sơ đã thay đổi từ khi bạn mở trang này" in page and "Quyết định (Lê Thị Hoa)" in page
    assert place.case(case_id).state == "settled"


def test_a_filing_for_another_counter_goes_there(lan: Browser, place: District) -> None:
    place.enact("hai-noi", receiving_office_ids=frozenset({place.offices["huyen"], place.offices["tp"]}))
    case_id = submitted(place, "hai-noi")
    address = f"/q/quay/gui-den/{case_id}/"
    form = lan.form(address)
    assert "Hãy chọn nơi tiếp nhận" in lan.told(lan.send(address, form, do="forward", to_office=str(place.offices["tnmt"])), 422)
    page = lan.told(lan.send(address, form, do="forward", to_office=str(place.offices["tp"])), 302)
    assert "Đã chuyển hồ sơ tới Phòng Tư pháp." in page
    assert place.case(case_id).receiving_office_id == place.offices["tp"]


def test_papers_asked_for_after_acceptance_start_the_limit_anew(lan: Browser, place: District) -> None:
    case_id = place.transferred("hkd", papers=("don", "cccd"))
    request_supplement(actor=place.actor("minh"), at=place.tick(), case_id=case_id, items=("cccd: mờ", "uy-quyen"))
    assert "2 giấy tờ" in lan.page("/q/quay/bo-sung/")
    place.tick(place.now + timedelta(days=1))
    address = f"/q/quay/bo-sung/{case_id}/"
    page = lan.page(address)
    assert "tính lại từ đầu" in page and "17:00 thứ Ba 09/03/2021" in page
    assert "Hãy đánh dấu giấy tờ" in lan.told(lan.send(address, form_having(page, "seen")), 422)
    lan.told(lan.send(address, form_having(page, "seen"), papers=["cccd"]), 302)
    assert place.case(case_id).state == "awaiting_supplement"
    told = lan.told(lan.send(address, lan.form(address), papers=["uy-quyen"]), 302)
    assert "Đã nhận đủ giấy tờ" in told
    assert place.case(case_id).state == "in_progress"


def test_several_cases_are_handed_over_each_by_an_act_of_its_own(lan: Browser, place: District) -> None:
    cases = [place.receive(), place.receive(), place.receive()]
    page = lan.page("/q/quay/chuyen/")
    assert "Phòng Tài nguyên và Môi trường" in page and "hết T2 01/03" in page
    form = form_having(page, "key")
    transfer(actor=place.actor("lan"), at=place.tick(), case_id=cases[2])
    answer = lan.told(lan.send("/q/quay/chuyen/", form, cases=[str(each) for each in cases]))
    assert "Đã chuyển 2 hồ sơ" in answer and "1 hồ sơ chưa chuyển được" in answer and "000.00.99.H08-210301-0003" in answer
    assert [place.case(each).state for each in cases] == ["in_progress"] * 3
    again = lan.told(lan.send("/q/quay/chuyen/", form, cases=[str(each) for each in cases[:2]]))
    assert "Đã chuyển 2 hồ sơ" in again


def test_a_batch_of_nothing_and_a_case_of_nobody_are_told(lan: Browser, place: District) -> None:
    place.receive()
    form = lan.form("/q/quay/chuyen/")
    assert "hồ sơ cần chuyển" in lan.told(lan.send("/q/quay/chuyen/", form), 422)
    assert "1 hồ sơ chưa chuyển được" in lan.told(lan.send("/q/quay/chuyen/", form, cases=["999999999"]))


def test_a_case_received_after_15_00_must_leave_the_next_morning_and_is_late_after_it(lan: Browser, place: District) -> None:
    place.receive(at=place.now.replace(hour=15, minute=1))
    assert "11:30 T3 02/03" in lan.page("/q/quay/chuyen/")
    place.tick(place.now + timedelta(days=1))
    assert "trễ, hạn 11:30 T3 02/03" in lan.page("/q/quay/chuyen/")


def test_a_result_is_found_by_name_or_number_and_handed_back(lan: Browser, place: District) -> None:
    case_id = settled(place)
    for words in ("nguoi nop", "0001", ""):
        assert "000.00.99.H08-210301-0001" in lan.client.post("/q/quay/tra/", {"loc": words}).content.decode()
    assert "Không có kết quả nào khớp" in lan.client.post("/q/quay/tra/", {"loc": "khong ai"}).content.decode()
    address = f"/q/quay/tra/{case_id}/"
    page = lan.told(lan.send(address, lan.form(address), to="Đinh Thị Con", how="post"), 302)
    assert "Đã trả kết quả hồ sơ 000.00.99.H08-210301-0001" in page
    assert place.case(case_id).state == "returned"


def test_a_refusal_after_appraisal_is_handed_back_with_its_letter(lan: Browser, place: District) -> None:
    page = lan.page(f"/q/quay/tra/{settled(place, Outcome.REFUSE)}/")
    assert "từ chối giải quyết" in page and "văn bản từ chối giải quyết" in page


def test_a_result_already_returned_is_not_returned_again(lan: Browser, place: District) -> None:
    address = f"/q/quay/tra/{settled(place)}/"
    form = lan.form(address)
    first, second = lan.send(address, form), lan.send(address, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert "không chờ trả kết quả" in lan.page(address)


def test_a_case_is_withdrawn_only_with_the_signed_paper(lan: Browser, place: District) -> None:
    case_id = place.receive()
    address = f"/q/quay/rut/{case_id}/"
    page = lan.told(lan.send(address, lan.form(address), reason="Không làm nữa"), 422)
    assert "Chưa xác nhận có giấy đề nghị" in page and 'href="#has_signed_paper"' in page
    assert form_having(page, "seen").values["reason"] == ["Không làm nữa"]
    lan.told(lan.send(address, form_having(page, "seen"), has_signed_paper="1"), 302)
    assert place.case(case_id).state == "withdrawn"
    assert "không rút được nữa" in lan.page(address)


def test_an_opinion_not_given_in_time_is_told_to_the_counter(lan: Browser, place: District) -> None:
    case_id = place.transferred()
    consult(
        actor=place.actor("minh"), at=place.tick(), case_id=case_id, office_id=place.offices["tp"], content="Ranh giới?",
        due=place.now + timedelta(hours=4),
    )  # fmt: skip
    assert "Phòng Tư pháp" not in lan.page("/q/quay/y-kien-tre/")
    place.tick(place.now + timedelta(days=2))
    page = lan.page("/q/quay/y-kien-tre/")
    assert "Phòng Tư pháp" in page and "quá 2 ngày" in page


def test_the_day_at_the_counter_lists_what_was_dealt_with_and_prints_it_again(lan: Browser, place: District) -> None:
    place.receive(name="Lê Văn Sơn")
    page = lan.page("/q/quay/")
    assert "Lê Văn Sơn" in page and "In lại" in page


def test_a_long_list_is_turned_page_by_page(lan: Browser, place: District, monkeypatch: Any) -> None:
    monkeypatch.setattr("motcua.cases.queries.counter.PAGE", 2)
    for _ in range(3):
        place.receive()
    assert "Trang 1, có 3 hồ sơ" in lan.page("/q/quay/chuyen/")
    assert "Trang 2, có 3 hồ sơ" in lan.page("/q/quay/chuyen/?trang=2")
    assert "Trang 1" in lan.page("/q/quay/chuyen/?trang=x")


def test_statements_do_not_grow_with_the_list(lan: Browser, place: District, django_assert_max_num_queries: Any) -> None:
    for _ in range(12):
        place.receive()
    lan.page("/q/quay/")
    for name, most in (("", 11), ("gui-den/", 7), ("chuyen/", 7), ("bo-sung/", 7), ("tra/", 7), ("y-kien-tre/", 7), ("nhan/", 7)):
        with django_assert_max_num_queries(most):
            lan.page(f"/q/quay/{name}")


def test_the_post_returns_results_and_sees_nothing_else_of_the_counter(place: District, monkeypatch: Any) -> None:
    from motcua.offices.models import Assignment

    Assignment.objects.create(authority_id=place.authority_id, person=place.people["thao"], office_id=place.offices["huyen"], role="post")
    post = Browser(place, "thao", monkeypatch)
    address = f"/q/quay/tra/{settled(place)}/"
    assert post.client.get("/q/quay/").headers["Location"] == "/q/quay/tra/"
    page = post.page("/q/quay/tra/")
    assert "000.00.99.H08-210301-0001" in page and "Gửi đến" not in page
    assert post.client.get("/q/quay/gui-den/").status_code == 403
    post.told(post.send(address, post.form(address), how="post"), 302)
    assert Case.objects.get().state == "returned"


@pytest.mark.parametrize("typed", ["\x00", "²", "9" * 400, "đ" * 5000])
def test_nothing_that_is_typed_breaks_a_list(lan: Browser, place: District, typed: str) -> None:
    place.receive()
    form = lan.form("/q/quay/chuyen/")
    assert lan.send("/q/quay/chuyen/", form, cases=[typed]).status_code in (200, 422)
    assert lan.client.post("/q/quay/tra/", {"loc": typed}).status_code == 200
    assert lan.client.post("/q/quay/tim/", {"tim": typed}).status_code == 200
    for name in LISTS:
        assert lan.client.get(f"/q/quay/{name}", {"trang": typed}).status_code == 200
