"""Procedures and their versions; an approved version never changes, a newer one follows it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from motcua.catalogue.rules import procedure as values
from motcua.database.columns import FoldedField
from motcua.database.tenant import TenantModel
from motcua.law.limits import DueTime, TimeLimit, Unit


class Procedure(TenantModel):
    """An administrative procedure under its published code; ``key`` is what officers type ("ks")."""

    code = models.CharField(max_length=40)
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "code"], name="a_procedure_code_is_used_once"),
            models.UniqueConstraint(fields=["authority_id", "key"], name="a_procedure_key_is_used_once"),
        ]


class ProcedureVersion(TenantModel):
    """What a procedure asks for from a day on; a draft waits for a person and is offered to nobody.

    A draft with an end waits no longer: a later list or a person has put something in its place. A draft that was ``set_aside`` (the
    reason) is out of the way, but can still be approved. ``made_from`` is the draft or version that a person approved this one from.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    name = models.TextField()
    field = models.CharField(max_length=200, blank=True)
    lead_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, null=True, related_name="+")
    receiving_offices = models.ManyToManyField("offices.Office", related_name="+")
    pauses = models.JSONField(default=list)
    is_joint = models.BooleanField(default=False)
    first_stage_steps = models.PositiveSmallIntegerField(default=0)
    has_result_via_counter = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    online_level = models.CharField(max_length=20, blank=True)
    result_name = models.TextField(blank=True)
    legal_basis = models.JSONField(default=list)
    decision = models.CharField(max_length=200, blank=True)
    agency = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    made_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    set_aside = models.TextField(blank=True)
    defects = models.JSONField(default=list)
    is_draft = models.BooleanField(default=True)
    valid_from = models.DateField(default=date(1900, 1, 1))
    valid_to = models.DateField(null=True)
    search = FoldedField(sources=("name", "field"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "valid_from"], condition=Q(is_draft=False), name="one_version_begins_on_a_day"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")) | Q(is_draft=True), name="a_version_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "is_draft", "valid_from"], name="versions_in_force")]

    @classmethod
    def in_force(cls, day: date) -> models.QuerySet["ProcedureVersion"]:
        """The approved versions that count on ``day``."""
        return cls.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day, is_draft=False)

    @classmethod
    def of(cls, told: values.Procedure, procedure: Procedure, *, valid_from: date, source: str, is_draft: bool) -> "ProcedureVersion":
        """A new row, not yet written, that says what ``told`` says."""
        return cls(
            authority_id=procedure.authority_id,
            procedure=procedure,
            name=told.name,
            field=told.field,
            lead_office_id=told.lead_office_id,
            pauses=list(told.pauses),
            is_joint=told.is_joint,
            first_stage_steps=told.first_stage_steps,
            has_result_via_counter=told.has_result_via_counter,
            is_online=told.is_online,
            online_level=told.online_level,
            result_name=told.result_name,
            legal_basis=list(told.legal_basis),
            decision=told.decision,
            agency=told.agency,
            note=told.note,
            source=source,
            defects=[asdict(flaw) for flaw in told.defects],
            is_draft=is_draft,
            valid_from=valid_from,
        )

    @classmethod
    def follow(
        cls, told: values.Procedure, *, authority_id: int, valid_from: date, source: str = "", made_from_id: int | None = None
    ) -> "ProcedureVersion":
        """Write ``told`` as the version in force from ``valid_from``; the one before it ends that day."""
        known, _ = Procedure.objects.get_or_create(authority_id=authority_id, code=told.code, defaults={"key": told.key or told.code})
        cls.objects.filter(procedure=known, valid_to=None, is_draft=False).update(valid_to=valid_from)
        version = cls.of(told, known, valid_from=valid_from, source=source, is_draft=False)
        version.made_from_id = made_from_id
        version.write(told)
        return version

    def write(self, told: values.Procedure) -> None:
        """Write the version with its limits, papers, steps, fees and receiving offices."""
        type(self).write_all([(self, told)])

    @classmethod
    def write_all(cls, pairs: "Sequence[tuple[ProcedureVersion, values.Procedure]]") -> None:
        """Write many versions, each with what it says, in a few statements a table."""
        ProcedureVersion.objects.bulk_create(version for version, _ in pairs)
        receiving = cls.receiving_offices.through
        receiving._default_manager.bulk_create(
            receiving(procedureversion_id=version.pk, office_id=office_id)
            for version, told in pairs
            for office_id in told.receiving_office_ids
        )
        for rows in (ChannelLimit.rows, RequiredPaper.rows, Step.rows, Fee.rows):
            made = [row for version, told in pairs for row in rows(version, told)]
            if made:
                type(made[0])._default_manager.bulk_create(made)


