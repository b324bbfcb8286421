"""The case that a command has at hand: read and locked once, with its procedure and its offices."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.cases.models import Applicant, Case
from motcua.cases.rules.filing import Filing
from motcua.cases.rules.flow import State, handling_office
from motcua.cases.rules.issue import Ground
from motcua.cases.rules.openings import is_own_case
from motcua.cases.rules.phones import phone_digits
from motcua.cases.rules.slips import Addressee
from motcua.catalogue.queries import version, version_in_force
from motcua.catalogue.rules.procedure import Procedure, in_minutes
from motcua.kernel.actor import Actor, ActorKind
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import WorkingCalendar
from motcua.law.limits import TimeLimit
from motcua.offices.queries import directory, directory_held
from motcua.offices.rules.directory import Directory, Office


@dataclass(slots=True)
class AtHand:
    """One case on a command's table, with everything that the rules ask of it."""

    case: Case
    procedure: Procedure
    directory: Directory

    @property
    def state(self) -> State:
        """Where the case stands."""
        return State(self.case.state)

    @property
    def is_accepted(self) -> bool:
        """Whether the case has been accepted."""
        return self.case.accepted_at is not None

    @property
    def limit(self) -> TimeLimit | None:
        """The time limit of the procedure for the case's channel."""
        return self.procedure.limit_for(self.case.channel)

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar that the statutory clock follows: the lead office's."""
        return self.directory.calendars[self.case.lead_office_id]

    @property
    def step_office_id(self) -> int:
        """The office of the current step."""
        return self.procedure.step_office(self.case.step, lead_office_id=self.case.lead_office_id)

    @property
    def handling_office_id(self) -> int:
        """The office whose turn it is."""
        return handling_office(self.state, step_office_id=self.step_office_id, holder_office_id=self.case.holder_office_id)

    def standing(self, actor: Actor) -> dict[str, Any]:
        """Where an act that moves nothing leaves the case: the first act of the handling office itself takes an accepted case over."""
        is_begun = self.state is State.ACCEPTED and any(grant.office_id == self.handling_office_id for grant in actor.grants)
        return {
            "to": State.IN_PROGRESS if is_begun else self.state,
            "office_id": self.handling_office_id if is_begun else self.case.holder_office_id,
        }

    def signing_office_id(self, actor: Actor, permission: str) -> int:
        """The office whose head signs when the actor does: the lead office, or the nearest above it that he leads."""
        lead = self.case.lead_office_id
        return actor.office_with(permission, self.directory.above(lead)) or lead

    @property
    def receiving_office(self) -> Office:
        """The counter of the case."""
        return self.directory.offices[self.case.receiving_office_id]

    @property
    def minutes_to_do(self) -> int:
        """Session minutes that the steps from the current one on are given."""
        steps = self.procedure.steps[self.case.step :]
        return sum(in_minutes(step.limit, self.calendar) for step in steps if step.limit)

    def must_not_be_own(self, actor: Actor) -> None:
        """Refuse with ``own-case`` when the officer who acts is the applicant: same name and same phone."""
        if is_own_case(actor, name=self.case.applicant.name, phone=self.case.applicant.phone):
            raise Refusal(Code.OWN_CASE, file_number=self.case.file_number)

    def must_be_applicants(self, actor: Actor) -> None:
        """Refuse with ``not-allowed`` when an applicant acts upon a case that is not his."""
        who = self.case.applicant
        if actor.kind is ActorKind.APPLICANT and (actor.name, phone_digits(actor.phone)) != (who.name, phone_digits(who.phone)):
            raise Refusal(Code.NOT_ALLOWED, permission="case.own")

    def must_be_first_request(self, *, is_after: bool) -> None:
        """Refuse with ``already-supplemented`` a second request for papers in the same stage (NĐ 61/2018 Đ.11.2.c, 15.3)."""
        if self.case.pk and self.case.supplements.filter(is_after_acceptance=is_after).exists():
            raise Refusal(Code.ALREADY_SUPPLEMENTED, file_number=self.case.file_number)

    def must_be_seen(self, seen: int | None) -> None:
        """Refuse with ``stale`` when the screen that asks has ``seen`` an older revision of the case."""
        if seen is not None and seen != self.case.revision:
            raise Refusal(Code.STALE, seen=seen, now=self.case.revision, state=self.case.state)

    def must_come_in_order(self, claimed: datetime, *, at: datetime) -> None:
        """Refuse with ``out-of-order`` a moment claimed after the act itself, or before the case was moved last."""
        if claimed == at:
            return
        moved = self.case.moved_at()
        if claimed > at or (moved and claimed < moved):
            raise Refusal(Code.OUT_OF_ORDER, claimed=claimed, now=at, **({"moved": moved} if moved else {}))

    def ground(self, actor: Actor, *, at: datetime, sequence: int, office_id: int | None = None) -> Ground:
        """What a slip of this case, numbered ``sequence``, rests on when ``office_id`` (unless told, the counter) issues it."""
        who = self.case.applicant
        return Ground(
            directory=self.directory,
            office_id=office_id or self.case.receiving_office_id,
            counter_id=self.case.receiving_office_id,
            issued_at=at,
            officer_name=actor.name,
            sequence=sequence,
            file_number=self.case.file_number or self.case.provisional_code,
            procedure=self.procedure,
            addressee=Addressee(who.name, who.address, who.phone, who.email),
            tracking_code=self.case.tracking_code,
        )

    def renew_due(self) -> None:
        """Compute the due in force and the latest safe start anew."""
        self.case.recount(self.limit, self.calendar)
        self.case.plan(self.minutes_to_do, self.calendar)


