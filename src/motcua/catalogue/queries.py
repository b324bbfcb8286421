"""Reads of the catalogue: the version in force, and procedures found by a few letters without accents."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet

from motcua.catalogue import models
from motcua.catalogue.rules.procedure import Fee, Flaw, Paper, Procedure, Step
from motcua.kernel.fold import fold
from motcua.kernel.refusal import Code, Refusal

_in_force: dict[int, tuple[int, dict[int, list[tuple[date, date | None, int]]]]] = {}


def version_in_force(procedure_id: int, *, authority_id: int, revision: int, day: date) -> Procedure:
    """The version of a procedure that counts on ``day``, without a statement while the authority's ``revision`` stands.

    Refused with ``no-procedure`` when there is none.
    """
    if authority_id not in _in_force or _in_force[authority_id][0] != revision:
        _in_force[authority_id] = revision, _read_validity(authority_id)
    for begins, ends, version_id in _in_force[authority_id][1].get(procedure_id, ()):
        if begins <= day and (ends is None or day < ends):
            return version(version_id)
    raise Refusal(Code.NO_PROCEDURE, procedure=procedure_id, day=day)


def _read_validity(authority_id: int) -> dict[int, list[tuple[date, date | None, int]]]:
    found: dict[int, list[tuple[date, date | None, int]]] = defaultdict(list)
    rows = models.ProcedureVersion.objects.filter(authority_id=authority_id, is_draft=False)
    for procedure_id, begins, ends, version_id in rows.values_list("procedure_id", "valid_from", "valid_to", "id"):
        found[procedure_id].append((begins, ends, version_id))
    return found


@lru_cache(maxsize=4096)
def version(version_id: int) -> Procedure:
    """One version as a value; an approved version never changes, so a process reads it once."""
    return _value(_whole(models.ProcedureVersion.objects.all()).get(pk=version_id))


def _whole(rows: QuerySet[models.ProcedureVersion]) -> QuerySet[models.ProcedureVersion]:
    return rows.select_related("procedure").prefetch_related("limits", "papers", "steps", "fees", "receiving_offices")


def procedures_in_force(*, authority_id: int, day: date, receiving_office_id: int | None = None, words: str = "") -> list[Procedure]:
    """The procedures offered on ``day`` (at one office, if told) whose key, code, name or field holds all of ``words``; best first."""
    rows = models.ProcedureVersion.in_force(day).filter(authority_id=authority_id)
    if receiving_office_id is not None:
        rows = rows.filter(receiving_offices=receiving_office_id)
    found = _with_words(rows, fold(words).split()).order_by("name").values_list("id", flat=True)
    sought = fold(words)
    return sorted((version(version_id) for version_id in found), key=lambda row: (row.key != sought, row.code.lower() != sought))


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search, and how many procedures the search found in all."""

    total: int
    page: tuple[Procedure, ...]


def found_in_force(*, authority_id: int, day: date, words: str = "", field: str = "", first: int = 0, most: int = 20) -> Found:
    """The procedures offered on ``day`` that hold every one of ``words``; of one ``field``, if told; ``most`` of them from ``first`` on.

    First stand those whose key or code is meant, then those whose name holds the words as they stand; the rest follow by name.
    """
    rows = _with_words(models.ProcedureVersion.in_force(day).filter(authority_id=authority_id), fold(words).split())
    if field:
        rows = rows.filter(field=field)
    sought = fold(words)
    told = [(*row, fold(row[-1])) for row in rows.values_list("id", "procedure__key", "procedure__code", "name")]
    told.sort(key=lambda row: (fold(row[1]) != sought, fold(row[2]) != sought, sought not in row[-1], row[-1]))
    return Found(len(told), tuple(version(row[0]) for row in told[first : first + most]))


def names_of_procedures(procedure_ids: Iterable[int], *, day: date) -> dict[int, str]:
    """Procedure → its name on ``day``, in one statement; one no longer in force is left out."""
    rows = models.ProcedureVersion.in_force(day).filter(procedure_id__in=list(procedure_ids))
    return dict(rows.values_list("procedure_id", "name"))


def fields_in_force(*, authority_id: int, day: date) -> list[tuple[str, int]]:
    """The fields (lĩnh vực) with procedures offered on ``day`` and how many each has, by name."""
    rows = models.ProcedureVersion.in_force(day).filter(authority_id=authority_id)
    counted = Counter(rows.values_list("field", flat=True))
    return sorted(counted.items(), key=lambda row: fold(row[0]))


