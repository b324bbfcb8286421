"""The tables of the queue: tickets, what was done for whoever came, closed days."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from motcua.database.counters import next_numbers
from motcua.database.tenant import TenantModel
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.queue.rules.tickets import End, Left, Touch


class Ticket(TenantModel):
    """A number of one counter and day; ``hour`` is the time that was given to whoever has one, ``place`` where he was called to.

    ``left`` and ``left_words`` say why a ticket came to nothing; they stand from the day's close on.
    """

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveIntegerField()
    group = models.CharField(max_length=20, blank=True)
    hour = models.DateTimeField(null=True)
    drawn_at = models.DateTimeField()
    place = models.CharField(max_length=20, blank=True)
    called_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    last_called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    end = models.CharField(max_length=8, blank=True, choices=[(end.value, end.value) for end in End])
    left = models.CharField(max_length=20, blank=True, choices=[(left.value, left.value) for left in Left])
    left_words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "office", "day", "number"], name="a_ticket_number_is_drawn_once_a_day"),
            models.UniqueConstraint(
                fields=["authority_id", "office", "hour"], condition=Q(hour__isnull=False), name="a_time_is_given_once"
            ),
            models.UniqueConstraint(
                fields=["authority_id", "called_by"],
                condition=Q(called_at__isnull=False, ended_at=None),
                name="an_officer_serves_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(called_at=None, called_by=None, calls=0) | Q(called_at__isnull=False, called_by__isnull=False, calls__gte=1),
                name="a_call_has_its_officer",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__gte=F("called_at")) & ~Q(end=""), name="a_ticket_ends_after_its_call"
            ),
            models.CheckConstraint(condition=~Q(left=Left.OTHER) | ~Q(left_words=""), name="another_reason_is_told_in_words"),
        ]
        indexes = [models.Index(fields=["authority_id", "office", "day"], condition=Q(called_at=None), name="tickets_that_wait")]

    @property
    def since(self) -> datetime:
        """From when on its holder waits: the time he was given, or when he drew it."""
        return self.drawn_at if self.hour is None else max(self.drawn_at, self.hour)

    @property
    def is_waiting(self) -> bool:
        """Whether its holder is still to be called: not yet called, nor explained by the day's close."""
        return self.called_at is None and not self.left

    def finish(self, end: End, *, at: datetime) -> None:
        """Whoever held it has gone."""
        self.ended_at, self.end = at, end
        self.save(update_fields=["ended_at", "end"])


class TicketSeries(TenantModel):
    """The last number of a counter and day (ISO 8601)."""

    KEY = ("authority_id", "office_id", "day")

    office_id = models.BigIntegerField()
    day = models.CharField(max_length=10)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "office_id", "day"], name="one_series_of_tickets_a_day")]

    @classmethod
    def next(cls, authority_id: int, office_id: int, day: date) -> int:
        """The next number; the last lock that a transaction takes."""
        [number] = next_numbers(cls, [(authority_id, office_id, day.isoformat())], key_fields=cls.KEY)
        return number


class Attendance(TenantModel):
    """One thing done for somebody at a counter: on a case, known by its id, or guidance given (NĐ 61/2018 Đ.15)."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, related_name="attendances")
    person = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()
    touch = models.CharField(max_length=20, choices=[(touch.value, touch.value) for touch in Touch])
    subject_id = models.BigIntegerField(null=True)
    procedure = models.ForeignKey("catalogue.Procedure", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(touch=Touch.GUIDED) | Q(ticket__isnull=False), name="without_a_ticket_only_guidance_is_kept"
            ),
            models.CheckConstraint(condition=Q(touch=Touch.GUIDED) | Q(subject_id__isnull=False), name="an_act_is_about_a_case"),
        ]
        indexes = [
            models.Index(fields=["authority_id", "office", "day"], name="attendances_of_a_day"),
            models.Index(fields=["authority_id", "subject_id"], name="attendances_of_a_case", condition=Q(subject_id__isnull=False)),
        ]

    @classmethod
    def note(
        cls, office_id: int, touch: Touch, *, actor: Actor, at: datetime, ticket: Ticket | None,
        subject_id: int | None = None, procedure_id: int | None = None,
    ) -> None:  # fmt: skip
        """Keep that the actor did this for somebody."""
        cls.objects.create(
            authority_id=actor.authority_id, office_id=office_id, ticket=ticket, person_id=actor.person_id or 0, at=at, day=local_date(at),
            touch=touch, subject_id=subject_id, procedure_id=procedure_id,
        )  # fmt: skip


class CounterClose(TenantModel):
    """One day of one counter, closed: what it came to, and what was left open with the reason."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    closed_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    tickets = models.PositiveIntegerField()
    explained = models.PositiveIntegerField()
    left_open = models.JSONField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "office", "day"], name="a_counter_is_closed_once_a_day"),
            models.CheckConstraint(condition=Q(left_open=[]) | ~Q(note=""), name="what_is_left_open_has_its_reason"),
        ]
