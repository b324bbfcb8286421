"""Colours that can be read, weights that a slow line can carry, and pages that a screen reader can follow."""

import gzip
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.builders.browser import ids
from tests.builders.district import District

STATIC = Path(__file__).resolve().parents[3] / "src" / "motcua" / "doors" / "shared" / "static"
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STATIC / "css" / "base.css").read_text(encoding="utf-8")))

TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft") for ground in ("paper", "card", "sunken")),
    ("ink-soft", "brand-tint"), ("link", "paper"), ("link", "card"), ("link", "brand-tint"), ("brand-deep", "card"),
    ("brand-deep", "brand-tint"), ("on-brand", "brand"), ("on-brand", "brand-deep"), ("on-brand-soft", "brand-deep"),
    ("stop", "card"), ("stop", "paper"), ("go", "card"),
]  # fmt: skip
STATUS = [("go", "go-tint"), ("wait", "wait-tint"), ("stop", "stop-tint")]
EDGES = [
    ("line-strong", "card"), ("line-strong", "paper"), ("focus", "card"), ("focus", "paper"), ("focus-on-brand", "brand-deep"),
    ("stop-line", "card"), ("go-line", "card"), ("wait-line", "card"),
]  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The contrast of two tokens by WCAG 2.2."""

    def light(token: str) -> float:
        parts = [int(TOKENS[token][at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), STATUS)
def test_a_status_can_be_read_with_ease(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 7


@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_of_the_focus_can_be_seen(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3


@pytest.mark.parametrize("path", sorted(STATIC.glob("css/*.css")), ids=lambda path: path.name)
def test_style_sheets_name_no_colour_but_by_its_token_and_fetch_nothing(path: Path) -> None:
    text = re.sub(r":root \{.*?\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"@media print \{.*", "", text, flags=re.S)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", text) in ([], ["#f8e6bd"])
    assert "@import" not in text and "http" not in text and "@font-face" not in text


def test_what_every_public_page_carries_is_light() -> None:
    sheets = b"".join((STATIC / "css" / name).read_bytes() for name in ("base.css", "public.css"))
    assert len(gzip.compress(sheets)) < 6_000


class _Reader(HTMLParser):
    """What a screen reader needs of a page: labelled fields, named buttons and links, headings, one main."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[dict[str, str]] = []
        self.labels: set[str] = set()
        self.headings: list[int] = []
        self.mains = 0
        self.unnamed: list[str] = []
        self._inside: list[str] = []
        self._name = ""
        self._named: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.mains += tag == "main"
        if tag == "label":
            self.labels.add(told.get("for", ""))
            self._inside.append(tag)
        if tag in ("input", "select", "textarea") and told.get("type") != "hidden":
            self.fields.append({**told, "inside": "yes" if "label" in self._inside else ""})
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if tag in ("a", "button"):
            self._name, self._named = "", told
        assert int(told.get("tabindex") or 0) <= 0

    def handle_data(self, data: str) -> None:
        self._name += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._inside.pop()
        if tag in ("a", "button") and not self._name and not self._named.get("aria-label"):
            self.unnamed.append(str(self._named))


ADDRESSES = ("", "nhan/", "gui-den/", "bo-sung/", "chuyen/", "tra/", "y-kien-tre/")


def _must_be_followed_with_ease(page: str) -> None:
    reader = _Reader()
    reader.feed(page)
    assert reader.mains == 1 and 'lang="vi"' in page and "<title>" in page
    assert [field for field in reader.fields if not (field["inside"] or field.get("aria-label") or field.get("id") in reader.labels)] == []
    assert reader.unnamed == []
    assert reader.headings.count(1) <= 1
    twice = {each for each in ids(page) if ids(page).count(each) > 1}
    assert twice == set()
    assert page.count("data-primary") <= 1
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_screen_of_the_counter_can_be_followed_by_ear(browser: Callable[[str], Any], place: District, address: str) -> None:
    place.receive()
    _must_be_followed_with_ease(browser("lan").page(f"/q/quay/{address}"))


@pytest.mark.parametrize("do", ["choose", "to-supplement", "to-refuse", "receive", "refuse", "supplement"])
def test_the_intake_in_each_of_its_modes_can_be_followed_by_ear(browser: Callable[[str], Any], place: District, do: str) -> None:
    lan = browser("lan")
    form = lan.form("/q/quay/nhan/")
    chosen = lan.send("/q/quay/nhan/", form, do=do, words="P5", procedure_id=str(place.procedures["P5"]))
    _must_be_followed_with_ease(chosen.content.decode())


@pytest.mark.parametrize("address", ["/dang-nhap/", "/khong-co/"])
def test_pages_of_the_frame_can_be_followed_by_ear(browser: Callable[[str], Any], address: str) -> None:
    lan = browser("lan")
    lan.client.logout()
    _must_be_followed_with_ease(lan.client.get(address).content.decode())
