"""Authorities with their offices, people, appointments and calendars; every row is valid from a day and, perhaps, to a day."""

from datetime import date, datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from motcua.database.columns import EncryptedTextField, FoldedField, keyed_index
from motcua.database.tenant import TenantModel
from motcua.offices.absences import Absence as Absence
from motcua.offices.rules.one_time_codes import step_of
from motcua.offices.rules.plan import DayPlan, YearPlan
from motcua.offices.rules.roles import Role


class Authority(models.Model):
    """One People's Committee with all its offices: a district of 2021 with its communes is one.

    ``revision`` grows with every change to offices, hours, calendars or procedures, so that a value read once is known to be old.
    """

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    revision = models.IntegerField(default=1)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "authorities"

    @classmethod
    def revise(cls, authority_id: int) -> None:
        """Make every value read before from the authority's directory or catalogue known as old."""
        cls.objects.filter(pk=authority_id).update(revision=F("revision") + 1)


class Office(models.Model):
    """An agency, division, branch, commune or counter; ``successor`` took its duties over when it ended."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=35, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    place = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    head_title = models.CharField(max_length=60, blank=True)
    number_generator = models.CharField(max_length=20, default="qcvn102")
    valid_from = models.DateField(default=date(1900, 1, 1))
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "key"], name="an_office_key_is_used_once"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="an_office_ends_after_it_begins"),
        ]

    def end(self, until: date, *, successor_id: int | None) -> None:
        """From ``until`` on the office is closed."""
        self.valid_to, self.successor_id = until, successor_id
        self.save(update_fields=["valid_to", "successor"])
        Authority.revise(self.authority_id)


class People(BaseUserManager):
    """How people are found at sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Person":  # type: ignore[override]
        return Person.objects.filter(is_active=True).get(login=username)


class Person(AbstractBaseUser, TenantModel):
    """An officer or helper; whoever has no usable password cannot sign in.

    With ``has_given_password`` the password is one that others know: it serves to choose his own, and for nothing else.
    """

    key = models.CharField(max_length=60)
    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    has_given_password = models.BooleanField(default=False)
    name_folded = FoldedField(sources=("name",))

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "key"], name="a_person_key_is_used_once")]
        verbose_name_plural = "people"


class SecondFactor(TenantModel):
    """The telephone that shows a person's codes; ``last_step`` is the step of the last code taken, none up to it is taken again."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="second_factor")
    secret = EncryptedTextField()
    last_step = models.BigIntegerField()
    since = models.DateTimeField()

    def take(self, code: str, *, moment: float) -> bool:
        """Whether ``code`` is one that the telephone shows at ``moment``; then it is used up."""
        step = step_of(self.secret, code, moment=moment, after=self.last_step)
        if step is None:
            return False
        self.last_step = step
        self.save(update_fields=["last_step"])
        return True

    def end(self) -> None:
        """Forget the telephone and the codes on paper."""
        RecoveryCode.objects.filter(person_id=self.person_id).delete()
        self.delete()


class RecoveryCode(TenantModel):
    """A code on paper for a lost telephone, of which only a keyed digest is kept; it opens once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.BinaryField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="a_recovery_code_stands_once")]

    @classmethod
    def of(cls, person: Person, code: str) -> "RecoveryCode":
        """A new row, not yet written."""
        return cls(authority_id=person.authority_id, person=person, digest=keyed_index(code))

    @classmethod
    def take(cls, person_id: int, code: str, *, at: datetime) -> bool:
        """Whether ``code`` is one of the person's that has not been used; then it is used up."""
        return bool(cls.objects.filter(person_id=person_id, digest=keyed_index(code), used_at=None).update(used_at=at))


class Assignment(TenantModel):
    """A role that a person holds at an office between two days; ``is_backup`` marks the substitute (NĐ 61/2018 Đ.12.8)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    is_backup = models.BooleanField(default=False)
    valid_from = models.DateField(default=date(1900, 1, 1))
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "office", "role", "valid_from"], name="an_assignment_stands_once"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="an_assignment_ends_after_it_begins"),
        ]

    def end(self, until: date) -> None:
        """From ``until`` on the role is held no more."""
        self.valid_to = until
        self.save(update_fields=["valid_to"])
        Authority.revise(self.authority_id)

    @classmethod
    def in_force(cls, day: date) -> models.QuerySet["Assignment"]:
        """The assignments that count on ``day``."""
        return cls.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class OpeningHours(TenantModel):
    """The weekly sessions of an office and of those below it that have none of their own: {"1": [["07:30", "11:30"], …], …}."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="hours")
    week = models.JSONField()


