"""A real browser at the program, for whatever place a test's own ``live_place`` is."""

import os
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def page(live_place: Any, monkeypatch: Any) -> Iterator[Any]:
    """A page of the system's Chromium at the program, on a port, over ``live_place``; an error in a script fails the test."""
    from playwright.sync_api import sync_playwright
    from pytest_django.live_server_helper import LiveServer

    from chromium import chromium

    # Playwright runs an event loop in this thread, which Django takes for asynchronous code; it is not.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    server, errors = LiveServer("127.0.0.1"), []
    with sync_playwright() as playwright:
        program = os.environ.get("MOTCUA_CHROMIUM") or chromium()
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-dev-shm-usage", *sandbox])
        page = browser.new_page(base_url=server.url, locale="vi-VN")
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        browser.close()
    server.stop()
    assert errors == []
