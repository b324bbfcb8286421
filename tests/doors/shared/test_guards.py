"""Every address says whom it asks for; forms are protected; nothing on a page runs or is styled from within it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.doors.shared.access import Route, routes
from motcua.doors.shared.labels import PERMISSIONS as WORDS
from motcua.offices.rules.roles import PERMISSIONS
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.sessions import sign_in

SOURCE = Path(__file__).resolve().parents[3] / "src" / "motcua" / "doors"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


def by_pattern(route: Route) -> str:
    return route.pattern


@pytest.mark.parametrize("route", routes(), ids=by_pattern)
def test_every_address_declares_its_access_and_has_a_name(route: Route) -> None:
    assert route.access, f"{route.pattern}: declare the view with @needs, @signed_in or @public (doors/shared/access.py)"
    assert route.name


def test_names_of_addresses_are_used_once() -> None:
    names = [route.name for route in routes()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("route", [route for route in routes() if route.access and not route.access.is_public], ids=by_pattern)
def test_nobody_comes_in_without_signing_in(place: District, route: Route) -> None:
    for method in route.access.methods if route.access else ():
        response = getattr(Client(), method.lower())(re.sub(r"<\w+:\w+>", "1", route.pattern))
        assert response.status_code == 302 and response.headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("route", [route for route in routes() if route.access and route.access.permissions], ids=by_pattern)
def test_permissions_asked_for_exist_and_have_words(route: Route) -> None:
    known = frozenset().union(*PERMISSIONS.values())
    assert set(route.access.permissions) <= known & set(WORDS)  # type: ignore[union-attr]
    assert not route.access.about or f"{route.access.about}_id" in route.pattern  # type: ignore[union-attr]


@pytest.mark.parametrize("route", [route for route in routes() if route.access and "POST" not in route.access.methods], ids=by_pattern)
def test_an_address_that_only_shows_takes_no_post(browser: Callable[[str], Any], route: Route) -> None:
    assert browser("lan").client.post(re.sub(r"<\w+:\w+>", "1", route.pattern)).status_code == 405


def test_a_whole_area_says_who_it_is_for(browser: Callable[[str], Any]) -> None:
    page = browser("minh").page("/q/quay/", 403)
    assert "Cán bộ tiếp nhận – tiếp nhận hồ sơ" in page and "quản trị giao vai trò" in page


def test_an_object_of_others_looks_like_one_that_does_not_exist(browser: Callable[[str], Any], place: District) -> None:
    case_id = place.receive()
    one = browser("minh").client.get(f"/q/quay/rut/{case_id}/")
    other = browser("lan").client.get("/q/quay/rut/99999999/")
    missing = browser("lan").client.get("/khong-co-trang-nay/")
    assert (one.status_code, other.status_code, missing.status_code) == (404, 404, 404)
    assert "Không tìm thấy trang này" in one.content.decode()


def test_a_form_without_the_token_is_turned_away_and_says_what_to_do(place: District, monkeypatch: Any) -> None:
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: place.now)
    client = Client(enforce_csrf_checks=True)
    sign_in(client, place.people["lan"])
    for address in ("/q/quay/nhan/", "/q/quay/tim/", "/q/quay/chuyen/", "/dang-nhap/", "/dang-xuat/"):
        response = client.post(address, {"do": "receive"})
        assert response.status_code == 403 and "Nội dung vừa gửi chưa được lưu" in response.content.decode(), address


@pytest.mark.parametrize("address", ["/dang-nhap/", "/q/quay/", "/khong-co/", "/q/quay/nhan/"])
def test_pages_carry_their_guards(browser: Callable[[str], Any], address: str) -> None:
    headers = browser("lan").client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "script-src 'self'" in policy and "style-src 'self'" in policy and "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_script_or_style_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text and "autoescape off" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_posts_carries_the_token(path: Path) -> None:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(encoding="utf-8"), re.S):
        assert "csrf_token" in form or "act_fields" in form


def test_what_people_type_is_never_taken_as_markup(browser: Callable[[str], Any], place: District) -> None:
    lan: Browser = browser("lan")
    place.receive(name="<script>alert(1)</script>", phone="0905 000 111")
    for page in (lan.page("/q/quay/"), lan.client.post("/q/quay/tim/", {"tim": "<img src=x>"}).content.decode()):
        assert "<script>alert" not in page and "<img src=x>" not in page


def test_a_crash_is_told_with_a_code_to_quote(browser: Callable[[str], Any], monkeypatch: Any) -> None:
    def crash(*_: Any, **__: Any) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr("motcua.doors.counter.start.taken_today", crash)
    lan = browser("lan")
    lan.client.raise_request_exception = False
    response = lan.client.get("/q/quay/")
    page = response.content.decode()
    assert response.status_code == 500 and "Việc vừa làm chưa được ghi nhận" in page
    assert re.search(r'class="due">[0-9A-F]{6}<', page)


def test_only_pages_with_the_scan_box_may_use_camera_and_serial_port(browser: Callable[[str], Any]) -> None:
    policies = {
        path: browser("lan").client.get(path).headers["Permissions-Policy"] for path in ("/q/quay/", "/q/quay/nhan/", "/q/so/", "/")
    }
    for path, policy in policies.items():
        is_scanning = path.startswith("/q/quay/")
        assert ("camera=(self)" in policy and "serial=(self)" in policy) is is_scanning, path
        assert ("camera=()" in policy and "serial=()" in policy) is not is_scanning, path
        assert "microphone=()" in policy and "geolocation=()" in policy and "usb=()" in policy
    nobody = Client().get("/dang-nhap/").headers["Permissions-Policy"]
    assert "camera=()" in nobody and "serial=()" in nobody


def test_a_page_with_the_scan_box_has_the_same_strict_policy_of_content(browser: Callable[[str], Any]) -> None:
    client = browser("lan").client
    assert client.get("/q/quay/").headers["Content-Security-Policy"] == client.get("/q/so/").headers["Content-Security-Policy"]
