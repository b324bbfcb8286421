"""How the tests run: settings of their own, one database, no network but the loopback, properties that repeat themselves.

``MOTCUA_DATABASE_URL`` chooses the database server; without it the tests use an SQLite file in a temporary directory.
"""

import ipaddress
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.live_database import live_database as live_database

KEPT = {"MOTCUA_DATABASE_URL", "MOTCUA_CHROMIUM"}
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

# Nothing that a developer's shell says about the program reaches the tests; keys are fixed, so that runs are alike.
# A worker of pytest-xdist inherits all this, and has read the settings before this file.
if not WORKER:
    for name in [name for name in os.environ if name.startswith("MOTCUA_") and name not in KEPT]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings"
    os.environ["MOTCUA_HOME"] = tempfile.mkdtemp(prefix="motcua-home-")
    os.environ["MOTCUA_SECRET_KEY"] = "5e" * 32
    os.environ["MOTCUA_PERSONAL_DATA_KEY"] = "da" * 32
HOME = Path(os.environ["MOTCUA_HOME"])
(HOME / "static").mkdir(exist_ok=True)  # WhiteNoise warns when nothing has been collected

# SQLite has shown what a property says; a quarter of the examples shows whether PostgreSQL says the same.
EXAMPLES = 25 if "MOTCUA_DATABASE_URL" in os.environ else 100
hypothesis_settings.register_profile("ci", max_examples=EXAMPLES, derandomize=True, deadline=None, database=None)
hypothesis_settings.register_profile(
    "campaign", max_examples=5000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

TOUCHES_DATABASE = {"db", "transactional_db", "django_db_setup", "live_database", "live_server"}


class NetworkForbidden(Exception):
    """A test tried to reach another machine."""


def pytest_configure() -> None:
    """Read the settings, so that pytest-django sets Django up; then close the network: only this machine can be reached."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
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
    """Remove the temporary home with its databases."""
    if not WORKER:
        shutil.rmtree(HOME, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that touches the database, so that it runs again on PostgreSQL."""
    for item in items:
        if TOUCHES_DATABASE.intersection(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[None]:
    """The migrated test database; on SQLite a real file, as in production, with everything that memory would hide."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(HOME / f"test{WORKER}.sqlite3")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"], serialized_aliases=[])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """What a process remembers of its database is forgotten between tests: a rolled-back row leaves its id to the next one."""
    yield
    from motcua.catalogue import queries as catalogue
    from motcua.offices import queries as offices

    catalogue.forget()
    offices.forget()
