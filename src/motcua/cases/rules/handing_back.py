"""To whom a result may be handed: who collects brings the receipt, whoever comes for him a letter of authority too (NĐ 61/2018 Đ.6)."""

from enum import StrEnum

from motcua.cases.rules.channels import ReturnChannel
from motcua.kernel.refusal import Code, Refusal


class Proof(StrEnum):
    """What was compared at the counter before a result was handed over."""

    RECEIPT = "receipt"
    IDENTITY = "identity"
    LETTER = "letter"


def proof_needed(proof: Proof, *, to: str, how: str) -> str:
    """What is to be written down: ``proof`` at the counter, nothing otherwise; refused where somebody else has no letter of authority."""
    if how != ReturnChannel.COUNTER:
        return ""
    if to and proof is not Proof.LETTER:
        raise Refusal(Code.NO_LETTER, person=to)
    return proof.value
