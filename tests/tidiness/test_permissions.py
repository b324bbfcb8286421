"""Every address says who may come in, and what it asks for exists."""

from collections import Counter

from motcua.doors.shared.access import routes
from motcua.doors.shared.labels import PERMISSIONS as WORDS
from motcua.offices.rules.roles import APPLICANT_PERMISSIONS, PERMISSIONS, SYSTEM_PERMISSIONS

PUBLIC = {
    "portal-home",
    "public-queue",
    "public-queue-screen",
    "procedures",
    "procedure",
    "tracking",
    "tracked",
    "tracking-course",
    "mark",
    "sign-in",
    "sign-in-code",
    "sign-out",
    "password",
}
"""The addresses open to anybody; a new one is put here by a person who has thought about it."""
HELD = frozenset().union(*PERMISSIONS.values())


def test_every_address_demands_a_sign_in_or_is_listed_as_public() -> None:
    assert [route.pattern for route in routes() if route.access is None] == []
    assert {route.name for route in routes() if route.access and route.access.is_public} == PUBLIC


def test_every_address_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(route.name for route in routes()).items() if count > 1 or not name] == []


def test_a_permission_that_an_address_asks_for_is_held_by_some_role() -> None:
    assert {permission for route in routes() if route.access for permission in route.access.permissions} <= HELD


def test_every_permission_can_be_told_in_words() -> None:
    assert set(WORDS) >= HELD | APPLICANT_PERMISSIONS | SYSTEM_PERMISSIONS


def test_an_address_with_a_case_in_it_says_so_to_its_guard() -> None:
    private = [route for route in routes() if route.access and not route.access.is_public]
    assert [route.pattern for route in private if "<" in route.pattern and route.access and not route.access.about] == []
