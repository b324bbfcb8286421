"""Which papers are in, which are missing, and which are no papers of the procedure (NĐ 61/2018 Đ.5.1.đ, Đ.17)."""

from collections.abc import Iterable

from motcua.catalogue.rules.procedure import Paper, Procedure
from motcua.kernel.refusal import Code, Refusal


def papers_listed(procedure: Procedure, items: Iterable[str]) -> tuple[Paper, ...]:
    """The papers of the procedure that ``items`` name (by key, by name, or "key: what is wrong"); refused with ``paper-not-listed``."""
    found = []
    for item in items:
        paper = procedure.paper_named(item)
        if paper is None:
            raise Refusal(Code.PAPER_NOT_LISTED, item=item, procedure=procedure.name)
        found.append(paper)
    return tuple(dict.fromkeys(found))


def must_be_complete(procedure: Procedure, keys_present: Iterable[str]) -> None:
    """Refuse with ``paper-missing`` when a required paper is not among ``keys_present``."""
    present = set(keys_present)
    missing = [paper.name for paper in procedure.papers if paper.is_required and paper.key not in present]
    if missing:
        raise Refusal(Code.PAPER_MISSING, papers=missing)
