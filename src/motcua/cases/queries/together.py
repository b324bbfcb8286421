"""Cases that one person handed in at one counter on one day, with the receipts that he was given."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from motcua.cases.models import Applicant, Case, Slip
from motcua.cases.queries.persons import is_person, merged_keys
from motcua.cases.rules.forms import FormSet, SlipForm
from motcua.cases.rules.slips import Receipt, slip_from_json


def received_together(case_id: int, counters: Iterable[int], *, authority_id: int) -> tuple[int, ...]:
    """The ids of the accepted cases that belong to the same paper as this one, oldest first; Case.DoesNotExist for others' cases.

    The same person: see ``queries/persons.py``; or the same row. A case without a receipt is on no paper.
    """
    mine = Case.objects.filter(authority_id=authority_id, receiving_office__in=counters, accepted_at__isnull=False)
    case = mine.select_related("applicant").get(pk=case_id)
    if case.is_taken_over:
        return ()
    same_day = mine.filter(receiving_office=case.receiving_office_id, book_year=case.book_year, booked_on=case.booked_on)
    has_receipt = Exists(Slip.objects.filter(case=OuterRef("pk"), form=SlipForm.RECEIPT))
    return tuple(same_day.filter(_is_of(case.applicant, authority_id), has_receipt).order_by("book_serial").values_list("id", flat=True))


def receipts_together(case_ids: Iterable[int], *, authority_id: int) -> tuple[list[Receipt], FormSet]:
    """The receipts of these cases word for word as issued, in the order of issue, and the forms that they were issued on."""
    rows = list(Slip.objects.filter(authority_id=authority_id, case__in=list(case_ids), form=SlipForm.RECEIPT).order_by("id"))
    said = [slip_from_json(row.content) for row in rows]
    return [each for each in said if isinstance(each, Receipt)], FormSet(rows[-1].form_set)


def _is_of(who: Applicant, authority_id: int) -> Q:
    if not (who.id_index or who.phone):
        return Q(applicant=who)
    is_it = is_person(who, merged_keys(authority_id)) | Q(phone=who.phone, name=who.name, phone__gt="")
    same = Applicant.objects.filter(is_it, authority_id=authority_id)
    return Q(applicant=who) | Q(applicant__in=same)
