"""When files may be put at the papers of a case, and at which."""

from collections.abc import Iterable

from motcua.cases.rules.flow import FINAL, State
from motcua.catalogue.rules.procedure import Procedure
from motcua.kernel.refusal import Code, Refusal

ATTACH = "nhận tệp giấy tờ"
"""The act in words: it is no act of the state machine, which leaves the case where it is."""


def must_take_files(state: State) -> None:
    """Refuse with ``wrong-state`` once nothing is done with the case any more."""
    if state in FINAL:
        raise Refusal(Code.WRONG_STATE, act=ATTACH, state=state.value)


def must_be_in(paper: str, keys_in: Iterable[str], procedure: Procedure) -> None:
    """Refuse with ``paper-not-in`` a paper that the case does not hold."""
    if paper not in set(keys_in):
        listed = procedure.paper_named(paper)
        raise Refusal(Code.PAPER_NOT_IN, paper=listed.name if listed else paper)
