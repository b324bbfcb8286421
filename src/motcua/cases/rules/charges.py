"""What is charged for a case: the fees and levies of its procedure for the channel through which it was filed."""

from motcua.catalogue.rules.procedure import Procedure
from motcua.fees.rules.charges import Charge


def charges_of(procedure: Procedure, channel: str) -> tuple[Charge, ...]:
    """The charges, in the order of the list; none where the list names none, or says that nothing is charged."""
    due = (fee for fee in procedure.fees if fee.channel in ("", channel) and fee.amount != 0)
    return tuple(Charge(fee.name, fee.amount, fee.exemption) for fee in due)
