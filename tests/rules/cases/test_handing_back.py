"""To whom a result may be handed at the counter."""

import pytest

from motcua.cases.rules.channels import ReturnChannel
from motcua.cases.rules.handing_back import Proof, proof_needed
from motcua.kernel.refusal import Code, Refusal


@pytest.mark.parametrize("proof", Proof)
def test_the_applicant_is_known_by_his_receipt_or_by_his_identity_card(proof: Proof) -> None:
    assert proof_needed(proof, to="", how=ReturnChannel.COUNTER) == proof


@pytest.mark.parametrize("proof", [Proof.RECEIPT, Proof.IDENTITY])
def test_somebody_else_needs_a_letter_of_authority(proof: Proof) -> None:
    with pytest.raises(Refusal) as refused:
        proof_needed(proof, to="Đinh Văn Bê", how=ReturnChannel.COUNTER)
    assert refused.value.code is Code.NO_LETTER
    assert proof_needed(Proof.LETTER, to="Đinh Văn Bê", how=ReturnChannel.COUNTER) == "letter"


@pytest.mark.parametrize("how", [ReturnChannel.POST, ReturnChannel.ELECTRONIC])
def test_where_nobody_stands_at_the_counter_nothing_is_compared(how: ReturnChannel) -> None:
    assert proof_needed(Proof.RECEIPT, to="Đinh Văn Bê", how=how) == ""
