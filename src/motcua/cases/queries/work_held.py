"""The open cases in a person's hands."""

from collections.abc import Iterable

from django.db.models import Count

from motcua.cases.models import Case
from motcua.cases.rules.flow import OPEN


def open_cases_of(person_id: int, office_ids: Iterable[int]) -> list[int]:
    """The ids of the open cases that the person handles at one of these offices, those due first in front."""
    mine = Case.objects.filter(handler_id=person_id, holder_office_id__in=list(office_ids), state__in=OPEN)
    return list(mine.order_by("due_at", "id").values_list("id", flat=True))


def open_work(authority_id: int) -> dict[int, int]:
    """Person → how many open cases he handles."""
    held = Case.objects.filter(authority_id=authority_id, state__in=OPEN).exclude(handler_id=None)
    return dict(held.order_by().values("handler_id").annotate(cases=Count("pk")).values_list("handler_id", "cases"))
