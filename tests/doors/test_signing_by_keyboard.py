"""The leader signs by keyboard alone, in a real browser: twenty results in few keys, with one password when it was typed long ago."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PASSWORD = "mat-khau-dai"


@pytest.fixture
def live_place(live_database: str, monkeypatch: Any) -> Any:
    """Twenty results wait for Hòa."""
    from tests.builders.situations import furnished

    made = furnished()
    for _ in range(20):
        made.presented()
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: made.now)
    made.people["hoa"].set_password(PASSWORD)
    made.people["hoa"].save()
    return made


@pytest.fixture
def clock(monkeypatch: Any) -> Any:
    """The machine's clock as sessions read it."""
    import time

    told = SimpleNamespace(ahead=0.0)
    now = time.time
    monkeypatch.setattr("motcua.doors.shared.officer_session.time", SimpleNamespace(time=lambda: now() + told.ahead))
    return told


@pytest.fixture
def hoa(live_place: Any, clock: Any, page: "Page") -> "Page":
    """The leader at her board, signed in."""
    page.goto("/dang-nhap/")
    page.fill("#username", live_place.people["hoa"].login)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/q/lanh-dao/")
    return page


def test_twenty_results_are_signed_with_three_keys(hoa: "Page") -> None:
    from tests.builders.keyboard import Keyboard

    keys = Keyboard(hoa)
    keys.press("a")
    keys.go("Control+Enter")
    assert "Đã ký 20 hồ sơ" in hoa.content()
    assert keys.pressed <= 3


def test_with_a_password_typed_long_ago_twenty_results_take_under_thirty_keys(hoa: "Page", clock: Any) -> None:
    from tests.builders.keyboard import Keyboard

    clock.ahead += 9 * 60
    hoa.reload()
    clock.ahead += 2 * 60
    keys = Keyboard(hoa)
    keys.press("a")
    keys.go("Control+Enter")
    hoa.wait_for_selector("#mo-khoa:focus")
    keys.type(PASSWORD)
    keys.go("Enter")
    assert "Đã ký 20 hồ sơ" in hoa.content()
    assert keys.pressed <= 30


def test_a_locked_screen_is_opened_by_the_password_alone_and_shows_the_same_page(hoa: "Page", clock: Any) -> None:
    hoa.goto("/q/lanh-dao/?theo=linh-vuc")
    clock.ahead += 10 * 60
    hoa.reload()
    hoa.wait_for_selector("#mo-khoa:focus")
    assert "Ký hôm nay" not in hoa.content()
    hoa.keyboard.type(PASSWORD)
    with hoa.expect_navigation():
        hoa.keyboard.press("Enter")
    assert hoa.url.endswith("/q/lanh-dao/?theo=linh-vuc") and "Ký hôm nay" in hoa.content()