def receiving_offices_in_force(*, authority_id: int, day: date) -> list[int]:
    """The ids of the offices that receive a procedure offered on ``day``; the one that receives the most stands first."""
    rows = models.ProcedureVersion.in_force(day).filter(authority_id=authority_id, receiving_offices__isnull=False)
    counted = Counter(rows.values_list("receiving_offices", flat=True))
    return sorted(counted, key=lambda office_id: (-counted[office_id], office_id))


@dataclass(frozen=True, slots=True)
class Review:
    """A version as it lies before a person: ``is_current`` while nothing has taken its place; ``published`` is its row (JSON), if kept."""

    procedure: Procedure
    is_draft: bool
    is_current: bool
    set_aside: str
    source: str
    published: str


def review_of(version_id: int, *, authority_id: int) -> Review:
    """The version with the published row that it, or what it was made from, was read from; DoesNotExist where it is another's."""
    row = models.ProcedureVersion.objects.get(pk=version_id, authority_id=authority_id)
    return _review(row, models.PublishedRow.objects.filter(version__in=_origins(row)).order_by("-version").first())


def review_at_hand(version_id: int, *, authority_id: int) -> Review:
    """The version as a command needs it: locked until the transaction ends, without its published row."""
    return _review(models.ProcedureVersion.objects.select_for_update().get(pk=version_id, authority_id=authority_id), None)


def _review(row: models.ProcedureVersion, published: models.PublishedRow | None) -> Review:
    told = version(row.pk)
    return Review(told, row.is_draft, row.valid_to is None, row.set_aside, row.source, published.content if published else "")


def _origins(row: models.ProcedureVersion) -> list[int]:
    """The version and what it was made from, step by step."""
    found = [row.pk]
    at = row.made_from_id
    while at:
        found.append(at)
        at = models.ProcedureVersion.objects.values_list("made_from_id", flat=True).get(pk=at)
    return found


def newest_version_of(procedure_id: int) -> int | None:
    """The version of a procedure that nothing follows yet; none where no version was ever approved or it has ended."""
    return (
        models.ProcedureVersion.objects.filter(procedure=procedure_id, is_draft=False, valid_to=None).values_list("id", flat=True).first()
    )


def code_taken_by(code: str, *, besides: int, authority_id: int) -> str:
    """The name of another procedure than ``besides`` that is in force under ``code``; empty where there is none."""
    rows = models.ProcedureVersion.objects.filter(authority_id=authority_id, procedure__code=code, is_draft=False, valid_to=None)
    return rows.exclude(procedure=besides).values_list("name", flat=True).first() or ""


class Pile(StrEnum):
    """Where a version lies: waiting for a person, set aside, or approved and followed by nothing."""

    WAITING = "cho-duyet"
    ASIDE = "gac-lai"
    APPROVED = "da-duyet"


_PILES: dict[Pile, Q] = {
    Pile.WAITING: Q(is_draft=True, set_aside=""),
    Pile.ASIDE: Q(is_draft=True) & ~Q(set_aside=""),
    Pile.APPROVED: Q(is_draft=False),
}


@dataclass(frozen=True, slots=True)
class Piled:
    """One version of a pile: ``flaws`` are the kinds of what is wrong with it, each once."""

    version_id: int
    code: str
    name: str
    field: str
    valid_from: date
    set_aside: str
    flaws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PileFound:
    """A page of a pile, how many the search found, and how many of the whole pile have each kind of flaw."""

    total: int
    page: tuple[Piled, ...]
    kinds: dict[str, int]


def pile_counts(*, authority_id: int) -> dict[Pile, int]:
    """How many versions lie in each pile."""
    rows = models.ProcedureVersion.objects.filter(authority_id=authority_id, valid_to=None)
    counted = rows.aggregate(**{pile.name: Count("id", filter=within) for pile, within in _PILES.items()})
    return {pile: counted[pile.name] for pile in Pile}


def pile(which: Pile, *, authority_id: int, words: str = "", kind: str = "", first: int = 0, most: int = 50) -> PileFound:
    """The versions of a pile by name whose code, name or field holds all of ``words``, with a flaw of ``kind``, if told."""
    lying = models.ProcedureVersion.objects.filter(_PILES[which], authority_id=authority_id, valid_to=None)
    found = set(_with_words(lying, fold(words).split()).values_list("id", flat=True))
    columns = lying.values_list("id", "procedure__code", "name", "field", "valid_from", "set_aside", "defects")
    rows = [Piled(*row[:-1], tuple(dict.fromkeys(flaw["code"] for flaw in row[-1]))) for row in columns]
    kinds = Counter(each for row in rows for each in row.flaws)
    chosen = sorted((row for row in rows if row.version_id in found and (not kind or kind in row.flaws)), key=lambda row: fold(row.name))
    return PileFound(len(chosen), tuple(chosen[first : first + most]), dict(kinds))


