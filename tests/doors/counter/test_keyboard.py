"""The counter by keyboard alone, in a real browser: few keys, the focus where the hand needs it, nothing out of sight."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders.district import District

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


def at_rest(page: "Page") -> None:
    """Wait until the page has given the focus to whatever asks for it: a hand is slower than that, a test is not."""
    page.wait_for_load_state("load")
    page.wait_for_function("() => { const wants = document.querySelector('[autofocus]'); return !wants || wants.matches(':focus') }")


def go(page: "Page", address: str) -> None:
    """Open an address and wait until keys may be pressed."""
    page.goto(address)
    at_rest(page)


@pytest.fixture
def lan(live_place: District, page: "Page") -> "Page":
    """The receptionist at her desk, signed in by keyboard."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    go(page, "/dang-nhap/")
    page.keyboard.type(live_place.people["lan"].login)
    page.keyboard.press("Tab")
    page.keyboard.type("mat-khau-dai")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/q/quay/")
    at_rest(page)
    return page


def test_a_new_person_needs_few_keys_beside_what_there_is_to_write(lan: "Page") -> None:
    from tests.builders.keyboard import Keyboard

    keys = Keyboard(lan)
    keys.type("0905777888")
    keys.press("Enter")
    lan.wait_for_selector("button:focus")
    keys.press("Enter")
    lan.wait_for_selector("#name:focus")
    lan.keyboard.type("Đinh Văn Bê")
    for _ in range(4):
        keys.press("Tab")
    keys.type("hkd")
    keys.press("Enter")
    lan.wait_for_selector("[data-paper]:focus")
    keys.press("a")
    keys.press("Control+Enter")
    lan.wait_for_url("**/da-nhan/**")
    assert keys.pressed <= 25
    assert lan.locator(".done-number").inner_text() == "000.00.99.H08-210301-0002"


def test_people_are_found_while_one_types_and_chosen_with_the_arrow(lan: "Page") -> None:
    lan.keyboard.type("tran be", delay=20)
    lan.wait_for_selector(".person")
    assert lan.evaluate("document.activeElement.id") == "tim"
    lan.keyboard.press("ArrowDown")
    lan.keyboard.press("Enter")
    lan.wait_for_url("**/nhan/?nguoi=*")


def test_procedures_are_offered_while_one_types_and_nothing_typed_is_lost(lan: "Page") -> None:
    go(lan, "/q/quay/nhan/")
    lan.fill("#name", "Đinh Văn Bê")
    lan.focus("#words")
    lan.keyboard.type("ho kinh", delay=20)
    lan.wait_for_selector(".option")
    lan.keyboard.press("ArrowDown")
    lan.keyboard.press("Enter")
    lan.wait_for_selector(".chosen")
    assert lan.input_value("#name") == "Đinh Văn Bê"


def test_the_promise_follows_the_channel_without_leaving_the_page(lan: "Page", live_place: District) -> None:
    from playwright.sync_api import expect

    go(lan, f"/q/quay/nhan/?thu_tuc={live_place.procedures['hai']}")
    assert "17:00 thứ Hai 08/03/2021" in lan.inner_text("#hen")
    lan.select_option("#channel", "post")
    expect(lan.locator("#hen")).to_contain_text("17:00 thứ Tư 03/03/2021")


def test_every_key_is_listed_and_does_what_the_list_says(lan: "Page", live_place: District) -> None:
    go(lan, f"/q/quay/nhan/?thu_tuc={live_place.procedures['hkd']}")
    lan.keyboard.press("Escape")
    lan.keyboard.press("?")
    listed = lan.inner_text("#keys dl")
    for words in ("Tìm người hoặc hồ sơ", "Đủ giấy tờ", "Cần bổ sung", "Từ chối", "Nhận hồ sơ", "Mở Quầy", "Ctrl+Enter"):
        assert words in listed
    lan.keyboard.press("Escape")
    lan.keyboard.press("F9")
    lan.wait_for_selector("#ground input:focus")
    lan.keyboard.press("2")
    assert lan.is_checked("#ground input[value='not-entitled']")
    lan.keyboard.press("/")
    assert lan.evaluate("document.activeElement.id") == "tim"
    lan.keyboard.press("Escape")
    lan.keyboard.press("g")
    lan.keyboard.press("q")
    lan.wait_for_url("**/q/quay/")


def test_letters_typed_into_a_field_are_letters(lan: "Page", live_place: District) -> None:
    go(lan, f"/q/quay/nhan/?thu_tuc={live_place.procedures['hkd']}")
    lan.focus("#name")
    lan.keyboard.type("ann? 1")
    assert lan.input_value("#name") == "ann? 1"
    assert lan.locator("[data-paper]:checked").count() == 0


def _too_small(page: "Page", least: int) -> Any:
    """Controls narrower or lower than ``least`` pixels, but for links within running text."""
    return page.evaluate(
        """least => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, summary, nav a, .button')]
            .filter(each => !each.closest('.visually-hidden') && !each.classList.contains('visually-hidden'))
            .map(each => [each.outerHTML.slice(0, 80), (each.closest('label') || each).getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < least || box.height < least))
            .map(([html, box]) => `${html} ${box.width}x${box.height}`)""",
        least,
    )


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_screens_fit_and_their_controls_can_be_hit(lan: "Page", live_place: District, size: dict[str, int]) -> None:
    lan.set_viewport_size(size)  # type: ignore[arg-type]
    screens = ("", "nhan/", f"nhan/?thu_tuc={live_place.procedures['hkd']}", "gui-den/", "bo-sung/", "chuyen/", "tra/", "y-kien-tre/")
    for screen in screens:
        go(lan, f"/q/quay/{screen}")
        assert lan.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen
        assert _too_small(lan, 24) == [], screen


def test_the_primary_button_of_an_intake_is_in_sight_on_an_ordinary_screen(lan: "Page") -> None:
    lan.keyboard.type("0905123421")
    lan.keyboard.press("Enter")
    lan.wait_for_selector("#words:focus")
    lan.keyboard.type("hkd")
    lan.keyboard.press("Enter")
    lan.wait_for_selector(".chosen")
    box = lan.locator("[data-primary]").bounding_box()
    assert box and box["y"] + box["height"] <= DESK["height"]
