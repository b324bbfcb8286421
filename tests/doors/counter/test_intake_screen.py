"""The intake from the empty desk to the slip, by plain HTTP: what is asserted here works without any script."""

from datetime import timedelta
from typing import Any

import pytest

from motcua.cases.models import Applicant, Case, Slip
from motcua.journal.models import Entry
from tests.builders.browser import Browser, form_having
from tests.builders.district import District

NEW = {"name": "Đinh Thị Hơ-Ninh", "phone": "0905123421", "id_number": "052188000421", "address": "Làng Hiệp Hưng, xã Canh Hiệp"}
INTAKE = "/q/quay/nhan/"


def chosen(lan: Browser, words: str = "hkd", **typed: Any) -> Any:
    """The form of an intake for which the procedure has been chosen."""
    first = lan.send(INTAKE, lan.form(INTAKE), do="choose", words=words, **{**NEW, **typed})
    return form_having(lan.told(first), "procedure_id")


def test_a_new_person_is_received_from_name_to_number(lan: Browser) -> None:
    form = chosen(lan)
    page = lan.told(lan.send(INTAKE, form, do="receive", papers=["don", "cccd"]), 302)
    case = Case.objects.get()
    assert (case.state, case.applicant.phone, case.applicant.id_number) == ("accepted", "0905 123 421", "052188000421")
    assert "000.00.99.H08-210301-0001" in page
    assert "17:00 thứ Hai 08/03/2021" in page
    assert "In giấy hẹn" in page


def test_the_promise_its_reasons_and_the_fee_stand_before_the_act(lan: Browser) -> None:
    page = lan.told(lan.send(INTAKE, lan.form(INTAKE), do="choose", words="hkd", **NEW))
    assert "17:00 thứ Hai 08/03/2021" in page
    assert "5 ngày làm việc" in page and "nghỉ cuối tuần" in page
    assert "100.000 đồng" in page and "không trả thêm khoản nào" in page


def test_the_same_form_sent_twice_is_one_case_and_gives_the_same_answer(lan: Browser) -> None:
    form = chosen(lan)
    first = lan.send(INTAKE, form, do="receive", papers=["don", "cccd"])
    second = lan.send(INTAKE, form, do="receive", papers=["don", "cccd"])
    assert first.headers["Location"] == second.headers["Location"]
    assert (Case.objects.count(), Slip.objects.count()) == (1, 1)


def test_a_key_used_for_another_act_is_refused_and_nothing_is_written(lan: Browser) -> None:
    form = chosen(lan)
    lan.send(INTAKE, form, do="receive", papers=["don", "cccd"])
    page = lan.told(lan.send(INTAKE, form, do="refuse", reason="không thuộc thẩm quyền", ground="not-ours"), 409)
    assert "đã được dùng cho một việc khác" in page
    assert Case.objects.count() == 1


def test_a_form_without_a_key_does_nothing(lan: Browser) -> None:
    page = lan.told(lan.send(INTAKE, chosen(lan), do="receive", papers=["don", "cccd"], key=""), 409)
    assert "Chưa có gì được lưu" in page
    assert not Case.objects.exists()


def test_a_missing_paper_is_refused_and_everything_typed_stays(lan: Browser) -> None:
    page = lan.told(lan.send(INTAKE, chosen(lan), do="receive", papers=["don"], return_channel="post"), 422)
    assert "Hồ sơ còn thiếu: Bản sao giấy tờ pháp lý." in page
    assert 'href="#papers"' in page
    kept = form_having(page, "procedure_id").values
    assert kept["name"] == [NEW["name"]] and kept["papers"] == ["don"] and kept["return_channel"] == ["post"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "", "Hãy ghi họ tên"),
        ("phone", "0905", "10 chữ số"),
        ("id_number", "12345", "12 chữ số"),
        ("address", "x" * 301, "Địa chỉ dài"),
    ],
)
def test_each_wrong_field_is_named_and_linked(lan: Browser, field: str, typed: str, words: str) -> None:
    page = lan.told(lan.send(INTAKE, chosen(lan), do="receive", **{field: typed}), 422)
    assert words in page and f'href="#{field}"' in page
    assert form_having(page, "procedure_id").values[field] == [typed]


def test_all_papers_are_ticked_by_one_button_but_for_those_that_need_not_be(lan: Browser) -> None:
    page = lan.told(lan.send(INTAKE, chosen(lan), do="all"))
    assert form_having(page, "procedure_id").values["papers"] == ["don", "cccd"]
    assert "Chỉ khi: nhận thừa kế" in page


