"""How the tests run: settings of their own, one database, no network but the loopback, properties that repeat themselves.

``MOTCUA_DATABASE_URL`` chooses the database server; without it the tests use an SQLite file in a temporary directory.
"""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.live_database import live_database as live_database

HOME = tempfile.TemporaryDirectory(prefix="motcua-home-")
KEPT = {"MOTCUA_DATABASE_URL", "MOTCUA_CHROMIUM"}

# Nothing that a developer's shell says about the program reaches the tests; keys are fixed, so that runs are alike.
for name in [name for name in os.environ if name.startswith("MOTCUA_") and name not in KEPT]:
    del os.environ[name]
os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings"
os.environ["MOTCUA_HOME"] = HOME.name
os.environ["MOTCUA_SECRET_KEY"] = "5e" * 32
os.environ["MOTCUA_PERSONAL_DATA_KEY"] = "da" * 32

hypothesis_settings.register_profile("ci", derandomize=True, deadline=None, database=None)
hypothesis_settings.register_profile(
    "campaign", max_examples=5000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

TOUCHES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_database", "live_server"}


class NetworkForbidden(Exception):
    """A test tried to reach another machine."""


def pytest_configure() -> None:
    """Close the network: from here on only this machine can be reached."""
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(original: Any) -> Any:
    def only_loopback(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise NetworkForbidden(f"tests may only talk to this machine, not to {address[0]}")
        return original(self, *arguments)

    return only_loopback


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def pytest_unconfigure() -> None:
    """Remove the temporary home with its keys and databases."""
    HOME.cleanup()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that touches the database, so that it runs again on PostgreSQL."""
    for item in items:
        if TOUCHES_DATABASE.intersection(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[None]:
    """The migrated test database; on SQLite a real file, as in production, with everything that memory would hide."""
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(HOME.name) / "test.sqlite3")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)
