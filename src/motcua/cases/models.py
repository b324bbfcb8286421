"""The tables of a case. ``move`` is the only way from state to state; the database keeps the promises that constraints can keep."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.cases.amends import Correction as Correction
from motcua.cases.amends import Incident as Incident
from motcua.cases.drafting import ResultDraft as ResultDraft
from motcua.cases.drafting import ResultTemplate as ResultTemplate
from motcua.cases.originals import CustodyTurn as CustodyTurn
from motcua.cases.originals import Original as Original
from motcua.cases.paper_tables import CasePaper as CasePaper
from motcua.cases.paper_tables import SupplementRequest as SupplementRequest
from motcua.cases.persons_merged import PersonMerge as PersonMerge
from motcua.cases.rules.channels import Channel, ReturnChannel
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.forms import SlipForm
from motcua.cases.rules.history import Span, clock_events
from motcua.cases.rules.issue import Ground
from motcua.cases.rules.joint import PartPlan
from motcua.cases.rules.slips import Slip as SlipValue
from motcua.cases.rules.slips import slip_to_json
from motcua.cases.taken_over import TakenOver as TakenOver
from motcua.cases.taken_over import TakeOverFile as TakeOverFile
from motcua.cases.taken_over import TakeOverMapping as TakeOverMapping
from motcua.catalogue.rules.procedure import Paper
from motcua.database.columns import EncryptedTextField, FoldedField, KeyedIndexField
from motcua.database.counters import go_on_after, next_numbers
from motcua.database.tenant import TenantModel
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import MOVES_THE_DUE, Reading, Turn, ran_out_at, read_clock
from motcua.law.limits import TimeLimit
from motcua.law.slack import latest_start


def _choices(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class Applicant(TenantModel):
    """Who asks, as written on the slip; the identity number is encrypted and found by its keyed index."""

    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    id_number = EncryptedTextField(default="")
    id_index = KeyedIndexField(source="id_number")
    name_folded = FoldedField(sources=("name",))

    class Meta:
        indexes = [
            models.Index(fields=["authority_id", "id_index"], name="applicants_by_id"),
            models.Index(fields=["authority_id", "phone"], name="applicants_by_phone"),
            models.Index(fields=["authority_id", "name_folded"], name="applicants_by_name"),
        ]


class Case(TenantModel):
    """One case. ``due_at`` is a cache of what the spans say; ``start_by`` is the latest safe start of what is still to do.

    ``book_serial`` is its line in the counter's book of ``book_year``, written on ``booked_on`` (rules/book.py); taken over, in another.
    """

    procedure = models.ForeignKey("catalogue.Procedure", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("catalogue.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="cases")
    state = models.CharField(max_length=20, choices=_choices(State), default=State.NEW)
    channel = models.CharField(max_length=20, choices=_choices(Channel))
    return_channel = models.CharField(max_length=12, choices=_choices(ReturnChannel), default=ReturnChannel.COUNTER)
    provisional_code = models.CharField(max_length=20)
    external_id = models.CharField(max_length=100, null=True)  # noqa: DJ001 - most cases have none, and two empty ones must not clash
    file_number = models.CharField(max_length=50, null=True)  # noqa: DJ001 - none before acceptance
    booked_on = models.DateField(null=True)
    book_year = models.PositiveSmallIntegerField(null=True)
    book_serial = models.PositiveIntegerField(null=True)
    tracking_code = EncryptedTextField(default="")
    tracking_index = KeyedIndexField(source="tracking_code")
    receiving_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    lead_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    holder_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    runs_out_at = models.DateTimeField(null=True)
    start_by = models.DateTimeField(null=True)
    is_suspended = models.BooleanField(default=False)
    is_due_provisional = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)
    was_entered_later = models.BooleanField(default=False)
    was_partly_supplied = models.BooleanField(default=False)
    is_taken_over = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    _next: "CaseSpan | None" = None

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "file_number"], name="a_file_number_is_used_once"),
            models.UniqueConstraint(fields=["authority_id", "external_id"], name="an_outside_filing_is_one_case"),
            models.UniqueConstraint(fields=["authority_id", "provisional_code"], name="a_provisional_code_is_used_once"),
            models.CheckConstraint(condition=Q(due_at=None) | Q(due_at__gte=F("accepted_at")), name="due_after_accepted"),
            models.CheckConstraint(condition=Q(settled_at=None) | Q(settled_at__gte=F("accepted_at")), name="settled_after_accepted"),
            models.CheckConstraint(condition=Q(returned_at=None) | Q(returned_at__gte=F("settled_at")), name="returned_after_settled"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, file_number=None) | Q(accepted_at__isnull=False, file_number__isnull=False),
                name="an_accepted_case_has_its_number",
            ),
            models.UniqueConstraint(
                fields=["authority_id", "receiving_office", "book_year", "book_serial"], name="a_line_of_the_book_is_one_case"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, booked_on=None, book_year=None, book_serial=None)
                | Q(accepted_at__isnull=False, booked_on__isnull=False, book_year__isnull=False, book_serial__isnull=False)
                | Q(is_taken_over=True, accepted_at__isnull=False, booked_on=None, book_year=None, book_serial=None),
                name="an_accepted_case_is_in_the_book",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority_id", "holder_office", "start_by"], condition=Q(state__in=sorted(OPEN)), name="open_cases_of_an_office"
            ),
            models.Index(fields=["authority_id", "receiving_office", "state"], name="cases_of_a_counter"),
            models.Index(fields=["authority_id", "runs_out_at"], condition=Q(state__in=sorted(OPEN)), name="open_cases_by_due"),
            models.Index(fields=["authority_id", "tracking_index"], name="cases_by_tracking_code"),
            models.Index(fields=["applicant", "-id"], name="cases_of_an_applicant"),
        ]

    def open(self, *, at: datetime, was_entered_later: bool) -> None:
        """A case of which nothing was on file is on file from ``at``; one that is on file already keeps its beginning."""
        if self.pk is None:
            self.submitted_at, self.provisional_code = at, f"TN-{secrets.token_hex(6).upper()}"
            if self.applicant.pk is None:
                self.applicant.save(force_insert=True)
                self.applicant = self.applicant
        self.was_entered_later |= was_entered_later

    def enter_in_book(self, serial: int, *, on: date) -> None:
        """Write the case into its counter's book as line ``serial``; a line entered is never moved."""
        self.book_serial, self.booked_on, self.book_year = serial, on, on.year

    def filed(self, procedure_code: str) -> dict[str, Any]:
        """What every fact of a first filing tells of this case."""
        return {
            "procedure": procedure_code,
            "version_id": self.version_id,
            "channel": self.channel,
            "receiving_office_id": self.receiving_office_id,
            "external_id": self.external_id or "",
            "applicant": self.applicant.name,
            "phone": self.applicant.phone,
            "id_number": self.applicant.id_number,
            "address": self.applicant.address,
        }

    def keys_in(self) -> set[str]:
        """The keys of the papers that are in the case."""
        return set(self.papers.values_list("key", flat=True)) if self.pk else set()

    def take_in(self, papers: Iterable[Paper], *, at: datetime) -> None:
        """Add papers to the case; one that is in already stays as it is."""
        rows = [
            CasePaper(
                authority_id=self.authority_id,
                case=self,
                key=paper.key,
                name=paper.name,
                originals=paper.originals,
                copies=paper.copies,
                received_at=at,
            )
            for paper in papers
        ]
        if rows:
            CasePaper.objects.bulk_create(rows, ignore_conflicts=True)

    def ask_for(self, papers: Iterable[Paper], *, items: Iterable[str], reason: str, at: datetime, basis: str = "") -> None:
        """Write down which papers were asked for in the stage that the case is in."""
        SupplementRequest.objects.create(
            authority_id=self.authority_id,
            case=self,
            is_after_acceptance=self.accepted_at is not None,
            items=list(items),
            open_keys=[paper.key for paper in papers],
            reason=reason,
            basis=basis,
            requested_at=at,
        )

    def bring(self, papers: Iterable[Paper], *, at: datetime) -> bool:
        """Strike the papers that came in off the newest request; returns whether nothing asked for is left open."""
        request = self.supplements.order_by("-id")[0]
        brought = {paper.key for paper in papers}
        request.open_keys = [key for key in request.open_keys if key not in brought]
        request.completed_at = None if request.open_keys else at
        request.save(update_fields=["open_keys", "completed_at"])
        return not request.open_keys

    def times_extended(self) -> int:
        """How often the case has been re-appointed."""
        return self.apologies.filter(new_due_at__isnull=False).count()

    def offices_with_open_part(self) -> list[int]:
        """The offices that have begun their part of a joint case and not completed it."""
        return list(self.parts.filter(done_at=None, began_at__isnull=False).values_list("office_id", flat=True))

    def complete_part(self, office_ids: Iterable[int], *, at: datetime) -> None:
        """Complete the first open part of one of these offices."""
        part = self.parts.filter(done_at=None, began_at__isnull=False, office_id__in=list(office_ids)).order_by("step").first()
        if part:
            part.done_at = at
            part.save(update_fields=["done_at"])

    def begin_part(self, plan: PartPlan) -> None:
        """Begin the part of a step whose turn has come."""
        self.parts.filter(step=plan.step, began_at=None).update(began_at=plan.began_at, due_at=plan.due_at)

    def move_part(self, plan: PartPlan) -> None:
        """Give the open part of a step the due that its calendar now says."""
        self.parts.filter(step=plan.step, done_at=None).update(due_at=plan.due_at)

    def open_parts_begun(self) -> dict[int, datetime]:
        """Step → when it began, of the parts that have begun and are not completed."""
        begun = self.parts.filter(done_at=None).values_list("step", "began_at")
        return {step: began_at for step, began_at in begun if began_at}

    def first_open_step(self, *, last: int) -> int:
        """The step of the first part not completed; ``last`` when all are."""
        step = self.parts.filter(done_at=None).order_by("step").values_list("step", flat=True).first()
        return last if step is None else step

    def open_parts_from(self, plans: Iterable[PartPlan], *, at: datetime) -> None:
        """Write down the parts of a joint case of another system: what lies before its step was done there, its own has begun."""
        self.open_parts(plans)
        self.parts.filter(step__lt=self.step).update(began_at=at, done_at=at)
        self.parts.filter(step=self.step, began_at=None).update(began_at=at)

    def open_parts(self, plans: Iterable[PartPlan]) -> None:
        """Write down the parts of a joint case; any other has none."""
        rows = [
            CasePart(
                authority_id=self.authority_id,
                case=self,
                step=plan.step,
                office_id=plan.office_id,
                began_at=plan.began_at,
                due_at=plan.due_at,
            )
            for plan in plans
        ]
        if rows:
            CasePart.objects.bulk_create(rows)

    def moved_at(self) -> datetime | None:
        """When the case was moved last; a new one never was."""
        return self.spans.order_by("id").values_list("began_at", flat=True).last() if self.pk else None

    def move(
        self,
        *,
        to: State,
        at: datetime,
        turn: Turn | None = None,
        office_id: int | None = None,
        handler_id: int | None = None,
        promised_at: datetime | None = None,
    ) -> None:
        """From ``at`` the case is in state ``to``, held by ``office_id`` (unless told, by who holds it already); ``keep`` writes it down.

        A case that leaves an office leaves its handler too.
        """
        if office_id is not None and office_id != self.holder_office_id:
            self.holder_office_id, self.handler_id = office_id, None
        self.handler_id = handler_id or self.handler_id
        self.state = to
        self._next = CaseSpan(state=to, began_at=at, turn=turn or "", promised_at=promised_at)

    def recount(self, limit: TimeLimit | None, calendar: WorkingCalendar) -> Reading:
        """Compute the due in force anew from the spans and the pending move; the columns that remember it follow."""
        spans = [span.value for span in self.spans.order_by("id")] if self.pk else []
        if self._next:
            spans.append(self._next.value)
        return self._count(tuple(spans), limit, calendar)

    def _count(self, spans: tuple[Span, ...], limit: TimeLimit | None, calendar: WorkingCalendar) -> Reading:
        reading = read_clock(clock_events(spans), limit, calendar)
        self.is_suspended, self.is_due_provisional = reading.suspended_since is not None, reading.is_provisional
        if reading.due and reading.first_due and limit:
            self.due_at, self.first_due_at = reading.due.at, self.first_due_at or reading.first_due.at
            self.runs_out_at = None if self.is_suspended else ran_out_at(self.due_at, limit)
        return reading

    def stand_as(self, spans: tuple[Span, ...], limit: TimeLimit | None, calendar: WorkingCalendar) -> None:
        """A case not yet on file stands as ``spans`` of another system tell it, with the dues that they promise; written at once."""
        self._count(spans, limit, calendar)
        now = spans[-1]
        self.state, self.step, self.holder_office_id, self.handler_id = now.state, now.step, now.office_id, now.handler_id
        self.save(force_insert=True)
        CaseSpan.objects.bulk_create(CaseSpan.of(self, span) for span in spans)

    def plan(self, minutes_to_do: int, calendar: WorkingCalendar) -> None:
        """Set the latest safe start of the ``minutes_to_do`` (session minutes of the steps still to do)."""
        self.start_by = latest_start(self.due_at, minutes_to_do, calendar) if self.due_at else None

    def keep(self) -> None:
        """Write the case and its move down: the open span closed, the next one opened, at most one open at any time."""
        if self.pk is None:
            self.save(force_insert=True)
        else:
            self.revision += 1
            if self._next:
                self.spans.filter(ended_at=None).update(ended_at=self._next.began_at)
            self.save()
        if self._next:
            self._next.authority_id, self._next.case, self._next.step = self.authority_id, self, self.step
            self._next.office_id, self._next.handler_id = self.holder_office_id, self.handler_id
            self._next.save(force_insert=True)
            self._next = None


