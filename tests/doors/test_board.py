"""The leader's board: what to sign, whom to apologise to, where it is late; a batch signs case by case."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.assign import assign
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.queries.board import Board, board, listed
from motcua.cases.queries.board_lines import GroupedBy, Line
from motcua.cases.queries.figures import Cell, Pick
from motcua.catalogue.models import ProcedureVersion as Version
from motcua.offices.queries import directory
from tests.builders.browser import Browser, form_having
from tests.builders.district import MONDAY, District
from tests.builders.situations import EVERY, IN_TIME_ORDER, LONG_AGO, NOT_LONG_AGO, apologised, consulted, extended, furnished, paused

pytestmark = pytest.mark.django_db

BOARD, SIGN = "/q/lanh-dao/", "/q/lanh-dao/ky/"
MOST_STATEMENTS = 15


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def of(here: District, key: str, **more: Any) -> Board:
    return board(here.actor(key), offices=directory(here.authority_id), now=here.now, **more)


def behind(here: District, key: str, pick: Pick) -> list[int]:
    found = listed(here.actor(key), pick, offices=directory(here.authority_id), now=here.now)
    assert len(found.rows) == found.total
    return [row.case_id for row in found.rows]


def signed(here: District, browser: Browser, *cases: int) -> str:
    """The page after these cases have been ticked and signed."""
    form = form_having(browser.page(BOARD), "key")
    return browser.told(browser.send(SIGN, form, cases=[str(case) for case in cases]))


def test_what_waits_for_my_signature_stands_first_most_pressing_on_top(here: District) -> None:
    late = here.presented(at=LONG_AGO)
    here.tick(MONDAY)
    later = here.presented()
    here.transferred()
    chairmans = here.presented("VC")
    assert [row.case_id for row in of(here, "hoa").to_sign] == [late, later]
    assert [row.case_id for row in of(here, "khoa").to_sign] == [chairmans]
    assert [row.case_id for row in of(here, "khoa", is_with_below=True).to_sign] == [late, later]


def test_where_no_step_is_the_leaders_a_case_waits_for_him_once_the_last_is_completed(here: District) -> None:
    case_id = here.transferred("KH")
    assign(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, to_person_id=here.people["minh"].pk)
    assert of(here, "hoa").to_sign == ()
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    assert [row.case_id for row in of(here, "hoa").to_sign] == [case_id]
    assert here.case(case_id).holder_office_id == here.offices["tnmt"]


def test_apologies_owed_are_listed_until_one_is_in_force_and_again_when_it_lapses(here: District) -> None:
    owed, covered = here.transferred(at=LONG_AGO), here.transferred()
    here.tick(MONDAY)
    said = {"case_id": covered, "reason": "Mưa lũ", "expected": MONDAY + timedelta(days=2, hours=9)}
    apologise(actor=here.actor("hoa"), at=here.tick(), **said)

    def listed_now() -> list[int]:
        return [owed.row.case_id for owed in of(here, "hoa").apologies]

    assert listed_now() == [owed]
    here.tick(MONDAY + timedelta(days=2, hours=12))
    assert listed_now() == [owed], "a date covers until it ends"
    here.tick(MONDAY + timedelta(days=3))
    assert listed_now() == [owed, covered]


def test_what_will_be_late_can_be_extended_until_the_day_before_and_once(here: District) -> None:
    case_id = here.transferred(at=NOT_LONG_AGO)  # due on Thursday, to be begun on Tuesday
    here.tick(MONDAY + timedelta(days=1))
    extended(here)
    found = of(here, "hoa").extendable
    assert [owed.row.case_id for owed in found] == [case_id]
    assert f"{found[0].proposed_at:%d/%m %H:%M}" == "05/03 17:00"
    here.tick(MONDAY + timedelta(days=2, hours=12))
    assert behind(here, "hoa", Pick(Cell.EXTENDABLE)) == [case_id]
    here.tick(MONDAY + timedelta(days=3))
    assert behind(here, "hoa", Pick(Cell.EXTENDABLE)) == []
    assert behind(here, "hoa", Pick(Cell.WILL_BE_LATE)) == [case_id]


def test_late_transfers_and_late_answers_are_noted(here: District) -> None:
    left, asked = here.receive(at=NOT_LONG_AGO), consulted(here)
    here.tick(MONDAY + timedelta(days=4))
    assert behind(here, "hoa", Pick(Cell.TRANSFERS)) == [left]
    assert behind(here, "hoa", Pick(Cell.QUESTIONS)) == behind(here, "phap", Pick(Cell.QUESTIONS)) == [asked]
    totals = of(here, "hoa").totals
    assert (totals[Cell.TRANSFERS], totals[Cell.QUESTIONS]) == (1, 1)


def pick_of(by: GroupedBy, line: Line, cell: Cell, day: date | None = None) -> Pick:
    return Pick(cell, office_id=int(line.key), day=day) if by is GroupedBy.OFFICE else Pick(cell, field=str(line.key), day=day)


def figures_of(line: Line) -> dict[Cell, int]:
    return {
        Cell.HELD: line.held,
        Cell.LATE: line.late,
        Cell.OWED: line.owed,
        Cell.WILL_BE_LATE: line.will_be_late,
        Cell.STOPPED: line.stopped,
        Cell.AFTER: line.after,
        Cell.NO_DUE: line.no_due,
    }


@pytest.mark.parametrize("by", GroupedBy)
def test_every_figure_counts_the_list_behind_it_and_each_case_stands_in_one_cell(here: District, by: GroupedBy) -> None:
    made = {name: EVERY[name](here) for name in IN_TIME_ORDER if name != "apologised"}
    here.tick(MONDAY)
    said = {"case_id": made["late"], "reason": "Mưa lũ", "expected": MONDAY + timedelta(days=4)}
    apologise(actor=here.actor("hoa"), at=here.tick(), **said)
    here.tick(MONDAY + timedelta(days=2))
    for key in ("hoa", "khoa", "phap", "soat"):
        told = of(here, key, by=by)
        for cell, total in told.totals.items():
            assert len(behind(here, key, Pick(cell))) == total, (key, cell)
        assert sum(line.held for line in told.lines) == told.totals[Cell.HELD]
        for line in told.lines:
            for cell, count in figures_of(line).items():
                assert len(behind(here, key, pick_of(by, line, cell))) == count, (key, cell, line.name)
            for day in line.days:
                due = behind(here, key, pick_of(by, line, Cell.ON, day.day))
                pressing = behind(here, key, pick_of(by, line, Cell.WILL_BE_LATE))
                assert (day.due, day.pressing) == (len(due), len({*due} & {*pressing})), (key, line.name, day)
            parts = line.late + line.stopped + line.after + line.no_due + sum(day.due for day in line.days)
            assert parts == line.held, (key, line)


def test_who_owes_an_apology_is_told_to_the_inspector_who_writes_none(here: District) -> None:
    owed = here.transferred(at=LONG_AGO)
    here.tick(MONDAY)
    apologised(here)
    told = of(here, "soat")
    assert [line.owed for line in told.lines if line.key == here.offices["tnmt"]] == [1]
    assert behind(here, "soat", Pick(Cell.OWED)) == [owed] and behind(here, "soat", Pick(Cell.APOLOGIES)) == []


def test_lines_by_field_open_the_cases_of_the_field_and_lead_back(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.presented(at=LONG_AGO)
    here.tick(MONDAY)
    field = here.case(case_id).version.field
    page = officer("hoa").page(f"{BOARD}?theo=linh-vuc")
    link = f"?o=tre&amp;linh-vuc={quote(field)}"
    assert f'<th scope="row">{field}</th>' in page and link in page
    late = officer("hoa").page(f"{BOARD}ho-so/{unescape(link)}")
    assert f"Hồ sơ trễ hạn, {field}" in late and late.count("data-row>") == 1 and f"{BOARD}?theo=linh-vuc" in late


def test_a_procedure_that_names_no_field_has_a_line_of_its_own(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred()
    Version.objects.filter(pk=here.case(case_id).version_id).update(field="")
    assert "(chưa ghi lĩnh vực)" in officer("hoa").page(f"{BOARD}?theo=linh-vuc")
    assert "Hồ sơ đang giữ, chưa ghi lĩnh vực" in officer("hoa").page(f"{BOARD}ho-so/?o=dang-giu&linh-vuc=")


def test_what_presses_is_drawn_in_marks_and_told_in_words(here: District, officer: Callable[[str], Browser]) -> None:
    here.presented(at=LONG_AGO), here.transferred(at=NOT_LONG_AGO)
    here.tick(MONDAY + timedelta(days=2))
    page = officer("hoa").page(BOARD)
    assert 'aria-label="1 hồ sơ trễ hạn"><span aria-hidden="true">■■</span> 1</a>' in page
    assert 'aria-label="1 hồ sơ hẹn trả T5 04/03, 1 phải làm ngay"><span aria-hidden="true">▲▲▲</span> 1</a>' in page


def test_the_board_links_every_figure_to_its_list(here: District, officer: Callable[[str], Browser]) -> None:
    here.presented(at=LONG_AGO), apologised(here), paused(here)
    page = officer("hoa").page(BOARD)
    office = here.offices["tnmt"]
    for link in (f"?o=tre&amp;phong={office}", f"?o=dung&amp;phong={office}", f"?o=dang-giu&amp;phong={office}", "?o=tre", "?o=chuyen-tre"):
        assert link in page
    late = officer("hoa").page(f"{BOARD}ho-so/?o=tre&phong={office}")
    assert "Hồ sơ trễ hạn, Phòng Tài nguyên và Môi trường" in late and late.count("data-row>") == 2


@pytest.mark.parametrize("query", ["", "?o=lạ", "?o=han", "?o=han&ngay=hôm nay", "?phong=x", "?phong=99999", "?o=ky&trang=4", "?trang=-1"])
def test_an_address_typed_by_hand_is_no_error(here: District, officer: Callable[[str], Browser], query: str) -> None:
    here.transferred()
    officer("hoa").page(f"{BOARD}ho-so/{query}")


def test_ticked_cases_are_signed_one_by_one_and_the_one_that_changed_says_so(here: District, officer: Callable[[str], Browser]) -> None:
    one, changed, other, unticked = (here.presented() for _ in range(4))
    hoa = officer("hoa")
    form = form_having(hoa.page(BOARD), "key")
    assign(actor=here.actor("khoa"), at=here.tick(), case_id=changed, to_person_id=here.people["minh"].pk)
    page = hoa.told(hoa.send(SIGN, form, cases=[str(one), str(changed), str(other)]))
    assert "Đã ký 2 hồ sơ" in page and "1 hồ sơ chưa ký được" in page and "Phân công (Hoàng Thế Khoa)" in page
    states = [here.case(case_id).state for case_id in (one, changed, other, unticked)]
    assert states == ["settled", "in_progress", "settled", "in_progress"]
    again = hoa.told(hoa.send(SIGN, form, cases=[str(one), str(changed), str(other)]))
    assert "Đã ký 2 hồ sơ" in again and here.case(one).revision == 4


def test_a_case_that_is_not_mine_to_sign_is_left_alone(here: District, officer: Callable[[str], Browser]) -> None:
    mine, chairmans, early = here.presented(), here.presented("VC"), here.transferred()
    phap = officer("phap")
    page = signed(here, phap) if "key" in phap.page(BOARD) and of(here, "phap").to_sign else ""
    assert page == ""
    hoa = officer("hoa")
    told = signed(here, hoa, mine, early, 10**9)
    assert "Đã ký 1 hồ sơ" in told and "Chưa tới bước quyết định" in told
    assert here.case(chairmans).outcome == "" and here.case(early).outcome == ""


def test_nothing_ticked_signs_nothing_and_says_so(here: District, officer: Callable[[str], Browser]) -> None:
    here.presented()
    assert "Chưa chọn hồ sơ nào" in signed(here, officer("hoa"))
    assert officer("hoa").client.get(SIGN).headers["Location"] == BOARD


def test_an_inspector_reads_the_board_and_signs_nothing(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.presented(at=LONG_AGO)
    here.tick(MONDAY)
    soat = officer("soat")
    page = soat.page(BOARD)
    assert "Phòng Tài nguyên và Môi trường" in page and 'name="cases"' not in page and "data-primary" not in page
    assert soat.client.post(SIGN, {"key": "k", "cases": [str(case_id)]}).status_code == 403


def test_a_board_is_for_leaders_and_inspectors(here: District, officer: Callable[[str], Browser]) -> None:
    for key in ("minh", "lan", "thao"):
        officer(key).page(BOARD, 403)
        officer(key).page(f"{BOARD}ho-so/", 403)
    assert Client().get(BOARD).headers["Location"].startswith("/dang-nhap/")


def test_an_empty_board_says_that_nothing_waits(officer: Callable[[str], Browser]) -> None:
    page = officer("hoa").page(BOARD)
    for words in ("Không có hồ sơ nào chờ ký ✓", "Không nợ thư xin lỗi nào ✓", "Chưa phòng nào giữ hồ sơ"):
        assert words in page


def test_the_number_of_statements_does_not_grow_with_the_cases(here: District, officer: Callable[[str], Browser]) -> None:
    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as told:
            hoa.page(address)
        return len(told.captured_queries)

    for _ in range(3):
        here.presented(at=LONG_AGO if not here.filings else None)
    hoa = officer("hoa")
    hoa.page(BOARD)
    few = statements(BOARD), statements(f"{BOARD}ho-so/?o=dang-giu")
    for _ in range(20):
        here.presented()
    here.tick(MONDAY)
    assert few == (statements(BOARD), statements(f"{BOARD}ho-so/?o=dang-giu"))
    assert few[0] <= MOST_STATEMENTS


# ---- signing takes a password that was typed lately ----------------------------------------------------------------------------------


PASSWORD = "mat-khau-cua-hoa"


@pytest.fixture
def later(here: District, monkeypatch: Any) -> Callable[[int], None]:
    """Called, the machine's clock as sessions read it is so many minutes later; Hòa has a password to type."""
    monkeypatch.setattr(here.people["hoa"], "password", make_password(PASSWORD))
    here.people["hoa"].save()
    told = [time.time()]
    monkeypatch.setattr("motcua.doors.shared.officer_session.time", SimpleNamespace(time=lambda: told[0]))

    def on(minutes: int) -> None:
        told[0] += minutes * 60

    return on