class PublishedRow(TenantModel):
    """The row of a published list that a version was read from, as it stands there (JSON)."""

    version = models.OneToOneField(ProcedureVersion, on_delete=models.CASCADE, related_name="published_row")
    content = models.TextField()

    @staticmethod
    def keep(pairs: Sequence[tuple[ProcedureVersion, str]]) -> None:
        """Keep the row of each version; a version whose row is not told has none."""
        rows = (PublishedRow(authority_id=version.authority_id, version=version, content=row) for version, row in pairs if row)
        PublishedRow.objects.bulk_create(rows)


class LimitRow(TenantModel):
    """A time limit as columns; an empty ``value`` is no limit on file."""

    value = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    unit = models.CharField(max_length=20, blank=True)
    due_time = models.CharField(max_length=20, blank=True)
    same_day_cutoff = models.TimeField(null=True)

    class Meta:
        abstract = True

    @property
    def limit(self) -> TimeLimit | None:
        """The limit as a value of the law, or none."""
        if self.value is None:
            return None
        return TimeLimit(self.value.normalize(), Unit(self.unit), DueTime(self.due_time), self.same_day_cutoff)

    @staticmethod
    def columns(limit: TimeLimit | None) -> dict[str, Any]:
        """The columns that keep ``limit``."""
        if limit is None:
            return {}
        return {"value": limit.value, "unit": limit.unit, "due_time": limit.due_time, "same_day_cutoff": limit.same_day_cutoff}


class ChannelLimit(LimitRow):
    """The limit of a version: of one channel, or of all others where ``channel`` is empty."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="limits")
    channel = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "channel"], name="one_limit_a_channel")]

    @classmethod
    def rows(cls, version: ProcedureVersion, told: values.Procedure) -> list[models.Model]:
        """The limits of ``told`` as rows, not yet written."""
        of = {"authority_id": version.authority_id, "version": version}
        return [cls(**of, channel=channel, **cls.columns(limit)) for channel, limit in told.limits.items()]


class RequiredPaper(TenantModel):
    """A paper that a version asks for."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.TextField()
    is_required = models.BooleanField(default=True)
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    case_label = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="a_paper_key_is_used_once")]

    @classmethod
    def rows(cls, version: ProcedureVersion, told: values.Procedure) -> list[models.Model]:
        """The papers of ``told`` as rows, not yet written."""
        of = {"authority_id": version.authority_id, "version": version}
        return [cls(**of, position=position, **asdict(paper)) for position, paper in enumerate(told.papers)]


class Step(LimitRow):
    """One step of the process of a version; no office means the lead office."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    name = models.TextField(blank=True)
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_step_a_position")]

    @classmethod
    def rows(cls, version: ProcedureVersion, told: values.Procedure) -> list[models.Model]:
        """The steps of ``told`` as rows, not yet written."""
        of = {"authority_id": version.authority_id, "version": version}
        return [
            cls(**of, position=position, key=step.key, name=step.name, office_id=step.office_id, role=step.role, **cls.columns(step.limit))
            for position, step in enumerate(told.steps)
        ]


class Fee(TenantModel):
    """What a version may charge, in đồng; an empty amount is set by the provincial council and not entered yet."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="fees")
    channel = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=200, default="Phí, lệ phí")
    amount = models.PositiveBigIntegerField(null=True)
    exemption = models.TextField(blank=True)
    basis = models.TextField(blank=True)

    @classmethod
    def rows(cls, version: ProcedureVersion, told: values.Procedure) -> list[models.Model]:
        """The fees of ``told`` as rows, not yet written."""
        return [cls(authority_id=version.authority_id, version=version, **asdict(fee)) for fee in told.fees]
