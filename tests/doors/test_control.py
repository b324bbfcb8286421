"""The control slip printed from the screen of a case: who gave, who took, when, and how each stood against his own limit."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from motcua.cases.commands.assign import assign
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.hand_over_result import hand_over_result
from motcua.cases.commands.pause import pause
from motcua.cases.commands.resume import resume
from motcua.cases.commands.return_result import return_result
from motcua.cases.queries.control import control_sheet
from motcua.cases.rules.control_sheet import ControlSheet
from motcua.cases.rules.forms import FormSet
from motcua.cases.rules.outcomes import Outcome
from motcua.kernel.moments import VIETNAM
from motcua.offices.queries import directory
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.situations import EVERY, IN_TIME_ORDER, furnished, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> District:
    return furnished()


def on(day: int, clock: str) -> datetime:
    """A moment of March 2021."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2021, 3, day, hour, minute, tzinfo=VIETNAM)


def sheet(here: District, case_id: int, at: datetime | None = None, by: str = "minh") -> ControlSheet:
    printed, form_set = control_sheet(case_id, here.actor(by), offices=directory(here.authority_id), now=at or here.tick())
    assert form_set is FormSet.TT_01_2018
    return printed


def test_a_case_that_has_just_been_accepted_has_gone_through_no_hands(here: District) -> None:
    printed = sheet(here, here.receive(at=on(1, "09:00")), by="lan")
    assert printed.rows == ()
    assert printed.standing == (
        "Hồ sơ đang ở Bộ phận Tiếp nhận và Trả kết quả, từ 09 giờ 00 phút, ngày 01/03/2021; hạn của bước: hết ngày 01/03/2021 (còn hạn)."
    )
    assert printed.number_line == "Quyển số 2021, số thứ tự 01"


def test_a_hand_over_is_confirmed_by_the_first_act_of_the_office_that_takes(here: District) -> None:
    case_id = here.transferred(at=on(1, "09:00"))
    [row] = sheet(here, case_id).rows
    assert (row.giver, row.given, row.given_by) == (
        "Bộ phận Tiếp nhận và Trả kết quả", "09 giờ 01 phút, ngày 01/03/2021", "Trần Thị Lan"
    )  # fmt: skip
    assert (row.taker, row.taker_step) == ("Phòng Tài nguyên và Môi trường", "Bước tham-dinh")
    assert (row.taken, row.taken_by, row.result) == ("", "", "Đúng hạn")
    assign(actor=here.actor("hoa"), at=here.tick(on(1, "10:12")), case_id=case_id, to_person_id=here.people["minh"].pk)
    [row] = sheet(here, case_id).rows
    assert (row.taken, row.taken_by) == ("10 giờ 12 phút, ngày 01/03/2021", "Lê Thị Hoa")


def test_an_office_that_takes_a_case_which_nobody_gave_it_confirms_and_the_counter_has_not(here: District) -> None:
    case_id = here.receive(at=on(1, "09:00"))
    assign(actor=here.actor("hoa"), at=here.tick(on(1, "14:00")), case_id=case_id, to_person_id=here.people["minh"].pk)
    [row] = sheet(here, case_id).rows
    assert (row.given_by, row.taken_by, row.taken) == ("", "Lê Thị Hoa", "14 giờ 00 phút, ngày 01/03/2021")


def test_each_stay_is_judged_by_its_own_step(here: District) -> None:
    case_id = here.transferred(at=on(1, "15:30"))
    hand_over(actor=here.actor("minh"), at=here.tick(on(4, "09:00")), case_id=case_id)
    decide(actor=here.actor("hoa"), at=here.tick(on(4, "15:00")), case_id=case_id, outcome=Outcome.APPROVE)
    return_result(actor=here.actor("lan"), at=here.tick(on(5, "08:00")), case_id=case_id, how="counter")
    printed = sheet(here, case_id, by="lan")
    assert [row.result for row in printed.rows] == ["Đúng hạn", "Quá hạn", "Trước hạn", ""]
    assert [row.taker for row in printed.rows][-2:] == ["Bộ phận Tiếp nhận và Trả kết quả", "Người nộp 1"]
    assert (printed.rows[2].given_by, printed.rows[2].taken_by) == ("Lê Thị Hoa", "Trần Thị Lan")
    assert (printed.rows[3].giver, printed.rows[3].given_by) == ("Bộ phận Tiếp nhận và Trả kết quả", "Trần Thị Lan")
    assert (printed.result, printed.standing) == ("Trước hạn", "")


