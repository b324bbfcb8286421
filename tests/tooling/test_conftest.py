"""What tests/conftest.py promises every test."""

import os
import socket
from pathlib import Path

import hypothesis
import pytest

from tests.conftest import NetworkForbidden


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as connection, pytest.raises(NetworkForbidden):
        connection.connect(("192.0.2.1", 80))


def test_another_machine_cannot_be_sent_a_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as connection, pytest.raises(NetworkForbidden):
        connection.sendto(b"?", ("192.0.2.1", 53))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_properties_repeat_themselves_unless_a_campaign_is_asked_for() -> None:
    if "HYPOTHESIS_PROFILE" not in os.environ:
        assert hypothesis.settings.default.derandomize


def test_a_test_without_database_is_not_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database") is None


def test_a_test_with_a_database_fixture_is_marked(db: None, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")


@pytest.mark.django_db
def test_a_test_with_the_mark_of_django_is_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("database")


def test_the_sqlite_test_database_is_a_real_file_with_a_write_ahead_log(db: None) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        assert Path(connection.settings_dict["NAME"]).is_file()
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
