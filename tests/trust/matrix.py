"""The permission matrix: what every route answers to every role at every distance from a case, asked of the running program.

A row is a route with its method, the act (where one address leads to several), the point that the case has come to, and how far from the
case the role is held; a column is a role. ``tools/permission_matrix.py`` writes what it finds to permissions.csv, which a person reviews;
the test asks again and compares.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from motcua.doors.shared.access import Route, routes
from motcua.journal.models import Entry
from motcua.offices.queries import actor_of
from motcua.offices.rules.roles import PERMISSIONS, Role
from tests.builders.sessions import sign_in
from tests.trust.matrix_asks import ASKS, ENDED, Ask
from tests.trust.matrix_world import NOW, RELATIONS, World

TABLE = Path(__file__).with_name("permissions.csv")
NOBODY = ("anonymous", "none")
WHO = (*NOBODY, *(role.value for role in Role))
"""The columns: nobody signed in, somebody signed in without a role, and the ten roles."""
ANYWHERE = "any"
"""Stands for the relation where a route is about no case."""
KEYS = ("route", "method", "act", "case", "relation")

DONE, SHOWN, MOVED, SIGN_IN, FORBIDDEN, MISSING, REFUSED, INCOMPLETE = (
    "done", "ok", "moved", "sign-in", "403", "404", "refused", "incomplete"
)  # fmt: skip
"""What a cell says: an act was done; a page was shown; go on elsewhere; sign in first; not allowed; does not exist (for whoever asks);
allowed, but the law or the state says no; allowed, but the form says too little."""
_OUTCOMES = {200: SHOWN, 301: MOVED, 302: MOVED, 401: SIGN_IN, 403: FORBIDDEN, 404: MISSING, 409: REFUSED, 422: INCOMPLETE}


def rows() -> list["Row"]:
    """The rows that the table must have, in order."""
    return [row for ask in ASKS for row in _rows(ask)]


def unasked() -> list[str]:
    """The routes and methods of the program that nothing here asks."""
    asked = {(ask.route, ask.method) for ask in ASKS}
    return [f"{method} {route.pattern}" for route in routes() for method in _methods(route) if (route.name, method) not in asked]


def _methods(route: Route) -> tuple[str, ...]:
    return route.access.methods if route.access else ("GET",)


Row = tuple[str, ...]


def observed(world: World) -> dict[Row, dict[str, str]]:
    """The whole matrix as the program answers it now: row → who → outcome."""
    browser = _Browser(world)
    at_now = patch("motcua.doors.shared.frame.program_now", lambda: NOW)
    of_this_authority = override_settings(AUTHORITIES=["huyen-nay"])
    read_once = patch("motcua.doors.shared.frame.actor_of", cache(actor_of))
    with at_now, of_this_authority, read_once:
        return {row: dict(browser.cells(ask, row[-1])) for ask in ASKS for row in _rows(ask)}


def _rows(ask: Ask) -> Iterator[Row]:
    """A case that has come to its end is asked about from near only: from afar it is like any other."""
    near = tuple(RELATIONS)[:3] if ask.point == ENDED and ask.method == "POST" else tuple(RELATIONS)
    for relation in near if ask.point else (ANYWHERE,):
        yield ask.route, ask.method, ask.act, ask.point, relation


class _Browser:
    """Asks as each person in turn; nothing that is done stays done.

    Where the guard at the door turns a role away, whatever case it comes about, the first answer stands for every distance.
    """

    def __init__(self, world: World) -> None:
        self.world, self.client = world, Client()
        self.sessions = {key: self._signed_in(person) for key, person in world.people.items()}
        self.guards = {route.name: route.access for route in routes()}
        self.known: dict[tuple[Ask, str], str] = {}

    def _signed_in(self, person: Any) -> str:
        sign_in(self.client, person)
        key = self.client.cookies[settings.SESSION_COOKIE_NAME].value
        self.client.cookies.clear()
        return str(key)

    def cells(self, ask: Ask, relation: str) -> Iterator[tuple[str, str]]:
        """Who → what the route answers."""
        for who in WHO:
            if not self._is_turned_away(ask, who):
                yield who, self._asked(ask, f"{who}-{ask.where if relation == ANYWHERE else relation}")
            else:
                if (ask, who) not in self.known:
                    self.known[ask, who] = self._asked(ask, who if who in NOBODY else f"{who}-{ask.where}")
                yield who, self.known[ask, who]

    def _is_turned_away(self, ask: Ask, who: str) -> bool:
        access = self.guards[ask.route]
        if who in NOBODY or access is None:
            return True
        return bool(access.permissions) and not PERMISSIONS[Role(who)].intersection(access.permissions)

    def _asked(self, ask: Ask, person: str) -> str:
        self.client.cookies.clear()
        if person in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        before = transaction.savepoint()
        try:
            if ask.method == "GET":
                return _outcome(self.client.get(ask.path(self.world)))
            acts = _acts_done()
            response = self.client.post(ask.path(self.world), {"key": "matrix", **ask.body(self.world)})
            return DONE if _acts_done() > acts else _outcome(response)
        finally:
            transaction.savepoint_rollback(before)


def _acts_done() -> int:
    return Entry.objects.exclude(kind="file-opened").count()


def _outcome(response: Any) -> str:
    if response.status_code == 302 and response.headers["Location"].startswith("/dang-nhap/"):
        return SIGN_IN
    return _OUTCOMES.get(response.status_code, str(response.status_code))


def written() -> dict[Row, dict[str, str]]:
    """The matrix as reviewed."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {tuple(row[key] for key in KEYS): {who: row[who] for who in WHO} for row in csv.DictReader(file)}


def write(matrix: dict[Row, dict[str, str]]) -> None:
    """Put the matrix down for review."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*KEYS, *WHO))
        writer.writerows((*row, *(cells[who] for who in WHO)) for row, cells in matrix.items())
