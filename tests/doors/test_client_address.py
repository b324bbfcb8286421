"""Whom a request comes from, with and without proxies of our own in front."""

from typing import Any

import pytest
from django.test import RequestFactory

from motcua.doors.shared.client_address import client_address, client_network


def asked(told: str | None = None, *, nearest: str = "203.0.113.5") -> Any:
    """A request that came in from ``nearest``, with what ``X-Forwarded-For`` claims."""
    headers = {"x-forwarded-for": told} if told is not None else None
    return RequestFactory().get("/", REMOTE_ADDR=nearest, headers=headers)


def test_without_trusted_proxies_only_the_connection_counts() -> None:
    assert client_address(asked("198.51.100.1")) == "203.0.113.5"


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("198.51.100.1,", "198.51.100.1"),
        ("10.0.0.8", "10.0.0.3"),
        ("", "10.0.0.3"),
        (None, "10.0.0.3"),
        ("::ffff:198.51.100.1", "198.51.100.1"),
    ],
)
def test_behind_trusted_proxies_the_last_address_that_is_none_of_them_is_the_client(settings: Any, told: str | None, client: str) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert client_address(asked(told, nearest="10.0.0.3")) == client


def test_what_a_proxy_wrote_and_is_no_address_is_none(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert client_address(asked("not an address", nearest="10.0.0.3")) is None


def test_a_claim_from_an_untrusted_connection_is_not_read(settings: Any) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert client_address(asked("198.51.100.1", nearest="203.0.113.5")) == "203.0.113.5"


def test_a_proxy_on_a_socket_file_is_trusted_only_when_the_setting_says_so(settings: Any) -> None:
    assert client_address(asked("198.51.100.1", nearest="")) is None
    settings.TRUSTED_PROXIES = ["unix"]
    assert client_address(asked("198.51.100.1", nearest="")) == "198.51.100.1"
    assert client_address(asked("198.51.100.1", nearest="203.0.113.5")) == "203.0.113.5"


def test_one_household_of_ipv6_is_one_client() -> None:
    assert client_network(asked(nearest="2001:db8:1:2:3::4")) == client_network(asked(nearest="2001:db8:1:2:ffff::9"))
    assert client_network(asked(nearest="2001:db8:1:3::1")) != client_network(asked(nearest="2001:db8:1:2::1"))
    assert client_network(asked(nearest="203.0.113.5")) != client_network(asked(nearest="203.0.113.6"))
    assert client_network(asked(nearest="")) == ""


@pytest.mark.django_db
def test_the_guard_of_sign_in_counts_the_same_address(settings: Any, client: Any) -> None:
    from axes.models import AccessAttempt

    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    client.post(
        "/dang-nhap/", {"username": "x", "login": "x", "password": "y"}, REMOTE_ADDR="10.0.0.3", headers={"x-forwarded-for": "198.51.100.1"}
    )
    assert set(AccessAttempt.objects.values_list("ip_address", flat=True)) <= {"198.51.100.1"}
