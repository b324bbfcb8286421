"""A district with people who can sign in."""

from collections.abc import Callable
from typing import Any

import pytest

# Models are imported within: this file may be read before Django is set up.


@pytest.fixture
def place(db: None) -> Any:
    """The district, with a receptionist who has a password and somebody without any role."""
    from motcua.offices.rules.plan import PersonPlan
    from tests.builders.district import district

    return district(
        people=(
            PersonPlan(key="yen", name="Bùi Thị Yến", office="huyen", roles=("receptionist",), login="yen", password="mat-khau-dai"),
            PersonPlan(key="khach", name="Người Không Việc", office="huyen", roles=(), login="khach", password="mat-khau-dai"),
        )
    )


@pytest.fixture
def browser(place: Any, monkeypatch: Any) -> Callable[[str], Any]:
    """An officer at his browser, by key."""
    from tests.builders.browser import Browser

    return lambda key: Browser(place, key, monkeypatch)
