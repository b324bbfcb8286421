"""Drafted results as screens read them: the forms in use, what fills them, and how a filed result differs from its form."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.cases.models import Case, ResultDraft, ResultTemplate
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.drafting import may_be_drafted
from motcua.cases.rules.flow import State, handling_office
from motcua.cases.rules.issue import office_letterhead
from motcua.cases.rules.merge_fields import TYPED, CaseTold, from_case, with_marks, words_of_field
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.result_difference import Difference, Weight
from motcua.cases.rules.slips import Addressee
from motcua.catalogue.queries import names_of_procedures, version
from motcua.documents.queries import FileLine, line_of
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.offices.rules.directory import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """The drafted result of a case; ``file`` and what follows only once it has been edited and filed."""

    id: int
    outcome: Outcome
    template: str
    valid_from: date
    missing: tuple[str, ...]
    values: Mapping[str, str]
    drafted_at: datetime
    drafted_by: str
    file: FileLine | None
    differences: tuple[Difference, ...]
    changes: int
    grave: int
    filed_at: datetime | None
    filed_by: str

    @property
    def grave_ones(self) -> tuple[Difference, ...]:
        """The differences that carry legal weight."""
        return tuple(each for each in self.differences if each.weights)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A place of the form: what it is, what the case says, and whether it is asked of the handler."""

    name: str
    words: str
    value: str

    @property
    def is_typed(self) -> bool:
        """Whether a person types it: the case cannot know it, or does not."""
        return self.name.startswith(TYPED) or not self.value


@dataclass(frozen=True, slots=True)
class FormInUse:
    """A form of the office: its file by digest, and the names of its places."""

    id: int
    outcome: Outcome
    name: str
    valid_from: date
    digest: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSheet:
    """Everything that the screen of drafting shows; ``outcomes``: the kinds of result that have a form in use today."""

    case_id: int
    revision: int
    number: str
    applicant: str
    procedure: str
    may_be_drafted: bool
    handling_office_id: int
    outcomes: tuple[Outcome, ...]
    template: FormInUse | None
    fields: tuple[FieldLine, ...]
    draft: DraftLine | None


def draft_sheet(case_id: int, actor: Actor, *, offices: Directory, now: datetime, outcome: Outcome = Outcome.APPROVE) -> DraftSheet:
    """The sheet of one case; Case.DoesNotExist when there is none, or the actor may not see it."""
    case = visible_to(actor).select_related("applicant").get(pk=case_id)
    procedure, state = version(case.version_id), State(case.state)
    today = local_date(now)
    forms = templates_in_force([case.procedure_id], authority_id=case.authority_id, day=today)
    template = forms.get((case.procedure_id, outcome))
    names = template.places if template else ()
    values = from_case(names, _told(case, actor, offices, now)) if template else {}
    step_office = procedure.step_office(case.step, lead_office_id=case.lead_office_id)
    return DraftSheet(
        case_id=case.pk,
        revision=case.revision,
        number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        procedure=procedure.name,
        may_be_drafted=may_be_drafted(state, is_decided=bool(case.outcome)),
        handling_office_id=handling_office(state, step_office_id=step_office, holder_office_id=case.holder_office_id),
        outcomes=tuple(each for each in Outcome if (case.procedure_id, each) in forms),
        template=template,
        fields=tuple(FieldLine(name, words_of_field(name), values.get(name, "")) for name in names),
        draft=drafts_of([case.pk], authority_id=case.authority_id).get(case.pk),
    )


def templates_in_force(procedure_ids: Iterable[int], *, authority_id: int, day: date) -> dict[tuple[int, str], FormInUse]:
    """Procedure and outcome → the form in use on ``day``, in one statement."""
    rows = ResultTemplate.objects.filter(authority_id=authority_id, procedure_id__in=list(procedure_ids), valid_from__lte=day)
    return {(row.procedure_id, Outcome(row.outcome)): _form(row) for row in rows.select_related("file").order_by("valid_from", "id")}


def form_digest(template_id: int, *, authority_id: int) -> str:
    """The file of a form, by its digest; ResultTemplate.DoesNotExist when the authority has none such."""
    return ResultTemplate.objects.select_related("file").get(pk=template_id, authority_id=authority_id).file.digest


