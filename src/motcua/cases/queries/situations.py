"""A case as the situation that the rules of openings judge."""

from collections.abc import Iterable

from motcua.cases.models import Case
from motcua.cases.rules.flow import State, handling_office
from motcua.cases.rules.openings import Situation, is_own_case
from motcua.cases.rules.pace import Pace, Slack
from motcua.catalogue.rules.procedure import Procedure
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code


def situation_of(
    case: Case,
    procedure: Procedure,
    *,
    actor: Actor,
    slack: Slack,
    asked_office_ids: Iterable[int] = (),
    part_office_ids: Iterable[int] = (),
    owes_apology: bool = False,
    why_not_extendable: Code | None = None,
    why_not_supplement: Code | None = None,
) -> Situation:
    """The situation of ``case``; what the caller has not looked up counts as lawful."""
    state = State(case.state)
    step_office_id = procedure.step_office(case.step, lead_office_id=case.lead_office_id)
    return Situation(
        state=state,
        is_accepted=case.accepted_at is not None,
        handling_office_id=handling_office(state, step_office_id=step_office_id, holder_office_id=case.holder_office_id),
        receiving_office_id=case.receiving_office_id,
        lead_office_id=case.lead_office_id,
        part_office_ids=tuple(part_office_ids),
        asked_office_ids=tuple(asked_office_ids),
        is_last_step=case.step >= procedure.last_step,
        is_signing_step=case.step >= procedure.signing_step,
        is_decided=bool(case.outcome),
        has_result_via_counter=procedure.has_result_via_counter,
        has_handler=case.handler_id is not None,
        has_due=slack.pace is not Pace.NO_DUE,
        is_late=slack.pace is Pace.LATE,
        will_be_late=slack.pace is Pace.NOW,
        owes_apology=owes_apology,
        pauses=procedure.pauses,
        why_not_extendable=why_not_extendable,
        why_not_supplement=why_not_supplement,
        is_own=is_own_case(actor, name=case.applicant.name, phone=case.applicant.phone),
    )
