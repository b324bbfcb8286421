"""A leader submits Biểu 06 for a period that is over: from then on it is frozen, and later changes are corrections of the next one."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import TOLERANCE, record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.law.periods import Period
from motcua.offices.queries import directory
from motcua.reports.events import ReportSubmitted
from motcua.reports.facts import places_of
from motcua.reports.forms.bieu_06 import heading_of
from motcua.reports.frozen import Frozen, digest, to_text
from motcua.reports.models import BIEU_06, IssuedReport
from motcua.reports.queries import Wanted, corrections_of


@transaction.atomic(durable=True)
def submit_report(*, actor: Actor, at: datetime, office_id: int, is_with_below: bool, period: Period, key: str | None = None) -> int:
    """Keep the report as it stands at ``at``, case by case, and return its id; once for an office and a period."""
    actor.must("report.submit", office_id)

    over_at = period.end + TOLERANCE  # an act of the last moments may still be on its way into the records
    if at < over_at:
        raise Refusal(Code.PERIOD_RUNNING, last=period.last, over=over_at)
    mine = IssuedReport.of(authority_id=actor.authority_id, office_id=office_id, is_with_below=is_with_below)
    known = mine.filter(first=period.first, last=period.last).first()
    if known:
        raise Refusal(Code.ALREADY_SUBMITTED, by=known.submitted_by, submitted_at=known.submitted_at)

    offices = directory(actor.authority_id)
    wanted = Wanted(office_id, is_with_below, period)
    asked = wanted.asked(offices, now=at)
    kept = Frozen(heading_of(office_id, offices), places_of(asked), corrections_of(wanted, asked))
    text = to_text(kept)
    report = IssuedReport.objects.create(
        authority_id=actor.authority_id, form=BIEU_06, office_id=office_id, is_with_below=is_with_below, first=period.first,
        last=period.last, submitted_at=at, submitted_by=actor.name, content=text, digest=digest(text),
    )  # fmt: skip

    total = {cell.value: figure for cell, figure in report.drawn_up.total.figures.items()}
    record(
        ReportSubmitted(
            form=BIEU_06, office_id=office_id, is_with_below=is_with_below, first=period.first, last=period.last, total=total,
            digest=report.digest,
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
    return report.pk