def form_to_fill(case_id: int, *, authority_id: int) -> tuple[str, dict[str, str]]:
    """The form of the draft in use, by its digest, and what every place of it says; ResultDraft.DoesNotExist without one."""
    rows = ResultDraft.objects.select_related("template__file")
    draft = rows.get(case_id=case_id, authority_id=authority_id, set_aside_at=None)
    return draft.template.file.digest, with_marks(draft.template.fields, values_of(draft))


def result_digest(case_id: int, *, authority_id: int) -> str:
    """The result that was filed, by its digest; ResultDraft.DoesNotExist without one."""
    rows = ResultDraft.objects.filter(authority_id=authority_id, set_aside_at=None, attachment__isnull=False)
    return str(rows.values_list("attachment__file__digest", flat=True).get(case_id=case_id))


def _form(row: ResultTemplate) -> FormInUse:
    return FormInUse(row.pk, Outcome(row.outcome), row.name, row.valid_from, row.file.digest, tuple(row.fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLine:
    """A form of an office as a list tells it; of those in use only the newest of a procedure and kind is."""

    id: int
    procedure: str
    outcome: Outcome
    name: str
    places: int
    valid_from: date
    is_in_use: bool
    is_to_come: bool
    kept_by: str


def all_templates(*, authority_id: int, day: date, most: int = 200) -> tuple[TemplateLine, ...]:
    """The newest forms of the authority, each with whether it is in use on ``day``."""
    rows = list(ResultTemplate.objects.filter(authority_id=authority_id).order_by("-id")[:most])
    forms = templates_in_force({row.procedure_id for row in rows}, authority_id=authority_id, day=day)
    used = {form.id for form in forms.values()}
    names = names_of_procedures({row.procedure_id for row in rows}, day=day)
    return tuple(
        TemplateLine(
            id=row.pk, procedure=names.get(row.procedure_id, ""), outcome=Outcome(row.outcome), name=row.name, places=len(row.fields),
            valid_from=row.valid_from, is_in_use=row.pk in used,
            is_to_come=row.valid_from > day, kept_by=row.kept_by,
        )
        for row in rows
    )  # fmt: skip


def drafts_of(case_ids: Sequence[int], *, authority_id: int) -> dict[int, DraftLine]:
    """Case → its drafted result in use, in one statement."""
    rows = ResultDraft.objects.filter(authority_id=authority_id, case_id__in=case_ids, set_aside_at=None)
    return {row.case_id: _line(row) for row in rows.select_related("template", "attachment__file")}


def values_of(draft: ResultDraft) -> Mapping[str, str]:
    """What the form was filled with."""
    told: dict[str, str] = json.loads(draft.values)
    return told


def _line(row: ResultDraft) -> DraftLine:
    told = json.loads(row.differences) if row.differences else []
    return DraftLine(
        id=row.pk,
        outcome=Outcome(row.template.outcome),
        template=row.template.name,
        valid_from=row.template.valid_from,
        missing=tuple(words_of_field(name) for name in row.missing),
        values=values_of(row),
        drafted_at=local(row.drafted_at),
        drafted_by=row.drafted_by,
        file=line_of(row.attachment) if row.attachment else None,
        differences=tuple(Difference(number, was, now, tuple(Weight(each) for each in weights)) for number, was, now, weights in told),
        changes=row.changes or 0,
        grave=row.grave or 0,
        filed_at=local(row.filed_at) if row.filed_at else None,
        filed_by=row.filed_by,
    )


def _told(case: Case, actor: Actor, offices: Directory, now: datetime) -> CaseTold:
    who, procedure = case.applicant, version(case.version_id)
    return CaseTold(
        applicant=Addressee(who.name, who.address, who.phone, who.email, identity=who.id_number),
        letterhead=office_letterhead(offices, case.lead_office_id, now),
        file_number=case.file_number or "",
        procedure=procedure.name,
        field=procedure.field,
        result=procedure.result_name,
        legal_basis=procedure.legal_basis,
        papers=tuple(case.papers.order_by("id").values_list("name", flat=True)),
        accepted_on=local_date(case.accepted_at) if case.accepted_at else None,
        due_on=local_date(case.due_at) if case.due_at else None,
        handler=actor.name,
        today=local_date(now),
    )
