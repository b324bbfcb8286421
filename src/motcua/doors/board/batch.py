"""A batch that a form ticks: which cases, and of each what became of it, under the names that the form gave them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

from motcua.doors.shared.acting import Done
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import number

MOST = 50
"""How many cases one form acts upon."""


@dataclass(frozen=True, slots=True)
class Item:
    """A case of a batch as the form that was sent named it; ``refused`` tells why nothing was done."""

    case_id: int
    number: str
    applicant: str
    refused: Refused | None


def ticked(said: QueryDict, name: str) -> list[int]:
    """The ids of the cases ticked in the fields ``name``; whatever is no number is left out."""
    return [case_id for told in said.getlist(name)[:MOST] if (case_id := number(told))]


def told(request: HttpRequest, report: Iterable[Done]) -> tuple[list[Item], list[Item]]:
    """What was done, and what was refused."""
    said = request.POST.get
    items = [Item(done.case_id, said(f"number-{done.case_id}", ""), said(f"applicant-{done.case_id}", ""), done.refused) for done in report]
    return [item for item in items if not item.refused], [item for item in items if item.refused]
