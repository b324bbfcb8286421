"""The control slip of one case, as it stands at a moment."""

from datetime import datetime

from motcua.cases.models import Case
from motcua.cases.queries.measured import histories_of
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.book import BookLine
from motcua.cases.rules.control import Bounds, DoneAct, Phase, Stay, hand_overs, judged, stays_of, step_due
from motcua.cases.rules.control_sheet import ControlSheet, PartRow, control_row, part_row, result_words, standing_words
from motcua.cases.rules.forms import FormSet
from motcua.cases.rules.history import History
from motcua.cases.rules.issue import counter_letterhead, counter_name
from motcua.cases.rules.joint import goes_to_all_at_once
from motcua.cases.rules.measures import measure
from motcua.cases.rules.slips import Addressee, moment_words
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import Procedure
from motcua.journal.queries import story_of
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on
from motcua.offices.rules.directory import Directory


def control_sheet(case_id: int, actor: Actor, *, offices: Directory, now: datetime) -> tuple[ControlSheet, FormSet]:
    """The control slip of an accepted case, on the forms of the day of printing; Case.DoesNotExist when the actor may see none such."""
    case = visible_to(actor).select_related("applicant").get(pk=case_id, accepted_at__isnull=False)
    told = _Told(case, actor, offices, now)
    return told.sheet(), FormSet(rulebook_on(local_date(now)).form_set.value)


class _Told:
    """Everything that is known of one accepted case."""

    def __init__(self, case: Case, actor: Actor, offices: Directory, now: datetime) -> None:
        self.case, self.actor, self.offices, self.now = case, actor, offices, now
        self.procedure: Procedure = version(case.version_id)
        self.history: History = histories_of([case], offices=offices)[case.pk]
        self.stays = stays_of(self.history.spans)
        self.counter = offices.offices[case.receiving_office_id]
        self.steps = {index: self.procedure.step_name(index) for index in range(self.procedure.signing_step + 1)}
        accepted_on = local_date(case.accepted_at or now)
        self.bounds = Bounds(
            limit_of=lambda step: self.procedure.steps[step].limit if step < len(self.procedure.steps) else None,
            calendars=offices.calendars,
            cutoff=rulebook_on(accepted_on).transfer_cutoff.value,
            lead_office_id=case.lead_office_id,
        )

    def sheet(self) -> ControlSheet:
        case, history, who = self.case, self.history, self.case.applicant
        measures = measure(history, self.offices.calendars[case.lead_office_id], as_of=self.now)
        acts = [
            DoneAct(told.kind, told.happened_at, told.actor_name, told.said)
            for told in story_of(case.pk, authority_id=case.authority_id)
        ]  # fmt: skip
        names = {office.id: office.name for office in self.offices.offices.values()}
        return ControlSheet(
            letterhead=counter_letterhead(self.offices, self.counter, self.now),
            file_number=case.file_number or "",
            book=None if case.is_taken_over else BookLine(case.book_year or 0, case.book_serial or 0),
            addressee=Addressee(who.name, who.address, who.phone),
            procedure_name=self.procedure.name,
            accepted=moment_words(case.accepted_at or self.now),
            due=moment_words(case.due_at) if case.due_at else None,
            lead_office=self.offices.offices[case.lead_office_id].name,
            consulted_offices=tuple(dict.fromkeys(self.offices.offices[asked.office_id].name for asked in history.consultations)),
            rows=tuple(
                control_row(told, offices=names, steps=self.steps, counter=self._counter_name(), applicant=who.name)
                for told in hand_overs(self.stays, acts, self.bounds, as_of=self.now)
            ),
            parts=self._parts(),
            standing=self._standing(self.stays[-1]),
            result=result_words(measures.timeliness),
            printed=moment_words(self.now),
            printed_by=self.actor.name,
            is_demonstration=self.offices.is_demonstration,
        )

    def _counter_name(self) -> str:
        return counter_name(self.counter, local_date(self.now))

    def _standing(self, last: Stay) -> str:
        if last.phase is Phase.ENDED:
            return ""
        office = self._counter_name() if last.phase is not Phase.WORK else self.offices.offices[last.office_id].name
        step = self.steps.get(last.step, "") if last.phase is Phase.WORK else ""
        due_at = step_due(last, self.bounds)
        return standing_words(last, office=office, step=step, due_at=due_at, judged=judged(last, self.bounds, self.now))

    def _parts(self) -> tuple[PartRow, ...]:
        """The shares of a joint case that went to all offices at once; in order on paper they are the hand-overs themselves."""
        if not goes_to_all_at_once(self.procedure, self.case.channel):
            return ()
        return tuple(
            part_row(
                office=self.offices.offices[part.office_id].name, step=self.steps.get(part.step, ""),
                due_at=local(part.due_at) if part.due_at else None, done_at=local(part.done_at) if part.done_at else None,
                limit=self.bounds.limit_of(part.step), as_of=self.now,
            )
            for part in self.case.parts.order_by("step")
        )  # fmt: skip
