"""Every screen of counter, desk, registers, cashier and leader has its states: empty, stale and overdue (denied: the permission matrix).

Three tables say which screens have which state; a screen that is in none of them says why, and a new one has to be put somewhere.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from motcua.cases.commands.apologise_for_incident import apologise_for_incident
from motcua.cases.commands.report_incident import report_incident
from motcua.cases.models import Case
from motcua.cases.rules.amends import Mishap, Payer
from motcua.doors.shared.access import routes
from motcua.offices.commands.state_absence import state_absence
from tests.builders.browser import Browser, forms
from tests.builders.district import MONDAY, District
from tests.builders.situations import LONG_AGO, asked_after, consulted, furnished, settled, submitted

pytestmark = pytest.mark.django_db
PHONE = "0905111222"

EMPTY = {
    "counter": "lan", "counter-submitted": "lan", "counter-awaiting": "lan", "counter-transfer": "lan", "counter-returns": "lan",
    "counter-consultations": "lan", "counter-intake": "lan", "till": "thao", "fee-voids": "thao", "drawer": "thao", "statements": "thao",
    "handovers": "lan",
    "originals": "lan", "amends": "lan", "merges": "lan", "board": "hoa", "board-cases": "hoa", "reports": "hoa", "report-cases": "hoa",
    "reports-submitted": "hoa", "search": "lan", "desk": "minh", "absences": "minh", "scans": "lan",
}  # fmt: skip
"""Screen → who looks at it: where there is nothing, it says so, and what will stand there."""


def _late(here: District) -> int:
    return here.transferred(at=LONG_AGO, phone=PHONE)


def _two_late(here: District) -> int:
    _late(here)
    return here.transferred(phone=PHONE)


def _received_long_ago(here: District) -> int:
    return here.receive(at=LONG_AGO)


def _asked_long_ago(here: District) -> int:
    here.now = LONG_AGO
    return consulted(here)


def _filed_long_ago(here: District) -> int:
    here.now = LONG_AGO
    return submitted(here)


def _presented_late(here: District) -> int:
    return here.presented(at=LONG_AGO)


def _promised_in_vain(here: District) -> int:
    case_id = here.transferred(at=LONG_AGO)
    incident = report_incident(actor=here.actor("lan"), at=here.tick(), case_id=case_id, mishap=Mishap.LOST, words="Sổ", account="Dột")
    apologise_for_incident(
        actor=here.actor("hoa"), at=here.tick(), incident_id=incident, promise="Cấp lại", promised_on=here.now.date(), payer=Payer.OFFICE
    )
    return case_id


def _away_with_nobody(here: District) -> int:
    here.now = LONG_AGO
    days = {"first": here.now.date() + timedelta(days=1), "last": MONDAY.date() + timedelta(days=3)}
    state_absence(
        actor=here.actor("minh"), at=here.tick(), person_id=here.people["minh"].pk, office_id=here.offices["tnmt"],
        stand_in_id=here.people["nam"].pk, **days,
    )  # fmt: skip
    return 0


OVERDUE: dict[str, tuple[str, Callable[[District], int], str]] = {
    "counter-submitted": ("lan", _filed_long_ago, ""),
    "counter-transfer": ("lan", _received_long_ago, ""),
    "counter-consultations": ("lan", _asked_long_ago, ""),
    "desk": ("minh", _late, ""),
    "board": ("hoa", _presented_late, ""),
    "board-cases": ("hoa", _late, "?o=tre"),
    "board-reassign": ("hoa", _late, "?nguoi=0"),
    "book": ("lan", _late, f"?tu={LONG_AGO:%Y-%m-%d}&den={MONDAY:%Y-%m-%d}"),
    "search": ("lan", _two_late, ""),
    "amends": ("lan", _promised_in_vain, ""),
    "absences": ("minh", _away_with_nobody, ""),
}
"""Screen → who looks at it, what is overdue, and what is asked for: its line is marked by a sign or a word, not by colour alone."""

STALE: dict[str, tuple[str, Callable[[District], int], dict[str, Any]]] = {
    "counter-filing": ("lan", submitted, {"do": "receive", "papers": ["don"]}),
    "counter-supply": ("lan", asked_after, {"papers": ["ban-ve"]}),
    "counter-return": ("lan", settled, {"how": "counter"}),
    "counter-withdraw": ("lan", lambda here: here.transferred(), {"reason": "Đổi ý, không làm nữa", "has_signed_paper": "on"}),
    "case": ("hoa", lambda here: here.presented(), {"outcome": "refuse", "reason": "Đất có tranh chấp"}),
}
"""Screen of one case → who is at it, how the case stands, and what he types: what changed meanwhile is told, and nothing typed is lost."""

BATCHES = {"board-sign", "board-reassign", "counter-transfer"}
"""Batches, each case of which is refused alone when it is stale: test_board.py, test_reassigning.py, counter/test_lists_and_acts.py."""

OTHERWISE = {
    "home": "leads on", "desk-next": "leads on", "counter-search": "leads to the intake",
    "account": "is the officer's own", "book": "asks for a period first: tests/doors/test_registers.py", "forms": "is the law's list",
    "queue": "offers numbers when it is empty: tests/doors/counter/test_queue_screen.py", "counter-close": "sums up what is there",
    "counter-done": "tells what was just done", "fee-order": "is one order", "report-submit": "repeats the report",
    "report-submitted": "is frozen", "case-files": "lists the papers of the case", "case-draft": "is a form", "scan": "is one scan",
    "scan-stray": "says that no page is left: tests/doors/test_stray_pages.py", "incident-report": "is a form",
    "incident": "is one incident", "correction-ask": "is a form", "correction": "is one correction",
    "statement": "is one statement",
    "statement-line": "is one line", "merge-propose": "is a form", "case-act": "is the screen of the case",
}  # fmt: skip
"""Screen → why it has none of these states of its own."""

PAPERS = re.compile(r"\.(pdf|xlsx|docx|jpg|csv)$|/tep/$|^/q/so/ban-giao/<")
"""Addresses that give a file."""


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


Officer = Callable[[str], Browser]


def test_every_screen_is_in_a_table() -> None:
    screens = {
        route.name
        for route in routes()
        if route.access and "GET" in route.access.methods and route.pattern.startswith("/q/") and not PAPERS.search(route.pattern)
    }
    told = {*EMPTY, *OVERDUE, *STALE, *BATCHES, *OTHERWISE}
    assert sorted(screens - told) == [] and sorted(told - screens) == []


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_screen_says_so(name: str, officer: Officer) -> None:
    page = officer(EMPTY[name]).page(reverse(name))
    assert re.search(r'class="(?:[\w -]* )?empty"><strong>[^<]{8,}</strong>', page)


@pytest.mark.parametrize("name", OVERDUE)
def test_what_is_overdue_is_marked(name: str, here: District, officer: Officer) -> None:
    who, happens, asked = OVERDUE[name]
    happens(here)
    here.tick(MONDAY)
    browser, address = officer(who), reverse(name) + asked
    page = (
        browser.told(browser.send(address, browser.form(address, having="tim"), tim=PHONE)) if name == "search" else browser.page(address)
    )
    lines = re.findall(r'<tr class="is-late">.*?</tr>', page, re.DOTALL)
    assert lines and all(re.search(r"■|trễ|quá", re.sub(r"<[^>]+>", " ", line)) for line in lines)


@pytest.mark.parametrize("name", STALE)
def test_a_stale_screen_shows_what_changed_and_never_overwrites(name: str, here: District, officer: Officer) -> None:
    who, happens, typed = STALE[name]
    case_id = happens(here)
    browser, address = officer(who), reverse(name, args=[case_id])
    old = next(form for form in forms(browser.page(address)) if "seen" in form.values and (name != "case" or "outcome" in form.values))
    Case.objects.filter(pk=case_id).update(revision=here.case(case_id).revision + 1)
    before = Case.objects.values().get(pk=case_id)
    page = browser.told(browser.send(address, old, **typed), 409)
    assert "Hồ sơ đã thay đổi từ khi bạn mở trang này" in page
    assert all(value in page for value in typed.values() if isinstance(value, str) and " " in value), "nothing typed is lost"
    assert Case.objects.values().get(pk=case_id) == before
