"""How many SQL statements each everyday screen costs, as the reviewed table beside this file says, and never more with more cases.

A count that has changed is written anew by tools/statement_counts.py, and read before it is committed.
"""

import csv
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.situations import EVERY, furnished

pytestmark = pytest.mark.django_db
FROM_LONG_AGO = ("late", "late on its last step", "will be late")
"""Situations that begin weeks ago, before anything else: time does not run back, and they are made once."""
OTHERS = tuple(name for name in EVERY if name not in (*FROM_LONG_AGO, "apologised"))
TABLE = Path(__file__).with_name("statement_counts.csv")

Made = dict[str, int]
Screen = tuple[str, str, Callable[[District, Made], str]]
"""Its name in the table, who opens it, and its address."""


def _at(address: str) -> Callable[[District, Made], str]:
    return lambda here, made: address


def _of(address: str, situation: str) -> Callable[[District, Made], str]:
    return lambda here, made: address.format(made[situation])


SCREENS: tuple[Screen, ...] = (
    ("counter", "lan", _at("/q/quay/")),
    ("counter: intake of somebody new", "lan", _at("/q/quay/nhan/")),
    ("counter: intake of a person on file", "lan", lambda here, made: f"/q/quay/nhan/?nguoi={here.case(made['handed over']).applicant_id}"),
    ("counter: intake, procedure chosen", "lan", lambda here, made: f"/q/quay/nhan/?thu_tuc={here.procedures['P5']}"),
    ("counter: what was received", "lan", _of("/q/quay/da-nhan/{}/", "handed over")),
    ("counter: filings", "lan", _at("/q/quay/gui-den/")),
    ("counter: one filing", "lan", _of("/q/quay/gui-den/{}/", "submitted")),
    ("counter: awaited papers", "lan", _at("/q/quay/bo-sung/")),
    ("counter: papers that came in", "lan", _of("/q/quay/bo-sung/{}/", "asked after")),
    ("counter: to hand over", "lan", _at("/q/quay/chuyen/")),
    ("counter: results", "lan", _at("/q/quay/tra/")),
    ("counter: one result", "lan", _of("/q/quay/tra/{}/", "settled")),
    ("counter: queue", "lan", _at("/q/quay/hang-cho/")),
    ("counter: close of the day", "lan", _at("/q/quay/ket-ngay/")),
    ("book", "lan", _at("/q/so/")),
    ("register: incidents and corrections", "hoa", _at("/q/so/su-co/")),
    ("cashier", "thao", _at("/q/thu-ngan/")),
    ("cashier: bank statements", "thao", _at("/q/thu-ngan/sao-ke/")),
    ("register: people who are one", "lan", _at("/q/so/nguoi-trung/")),
    ("desk", "minh", _at("/q/viec/")),
    ("desk: mine only", "minh", _at("/q/viec/?cua=toi")),
    ("desk: absences", "minh", _at("/q/viec/vang-mat/")),
    ("case: in progress", "minh", _of("/q/ho-so/{}/", "handed over")),
    ("case: consulted", "minh", _of("/q/ho-so/{}/", "consulted")),
    ("case: settled", "lan", _of("/q/ho-so/{}/", "settled")),
    ("board", "hoa", _at("/q/lanh-dao/")),
    ("board: give work to another", "hoa", _at("/q/lanh-dao/phan-cong/")),
    ("board: give work to another, cases", "hoa", lambda here, made: f"/q/lanh-dao/phan-cong/?nguoi={here.people['minh'].pk}"),
    ("reports", "hoa", _at("/q/bao-cao/")),
    ("public: home", "", _at("/")),
    ("public: waits", "", _at("/hang-cho/")),
    ("public: procedures", "", _at("/thu-tuc/")),
    ("public: tracked", "", lambda here, made: f"/tra-cuu/{here.case(made['handed over']).file_number}/"),
)


@pytest.fixture
def here(db: None) -> District:
    return furnished()


def counted(here: District, monkeypatch: Any, made: Made) -> dict[str, int]:
    """Screen → statements, each asked for the second time: what is read once for a process has been read."""
    browsers: dict[str, Browser] = {}
    found = {}
    for name, who, address in SCREENS:
        browser = browsers.setdefault(who, Browser(here, who or "lan", monkeypatch))
        if not who:
            browser.client.logout()
        path = address(here, made)
        assert browser.client.get(path).status_code == 200, (name, path)
        with CaptureQueriesContext(connection) as captured:
            browser.client.get(path)
        found[name] = sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured.captured_queries)
    return found


def test_every_screen_costs_what_the_table_says_and_no_more_with_more_cases(here: District, monkeypatch: Any) -> None:
    made = {name: EVERY[name](here) for name in (*FROM_LONG_AGO, *OTHERS)}
    few = counted(here, monkeypatch, made)
    for name in OTHERS * 2:
        EVERY[name](here)
    assert counted(here, monkeypatch, made) == few
    if os.environ.get("STATEMENT_COUNTS") == "write":
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("screen", "statements"), *few.items()])
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert {row["screen"]: int(row["statements"]) for row in csv.DictReader(file)} == few
