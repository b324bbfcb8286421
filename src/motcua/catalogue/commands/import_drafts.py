"""A published list is read in: sound rows are in force from a day, defective ones wait as drafts with what is wrong with them."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.catalogue.events import ProceduresImported
from motcua.catalogue.models import Procedure, ProcedureVersion, PublishedRow
from motcua.catalogue.queries import begun_since, newest_listed
from motcua.catalogue.rules import procedure as values
from motcua.catalogue.rules.drafts import Disposition, ProcedureDraft
from motcua.catalogue.rules.from_drafts import Imported, codes_of, procedure_of, says_the_same
from motcua.journal.queries import done_with
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.models import Authority


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be written: the version that it asks for, where it stands in the list, whether it waits, and the row as published."""

    told: values.Procedure
    source: str
    is_draft: bool
    published: str


@transaction.atomic(durable=True)
def import_drafts(
    *,
    actor: Actor,
    at: datetime,
    drafts: tuple[ProcedureDraft, ...],
    effective: date,
    receiving_office_ids: Iterable[int],
    source: str,
    digest: str,
) -> Imported:
    """Read a list in: ``source`` names it, ``digest`` is the SHA-256 of its file, by which a second reading is known and changes nothing.

    A row that says what the last list said makes no new version; one that says something else follows its former version, which ends on
    ``effective``. Refused with ``version-not-later`` when a version in force begins on that day or later.
    """
    actor.must("catalogue.import")

    before = _done_before(digest, actor)
    if before:
        return before
    offices = tuple(sorted(receiving_office_ids))
    rows = _rows(drafts, offices, source)
    new = _changed(rows, actor)
    begun = begun_since(effective, (row.told.code for row in new if not row.is_draft), authority_id=actor.authority_id)
    if begun:
        raise Refusal(Code.VERSION_NOT_LATER, procedure=begun[0], since=begun[1], day=effective)

    _write(new, effective, actor)
    Authority.revise(actor.authority_id)

    became = Counter(draft.disposition for draft in drafts)
    done = Imported(
        in_force=became[Disposition.IN_FORCE],
        drafts=became[Disposition.DRAFT],
        not_ours=became[Disposition.NOT_OURS],
        unchanged=len(rows) - len(new),
        enacted=tuple(row.told.code for row in new if not row.is_draft),
    )
    record(
        ProceduresImported(
            source=source, digest=digest, effective=effective, receiving_office_ids=offices, in_force=done.in_force, drafts=done.drafts,
            not_ours=done.not_ours, unchanged=done.unchanged, enacted=done.enacted,
        ),
        actor=actor, at=at, key=digest,
    )  # fmt: skip
    return done


def _done_before(digest: str, actor: Actor) -> Imported | None:
    """What came of the first reading of the same file, if there was one."""
    entry = done_with(digest, authority_id=actor.authority_id)
    if entry is None:
        return None
    said = json.loads(entry.payload)
    rows = said["in_force"] + said["drafts"]
    return Imported(said["in_force"], said["drafts"], said["not_ours"], unchanged=rows, enacted=(), done_before=entry.recorded_at)


def _rows(drafts: tuple[ProcedureDraft, ...], offices: tuple[int, ...], source: str) -> list[_Row]:
    """The rows that are ours."""
    return [
        _Row(
            told=procedure_of(draft, code=code, receiving_office_ids=offices),
            source=f"{source}, dòng {draft.row}: {draft.source}",
            is_draft=draft.disposition is Disposition.DRAFT,
            published=draft.published,
        )
        for draft, code in zip(drafts, codes_of(drafts), strict=True)
        if draft.disposition is not Disposition.NOT_OURS
    ]


def _changed(rows: list[_Row], actor: Actor) -> list[_Row]:
    """The rows that say something else than the newest list on file, or say it for the first time."""
    on_file = newest_listed((row.told.code for row in rows), authority_id=actor.authority_id)

    def is_known(row: _Row) -> bool:
        known = on_file.get(row.told.code)
        return known is not None and known.is_draft == row.is_draft and says_the_same(row.told, known.procedure)

    return [row for row in rows if not is_known(row)]


def _write(rows: list[_Row], effective: date, actor: Actor) -> None:
    """Write the rows as versions from ``effective`` on; a draft ends a former draft alone, never what is in force."""
    known = _procedures([row.told for row in rows], actor)
    open_ones = ProcedureVersion.objects.filter(authority_id=actor.authority_id, valid_to=None)
    enacted = [known[row.told.code] for row in rows if not row.is_draft]
    open_ones.filter(procedure__in=enacted).update(valid_to=effective)
    open_ones.filter(procedure__in=list(known.values()), is_draft=True).update(valid_to=effective)
    versions = [
        ProcedureVersion.of(row.told, known[row.told.code], valid_from=effective, source=row.source, is_draft=row.is_draft) for row in rows
    ]
    ProcedureVersion.write_all([(version, row.told) for version, row in zip(versions, rows, strict=True)])
    PublishedRow.keep([(version, row.published) for version, row in zip(versions, rows, strict=True)])


def _procedures(told: list[values.Procedure], actor: Actor) -> dict[str, Procedure]:
    """Code → its procedure; one not yet known becomes known."""
    codes = [row.code for row in told]
    known = {row.code: row for row in Procedure.objects.filter(authority_id=actor.authority_id, code__in=codes)}
    new = [Procedure(authority_id=actor.authority_id, code=row.code, key=row.key) for row in told if row.code not in known]
    return known | {row.code: row for row in Procedure.objects.bulk_create(new)}
