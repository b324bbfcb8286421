"""A procedure's papers, fees and promise as the counter's screens show them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.rules.grounds import Defect
from motcua.cases.rules.promise import Promise, promise
from motcua.cases.rules.receipts import is_immediate
from motcua.catalogue.rules.procedure import Fee, Paper, Procedure
from motcua.doors.shared.refusals import sentence
from motcua.kernel.refusal import Refusal
from motcua.law.calendar import WorkingCalendar

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper of the checklist.

    ``number`` is the key that ticks it, ``is_for_all`` whether "all there" ticks it; ``is_locked``: it came with the filing.
    """

    key: str
    name: str
    counts: str
    is_required: bool
    is_for_all: bool
    is_in: bool
    is_locked: bool
    is_asked: bool
    note: str
    why: str
    number: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers asked for in one case only (``case_label``), or in every case."""

    case_label: str
    papers: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """The promise for now, or why none can be given."""

    promise: Promise | None
    limit: str
    is_immediate: bool
    trouble: str = ""


def paper_groups(
    procedure: Procedure,
    *,
    ticked: Collection[str],
    locked: Collection[str] = (),
    asked: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    whys: Mapping[str, Defect] | None = None,
) -> tuple[PaperGroup, ...]:
    """The papers of ``procedure``, those for every case first."""
    told, wrong = notes or {}, whys or {}
    for_all = [paper.key for paper in procedure.papers if not paper.case_label][:_DIGITS]
    whole = keys_for_all(procedure)
    labels = dict.fromkeys(("", *(paper.case_label for paper in procedure.papers)))
    groups = ((label, [paper for paper in procedure.papers if paper.case_label == label]) for label in labels)

    def line(paper: Paper) -> PaperLine:
        return PaperLine(
            key=paper.key,
            name=paper.name,
            counts=_counts(paper),
            is_required=paper.is_required,
            is_for_all=paper.key in whole,
            is_in=paper.key in ticked or paper.key in locked,
            is_locked=paper.key in locked,
            is_asked=paper.key in asked,
            note=told.get(paper.key, ""),
            why=wrong.get(paper.key, "" if paper.key in ticked or paper.key in locked else Defect.MISSING),
            number=str(for_all.index(paper.key) + 1) if paper.key in for_all else "",
        )

    return tuple(PaperGroup(label, tuple(map(line, papers))) for label, papers in groups if papers)


def keys_for_all(procedure: Procedure) -> frozenset[str]:
    """The papers that "all there" ticks: those required in every case; where none is, those for every case."""
    general = [paper for paper in procedure.papers if not paper.case_label]
    return frozenset(paper.key for paper in ([paper for paper in general if paper.is_required] or general))


def missing_keys(procedure: Procedure, ticked: Collection[str]) -> frozenset[str]:
    """The required papers that are not there."""
    return frozenset(paper.key for paper in procedure.papers if paper.is_required and paper.key not in ticked)


def fees_of(procedure: Procedure, channel: str) -> tuple[Fee, ...]:
    """What may be charged for a filing through ``channel``."""
    return tuple(fee for fee in procedure.fees if fee.channel in ("", channel))


def promised(procedure: Procedure, *, channel: str, at: datetime, calendar: WorkingCalendar) -> Promised:
    """What the counter may promise now."""
    limit = procedure.limit_for(channel)
    words = limit.in_words() if limit else "chưa được khai"
    try:
        return Promised(promise(procedure, channel=channel, at=at, calendar=calendar), words, is_immediate(limit))
    except Refusal as refusal:
        return Promised(None, words, is_immediate(limit), sentence(refusal))


def _counts(paper: Paper) -> str:
    told = ((paper.originals, "bản chính"), (paper.copies, "bản sao"))
    return ", ".join(f"{count} {words}" for count, words in told if count)
