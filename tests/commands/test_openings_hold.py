"""What is offered can be done: every open choice, tried with its real command upon cases in every state by people in every role."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from motcua.cases.queries.case_page import CasePage, case_page
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.openings import Choice, Waiting
from motcua.cases.rules.outcomes import Outcome
from motcua.doors.desk.acts import DEEDS
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import directory
from tests.builders.district import MONDAY, PEOPLE, District
from tests.builders.situations import EVERY, IN_TIME_ORDER, furnished

pytestmark = pytest.mark.django_db

ASKED_FOR_MORE = ("lan", "minh", "hoa", "tu")
"""People of whom every choice is tried, offered or not."""


def is_withheld(choice: Choice, page: CasePage, actor: Actor) -> bool:
    """Whether a command would allow what no screen offers, on purpose.

    A decided case is left alone but for its result; what waits for a signature is not handed on; who has a handler is not taken from him
    but by name; a handler asks for papers first, a leader on a basis.
    """
    is_signed_next = page.can.waits_for is Waiting.LEADER and choice in (Choice.HAND_OVER, Choice.TAKE_OVER)
    has_handler = bool(page.handler) and choice is Choice.TAKE_OVER
    asks = (Choice.REQUEST_SUPPLEMENT, Choice.REQUEST_SUPPLEMENT_AGAIN)
    is_anothers_way_to_ask = choice in asks and not actor.may(f"case.{choice}")
    return bool(page.outcome) or is_signed_next or has_handler or is_anothers_way_to_ask


def said(choice: Choice, page: CasePage, here: District, actor: Actor) -> dict[str, Any]:
    """Lawful words for the command of ``choice``."""
    soon = here.now + timedelta(days=2)
    later = (page.due_at or here.now) + timedelta(days=20)
    asked = tuple(paper.key for paper in page.papers if paper.is_asked)
    handler = page.can.colleagues[0].id if page.can.colleagues else here.people["minh"].pk
    words: dict[Choice, dict[str, Any]] = {
        Choice.DECIDE: {"outcome": Outcome.APPROVE},
        Choice.SUPPLY: {"items": asked or ("ban-ve",)},
        Choice.TAKE_OVER: {"to_person_id": actor.person_id},
        Choice.ANSWER_CONSULTATION: {"text": "Đồng ý"},
        Choice.APOLOGISE: {"reason": "Chờ đo đạc", "expected": soon},
        Choice.EXTEND: {"reason": "Chờ đo đạc", "due": later},
        Choice.ASSIGN: {"to_person_id": handler},
        Choice.REQUEST_SUPPLEMENT: {"items": ("ban-ve",)},
        Choice.REQUEST_SUPPLEMENT_AGAIN: {"items": ("ban-ve",), "basis": "Điều 9"},
        Choice.CONSULT: {"office_id": here.offices["tp"], "content": "?", "due": soon},
        Choice.PAUSE: {"reason": "obligation"},
        Choice.HAND_OVER_TO: {"to_office_id": here.offices["huyen"]},
        Choice.DISCONTINUE: {"reason": "Tranh chấp", "basis": "Điều 9"},
        Choice.WITHDRAW: {"reason": "Đổi ý", "has_signed_paper": True},
    }
    return words.get(choice, {})


def outcome_of(choice: Choice, page: CasePage, here: District, actor: Actor) -> Code | None:
    """Why the command refuses, or nothing; whatever it did is undone."""
    mark = transaction.savepoint()
    try:
        DEEDS[choice].command(actor=actor, at=here.tick(), case_id=page.case_id, seen=page.revision, **said(choice, page, here, actor))
    except Refusal as refusal:
        return refusal.code
    finally:
        transaction.savepoint_rollback(mark)
    return None


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.mark.parametrize("name", IN_TIME_ORDER)
def test_every_choice_offered_is_open_and_none_that_is_open_is_withheld(here: District, name: str) -> None:
    case_id = EVERY[name](here)
    here.now = max(here.now, MONDAY) + timedelta(minutes=5)
    offices = directory(here.authority_id)
    wrong = []
    curious = {here.people[key].pk for key in ASKED_FOR_MORE}
    for actor in (here.actor(person.key) for person in PEOPLE):
        if not _may_see(case_id, actor):
            continue
        page = case_page(case_id, actor, offices=offices, now=here.now)
        for choice in Choice:
            is_offered = page.can.offers(choice)
            is_tried = is_offered or (actor.person_id in curious and not is_withheld(choice, page, actor))
            code = outcome_of(choice, page, here, actor) if is_tried else None
            if is_tried and is_offered != (code is None):
                wrong.append((actor.name, choice.value, is_offered, code))
    assert wrong == []


def _may_see(case_id: int, actor: Actor) -> bool:
    return visible_to(actor).filter(pk=case_id).exists()
