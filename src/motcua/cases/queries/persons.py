"""Who is the same person on file: by his number, by name and telephone, or because two officers have said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from motcua.cases.models import Applicant, Case, PersonMerge
from motcua.cases.queries.visible import many_visible_to
from motcua.cases.rules.same_person import Key, MergeState, joined
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.offices.queries import names_of

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """A person as two are compared: what is written, and his cases as far as the reader may see them."""

    applicant_id: int
    name: str
    phone: str
    id_number: str
    address: str
    email: str
    cases: tuple[tuple[int, str], ...]

    @property
    def told(self) -> dict[str, str]:
        """What is written, by field."""
        return {"name": self.name, "phone": self.phone, "id_number": self.id_number, "address": self.address, "email": self.email}


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeLine:
    """A merge as a list tells it."""

    id: int
    state: MergeState
    one_id: int
    other_id: int
    one: str
    other: str
    reason: str
    proposer_id: int
    proposer: str
    proposed_at: datetime
    joiner: str
    parting_id: int
    parter: str
    parting_reason: str


def key_of(row: Applicant) -> Key:
    """By what this person is known."""
    return bytes(row.id_index) or ((row.name_folded, row.phone) if row.phone else row.pk)


def merged_keys(authority_id: int) -> Mapping[Key, frozenset[Key]]:
    """Key → all keys of the same person, of those whom officers have joined; one statement."""
    rows = PersonMerge.objects.filter(authority_id=authority_id, joined_at__isnull=False, parted_at=None)
    return joined((key_of(row.one), key_of(row.other)) for row in rows.select_related("one", "other"))


def is_person(who: Applicant, merged: Mapping[Key, frozenset[Key]]) -> Q:
    """Of applicants those who are ``who``: the same identity number, without one the same name and telephone, or joined with him.

    Whoever has neither number nor telephone on file is nobody else by his name alone.
    """
    found = Q(pk__in=[])
    for key in merged.get(key_of(who), {key_of(who)}):
        found |= _known_by(key)
    return found


def _known_by(key: Key) -> Q:
    if isinstance(key, int):
        return Q(pk=key)
    return Q(id_index=key) if isinstance(key, bytes) else Q(name_folded=key[0], phone=key[1])


def is_one_of(people: Iterable[Applicant], merged: Mapping[Key, frozenset[Key]]) -> Q:
    """Of applicants those who are joined with one of ``people``; nobody where nobody was ever joined with them."""
    found = Q(pk__in=[])
    for who in people:
        if key_of(who) in merged:
            found |= is_person(who, merged)
    return found


def on_file(applicant_id: int, actor: Actor) -> OnFile:
    """A person with his cases; Applicant.DoesNotExist when the actor may see no case of his."""
    row = _seen_by(actor, applicant_id)
    same = Applicant.objects.filter(is_person(row, {}), authority_id=actor.authority_id)
    cases = many_visible_to(actor).filter(applicant__in=same).order_by("-id").values_list("id", "file_number", "provisional_code")
    told = tuple((pk, number or code) for pk, number, code in cases[:MOST])
    return OnFile(
        applicant_id=row.pk, name=row.name, phone=row.phone, id_number=row.id_number, address=row.address, email=row.email, cases=told
    )


def merge_at_hand(merge_id: int, actor: Actor) -> PersonMerge:
    """The merge, locked until the transaction ends; PersonMerge.DoesNotExist when the actor may not see a case of each."""
    rows = PersonMerge.objects.select_for_update(of=("self",)).select_related("one", "other").filter(_reached(actor))
    return rows.get(pk=merge_id, authority_id=actor.authority_id)


def identity_numbers(people: Iterable[Applicant], *, authority_id: int) -> frozenset[str]:
    """The identity numbers of these people and of everybody they are joined with."""
    merged = merged_keys(authority_id)
    who = Q(pk__in=[])
    for person in people:
        who |= is_person(person, merged)
    rows = Applicant.objects.filter(who, authority_id=authority_id).exclude(id_index=b"")
    return frozenset({bytes(row.id_index): row.id_number for row in rows}.values())


def must_be_seen(applicant_id: int, actor: Actor) -> Applicant:
    """The row of an applicant, locked; Applicant.DoesNotExist when the actor may see no case of it."""
    return _seen_by(actor, applicant_id, is_locked=True)


def merges_open(actor: Actor) -> tuple[MergeLine, ...]:
    """Merges in reach that wait for a second person, oldest first."""
    waiting = Q(joined_at=None, refused_at=None) | Q(parting_at__isnull=False, parted_at=None)
    return _lines(actor, waiting)


def merges_in_force(actor: Actor) -> tuple[MergeLine, ...]:
    """Merges in reach that are in force and that nobody asks to part."""
    return _lines(actor, Q(joined_at__isnull=False, parted_at=None, parting_at=None))


def _seen_by(actor: Actor, applicant_id: int, *, is_locked: bool = False) -> Applicant:
    rows = Applicant.objects.filter(authority_id=actor.authority_id, cases__in=many_visible_to(actor).values("pk"), pk=applicant_id)
    found = Applicant.objects.filter(pk__in=rows.values("pk"))
    return (found.select_for_update() if is_locked else found).get()


def _reached(actor: Actor) -> Q:
    seen = Case.objects.filter(pk__in=many_visible_to(actor).values("pk")).values("applicant")
    return Q(one__in=seen, other__in=seen)


def _lines(actor: Actor, which: Q) -> tuple[MergeLine, ...]:
    rows = PersonMerge.objects.filter(which, _reached(actor), authority_id=actor.authority_id).select_related("one", "other")
    found = list(rows.order_by("id")[:MOST])
    people = names_of({pk for row in found for pk in (row.proposed_by_id, row.joined_by_id, row.parting_by_id) if pk}) if found else {}
    return tuple(
        MergeLine(
            id=row.pk,
            state=row.state,
            one_id=row.one_id,
            other_id=row.other_id,
            one=row.one.name,
            other=row.other.name,
            reason=row.reason,
            proposer_id=row.proposed_by_id,
            proposer=people.get(row.proposed_by_id, ""),
            proposed_at=local(row.proposed_at),
            joiner=people.get(row.joined_by_id or 0, ""),
            parting_id=row.parting_by_id or 0,
            parter=people.get(row.parting_by_id or 0, ""),
            parting_reason=row.parting_reason,
        )
        for row in found
    )
