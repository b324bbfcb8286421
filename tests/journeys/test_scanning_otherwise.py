"""A card read by the camera or by a scanner at a serial port: nothing is typed, so that no input method can change a letter."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.steps import Visit

pytestmark = pytest.mark.browser

CARD = "052190007788||Đinh Thị Hờn|05031990|Nữ|Làng Hiệp Giao, Canh Hiệp, Vân Canh, Bình Định|10052021"
COUNTER = "/q/quay/"

NEITHER = "delete window.BarcodeDetector; delete Navigator.prototype.serial;"
CAMERA = """
window.BarcodeDetector = class {
  static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
  detect(video) {
    document.documentElement.dataset.looks = Number(document.documentElement.dataset.looks || 0) + 1;
    return Promise.resolve(video.videoWidth && window.shownCode ? [{ rawValue: window.shownCode }] : []);
  }
};
navigator.mediaDevices.getUserMedia = () => {
  if (window.noCamera) return Promise.reject(new DOMException("", window.noCamera));
  const canvas = document.createElement("canvas");
  canvas.width = 640; canvas.height = 480;
  const pen = canvas.getContext("2d");
  let grey = 0;
  setInterval(() => { grey = (grey + 8) % 256; pen.fillStyle = `rgb(${grey} ${grey} ${grey})`; pen.fillRect(0, 0, 640, 480); }, 40);
  const stream = canvas.captureStream(25);
  const [track] = stream.getTracks();
  const stop = track.stop.bind(track);
  track.stop = () => { stop(); document.documentElement.dataset.camera = track.readyState; };
  return Promise.resolve(stream);
};
"""
"""A camera whose picture is a canvas, and a reader that sees ``shownCode`` in it."""

SERIAL = """
(() => {
  const port = {
    async open(options) {
      if (sessionStorage.portIsBusy) throw new DOMException("", "InvalidStateError");
      sessionStorage.baudRate = options.baudRate;
      port.readable = new ReadableStream({ start(stream) { window.portSends = (bytes) => stream.enqueue(new Uint8Array(bytes)); } });
    },
  };
  const serial = {
    getPorts: async () => (sessionStorage.portIsPermitted ? [port] : []),
    requestPort: async () => {
      if (sessionStorage.choosesNone) throw new DOMException("", "NotFoundError");
      sessionStorage.portIsPermitted = "1";
      return port;
    },
  };
  Object.defineProperty(Navigator.prototype, "serial", { get: () => serial, configurable: true });
})();
"""
"""A scanner at a serial port; ``portSends(bytes)`` is what it reads."""


def at_the_counter(visit: Visit, *stand_ins: str, size: dict[str, int] | None = None) -> Page:
    """The counter in a browser that has what the ``stand_ins`` give it."""
    page = visit("lan", size) if size else visit("lan")
    for script in stand_ins:
        page.add_init_script(script)
    page.goto(COUNTER)
    return page


def is_read_in(page: Page) -> None:
    """The scan has led on to the intake of whoever the card names."""
    expect(page.get_by_text("052190007788")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Đinh Thị Hờn")


def sent(page: Page, text: str, cut: int = 20) -> None:
    """The scanner at the port sends ``text`` in two pieces, as bytes come; the second cut may fall within a letter."""
    told = list(text.encode())
    page.evaluate("(bytes) => window.portSends(bytes)", told[:cut])
    page.evaluate("(bytes) => window.portSends(bytes)", told[cut:])


def test_a_browser_with_neither_shows_neither(visit: Visit) -> None:
    page = at_the_counter(visit, NEITHER)
    expect(page.get_by_placeholder("Quét CCCD")).to_be_focused()
    for name in ("Máy ảnh", "Nối máy quét"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)


def test_a_card_shown_to_the_camera_is_read_into_the_box(visit: Visit) -> None:
    page = at_the_counter(visit, CAMERA)
    page.get_by_role("button", name="Máy ảnh").click()
    dialog = page.get_by_role("dialog", name="Đưa mã QR")
    expect(dialog).to_contain_text("Giữ thẻ yên")
    expect(page.locator("html")).to_have_attribute("data-looks", re.compile("[2-9]"))
    assert page.url.endswith(COUNTER), "nothing is sent before a code is seen"
    page.evaluate("(code) => { window.shownCode = code; }", CARD)
    is_read_in(page)


def test_closing_the_dialog_turns_the_camera_off(visit: Visit) -> None:
    page = at_the_counter(visit, CAMERA, size=PHONE)
    page.get_by_role("button", name="Máy ảnh").click()
    expect(page.get_by_role("dialog")).to_contain_text("Giữ thẻ yên")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the dialog fits a phone"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-camera", "ended")
    looks = page.locator("html").get_attribute("data-looks") or "0"
    page.wait_for_timeout(500)
    assert int(page.locator("html").get_attribute("data-looks") or "0") <= int(looks) + 1, "nobody looks any longer"


@pytest.mark.parametrize(("problem", "words"), [("NotAllowedError", "cho phép Máy ảnh"), ("NotFoundError", "không có máy ảnh")])
def test_a_camera_that_does_not_open_says_why(visit: Visit, problem: str, words: str) -> None:
    page = at_the_counter(visit, CAMERA)
    page.evaluate("(name) => { window.noCamera = name; }", problem)
    page.get_by_role("button", name="Máy ảnh").click()
    expect(page.get_by_role("dialog")).to_contain_text(words)
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_placeholder("Quét CCCD")).to_be_visible()


@pytest.mark.parametrize("cut", range(16, 22))
def test_a_scanner_at_a_serial_port_is_read_as_bytes_letters_whole(visit: Visit, cut: int) -> None:
    page = at_the_counter(visit, SERIAL)
    page.get_by_role("button", name="Nối máy quét").click()
    expect(page.get_by_text("Máy quét đã nối")).to_be_visible()
    sent(page, f"{CARD}\r\n", cut)
    is_read_in(page)
    assert page.evaluate("sessionStorage.baudRate") == "9600"


def test_a_permitted_port_is_opened_by_itself_on_the_next_page(visit: Visit) -> None:
    page = at_the_counter(visit, SERIAL)
    page.get_by_role("button", name="Nối máy quét").click()
    expect(page.get_by_text("Máy quét đã nối")).to_be_visible()
    page.goto("/q/quay/chuyen/")
    expect(page.get_by_text("Máy quét đã nối")).to_be_visible()
    expect(page.get_by_role("button", name="Nối máy quét")).to_have_count(0)
    sent(page, f"{CARD}\n")
    is_read_in(page)


def test_a_scan_does_not_throw_away_what_is_being_typed(visit: Visit) -> None:
    page = at_the_counter(visit, SERIAL)
    page.get_by_role("button", name="Nối máy quét").click()
    expect(page.get_by_text("Máy quét đã nối")).to_be_visible()
    page.goto("/q/quay/nhan/")
    page.get_by_label("Họ và tên").fill("Trần Văn Dở")
    expect(page.get_by_text("Máy quét đã nối")).to_be_visible()
    sent(page, f"{CARD}\r\n")
    expect(page.get_by_placeholder("Quét CCCD")).to_be_focused()
    expect(page.locator("#scan-told")).to_contain_text("Nhấn Enter để tìm")
    expect(page.get_by_label("Họ và tên")).to_have_value("Trần Văn Dở")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("052190007788")).to_be_visible()


def test_no_port_chosen_is_no_fault_and_a_busy_one_is_told(visit: Visit) -> None:
    page = at_the_counter(visit, SERIAL)
    page.evaluate("sessionStorage.choosesNone = 1")
    page.get_by_role("button", name="Nối máy quét").click()
    expect(page.locator("#scan-told")).to_be_hidden()
    page.evaluate("delete sessionStorage.choosesNone; sessionStorage.portIsBusy = 1")
    page.get_by_role("button", name="Nối máy quét").click()
    expect(page.locator("#scan-told")).to_contain_text("cổng đang bận")
    expect(page.get_by_role("button", name="Nối máy quét")).to_be_visible()


def test_only_the_pages_with_the_scan_box_may_use_camera_and_port(visit: Visit) -> None:
    page = visit("lan")
    allowed = "['camera', 'serial', 'microphone', 'geolocation'].filter((each) => document.featurePolicy.allowsFeature(each))"
    for path, devices in ((COUNTER, ["camera", "serial"]), ("/q/quay/nhan/", ["camera", "serial"]), ("/q/so/", []), ("/", [])):
        page.goto(path)
        assert page.evaluate(allowed) == devices, path
