"""A counter on a Monday morning, with a land procedure and one for a business household."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest

# Models are imported within: this file may be read before Django is set up.


def counter_place() -> Any:
    """The district with two procedures more."""
    from motcua.catalogue.rules.procedure import Fee, Paper
    from motcua.law.limits import limit
    from tests.builders.district import district

    papers = (
        Paper("don", "Giấy đề nghị đăng ký", is_required=True),
        Paper("cccd", "Bản sao giấy tờ pháp lý", is_required=True, originals=0, copies=1),
        Paper("uy-quyen", "Văn bản ủy quyền", is_required=False),
        Paper("thua-ke", "Văn bản thừa kế", is_required=False, case_label="nhận thừa kế"),
    )
    made = district()
    made.enact("hkd", name="Đăng ký thành lập hộ kinh doanh", field="Kinh doanh", papers=papers, fees=(Fee("Lệ phí", 100_000),))
    made.enact("ngay", name="Chứng thực bản sao", papers=(), limits={"": limit(0, "working_day", same_day_cutoff=time(15))})
    return made


@pytest.fixture
def place(db: None) -> Any:
    """A counter of the test's own."""
    return counter_place()


@pytest.fixture
def live_place(live_database: str, monkeypatch: Any) -> Any:
    """A counter behind a real server, at its own ``now``, with a receptionist who can sign in and a person known by her card.

    Everything is prepared here: beside a browser, a test's own look at the database may see the one of an earlier test.
    """
    from motcua.cases.models import Applicant
    from motcua.law.limits import limit

    made = counter_place()
    made.enact("hai", name="Hai kênh", papers=(), limits={"": limit(5, "working_day"), "post": limit(2, "working_day")})
    made.receive("hkd", name="Trần Thị Bé", phone="0905 123 421", papers=("don", "cccd"))
    who = Applicant.objects.get()
    who.id_number = "052188000421"
    who.save()
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: made.now)
    made.people["lan"].set_password("mat-khau-dai")
    made.people["lan"].save()
    return made


@pytest.fixture
def browser(place: Any, monkeypatch: Any) -> Callable[[str], Any]:
    """An officer at his browser, by key."""
    from tests.builders.browser import Browser

    return lambda key: Browser(place, key, monkeypatch)


@pytest.fixture
def lan(browser: Callable[[str], Any]) -> Any:
    """The receptionist."""
    return browser("lan")
