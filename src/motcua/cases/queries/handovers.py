"""Results that came from an office to a counter on a day: how many from where, and the list that both sign."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from motcua.cases.models import Case
from motcua.cases.queries.visible import many_visible_to
from motcua.cases.rules.channels import ReturnChannel
from motcua.cases.rules.forms import FormSet
from motcua.cases.rules.handover_list import HandedResult, HandoverList, what_is_handed
from motcua.cases.rules.issue import counter_name, office_letterhead
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.slips import moment_words
from motcua.catalogue.queries import version
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local, local_date
from motcua.law.rulebook import rulebook_on
from motcua.offices.rules.directory import Directory


@dataclass(frozen=True, slots=True)
class Bundle:
    """The results of one day that go from one office to one counter."""

    office_id: int
    office: str
    counter_id: int
    counter: str
    results: int


def bundles_on(day: date, *, actor: Actor, offices: Directory) -> list[Bundle]:
    """What was settled with a result on ``day``, by office and counter, in the order of the offices."""
    counted = Counter(_settled(day, actor).values_list("lead_office", "receiving_office"))
    return [
        Bundle(office_id, offices.offices[office_id].name, counter_id, counter_name(offices.offices[counter_id], day), results)
        for (office_id, counter_id), results in sorted(counted.items())
    ]


def handover_list(
    office_id: int, counter_id: int, day: date, *, actor: Actor, offices: Directory, now: datetime
) -> tuple[HandoverList, FormSet]:
    """The list of one bundle; Case.DoesNotExist when there is none that the actor may see."""
    rows = _settled(day, actor).filter(lead_office=office_id, receiving_office=counter_id).select_related("applicant")
    results = tuple(_result(case) for case in rows.order_by("settled_at", "id").defer("tracking_code"))
    if not results:
        raise Case.DoesNotExist
    told = HandoverList(
        letterhead=office_letterhead(offices, office_id, now),
        giver=offices.offices[office_id].name,
        taker=counter_name(offices.offices[counter_id], day),
        day=f"ngày {day:%d/%m/%Y}",
        results=results,
        printed=moment_words(now),
        printed_by=actor.name,
        is_demonstration=offices.is_demonstration,
    )
    return told, FormSet(rulebook_on(local_date(now)).form_set.value)


def _settled(day: date, actor: Actor) -> QuerySet[Case]:
    """Cases settled on ``day`` with a result or a written refusal: what ended without either is not handed over."""
    return many_visible_to(actor).filter(settled_at__gte=at(day), settled_at__lt=at(day + timedelta(days=1))).exclude(outcome="")


def _result(case: Case) -> HandedResult:
    procedure = version(case.version_id)
    return HandedResult(
        file_number=case.file_number or "",
        procedure=procedure.name,
        result=what_is_handed(Outcome(case.outcome), procedure.result_name),
        applicant=case.applicant.name,
        address=case.applicant.address,
        has_fee=any(fee.amount != 0 for fee in procedure.fees if fee.channel in ("", case.channel)),
        goes_by_post=case.return_channel == ReturnChannel.POST,
        settled=f"{local(case.settled_at or case.submitted_at):%H:%M}",
    )