def test_a_counter_that_hands_on_too_late_is_told(here: District) -> None:
    case_id = here.receive(at=on(1, "09:00"))
    hand_over(actor=here.actor("minh"), at=here.tick(on(2, "08:00")), case_id=case_id)
    assert sheet(here, case_id).rows[0].result == "Quá hạn"


def test_time_in_which_the_case_waited_for_others_is_no_delay_and_is_noted(here: District) -> None:
    case_id = here.transferred(at=on(1, "09:00"))
    pause(actor=here.actor("minh"), at=here.tick(on(2, "09:00")), case_id=case_id, reason="measurement")
    assert "hạn của bước" not in sheet(here, case_id).standing
    resume(actor=here.actor("minh"), at=here.tick(on(8, "09:00")), case_id=case_id)
    hand_over(actor=here.actor("minh"), at=here.tick(on(9, "09:00")), case_id=case_id)
    row = sheet(here, case_id).rows[1]
    assert (row.result, row.note) == ("Đúng hạn", "Tạm dừng 02/03–08/03")


def test_a_result_that_comes_through_the_counter_is_handed_over_by_its_own_act(here: District) -> None:
    case_id = EVERY["decided"](here)
    assert sheet(here, case_id).rows[-1].taker == "UBND huyện"
    hand_over_result(actor=here.actor("ngoc"), at=here.tick(), case_id=case_id)
    row = sheet(here, case_id, by="lan").rows[-1]
    assert (row.giver, row.taker, row.taker_step, row.given_by) == (
        "UBND huyện", "Bộ phận Tiếp nhận và Trả kết quả", "kết quả", "Vũ Thị Ngọc"
    )  # fmt: skip


def test_an_end_without_result_is_the_last_row(here: District) -> None:
    case_id = here.transferred()
    discontinue(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, reason="Tranh chấp", basis="Điều 9")
    row = sheet(here, case_id).rows[-1]
    assert (row.given_by, row.taker, row.note) == ("Lê Thị Hoa", "Người nộp 1", "Dừng giải quyết")


def test_a_joint_case_that_went_to_all_at_once_tells_of_each_offices_share(here: District) -> None:
    case_id = EVERY["joint online"](here)
    assert [(part.office, part.done, part.result) for part in sheet(here, case_id).parts] == [
        ("Phòng Tài nguyên và Môi trường", "", "Còn hạn"), ("Phòng Tư pháp", "", "Còn hạn"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", IN_TIME_ORDER)
def test_every_accepted_case_can_be_printed_by_whoever_may_see_it(here: District, monkeypatch: Any, name: str) -> None:
    case_id = EVERY[name](here)
    here.tick(here.now + timedelta(days=1))
    is_accepted = here.case(case_id).accepted_at is not None
    answer = Browser(here, "lan", monkeypatch).client.get(f"/q/ho-so/{case_id}/phieu-kiem-soat.pdf")
    assert answer.status_code == (200 if is_accepted else 404)
    if is_accepted:
        text = " ".join(PdfReader(BytesIO(answer.content)).pages[0].extract_text().split())
        assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in text and str(here.case(case_id).file_number) in text


def test_the_screen_of_an_accepted_case_offers_it_and_strangers_get_nothing(here: District, monkeypatch: Any) -> None:
    officer: Callable[[str], Browser] = lambda key: Browser(here, key, monkeypatch)  # noqa: E731
    case_id, filed = here.transferred(), submitted(here)
    assert f"/q/ho-so/{case_id}/phieu-kiem-soat.pdf" in officer("minh").page(f"/q/ho-so/{case_id}/")
    assert "phieu-kiem-soat" not in officer("lan").page(f"/q/ho-so/{filed}/")
    assert officer("tu").client.get(f"/q/ho-so/{case_id}/phieu-kiem-soat.pdf").status_code == 404
