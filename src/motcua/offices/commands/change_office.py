"""What an office is called, its code, telephone or address is changed from now on; what has been printed stays as it is."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import OfficeChanged
from motcua.offices.models import Authority, Office

FIELDS = ("name", "code", "phone", "address", "head_title")
"""What may be changed."""


@transaction.atomic(durable=True)
def change_office(*, actor: Actor, at: datetime, office_id: int, told: Mapping[str, str], key: str | None = None) -> None:
    """Give the office what ``told`` says (field → value, of FIELDS alone).

    Refused with ``incomplete`` without a name, with ``stale`` when nothing would be another; Office.DoesNotExist when there is none such.
    """
    actor.must("office.change", office_id)

    office = Office.objects.select_for_update().get(pk=office_id, authority_id=actor.authority_id)
    new = {name: " ".join(told[name].split()) for name in FIELDS if name in told}
    if "name" in new and not new["name"]:
        raise Refusal(Code.INCOMPLETE, missing=("tên cơ quan",), field="name")
    changes = tuple(
        {"what": name, "was": getattr(office, name), "now": value} for name, value in new.items() if getattr(office, name) != value
    )
    if not changes:
        raise Refusal(Code.STALE, about="office", office=office.name)

    for change in changes:
        setattr(office, change["what"], change["now"])
    office.save(update_fields=[change["what"] for change in changes])
    Authority.revise(actor.authority_id)

    record(OfficeChanged(office=office.key, name=office.name, changes=changes), actor=actor, at=at, key=key)