def case_at_hand(case_id: int, *, actor: Actor) -> AtHand:
    """The case with this id, locked until the transaction ends, in one statement; Case.DoesNotExist when the authority has none such."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("applicant", "lead_office__authority")
    case = rows.get(pk=case_id, authority_id=actor.authority_id)
    return AtHand(case, version(case.version_id), directory(case.authority_id, revision=case.lead_office.authority.revision))


def case_as_it_stands(case_id: int, *, authority_id: int) -> AtHand:
    """The case with this id, read without a lock: for doors that must look before they choose an act."""
    case = Case.objects.select_related("applicant").get(pk=case_id, authority_id=authority_id)
    return AtHand(case, version(case.version_id), directory(authority_id))


def filing_at_hand(of: int | Filing, *, actor: Actor, day: date) -> AtHand:
    """The case that a first filing is about: one on file (by its id, or the outside id it came with), else a new one, not yet written."""
    if isinstance(of, int):
        return case_at_hand(of, actor=actor)
    on_file = _on_file(of, actor)
    return case_at_hand(on_file, actor=actor) if on_file else _new(of, actor, day)


def _on_file(filing: Filing, actor: Actor) -> int | None:
    if not filing.external_id:
        return None
    return Case.objects.filter(authority_id=actor.authority_id, external_id=filing.external_id).values_list("id", flat=True).first()


def _new(filing: Filing, actor: Actor, day: date) -> AtHand:
    offices = directory_held(actor.authority_id)
    procedure = version_in_force(filing.procedure_id, authority_id=actor.authority_id, revision=offices.revision, day=day)
    if filing.receiving_office_id not in procedure.receiving_office_ids:
        raise Refusal(Code.NO_PROCEDURE, procedure=procedure.name, day=day)
    lead = procedure.lead_office_of(filing.receiving_office_id)
    case = Case(
        authority_id=actor.authority_id,
        procedure_id=procedure.procedure_id,
        version_id=procedure.version_id,
        applicant=_applicant(filing, actor),
        state=State.NEW,
        channel=filing.channel,
        return_channel=filing.return_channel,
        external_id=filing.external_id,
        receiving_office_id=filing.receiving_office_id,
        lead_office_id=lead,
        holder_office_id=filing.receiving_office_id,
    )
    return AtHand(case, procedure, offices)


def _applicant(filing: Filing, actor: Actor) -> Applicant:
    told = filing.applicant
    if told.id:
        return Applicant.objects.get(pk=told.id, authority_id=actor.authority_id)
    return Applicant(
        authority_id=actor.authority_id, name=told.name, phone=told.phone, email=told.email, address=told.address, id_number=told.id_number
    )