def drafts(*, authority_id: int) -> list[models.ProcedureVersion]:
    """The versions that wait for a person, with what is wrong with each."""
    rows = models.ProcedureVersion.objects.filter(_PILES[Pile.WAITING], authority_id=authority_id, valid_to=None)
    return list(rows.select_related("procedure").order_by("id"))


def procedures_by_code(codes: Iterable[str], *, authority_id: int) -> dict[str, int]:
    """Code → id of the procedures known under these codes."""
    return dict(models.Procedure.objects.filter(authority_id=authority_id, code__in=list(codes)).values_list("code", "id"))


def procedures_by_words(*, authority_id: int, receiving_office_id: int) -> dict[str, list[int]]:
    """Folded code or name → the ids of the procedures that one office receives or received, whatever version it stands in."""
    found: dict[str, list[int]] = defaultdict(list)
    rows = models.ProcedureVersion.objects.filter(authority_id=authority_id, is_draft=False, receiving_offices=receiving_office_id)
    for procedure_id, code, name in rows.values_list("procedure_id", "procedure__code", "name").distinct():
        for words in {fold(code), fold(name)} - {""}:
            found[words].append(procedure_id)
    return found


@dataclass(frozen=True, slots=True)
class Listed:
    """What the newest reading of a published list has left of a row: the version, and whether it waits as a draft."""

    procedure: Procedure
    is_draft: bool


def newest_listed(codes: Iterable[str], *, authority_id: int) -> dict[str, Listed]:
    """Code → the newest version that came from a published list, for those of ``codes`` that have one; six statements for them all."""
    listed = models.ProcedureVersion.objects.filter(authority_id=authority_id, procedure__code__in=list(codes)).exclude(source="")
    newest = listed.order_by().values("procedure").annotate(newest=Max("id")).values("newest")
    rows = _whole(models.ProcedureVersion.objects.filter(pk__in=newest))
    return {row.procedure.code: Listed(_value(row), row.is_draft) for row in rows}


def begun_since(day: date, codes: Iterable[str], *, authority_id: int) -> tuple[str, date] | None:
    """The first of ``codes`` with an approved version that begins on ``day`` or later, and when it begins."""
    rows = models.ProcedureVersion.objects.filter(authority_id=authority_id, is_draft=False, valid_from__gte=day)
    return rows.filter(procedure__code__in=list(codes)).order_by("procedure__code").values_list("procedure__code", "valid_from").first()


def _with_words(rows: QuerySet[models.ProcedureVersion], words: list[str]) -> QuerySet[models.ProcedureVersion]:
    for word in words:
        rows = rows.filter(Q(search__contains=word) | Q(procedure__key=word) | Q(procedure__code__startswith=word))
    return rows


def _value(row: models.ProcedureVersion) -> Procedure:
    return Procedure(
        version_id=row.pk,
        procedure_id=row.procedure_id,
        code=row.procedure.code,
        key=row.procedure.key,
        name=row.name,
        field=row.field,
        lead_office_id=row.lead_office_id,
        receiving_office_ids=frozenset(office.pk for office in row.receiving_offices.all()),
        limits={limit.channel: limit.limit for limit in row.limits.all()},
        papers=tuple(
            Paper(paper.key, paper.name, paper.is_required, paper.originals, paper.copies, paper.case_label) for paper in row.papers.all()
        ),
        steps=tuple(Step(step.key, step.name, step.office_id, step.role, step.limit) for step in row.steps.all()),
        fees=tuple(
            Fee(fee.name, fee.amount, fee.channel, fee.exemption, fee.basis) for fee in sorted(row.fees.all(), key=lambda fee: fee.pk)
        ),
        pauses=tuple(row.pauses),
        is_joint=row.is_joint,
        first_stage_steps=row.first_stage_steps,
        has_result_via_counter=row.has_result_via_counter,
        is_online=row.is_online,
        online_level=row.online_level,
        result_name=row.result_name,
        legal_basis=tuple(row.legal_basis),
        decision=row.decision,
        agency=row.agency,
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        defects=tuple(Flaw(**flaw) for flaw in row.defects),
    )


def forget() -> None:
    """Forget what this process has read, as when it is given another database."""
    version.cache_clear()
    _in_force.clear()
