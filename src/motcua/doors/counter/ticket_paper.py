"""A number on a strip of 80 mm."""

from motcua.doors.shared.papers.printing import compiled
from motcua.doors.shared.tags import clock, moment
from motcua.doors.shared.tags import day as day_in_words
from motcua.offices.rules.directory import Directory
from motcua.queue.queries import Shown
from motcua.queue.rules.calling import ORDER_IN_WORDS


def ticket_sheet(ticket: Shown, offices: Directory) -> bytes:
    """The ticket as a PDF, as long as it needs to be."""
    return compiled({
        "template": "ticket.typ",
        "document_title": f"Số thứ tự {ticket.number}",
        "office": offices.offices[ticket.office_id].name,
        "number": str(ticket.number),
        "group": ticket.group,
        "hour": clock(ticket.hour) if ticket.hour else "",
        "drawn": moment(ticket.drawn_at),
        "day": day_in_words(ticket.day),
        "order": ORDER_IN_WORDS,
        "is_demonstration": offices.is_demonstration,
    })[1]  # fmt: skip
