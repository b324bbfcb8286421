"""Something was done on a case while its ticket's holder stood at the counter: the ticket has come to something."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.queue.events import VisitorAttended
from motcua.queue.models import Attendance
from motcua.queue.queries import ticket_at_counter
from motcua.queue.rules.tickets import Touch


@transaction.atomic(durable=True)
def note_attendance(*, actor: Actor, at: datetime, touch: Touch, subject_id: int) -> bool:
    """Note for the ticket before the actor what was done on the case ``subject_id``, once; whether there was something to note.

    Without a ticket there is nothing to note: the act stands in the case's own history.
    """
    ticket = ticket_at_counter(actor, local_date(at))
    actor.must("queue.serve", *([ticket.office_id] if ticket else []))
    if ticket is None or Attendance.objects.filter(ticket=ticket, touch=touch, subject_id=subject_id).exists():
        return False

    Attendance.note(ticket.office_id, touch, actor=actor, at=at, ticket=ticket, subject_id=subject_id)

    attended = VisitorAttended(office_id=ticket.office_id, touch=touch.value, number=ticket.number, subject_id=subject_id)
    record(attended, actor=actor, at=at)
    return True