class CalendarYear(TenantModel):
    """One year of the national calendar: decided (with its decision) or provisional; a year without a row is refused."""

    year = models.IntegerField()
    is_provisional = models.BooleanField(default=True)
    decision = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "year"], name="a_calendar_year_stands_once")]

    @classmethod
    def decide(cls, plan: YearPlan, *, authority_id: int, at: datetime) -> None:
        """Take the decided days of a year instead of those on file and make every value read before known as old.

        A year not yet known becomes known. The one way in which a command above this room enters a decision: cases/commands/adopt_calendar.
        """
        CalendarDay.objects.filter(authority_id=authority_id, office=None, day__year=plan.year).delete()
        CalendarDay.objects.bulk_create(CalendarDay.of(day, authority_id=authority_id) for day in plan.days)
        told = {"is_provisional": plan.is_provisional, "decision": plan.decision, "source": plan.source, "decided_at": at}
        cls.objects.update_or_create(authority_id=authority_id, year=plan.year, defaults=told)
        Authority.revise(authority_id)


class CalendarProposal(TenantModel):
    """A year of the calendar as one person proposes it: a second one adopts it, or it is sent back with a reason. It stands either way.

    ``office`` is the one that the proposer speaks for; who adopts must answer for that office.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField()
    decision = models.CharField(max_length=200)
    source = models.TextField(blank=True)
    days = models.JSONField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    is_adopted = models.BooleanField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "year"], condition=Q(settled_at=None), name="one_open_proposal_for_a_year"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, is_adopted=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False, is_adopted__isnull=False),
                name="a_proposal_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_adopted=None) | Q(is_adopted=False) | ~Q(settled_by=F("proposed_by")),
                name="a_calendar_has_a_second_approver",
            ),
        ]

    @property
    def plan(self) -> YearPlan:
        """What is proposed, as a plain value."""
        days = tuple(DayPlan.from_plain(day) for day in self.days)
        return YearPlan(year=self.year, is_provisional=False, decision=self.decision, source=self.source, days=days)

    def settle(self, *, by: int, at: datetime, is_adopted: bool, reason: str = "") -> None:
        """Write down what became of it; the database lets nobody adopt what he has proposed himself."""
        self.settled_by_id, self.settled_at, self.is_adopted, self.reason = by, at, is_adopted, reason
        self.save(update_fields=["settled_by", "settled_at", "is_adopted", "reason"])


class CalendarDay(TenantModel):
    """A day that differs from the week: a national holiday, an office's own closure, or a working day made up for another."""

    HOLIDAY, CLOSURE, MAKE_UP = "holiday", "closure", "make_up"

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="calendar_days")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in (HOLIDAY, CLOSURE, MAKE_UP)])
    name = models.CharField(max_length=200, blank=True)
    is_provisional = models.BooleanField(default=False)
    for_day = models.DateField(null=True)
    sessions = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "day"], condition=Q(office=None), name="a_national_day_stands_once"),
            models.UniqueConstraint(fields=["office", "day"], name="a_day_of_an_office_stands_once"),
        ]

    @classmethod
    def of(cls, plan: DayPlan, *, authority_id: int, office: Office | None = None) -> "CalendarDay":
        """A new row, not yet written: a national day, or one of ``office``."""
        return cls(
            authority_id=authority_id,
            office=office,
            day=plan.day,
            kind=plan.kind,
            name=plan.name,
            is_provisional=plan.is_provisional,
            for_day=plan.for_day,
            sessions=[list(session) for session in plan.sessions],
        )

    @property
    def plan(self) -> DayPlan:
        """The day as a plain value."""
        return DayPlan(
            day=self.day,
            kind=self.kind,
            name=self.name,
            is_provisional=self.is_provisional,
            for_day=self.for_day,
            sessions=tuple((opens, closes) for opens, closes in self.sessions),
        )


class OwnCalendar(TenantModel):
    """Marks an office whose own days replace the national calendar altogether, for itself and those below it (scenario files)."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="own_calendar")
