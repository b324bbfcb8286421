"""A browser before a program that really runs: the real command, the real server, the system's Chromium."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from motcua.doors.console.demonstration.profiles import PASSWORD
from tests.builders.web_server import HOST, free_port

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 30_000
DESK, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demonstration that a newcomer starts."""
    with demonstration(tmp_path_factory.mktemp("demonstration")) as address:
        yield address


@contextmanager
def demonstration(home: Path, *arguments: str) -> Iterator[str]:
    """The address of a running demonstration, made afresh in ``home``; it must end by SIGINT as by Ctrl-C."""
    port, log = free_port(), home / "demo.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    command = [str(Path(sys.executable).with_name("motcua")), "demo", "--home", str(home), "--port", str(port), *arguments]
    with log.open("w") as stream:
        server = subprocess.Popen(command, env=environment, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        _wait_until_it_serves(server, port, log)
        yield f"http://{HOST}:{port}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=os.environ["MOTCUA_CHROMIUM"], args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """``visit(login)`` signs in and gives the page; without a login, the public home page. No page may complain to its console."""
    complaints: list[str] = []
    contexts = []

    def opened(login: str = "", size: dict[str, int] | None = None) -> Page:
        context = browser.new_context(viewport=size or DESK, base_url=address)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" and not _is_refusal(said.text) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if login:
            page.goto("/dang-nhap/")
            page.get_by_label("Tên đăng nhập").fill(login)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile(r"/qt?/"))
        else:
            page.goto("/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _is_refusal(complaint: str) -> bool:
    """Chromium calls a page that answers 403, 409 or 422 a resource that failed to load; a refusal is one on purpose."""
    return any(f"status of {status}" in complaint for status in (403, 409, 422))


def _wait_until_it_serves(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Building the data takes a while; a demonstration that ends before it serves has failed."""
    while server.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            try:
                server.wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(f"the demonstration ended before it served:\n{log.read_text()[-3000:]}")
