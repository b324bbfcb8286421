"""An old case that a command is about to take over: its procedure, its offices, and whether it is on file already."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.cases.models import Applicant, Case, TakenOver
from motcua.cases.queries.at_hand import AtHand
from motcua.cases.queries.take_over_known import before_of
from motcua.cases.rules.flow import State
from motcua.cases.rules.taken_over import Plan, plan_of
from motcua.cases.rules.takeover import OldCase, Source, Standing
from motcua.catalogue.queries import version_in_force
from motcua.catalogue.rules.procedure import Procedure
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import directory_held
from motcua.offices.rules.directory import Directory


@dataclass(slots=True)
class OldAtHand(AtHand):
    """One old case, not yet written, with everything that the rules ask of it."""

    taken_before: TakenOver | None = None

    def must_say_the_same(self, old: OldCase, source: Source) -> None:
        """Refuse with ``line-changed`` when the case was taken over from a line that said something else."""
        known = self.taken_before
        if known and not before_of(known).says(old, source):
            raise Refusal(Code.LINE_CHANGED, file_number=known.original_number, line=known.line, source=known.source)

    def plan(self, old: OldCase, *, now: datetime) -> Plan:
        """What is to be written of the case."""
        return plan_of(
            old, self.procedure, self.calendar,
            counter_id=self.case.receiving_office_id, lead_office_id=self.case.lead_office_id, now=now,
        )  # fmt: skip

    def ask_as_the_old_system_did(self, old: OldCase, *, at: datetime) -> None:
        """A case that waits for papers has a request to answer; which papers they are, only the old system knows."""
        if old.standing is Standing.AWAITING_SUPPLEMENT:
            self.case.ask_for((), items=("Giấy tờ đã yêu cầu ở hệ thống cũ",), reason=old.state_words, at=at)


def old_at_hand(old: OldCase, *, receiving_office_id: int, actor: Actor, at: datetime) -> OldAtHand:
    """The case of ``old``, and how it is known already; refused with ``number-taken`` when its number is that of a case received here."""
    offices = directory_held(actor.authority_id)
    procedure = version_for(old, receiving_office_id, offices, today=local_date(at))
    known = TakenOver.objects.filter(authority_id=actor.authority_id, original_number=old.number).first()
    if known is None and Case.objects.filter(authority_id=actor.authority_id, file_number=old.number).exists():
        raise Refusal(Code.NUMBER_TAKEN, file_number=old.number)
    applicant = Applicant(
        authority_id=actor.authority_id, name=old.applicant, phone=old.phone, address=old.address, id_number=old.id_number
    )
    case = Case(
        authority_id=actor.authority_id,
        procedure_id=procedure.procedure_id,
        version_id=procedure.version_id,
        applicant=applicant,
        state=State.NEW,
        channel=old.channel,
        receiving_office_id=receiving_office_id,
        lead_office_id=procedure.lead_office_of(receiving_office_id),
        holder_office_id=receiving_office_id,
    )
    return OldAtHand(case, procedure, offices, taken_before=known)


def version_for(old: OldCase, receiving_office_id: int, offices: Directory, *, today: date) -> Procedure:
    """The version in force on the day of acceptance; where the catalogue does not reach back so far, today's."""
    name = ""
    for day in (old.accepted.day, today):
        try:
            found = version_in_force(old.procedure_id, authority_id=offices.authority_id, revision=offices.revision, day=day)
        except Refusal:
            continue
        if receiving_office_id in found.receiving_office_ids:
            return found
        name = found.name
    raise Refusal(Code.NO_PROCEDURE, procedure=name or old.number, day=old.accepted.day)
