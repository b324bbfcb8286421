"""What holds for every public page: small, plain, readable without help, and complete without scripts, styles in line or cookies."""

import gzip
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache

from motcua.doors.shared.access import routes
from tests.doors.portal_world import Site, case_with_slip, site

pytestmark = pytest.mark.django_db

SMALL = 14 * 1024
LONGEST_SENTENCE = 26
"""Syllables; a Vietnamese word has one or two, and a sentence no more than twenty words."""
TEMPLATES = sorted(Path("src/motcua/doors").resolve().glob("*/templates/p[or]*/*.html"))
"""What citizens read: the portal's pages, and a procedure as every door shows it."""


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Site:
    """The public site."""
    cache.clear()
    return site(monkeypatch)


def pages_of(portal: Site) -> dict[str, Any]:
    """Every public page in every form: name → response."""
    _, number, code = case_with_slip(portal.place)
    asked = {
        name: portal.client.get(address)
        for name, address in {
            "home": "/", "fields": "/thu-tuc/", "found": "/thu-tuc/?tu=dat", "nothing found": "/thu-tuc/?tu=xyz",
            "procedure": "/thu-tuc/1.000111/", "no procedure": "/thu-tuc/x/", "tracking": "/tra-cuu/",
            "code as number": f"/tra-cuu/?ma={code}",
            "tracked": f"/tra-cuu/{number}/", "not tracked": "/tra-cuu/x/",
        }.items()
    }  # fmt: skip
    asked["course"] = portal.ask(code, "3421")
    asked["wrong"] = portal.ask(code, "0000")
    for _ in range(5):
        asked["too many"] = portal.ask(code, "0000")
    return asked


class Page(HTMLParser):
    """The tags of a page, in order."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.html = response.content.decode()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of each of these tags."""
        return [attributes for tag, attributes in self.tags if tag in tags]


def test_every_public_route_is_looked_at_here() -> None:
    assert {route.name for route in routes() if route.access and route.access.is_public} <= {
        "portal-home", "procedures", "procedure", "tracking", "tracked", "tracking-course", "sign-in", "sign-in-code", "sign-out", "mark",
        "password", "public-queue", "public-queue-screen",
    }  # fmt: skip


def test_a_page_with_its_styles_weighs_no_more_than_14_kilobytes(portal: Site) -> None:
    weights = {name: weight_of(response) for name, response in pages_of(portal).items()}
    weights |= {address: weight_of(portal.client.get(address)) for address in ("/dang-nhap/", "/dang-nhap/mat-khau/")}
    assert {name: weight for name, weight in weights.items() if weight > SMALL} == {}


def weight_of(response: Any) -> int:
    """Compressed bytes of a page and of the stylesheets it asks for."""
    sheets = [link["href"] for link in Page(response).named("link") if link["rel"] == "stylesheet"]
    files = [Path(finders.find(str(sheet).removeprefix("/static/"))).read_bytes() for sheet in sheets]
    return sum(len(gzip.compress(part)) for part in (response.content, *files))


def test_pages_are_sent_compressed(portal: Site) -> None:
    response = portal.client.get("/thu-tuc/1.000111/", headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_style_sheets_are_sent_compressed(client: Any) -> None:
    for sheet in ("base", "public", "portal"):
        response = client.get(f"/static/css/{sheet}.css", headers={"accept-encoding": "gzip"})
        assert response.headers["Content-Encoding"] == "gzip"
        whole = client.get(f"/static/css/{sheet}.css")
        assert gzip.decompress(b"".join(response.streaming_content)) == b"".join(whole.streaming_content)


def test_no_page_needs_a_script_or_holds_styles_in_line_or_asks_elsewhere(portal: Site) -> None:
    for name, response in pages_of(portal).items():
        page = Page(response)
        assert page.named("script", "style", "iframe", "object") == [], name
        for _, attributes in page.tags:
            assert not any(key == "style" or key.startswith("on") for key in attributes), name
            for key in ("src", "href", "action"):
                assert not re.match(r"(https?:)?//", attributes.get(key) or ""), name


def test_every_page_is_in_vietnamese_with_one_heading_a_way_to_its_content_and_the_help_at_one_place(portal: Site) -> None:
    for name, response in pages_of(portal).items():
        page = Page(response)
        assert page.named("html")[0]["lang"] == "vi"
        assert len(page.named("h1")) == 1, name
        assert page.named("a")[0].get("class") == "skip", name
        assert page.html.index("</main>") < page.html.index('class="help"') < page.html.index("<footer"), name


def test_headings_leave_out_no_level(portal: Site) -> None:
    for name, response in pages_of(portal).items():
        main = response.content.decode().partition("<main")[2].partition("</main>")[0]
        levels = [int(level) for level in re.findall(r"<h([1-6])", main)]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_every_field_has_a_label_and_every_reference_its_aim(portal: Site) -> None:
    for name, response in pages_of(portal).items():
        page = Page(response)
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert [key for key, count in Counter(ids).items() if count > 1] == [], name
        labelled = {label.get("for") for label in page.named("label")}
        boxes = [box for box in page.named("input", "select", "textarea") if box.get("type") != "hidden"]
        assert {box.get("id") for box in boxes} <= labelled, name
        told = " ".join(str(attributes.get(key) or "") for _, attributes in page.tags for key in ("aria-describedby", "aria-labelledby"))
        aims = [str(link["href"])[1:] for link in page.named("a") if str(link.get("href")).startswith("#")]
        assert {*told.split(), *aims} <= set(ids), name


def test_each_wrong_field_is_linked_from_the_message(portal: Site) -> None:
    page = Page(pages_of(portal)["wrong"])
    links = {link["href"] for link in page.named("a")}
    assert {"#ma-tra-cuu", "#so-cuoi"} <= links
    assert "Không tìm thấy:" in page.html.partition("</title>")[0]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_sentences_are_short_and_without_abbreviations(template: Path) -> None:
    text = re.sub(r"{#.*?#}|{%.*?%}", " ", template.read_text(encoding="utf-8"))
    text = re.sub(r"{{.*?}}", "X", text)
    for sentence in re.split(r"<[^>]+>|[.?!:;]\s", text):
        assert len(sentence.split()) <= LONGEST_SENTENCE, sentence
    assert not re.search(r"\b(TTHC|BPMC|CCCD|DVC|KSTTHC)\b", text)


def test_the_whole_way_of_a_citizen_goes_without_cookies_but_the_one_that_guards_the_form(portal: Site) -> None:
    for address in ("/", "/thu-tuc/?tu=dat dai", "/thu-tuc/1.000111/"):
        assert not portal.client.get(address).cookies
    assert set(portal.client.get("/tra-cuu/").cookies) == {"csrftoken"}