class CaseSpan(TenantModel):
    """One stay of a case in a state, with who held it; what its beginning did to the clock stands in ``turn``."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="spans")
    state = models.CharField(max_length=20, choices=_choices(State))
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    turn = models.CharField(max_length=10, blank=True, choices=_choices(Turn))
    promised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_span_a_case"),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="a_span_ends_after_it_begins"),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="spans_of_a_case"),
            models.Index(fields=["authority_id", "began_at"], condition=Q(turn__in=MOVES_THE_DUE), name="turns_that_move_a_due"),
        ]

    @classmethod
    def of(cls, case: Case, span: Span) -> "CaseSpan":
        """The row of a value, not yet written."""
        told = {name: getattr(span, name) for name in cls.TOLD}
        return cls(authority_id=case.authority_id, case=case, **{**told, "turn": span.turn or ""})

    TOLD: ClassVar[tuple[str, ...]] = ("state", "office_id", "handler_id", "step", "began_at", "ended_at", "turn", "promised_at")
    """The columns that make up a value, in the order in which ``told`` takes them."""

    @property
    def value(self) -> Span:
        """The span as the rules read it."""
        return self.told(*(getattr(self, name) for name in self.TOLD))

    @staticmethod
    def told(
        state: str, office_id: int, handler_id: int | None, step: int, began_at: datetime, ended_at: datetime | None, turn: str,
        promised_at: datetime | None,
    ) -> Span:  # fmt: skip
        """The value of a row that was read as plain columns, as thousands of them are."""
        return Span(
            state=State(state),
            office_id=office_id,
            handler_id=handler_id,
            step=step,
            began_at=local(began_at),
            ended_at=local(ended_at) if ended_at else None,
            turn=Turn(turn) if turn else None,
            promised_at=local(promised_at) if promised_at else None,
        )


class CasePart(TenantModel):
    """One office's share of a joint case (liên thông) with its own limit: a limit of its own, whatever becomes of the whole.

    On paper the parts are done in the order of the steps, electronically all at once (NĐ 61/2018 Đ.19.6). A part not begun has no due.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parts")
    step = models.PositiveSmallIntegerField()
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="one_part_a_step")]
        indexes = [models.Index(fields=["office", "due_at"], condition=Q(done_at=None), name="open_parts_of_an_office")]


