"""Words for every code: labels for every member, a refusal told in three sentences, forms of moments and numbers."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pytest

from motcua.cases import (
    amends_events,  # noqa: F401
    person_events,  # noqa: F401
)
from motcua.cases import events as case_events  # noqa: F401
from motcua.cases.rules.amends import CorrectionState, IncidentState, Mishap, Payer
from motcua.cases.rules.channels import Channel, ReturnChannel
from motcua.cases.rules.flow import Act, State
from motcua.cases.rules.forms import SlipForm
from motcua.cases.rules.identity_card import Doubt
from motcua.cases.rules.measures import Cause, Flag
from motcua.cases.rules.misread_scan import Misread
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue import events as catalogue_events  # noqa: F401 - their facts must be known
from motcua.documents import events as document_events  # noqa: F401
from motcua.doors.shared import tags
from motcua.doors.shared.labels import FACTS, LABELS, PERMISSIONS, label
from motcua.doors.shared.refusal_words import WORDINGS
from motcua.doors.shared.refusals import refused, sentence, status
from motcua.kernel.events import Fact
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Code, Refusal
from motcua.law.clock import Timeliness, Turn
from motcua.law.explain import Reason
from motcua.offices import events as office_events  # noqa: F401
from motcua.offices.rules import roles
from motcua.reports import events as report_events  # noqa: F401

KINDS: dict[str, type[StrEnum]] = {
    "state": State, "act": Act, "channel": Channel, "return_channel": ReturnChannel, "outcome": Outcome, "card_doubt": Doubt,
    "role": roles.Role, "mishap": Mishap, "payer": Payer, "incident_state": IncidentState, "correction_state": CorrectionState,
    "misread": Misread,
    "slip_form": SlipForm, "timeliness": Timeliness, "flag": Flag, "cause": Cause, "reason": Reason, "turn": Turn,
}  # fmt: skip
MOMENT = datetime(2021, 3, 5, 16, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_words_and_nothing_else_has(kind: str) -> None:
    assert set(LABELS[kind]) == set(KINDS[kind])
    assert all(LABELS[kind].values())


def test_the_words_of_one_kind_tell_its_members_apart() -> None:
    for kind in KINDS:
        assert len(set(LABELS[kind].values())) == len(LABELS[kind]), kind


def test_every_permission_has_words() -> None:
    granted = frozenset().union(*roles.PERMISSIONS.values()) | roles.APPLICANT_PERMISSIONS | roles.SYSTEM_PERMISSIONS
    assert granted <= set(PERMISSIONS)


def _kinds(fact: type[Fact]) -> set[str]:
    own = {fact.kind} if "kind" in vars(fact) else set()
    return own.union(*(_kinds(each) for each in fact.__subclasses__() if each.__module__.startswith("motcua.")))


def test_every_fact_has_a_name() -> None:
    assert _kinds(Fact) == set(FACTS)


def test_an_unknown_code_stays_readable() -> None:
    assert label("something-new", "state") == "something-new"


def test_every_code_is_worded_and_nothing_else() -> None:
    assert set(WORDINGS) == set(Code)


FACTS_TOLD: dict[str, Any] = {
    "permission": "case.receive", "act": "receive", "state": "settled", "file_number": "000.00.99.H08-210301-0001", "reason": "chờ mưa",
    "listed": ("obligation",), "item": "giấy lạ", "procedure": "Đăng ký khai sinh", "papers": ["Tờ khai"], "step": "Thẩm định",
    "paper": "Tờ khai",
    "missing": ["họ tên"], "complaints": ["Chưa có thời hạn"],
    "days": 3, "year": 2031, "seen": 1, "now": 2, "last": 9999, "day": date(2031, 1, 1), "since": date(2021, 1, 1),
    "by": "Lê Thị Lan", "login": "lan", "person": "Lê Thị Lan", "office": "Phòng Tư pháp", "count": 3,
    "cases": 1, "roles": 2, "procedures": 3, "offices": 1,
    "over": date(2031, 1, 2),
    "identities": ("…1234", "…5678"), "flaws": ("trường x ở đoạn 1",), "known": ("ten_nguoi_nop",), "originals": ("Sổ đỏ BK 1 (Lan giữ)",),
    "amount": 50_000, "difference": -1_000, "about": "hồ sơ 0001",
    "numbers": (3, 7), "left": ("hồ sơ 0001 chưa chuyển", "sổ thu chưa kết"), "hour": MOMENT,
    "file": "keys/sealing_key", "number": 7, "seconds": 20,
    **dict.fromkeys(("accepted_at", "deadline", "due_at", "due", "than", "newest", "submitted_at", "proposed_at"), MOMENT),
}  # fmt: skip


@pytest.mark.parametrize("code", Code)
def test_a_refusal_says_what_happened_which_rule_and_what_to_do_now(code: Code) -> None:
    told = refused(Refusal(code, **FACTS_TOLD))
    assert told.what.endswith(".") and told.rule.endswith(".") and told.todo.endswith(".")
    assert "không hợp lệ" not in told.sentence and "{" not in told.sentence and "–." not in told.sentence
    assert 400 <= told.status < 600
    for part in (told.what, told.rule, told.todo):
        assert all(len(line.split()) <= 30 for line in part.split(". ")), part


@pytest.mark.parametrize("code", Code)
def test_a_refusal_is_told_even_without_its_facts(code: Code) -> None:
    assert sentence(Refusal(code))


def test_facts_are_told_in_words() -> None:
    assert "Hồ sơ còn thiếu: Tờ khai; Giấy chứng sinh." in sentence(Refusal(Code.PAPER_MISSING, papers=["Tờ khai", "Giấy chứng sinh"]))
    assert "“đã có kết quả”" in sentence(Refusal(Code.WRONG_STATE, act="receive", state="settled"))
    assert "16:00 thứ Sáu 05/03/2021" in sentence(Refusal(Code.TOO_LATE_TO_EXTEND, deadline=MOMENT))


def test_one_code_with_another_meaning_is_told_otherwise() -> None:
    assert "giấy đề nghị rút" in sentence(Refusal(Code.NOT_ALLOWED, permission="case.withdraw", wants="signed-paper"))
    assert status(Refusal(Code.NOT_ALLOWED, permission="case.withdraw", wants="signed-paper")) == 422
    assert status(Refusal(Code.NOT_ALLOWED, permission="case.receive")) == 403
    assert "chưa được khai thời hạn" in sentence(Refusal(Code.WRONG_STATE, act="extend", state="no-limit"))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (tags.moment(MOMENT), "16:00 thứ Sáu 05/03/2021"),
        (tags.moment(None), "–"),
        (tags.day(date(2021, 3, 7)), "Chủ nhật 07/03/2021"),
        (tags.short_day(date(2021, 3, 7)), "CN 07/03"),
        (tags.short_day(MOMENT), "T6 05/03"),
        (tags.until(datetime(2021, 3, 6, tzinfo=VIETNAM)), "hết T6 05/03"),
        (tags.until(MOMENT), "16:00 T6 05/03"),
        (tags.worked(200), "3 giờ 20 phút làm việc"),
        (tags.worked(0), "0 phút làm việc"),
        (tags.worked(120), "2 giờ làm việc"),
        (tags.dong(15000), "15.000 đồng"),
        (tags.masked("0905123421"), "••• 421"),
        (tags.masked(""), ""),
        (tags.phone("0905123421"), "0905 123 421"),
        (tags.phone("0256 3888"), "0256 3888"),
    ],
)
def test_values_in_words(told: str, words: str) -> None:
    assert told == words


@pytest.mark.parametrize(("day", "words"), [(1, "quá 4 ngày"), (5, "hôm nay"), (6, "ngày mai"), (8, "còn 3 ngày")])
def test_distance_from_today(day: int, words: str) -> None:
    assert tags.from_today({"now": MOMENT}, MOMENT.replace(day=day)) == words  # type: ignore[arg-type]