def test_a_supplement_is_asked_for_with_what_is_missing_already_marked(lan: Browser) -> None:
    asked = lan.told(lan.send(INTAKE, chosen(lan), do="to-supplement", papers=["don"]))
    form = form_having(asked, "procedure_id")
    assert form.values["asked"] == ["cccd"] and form.values["papers"] == ["don"]
    page = lan.told(lan.send(INTAKE, form, do="supplement", **{"note-cccd": "mờ, chụp lại"}), 302)
    assert "Chờ người nộp bổ sung giấy tờ" in page
    assert Case.objects.get().supplements.get().items == ["cccd: chưa nộp; mờ, chụp lại"]
    told = next(entry.payload for entry in Entry.objects.order_by("-id") if entry.kind == "first-supplement-requested")
    assert "cccd:missing" in told


def test_a_paper_that_is_in_is_asked_for_only_with_what_is_wrong_with_it(lan: Browser) -> None:
    form = form_having(lan.told(lan.send(INTAKE, chosen(lan), do="to-supplement", papers=["don", "cccd"])), "procedure_id")
    page = lan.told(lan.send(INTAKE, form, do="supplement", asked=["don"]), 422)
    assert "hãy chọn sai, thiếu gì ở: Giấy đề nghị đăng ký" in page and not Case.objects.exists()
    lan.told(lan.send(INTAKE, form_having(page, "procedure_id"), do="supplement", **{"why-don": "unsigned"}), 302)
    assert Case.objects.get().supplements.get().items == ["don: chưa ký, chưa đóng dấu"]


def test_a_request_is_read_as_the_applicant_will_before_anything_is_written_down(lan: Browser) -> None:
    form = form_having(lan.told(lan.send(INTAKE, chosen(lan), do="to-supplement", papers=["don"])), "procedure_id")
    page = lan.told(lan.send(INTAKE, form, do="preview", reason="Xin mang bản mới", **{"why-cccd": "expired"}))
    told = " ".join(page.partition("Người nộp sẽ đọc")[2].partition("</section>")[0].split())
    assert "Bản sao giấy tờ pháp lý</strong>: đã hết hiệu lực" in told and "Xin mang bản mới" in told and NEW["name"] in told
    assert not Case.objects.exists() and "selected>đã hết hiệu lực" in page


def test_a_supplement_for_nothing_is_not_asked_for(lan: Browser) -> None:
    form = form_having(lan.told(lan.send(INTAKE, chosen(lan), do="to-supplement", papers=["don", "cccd"])), "procedure_id")
    assert "Hãy đánh dấu ít nhất một giấy tờ" in lan.told(lan.send(INTAKE, form, do="supplement"), 422)


def test_a_refusal_needs_its_reason_and_then_has_its_slip(lan: Browser) -> None:
    form = form_having(lan.told(lan.send(INTAKE, chosen(lan), do="to-refuse")), "procedure_id")
    page = lan.told(lan.send(INTAKE, form, do="refuse"), 422)
    assert "Hãy ghi lý do từ chối" in page and "Hãy chọn vì sao từ chối" in page
    page = lan.told(lan.send(INTAKE, form, do="refuse", reason="Đất thuộc thẩm quyền của tỉnh", ground="not-ours"), 302)
    assert "Đã từ chối tiếp nhận" in page and "phiếu từ chối tiếp nhận" in page
    assert Slip.objects.get().form == "refusal"
    assert next(entry.payload for entry in Entry.objects.order_by("-id") if entry.kind == "intake-refused").find("not-ours") > 0


@pytest.mark.parametrize("words", ["hkd", "ho kinh doanh", "HỘ KINH", "1"])
def test_a_procedure_is_chosen_by_its_key_by_words_without_accents_or_by_its_digit(lan: Browser, place: District, words: str) -> None:
    if words == "1":
        place.receive("hkd", papers=("don", "cccd"))
    assert chosen(lan, words).values["procedure_id"] == [str(place.procedures["hkd"])]


def test_several_procedures_are_offered_to_choose_from(lan: Browser, place: District) -> None:
    place.enact("hkd2", name="Thay đổi hộ kinh doanh", papers=())
    page = lan.told(lan.send(INTAKE, lan.form(INTAKE), do="choose", words="ho kinh doanh"))
    assert "Đăng ký thành lập hộ kinh doanh" in page and "Thay đổi hộ kinh doanh" in page
    assert ("do", f"pick:{place.procedures['hkd2']}") in form_having(page, "words").buttons


