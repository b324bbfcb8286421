"""Slips as they were issued."""

from dataclasses import dataclass
from datetime import datetime

from motcua.cases.models import Slip
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.forms import FormSet, SlipForm
from motcua.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class IssuedSlip:
    """One slip: which form, its yearly number, and everything that was printed (``slip_from_json`` reads it)."""

    id: int
    form: SlipForm
    form_set: FormSet
    year: int
    number: int
    issued_at: datetime
    content: str


def issued_slip(slip_id: int, *, actor: Actor) -> IssuedSlip:
    """The slip with this id; Slip.DoesNotExist when there is none, or the actor may not see its case (the two look the same)."""
    return _value(Slip.objects.filter(case__in=visible_to(actor)).get(pk=slip_id))


def slips_of(case_id: int, *, actor: Actor) -> list[IssuedSlip]:
    """The slips of one case that the actor may see, oldest first."""
    return [_value(row) for row in Slip.objects.filter(case_id=case_id, case__in=visible_to(actor)).order_by("id")]


def slips_spread(count: int) -> list[IssuedSlip]:
    """``count`` slips (or all, when there are fewer) spread evenly over everything issued; whoever proves a backup is no actor."""
    ids = list(Slip.objects.order_by("id").values_list("id", flat=True))
    chosen = {ids[place * len(ids) // count] for place in range(count)} if ids else set()
    return [_value(row) for row in Slip.objects.filter(id__in=chosen).order_by("id")]


def _value(row: Slip) -> IssuedSlip:
    return IssuedSlip(row.pk, SlipForm(row.form), FormSet(row.form_set), row.year, row.number, row.issued_at, row.content)
