"""A new office below another one, from a day on."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.fold import fold
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import OfficeAdded
from motcua.offices.models import Authority, Office
from motcua.offices.queries import must_not_be_past, office_open_from


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffice:
    """What it is called, below which office it stands, and from which day on; ``kind`` is division, counter, commune or branch."""

    name: str
    kind: str
    parent_id: int
    valid_from: date
    code: str = ""
    phone: str = ""
    head_title: str = ""


@transaction.atomic(durable=True)
def add_office(*, actor: Actor, at: datetime, new: NewOffice, key: str | None = None) -> None:
    """Open the office; it takes the place, the form of numbers and the calendar of the one above.

    Refused with ``incomplete`` without a name, with ``day-too-early`` for a day that has passed or on which the office above is not open.
    """
    actor.must("office.change", new.parent_id)

    if not new.name.strip():
        raise Refusal(Code.INCOMPLETE, missing=("tên cơ quan",), field="name")
    parent = office_open_from(new.parent_id, new.valid_from, authority_id=actor.authority_id)
    must_not_be_past(new.valid_from, today=local_date(at))
    dialect.hold(actor.authority_id)

    office = Office.objects.create(
        authority_id=actor.authority_id, key=_free_key(new.name, actor.authority_id), name=" ".join(new.name.split()), kind=new.kind,
        parent_id=parent.id, code=new.code, phone=new.phone, head_title=new.head_title, place=parent.place,
        number_generator=parent.number_generator, valid_from=new.valid_from,
    )  # fmt: skip
    Authority.revise(actor.authority_id)

    record(
        OfficeAdded(office=office.key, name=office.name, parent=parent.name, code=new.code, valid_from=new.valid_from),
        actor=actor, at=at, key=key,
    )  # fmt: skip


def _free_key(name: str, authority_id: int) -> str:
    """A key from the name that no office has: "phong-tu-phap", or with a number behind it."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:50] or "co-quan"
    taken = set(Office.objects.filter(authority_id=authority_id, key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if key not in taken)