def test_words_that_no_procedure_has_are_told_so(lan: Browser) -> None:
    assert "Không có thủ tục nào khớp “máy bay”" in lan.told(lan.send(INTAKE, lan.form(INTAKE), do="choose", words="máy bay"))


def test_a_procedure_that_this_counter_does_not_offer_is_not_taken(lan: Browser, place: District) -> None:
    elsewhere = place.enact("xa", receiving_office_ids=frozenset({place.offices["tnmt"]}))
    form = chosen(lan)
    page = lan.told(lan.send(INTAKE, form, do="receive", procedure_id=str(elsewhere), papers=["don"]), 422)
    assert "Hãy chọn thủ tục" in page
    assert not Case.objects.exists()


def test_a_person_on_file_keeps_his_row_and_a_changed_address_makes_a_new_one(lan: Browser, place: District) -> None:
    case = place.case(place.receive("hkd", name="Đinh Văn Bê", phone="0905 111 222", papers=("don", "cccd")))
    address = f"{INTAKE}?nguoi={case.applicant_id}"
    for typed, rows in (({}, 1), ({"address": "Làng mới"}, 2)):
        form = form_having(lan.told(lan.send(address, lan.form(address), do="choose", words="hkd", **typed)), "procedure_id")
        lan.told(lan.send(INTAKE, form, do="receive", another="1", papers=["don", "cccd"]), 302)
        assert len(set(Case.objects.values_list("applicant_id", flat=True))) == rows


def test_opening_a_person_is_noted_once_an_hour(lan: Browser, place: District) -> None:
    case = place.case(place.receive(name="Đinh Văn Bê", phone="0905 111 222"))
    for _ in range(2):
        page = lan.page(f"{INTAKE}?nguoi={case.applicant_id}")
    assert "Đinh Văn Bê" in page and "0905 111 222" in page
    assert Entry.objects.filter(kind="file-opened", case_id=case.pk).count() == 1


def test_ones_own_case_is_refused(lan: Browser, place: District) -> None:
    place.people["lan"].phone = "0905 999 888"
    place.people["lan"].save()
    form = chosen(lan, name="Trần Thị Lan", phone="0905999888")
    assert "không thể tự giải quyết" in lan.told(lan.send(INTAKE, form, do="receive", papers=["don", "cccd"]), 403)


def test_a_day_without_calendar_promises_nothing_and_says_who_can_help(lan: Browser, place: District) -> None:
    place.now = place.now.replace(year=2024)
    page = lan.told(lan.send(INTAKE, lan.form(INTAKE), do="choose", words="hkd", **NEW))
    assert "Chưa có lịch nghỉ của năm 2024" in page


def test_enter_in_a_field_keeps_the_procedure_and_the_ticks(lan: Browser, place: District) -> None:
    kept = form_having(lan.told(lan.send(INTAKE, chosen(lan), do="choose", papers=["don"])), "procedure_id")
    assert kept.values["procedure_id"] == [str(place.procedures["hkd"])] and kept.values["papers"] == ["don"]


def test_the_persons_card_tells_of_an_open_case_that_is_late(lan: Browser, place: District) -> None:
    case = place.case(place.receive(name="Đinh Văn Bê"))
    place.tick(place.now + timedelta(days=30))
    assert "quá hạn T2 08/03" in lan.page(f"{INTAKE}?nguoi={case.applicant_id}")


NASTY = ["\x00", "²", "9" * 400, "\u202e\u200b", "<b>&amp;", "'; DROP TABLE cases_case; --", "%s{0}", "-1", "null", "đ" * 5000]


@pytest.mark.parametrize("typed", NASTY)
def test_nothing_that_is_typed_breaks_the_intake(lan: Browser, typed: str) -> None:
    form = chosen(lan)
    fields = ("name", "phone", "id_number", "address", "words", "procedure_id", "applicant_id", "counter", "channel", "return_channel")
    for field in (*fields, "papers", "asked", "note-don", "reason", "key", "seen", "do"):
        for do in ("receive", "supplement", "refuse", "choose", "all"):
            response = lan.send(INTAKE, form, **{"do": do, field: typed})
            assert response.status_code in (200, 302, 403, 404, 409, 422), (field, do)