class Consultation(TenantModel):
    """An opinion asked of another office within a limit (NĐ 61/2018 Đ.19.5)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consultations")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="an_opinion_is_due_after_it_is_asked")]
        indexes = [models.Index(fields=["office", "due_at"], condition=Q(answered_at=None), name="open_consultations")]


class Apology(TenantModel):
    """An apology with its reason: an extension names the new due, any other the moment by which the result is expected."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="apologies")
    reason = models.TextField()
    issued_at = models.DateTimeField()
    new_due_at = models.DateTimeField(null=True)
    expected_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(new_due_at__isnull=False), name="a_case_is_extended_once"),
            models.CheckConstraint(
                condition=Q(new_due_at=None, expected_at__isnull=False) | Q(new_due_at__isnull=False, expected_at=None),
                name="an_apology_names_one_date",
            ),
        ]


class Slip(TenantModel):
    """A slip as issued: its yearly number and, encrypted, every word that was printed, so that it can be printed again as it was."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="slips")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20, choices=_choices(SlipForm))
    form_set = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    content = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "office", "form", "year", "number"], name="a_slip_number_is_used_once"),
        ]

    @classmethod
    def issue(cls, case: Case, said: SlipValue, *, ground: Ground, form_set: str) -> "Slip":
        """Keep what a slip says; its number has been taken from the series before."""
        return cls.objects.create(
            authority_id=case.authority_id,
            case=case,
            office_id=ground.office_id,
            form=said.form,
            form_set=form_set,
            year=local(ground.issued_at).year,
            number=ground.sequence,
            issued_at=ground.issued_at,
            content=slip_to_json(said),
        )


class NumberSeries(TenantModel):
    """The last number given in a series, gap-free, never used again: file numbers per agency and day; slips, and lines of the book, per
    office and year."""

    KEY = ("authority_id", "office_id", "series", "period")

    office_id = models.BigIntegerField()
    series = models.CharField(max_length=20)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "office_id", "series", "period"], name="one_counter_a_series")]

    @classmethod
    def next(cls, actor: Actor, *wanted: tuple[int, str, str]) -> list[int]:
        """The next number of each wanted (office, series, period), in one statement; the last lock that a transaction takes."""
        return next_numbers(cls, [(actor.authority_id, *key) for key in wanted], key_fields=cls.KEY)

    @classmethod
    def go_on_after(cls, actor: Actor, wanted: tuple[int, str, str], *, last: int) -> None:
        """Numbers of a series up to ``last`` were given by another system; ours come behind them."""
        go_on_after(cls, (actor.authority_id, *wanted), key_fields=cls.KEY, last=last)
