"""The set-up screens of procedures: lists that are searched, one sheet that loses nothing, approval, preview, setting aside."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.commands.import_drafts import import_drafts
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import procedures_in_force, version
from motcua.catalogue.rules import import_2026
from motcua.catalogue.rules.changes import changes
from motcua.catalogue.rules.drafts import DefectKind
from motcua.doors.setup.rows import reshaped
from motcua.doors.setup.sheet import Sheet, typed_from
from motcua.doors.shared.typed_words import line
from motcua.journal.models import Entry
from motcua.offices.queries import directory, system_actor
from motcua.offices.rules.plan import PersonPlan
from tests.builders.browser import Browser, Form, form_having, ids
from tests.builders.district import District, district
from tests.rules.catalogue.published import a_method, a_row, rows

pytestmark = pytest.mark.django_db

LIST = "/qt/thu-tuc/"
MARCH = date(2021, 3, 1)
UNIT = {"limits-0-value": "5", "limits-0-unit": "working_day"}


@pytest.fixture
def here(db: None) -> District:
    return district(people=(PersonPlan(key="quantri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),))


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def imported(here: District, *told: dict[str, Any]) -> list[int]:
    read = tuple(replace(draft, published=json.dumps(row)) for draft, row in zip(import_2026.read_rows(told), told, strict=True))
    import_drafts(
        actor=system_actor(here.authority_id), at=here.tick(), drafts=read, effective=MARCH, receiving_office_ids=[here.offices["huyen"]],
        source="danh mục thử", digest="a",
    )  # fmt: skip
    drafts = ProcedureVersion.objects.filter(authority_id=here.authority_id, is_draft=True)
    return list(drafts.order_by("id").values_list("id", flat=True))


@pytest.fixture
def draft(here: District) -> int:
    """A draft whose one defect is a limit without a unit."""
    return imported(here, a_row(methods=[a_method(unit=None, duration_text="5")]))[0]


def sheet(browser: Browser, version_id: int) -> Form:
    return form_having(browser.page(f"{LIST}{version_id}/"), "limits-TOTAL_FORMS")


def send(browser: Browser, version_id: int, form: Form, do: str, status: int = 200, **typed: Any) -> str:
    return browser.told(browser.send(f"{LIST}{version_id}/", replace(form, action=""), do=do, **typed), status)


def test_the_administrator_begins_where_it_is_told_what_waits(officer: Callable[[str], Browser], draft: int) -> None:
    page = officer("quantri").page("/qt/")
    assert "<strong>1</strong> <span>bản nháp chờ duyệt</span>" in page and "Nhập danh mục thủ tục" in page


def test_nothing_that_waits_is_said_so(officer: Callable[[str], Browser]) -> None:
    assert "Không có bản nháp nào chờ duyệt" in officer("quantri").page(LIST)
    assert "Chưa gác lại" in officer("quantri").page(f"{LIST}?o=gac-lai")


def test_a_draft_is_found_without_accents_and_by_its_defect(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    assert "Xác nhận đơn" in browser.page(f"{LIST}?tim=xac nhan")
    assert "Không tìm thấy" in browser.page(f"{LIST}?tim=khai tu")
    assert "Xác nhận đơn" in browser.page(f"{LIST}?loi=method-without-unit")
    assert "Không tìm thấy" in browser.page(f"{LIST}?loi=no-papers")
    assert "Xác nhận đơn" in browser.page(f"{LIST}?o=nghin&trang=x")


def test_the_published_row_and_its_defects_stand_beside_the_form(officer: Callable[[str], Browser], draft: int) -> None:
    page = officer("quantri").page(f"{LIST}{draft}/")
    limits = page.split('id="phan-limits"')[1].split("</section>")[0]
    assert "Trực tiếp: 5" in limits and "không ghi đơn vị" in limits
    assert len(ids(page)) == len(set(ids(page)))


def test_a_mended_draft_is_approved_and_offered_at_the_counter(here: District, officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    page = send(browser, draft, sheet(browser, draft), "approve", 302, **UNIT, confirmed="0")
    assert "Đã duyệt “Xác nhận đơn”, có hiệu lực từ 01/03/2021" in page
    assert [row.code for row in procedures_in_force(authority_id=here.authority_id, day=MARCH)] == ["9.P5", "9.999999"]
    assert "thời hạn: thêm “5 ngày làm việc”" in browser.page("/qt/")


def test_every_error_is_told_at_its_field_and_nothing_typed_is_lost(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    typed = {
        "code": "", "agency": "UBND xã gõ dở", "limits-0-value": "năm", "limits-0-unit": "working_day", "papers-0-name": "", "note": "",
        "papers-0-originals": "-1", "steps-0-role": "", "steps-0-value": "2", "valid_from": "", "fees-0-amount": "tám nghìn",
    }  # fmt: skip
    page = send(browser, draft, sheet(browser, draft), "approve", 422, **typed)
    kept = form_having(page, "limits-TOTAL_FORMS").values
    assert {name: kept[name][0] for name in typed} == typed
    for field in ("code", "limits-0-value", "papers-0-name", "papers-0-originals", "steps-0-role", "steps-0-unit", "valid_from", "note"):
        assert f'href="#id_{field}"' in page, field
        assert f'id="id_{field}"' in page, field
    assert 'href="#id_fees-0-amount"' in page
    assert Entry.objects.filter(kind="procedure-approved").count() == 0


def test_steps_longer_than_the_limit_are_told_with_the_sums(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    typed = {**UNIT, "confirmed": "0", "steps-0-value": "6", "steps-0-unit": "working_day"}
    page = send(browser, draft, sheet(browser, draft), "approve", 422, **typed)
    assert "Các bước cộng lại 6 ngày làm việc, dài hơn thời hạn 5 ngày làm việc" in page


def test_two_appointments_are_typed_as_the_step_that_ends_the_first(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    page = send(browser, draft, sheet(browser, draft), "approve", 422, **UNIT, confirmed="0", first_stage_steps="1")
    assert 'href="#id_first_stage_steps"' in page and 'href="#id_pauses"' in page
    two = {
        "steps-0-value": "3", "steps-0-unit": "working_day", "steps-1-name": "Ký", "steps-1-role": "leader", "steps-1-value": "2",
        "steps-1-unit": "working_day", "pauses": "obligation", "first_stage_steps": "1",
    }  # fmt: skip
    form = form_having(send(browser, draft, sheet(browser, draft), "steps-add"), "limits-TOTAL_FORMS")
    send(browser, draft, form, "approve", 302, **UNIT, confirmed="0", **two)
    page = browser.page("/qt/")
    assert "hẹn lần 1 sau bước 1" in page


def test_a_check_tells_that_it_could_be_approved_and_changes_nothing(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    assert "Đủ điều kiện duyệt" in send(browser, draft, sheet(browser, draft), "check", **UNIT, confirmed="0")
    assert Entry.objects.filter(kind="procedure-approved").count() == 0


def test_rows_come_go_and_move_without_scripts(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    form = form_having(send(browser, draft, sheet(browser, draft), "steps-add"), "limits-TOTAL_FORMS")
    assert form.values["steps-TOTAL_FORMS"] == ["2"]
    typed = {"steps-1-name": "Ký", "steps-1-role": "leader"}
    page = send(browser, draft, form, "steps-up-1", **typed)
    form = form_having(page, "limits-TOTAL_FORMS")
    assert [form.values[f"steps-{row}-name"][0] for row in (0, 1)] == ["Ký", "Giải quyết"]
    assert form.values["steps-1-key"] == ["giai-quyet"]
    form = form_having(send(browser, draft, form, "steps-remove-1"), "limits-TOTAL_FORMS")
    assert form.values["steps-TOTAL_FORMS"] == ["1"] and form.values["steps-0-name"] == ["Ký"]


@pytest.mark.parametrize("do", ["steps-up-99", "papers-remove-99", "nothing-add", "steps-fly-0", ""])
def test_a_button_that_makes_no_sense_does_no_harm(officer: Callable[[str], Browser], draft: int, do: str) -> None:
    browser = officer("quantri")
    response = browser.send(f"{LIST}{draft}/", replace(sheet(browser, draft), action=""), do=do)
    assert response.status_code in (200, 422)
    assert form_having(response.content.decode(), "limits-TOTAL_FORMS").values["steps-0-name"] == ["Giải quyết"]


def test_a_form_without_its_parts_is_answered_and_does_nothing(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    response = browser.client.post(f"{LIST}{draft}/", {"do": "approve", "key": "a", "steps-TOTAL_FORMS": "999999999999"})
    assert response.status_code == 422


def test_whoever_comes_second_sees_what_was_done_and_keeps_what_was_typed(officer: Callable[[str], Browser], draft: int) -> None:
    slow, quick = officer("quantri"), officer("khoa")
    form = sheet(slow, draft)
    send(quick, draft, sheet(quick, draft), "approve", 302, **UNIT, confirmed="0")
    page = send(slow, draft, form, "approve", 409, **UNIT, confirmed="0", agency="UBND gõ chậm")
    assert "đã được người khác xử lý" in page and "Duyệt thủ tục (Hoàng Thế Khoa)" in page and "UBND gõ chậm" in page
    assert Entry.objects.filter(kind="procedure-approved").count() == 1


def test_the_same_form_sent_twice_approves_once(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    form = sheet(browser, draft)
    for _ in range(2):
        send(browser, draft, form, "approve", 302, **UNIT, confirmed="0")
    assert Entry.objects.filter(kind="procedure-approved").count() == 1


def test_a_version_in_force_is_followed_by_another(here: District, officer: Callable[[str], Browser]) -> None:
    browser, old = officer("khoa"), ProcedureVersion.objects.get(procedure__code="9.P5").pk
    told = {"agency": "UBND huyện", "note": "Công dân", "decision": "1/QĐ-UBND", "limits-0-value": "4", "valid_from": "2021-04-01"}
    page = send(browser, old, sheet(browser, old), "approve", 302, **told)
    assert "có hiệu lực từ 01/04/2021" in page
    assert ProcedureVersion.objects.get(pk=old).valid_to == date(2021, 4, 1)
    assert "Mở bản mới nhất" in browser.page(f"{LIST}{old}/")


def test_the_day_on_which_a_new_version_begins_must_be_chosen(officer: Callable[[str], Browser]) -> None:
    browser, old = officer("khoa"), ProcedureVersion.objects.get(procedure__code="9.P5").pk
    told = {"agency": "UBND huyện", "note": "Công dân", "decision": "1/QĐ-UBND"}
    assert "Hãy chọn ngày có hiệu lực" in send(browser, old, sheet(browser, old), "approve", 422, **told)


def test_the_preview_is_the_citizens_page_with_what_was_typed(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    form = sheet(browser, draft)
    page = browser.told(browser.send("", replace(form, action=f"{LIST}{draft}/xem-thu/"), **UNIT))
    assert "Mang theo gì?" in page and "5 ngày làm việc" in page and "Xem trước, chưa có hiệu lực" in page
    broken = browser.send("", replace(form, action=f"{LIST}{draft}/xem-thu/"), **{"limits-0-value": "x", "limits-0-unit": "hour"})
    assert broken.status_code == 422


def test_a_draft_is_set_aside_with_a_reason(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("quantri")
    form = form_having(browser.page(f"{LIST}{draft}/"), "reason")
    assert "Còn thiếu: lý do gác lại" in browser.told(browser.send("", form, reason=" "), 422)
    assert "Đã gác lại" in browser.told(browser.send("", form, reason="Của Công an xã"), 302)
    assert "Của Công an xã" in browser.page(f"{LIST}?o=gac-lai") and "Của Công an xã" in browser.page(f"{LIST}{draft}/")


def test_who_may_not_approve_is_told_nothing(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("lan")
    assert "Khu vực này chưa giao cho bạn" in browser.page("/qt/", 403)
    browser.page(f"{LIST}{draft}/", 404)


def test_a_leader_below_may_read_but_not_approve_for_the_counter_above(officer: Callable[[str], Browser], draft: int) -> None:
    browser = officer("hoa")
    page = send(browser, draft, sheet(browser, draft), "approve", 403, **UNIT, confirmed="0")
    assert ("chưa được giao duyệt thủ tục" in page and 'value="Xác nhận đơn"' in page) or "Xác nhận đơn" in page


def test_another_authority_learns_nothing_of_a_draft(draft: int, monkeypatch: Any) -> None:
    other = district("huyen-khac", people=(PersonPlan(key="quantri", name="Người khác", office="huyen", roles=("administrator",)),))
    Browser(other, "quantri", monkeypatch).page(f"{LIST}{draft}/", 404)


def test_a_page_of_a_long_list_needs_few_statements(here: District, officer: Callable[[str], Browser]) -> None:
    imported(here, *rows(2026))
    browser = officer("quantri")
    browser.page(LIST)
    with CaptureQueriesContext(connection) as asked:
        page = browser.page(LIST)
    assert len(asked) <= 8 and "Trang 1/5" in page


def test_every_shipped_row_opens_as_a_sheet_that_says_the_same(here: District) -> None:
    offices = directory(here.authority_id)
    for version_id in imported(here, *rows(2026)[::4]):
        told = version(version_id)
        sheet = Sheet(typed_from(told, valid_from=MARCH), base=told, offices=offices, day=MARCH)
        if any(flaw.code == DefectKind.PAPER_COUNT_IMPLAUSIBLE for flaw in told.defects):
            continue  # 181 copies cannot be typed in again
        assert sheet.is_legible, (told.code, sheet.wrong())
        unlike = [change for change in changes(told, sheet.told(), {}) if change.now != line(change.was)]  # signs that no page shows
        assert [change.what for change in unlike if not change.was.startswith("?")] == []


@given(deeds=st.lists(st.tuples(st.sampled_from(["up", "down", "add"]), st.integers(0, 5)), max_size=12))
def test_rows_are_never_lost_or_doubled_by_moving_them(deeds: list[tuple[str, int]]) -> None:
    typed = QueryDict("steps-TOTAL_FORMS=3&steps-0-name=a&steps-1-name=b&steps-2-name=c&steps-1-is_required=on", mutable=True)
    for deed, row in deeds:
        reshaped(typed, "steps-add" if deed == "add" else f"steps-{deed}-{row}")
    rows = range(int(typed["steps-TOTAL_FORMS"]))
    told = [(typed.get(f"steps-{row}-name"), f"steps-{row}-is_required" in typed) for row in rows]
    assert sorted(each for each in told if each[0]) == [("a", False), ("b", True), ("c", False)]
    assert len(told) == 3 + sum(deed == "add" for deed, _ in deeds)
