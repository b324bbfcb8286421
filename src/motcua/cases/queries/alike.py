"""Whoever is on file already and may be the person who is being written down anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from motcua.cases.queries.finding import people_at
from motcua.cases.queries.persons import key_of, merged_keys
from motcua.cases.rules.likeness import Likeness
from motcua.cases.rules.phones import phone_digits, phone_in_groups
from motcua.database.columns import keyed_index
from motcua.kernel.fold import fold

_MOST = 3
_LOOKED_AT = 24


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody on file, with what speaks for his being the same; no more than name and telephone is told."""

    applicant_id: int
    name: str
    phone: str
    address: str
    likeness: Likeness


def people_alike(counters: Iterable[int], *, authority_id: int, name: str = "", phone: str = "", id_number: str = "") -> tuple[Alike, ...]:
    """Up to three people who have filed at these counters under the same number, telephone or name, the likeliest first; two statements.

    Whoever has another identity number is another person.
    """
    digits = phone_digits(phone)
    same = {
        Likeness.IDENTITY: Q(id_index=keyed_index(id_number)) if id_number else None,
        Likeness.PHONE: Q(phone__in={phone, digits, phone_in_groups(digits)}) if digits else None,
        Likeness.NAME: Q(name_folded=fold(name)) if name else None,
    }
    known = {likeness: is_it for likeness, is_it in same.items() if is_it is not None}
    if not known:
        return ()
    ranks = [When(is_it, then=Value(list(Likeness).index(likeness))) for likeness, is_it in known.items()]
    anyone = Q(pk__in=[])
    for is_it in known.values():
        anyone |= is_it
    people = people_at(counters, authority_id).filter(anyone).annotate(rank=Case(*ranks, output_field=IntegerField()))
    if id_number:
        people = people.filter(id_index__in=(keyed_index(id_number), b""))
    rows = list(people.order_by("rank", "-id")[:_LOOKED_AT])
    merged = merged_keys(authority_id) if len(rows) > 1 else {}
    once: dict[object, Alike] = {}
    for row in rows:
        who = merged.get(key_of(row), key_of(row))
        once.setdefault(who, Alike(row.pk, row.name, row.phone, row.address, list(Likeness)[row.rank]))
    return tuple(once.values())[:_MOST]
