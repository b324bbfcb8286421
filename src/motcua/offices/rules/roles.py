"""The one table of who may do what: role → permissions (NĐ 61/2018 Đ.11, 12, 17–19; acts as in the scenario contract, section 3)."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is appointed to at an office."""

    RECEPTIONIST = "receptionist"
    HANDLER = "handler"
    LEADER = "leader"
    CLERK = "clerk"
    CASHIER = "cashier"
    POST = "post"
    INSPECTOR = "inspector"
    OUTREACH = "outreach"
    ADMINISTRATOR = "administrator"
    HELPER = "helper"


EVERYBODY = frozenset({"password.choose", "second_factor.hold"})
"""What whoever holds a role may do, each for himself only."""

_HELD: dict[Role, frozenset[str]] = {
    Role.RECEPTIONIST: frozenset(
        {
            "case.read", "case.receive", "case.refuse_intake", "case.request_first_supplement", "case.supply", "case.forward",
            "case.transfer", "case.return_result", "case.withdraw_with_proof", "case.attach", "original.hold", "incident.handle",
            "queue.serve", "person.merge",
        }
    ),
    Role.HANDLER: frozenset(
        {
            "case.read", "case.process", "case.request_supplement", "case.hand_over", "case.consult", "case.answer_consultation",
            "case.pause", "case.resume", "case.attach", "case.draft", "original.hold", "incident.handle",
        }
    ),
    Role.LEADER: frozenset(
        {
            "case.read", "case.assign", "case.extend", "case.apologise", "case.decide", "case.discontinue",
            "case.request_supplement_again", "case.answer_consultation", "board.read", "catalogue.approve",
            "calendar.read", "calendar.approve", "report.read", "report.submit", "fee.void", "original.hold", "incident.handle",
            "person.merge",
        }
    ),
    Role.CLERK: frozenset({"case.read", "original.hold", "incident.handle"}),
    Role.CASHIER: frozenset({"case.confirm_payment", "fee.collect", "fee.void", "fee.close"}),
    Role.POST: frozenset({"case.return_result"}),
    Role.INSPECTOR: frozenset({"case.read", "board.read", "report.read"}),
    Role.OUTREACH: frozenset(),
    Role.ADMINISTRATOR: frozenset(
        {"catalogue.import", "catalogue.approve", "calendar.read", "calendar.propose", "calendar.approve", "office.read",
         "office.change", "people.manage", "case.take_over", "fee.account"}
    ),
    Role.HELPER: frozenset({"case.submit"}),
}  # fmt: skip

PERMISSIONS = {role: held | EVERYBODY for role, held in _HELD.items()}

REACHES_BELOW = frozenset({Role.LEADER, Role.INSPECTOR, Role.ADMINISTRATOR})
"""Roles that count for the office they are held at and for every office below it; the others count for that office alone."""

APPLICANT_PERMISSIONS = frozenset({"case.submit", "case.supply", "case.withdraw"})
"""What an applicant may do, each with his own case only."""

SYSTEM_PERMISSIONS = frozenset({"clock.tick", "authority.found", "catalogue.enact", "catalogue.import", "calendar.adopt", "case.take_over"})
"""What the system itself may do: its clock, and the operator at its console."""