def ticked(here: District, hoa: Browser, *cases: int) -> Any:
    """The answer to these cases, ticked and sent."""
    return hoa.send(SIGN, form_having(hoa.page(BOARD), "key"), cases=[str(case) for case in cases])


def test_a_password_typed_long_ago_is_asked_for_once_and_the_batch_goes_on(
    here: District, officer: Callable[[str], Browser], later: Callable[[int], None]
) -> None:
    cases = [here.presented() for _ in range(3)]
    hoa = officer("hoa")
    later(9), hoa.page(BOARD), later(2)
    asked = hoa.told(ticked(here, hoa, *cases), 403)
    assert "Xác nhận để ký" in asked and {here.case(case).state for case in cases} == {"in_progress"}
    form = form_having(asked, "xac-nhan-ky")
    wrong = hoa.told(hoa.send("", form, **{"xac-nhan-ky": "sai"}), 403)
    assert "Chưa đúng" in wrong and {here.case(case).state for case in cases} == {"in_progress"}
    done = hoa.told(hoa.send("", form_having(wrong, "xac-nhan-ky"), **{"xac-nhan-ky": PASSWORD}))
    assert "Đã ký 3 hồ sơ" in done and {here.case(case).state for case in cases} == {"settled"}
    later(9)
    assert "Đã ký 1 hồ sơ" in hoa.told(ticked(here, hoa, here.presented()))


def test_no_form_can_say_that_the_password_was_typed(
    here: District, officer: Callable[[str], Browser], later: Callable[[int], None]
) -> None:
    case = here.presented()
    hoa = officer("hoa")
    form = form_having(hoa.page(BOARD), "key")
    later(9), hoa.page(BOARD), later(2)
    forged = {"proved_at": "9999999999", "xac-nhan-ky": "", "mo-khoa": PASSWORD, "mo-khoa-roi": "POST"}
    assert hoa.send(SIGN, form, cases=[str(case)], **forged).status_code == 403
    assert here.case(case).state == "in_progress"


def test_the_password_that_opened_a_locked_screen_signs_too(
    here: District, officer: Callable[[str], Browser], later: Callable[[int], None]
) -> None:
    case = here.presented()
    hoa = officer("hoa")
    form = form_having(hoa.page(BOARD), "key")
    later(30)
    locked = hoa.told(hoa.send(SIGN, form, cases=[str(case)]), 423)
    assert "Đã ký 1 hồ sơ" in hoa.told(hoa.send("", form_having(locked, "mo-khoa"), **{"mo-khoa": PASSWORD}))