def test_a_key_that_the_program_makes_itself_cannot_be_taken_by_a_form(lan: Browser) -> None:
    form = chosen(lan)
    for key in ("open:person:1:2:2021030108", "overdue:1:202103081700", "a" * 65, "khóa"):
        assert lan.send(INTAKE, form, do="receive", papers=["don", "cccd"], key=key).status_code == 409
    assert not Case.objects.exists()


def test_somebody_new_who_is_on_file_already_is_offered_and_taken_with_one_key(lan: Browser, place: District) -> None:
    place.receive(name="Đinh Thị Hơ-Ninh", phone="0905 123 421")
    page = lan.told(lan.send(INTAKE, lan.form(INTAKE), do="look", **{**NEW, "name": "dinh thi ho-ninh", "phone": ""}))
    assert "Có phải người đã từng nộp hồ sơ?" in page and "cùng họ tên" in page
    form = form_having(page, "name")
    [known] = [value for _, value in form.buttons if value.startswith("known:")]
    page = lan.told(lan.send(INTAKE, form, do=known))
    assert 'value="0905 123 421"' in page and "1 hồ sơ tại quầy này" in page and NEW["address"] in page
    assert "Có phải người" not in page


def test_somebody_with_the_same_name_who_is_another_person_is_not_offered_again(lan: Browser, place: District) -> None:
    place.receive(name="Đinh Thị Hơ-Ninh", phone="0905 000 111")
    form = form_having(lan.told(lan.send(INTAKE, lan.form(INTAKE), do="look", **NEW)), "name")
    form = form_having(lan.told(lan.send(INTAKE, form, do="somebody-else")), "name")
    assert "Có phải người" not in lan.told(lan.send(INTAKE, form, do="choose", words="hkd"))


@pytest.mark.parametrize(("id_number", "is_offered"), [("052188000421", True), ("", True), ("052188000999", False)])
def test_whoever_has_another_identity_number_is_not_taken_for_the_same(
    lan: Browser, place: District, id_number: str, is_offered: bool
) -> None:
    place.receive(name=NEW["name"], phone=NEW["phone"])
    who = Applicant.objects.get()
    who.id_number = "052188000421"
    who.save()
    page = lan.told(lan.send(INTAKE, lan.form(INTAKE), do="look", **{**NEW, "id_number": id_number}))
    assert ("Có phải người đã từng nộp hồ sơ?" in page) is is_offered


def test_a_second_request_for_the_same_is_taken_in_only_when_the_officer_says_that_it_is_another(lan: Browser, place: District) -> None:
    place.receive("hkd", name="Trần Thị Bé", phone="0905 123 421", papers=("don", "cccd"))
    address = f"{INTAKE}?nguoi={Applicant.objects.get().pk}"
    form = form_having(lan.told(lan.send(INTAKE, lan.form(address), do="choose", words="hkd")), "procedure_id")
    page = lan.told(lan.send(INTAKE, form, do="receive", papers=["don", "cccd"]), 422)
    assert "đang có hồ sơ cùng thủ tục chưa xong" in page and 'href="#another"' in page and Case.objects.count() == 1
    lan.told(lan.send(INTAKE, form_having(page, "procedure_id"), do="receive", another="1"), 302)
    assert Case.objects.count() == 2


def test_what_is_done_at_once_is_recorded_without_a_receipt_unless_the_applicant_wants_one(lan: Browser, place: District) -> None:
    page = lan.told(lan.send(INTAKE, chosen(lan, "ngay"), do="receive"), 302)
    assert "không lập giấy hẹn" in page and "In giấy hẹn" not in page and "000.00.99.H08-210301-0001" in page
    assert not Slip.objects.exists() and Case.objects.get().tracking_code
    page = lan.told(lan.send(INTAKE, chosen(lan, "ngay", name="Mang Văn Dũng", id_number="", phone=""), do="receive", receipt="1"), 302)
    assert "In giấy hẹn" in page and Slip.objects.get().number == 1
    start = lan.page("/q/quay/")
    assert "000.00.99.H08-210301-0001" in start and "000.00.99.H08-210301-0002" in start


def test_a_receipt_is_offered_as_a_wish_only_where_the_result_is_given_at_once(lan: Browser) -> None:
    assert 'name="receipt"' not in lan.told(lan.send(INTAKE, chosen(lan), do="look"))
    assert 'name="receipt"' in lan.told(lan.send(INTAKE, chosen(lan, "ngay"), do="look"))
