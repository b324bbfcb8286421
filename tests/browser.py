"""Fixtures of the journeys: the program on a port, over a database clone of the test's own, and a page of the system's Chromium."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django.live_server_helper import LiveServer

from chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT_NEEDS = ["--no-sandbox"] if os.geteuid() == 0 else []


@pytest.fixture
def live_site(live_database: str) -> Iterator[str]:
    """The address of the running program; it sees what the test commits, and the test what it commits."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def page(live_site: str, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Page]":
    """A page that starts at the program's address and reaches nothing else; an error in its scripts fails the test."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, which Django takes for asynchronous code; it is not.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    errors: list[str] = []
    with sync_playwright() as playwright:
        program = os.environ.get("MOTCUA_CHROMIUM") or chromium()
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-dev-shm-usage", *ROOT_NEEDS])
        page = browser.new_page(base_url=live_site, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route(lambda address: not address.startswith(live_site), lambda route: route.abort())
        yield page
        browser.close()
    assert errors == []
