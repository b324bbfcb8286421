"""Two thousand scans as keyboard scanners deliver them: nothing is taken over silently that the card does not say, and the table is true.

Some losses leave a text that another card might bear ("Đinh" without its h, a digit that is another one): no reader can tell. They
are counted, bounded, and shown to be of no other sort. docs/scans.md is written anew by tools/scan_gallery.py.
"""

import os
from collections import Counter
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

from motcua.cases.rules.identity_card import Doubt, IdentityCard, read_card
from motcua.cases.rules.misread_scan import misread_scan
from motcua.doors.shared.typed_words import line
from tests.builders.garbled_scans import KINDS, SEED, SIZE, Scan, gallery

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "scans.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"
CLEAN = ("clean", "suffix", "prefix", "base and mark")
ONE_SLIP = {"one mark lost": 0.75, "one digit other": 0.75, "one character dropped": 0.35, "two characters swapped": 0.32}
CANNOT_BE_TOLD = ONE_SLIP | {
    "one character doubled": 0.03,
    "three characters dropped": 0.09,
    "telex on, letters by code": 0.06,
    "telex on, plain letters": 0.02,
    "nearest western letter": 0.03,
}
"""Kinds that can leave what another card might say, and the largest share of their scans in which they may."""
MORE_SEEDS = range(9)
FIELDS = ("number", "old_number", "name", "address")
IN_DOUBT = {
    Doubt.LAYOUT: (),
    Doubt.LETTERS: (),
    Doubt.MARKS: ("name", "address"),
    Doubt.PLACE: ("number",),
    Doubt.BIRTH: FIELDS,
    Doubt.SEX: FIELDS,
    Doubt.TWO_CARDS: FIELDS,
}
"""What each doubt asks the officer to look at; it has emptied what it does not ask him to look at."""


def _wrong(scan: Scan, card: IdentityCard) -> dict[str, tuple[str, str]]:
    """Field → (what is taken over, what the card says) where they differ and no doubt concerns the field."""
    doubted = {field for doubt in card.doubts for field in IN_DOUBT[doubt]}
    truth = dict(zip(FIELDS, (normalize("NFC", each) for each in scan.of.told), strict=True))
    taken = {field: getattr(card, field) for field in FIELDS if field not in doubted}
    return {field: (told, truth[field]) for field, told in taken.items() if told not in ("", truth[field])}


@cache
def _scans() -> tuple[tuple[Scan, IdentityCard | None], ...]:
    """The gallery of the document, and as many again from other seeds, so that no rule fits one gallery alone."""
    return tuple((scan, read_card(scan.text)) for seed in (SEED, *MORE_SEEDS) for scan in gallery(SIZE, seed))


def _silent() -> list[tuple[Scan, dict[str, tuple[str, str]]]]:
    return [(scan, wrong) for scan, card in _scans() if card and (wrong := _wrong(scan, card))]


def test_the_gallery_is_large_has_every_kind_and_is_the_same_at_every_run() -> None:
    assert len(gallery()) == SIZE == 2_000
    assert {scan.kind for scan in gallery()} == set(KINDS)
    assert [scan.text for scan in gallery(50, SEED)] == [scan.text for scan in gallery()[:50]]


def test_nothing_is_taken_over_silently_that_the_card_does_not_say() -> None:
    assert [(scan.kind, scan.text, wrong) for scan, wrong in _silent() if scan.kind not in CANNOT_BE_TOLD] == []


def test_what_cannot_be_told_is_one_slip_in_one_field_and_never_where_the_number_can_be_checked() -> None:
    for scan, wrong in _silent():
        told, truth = wrong.get("number", (scan.of.number, scan.of.number))
        assert told[3:6] == truth[3:6], "century, sex and year are checked against the birth that the card tells"
        if scan.kind in ONE_SLIP:
            assert len(wrong) == 1 and all(abs(len(told) - len(truth)) <= 1 for told, truth in wrong.values()), (scan.text, wrong)
        elif scan.kind != "one character doubled":
            assert not {"number", "old_number"} & set(wrong), (scan.text, wrong)


@pytest.mark.parametrize("kind", CANNOT_BE_TOLD)
def test_how_often_it_cannot_be_told_is_bounded(kind: str) -> None:
    made = sum(scan.kind == kind for scan, _ in _scans())
    wrong = sum(scan.kind == kind for scan, _ in _silent())
    assert 0 < wrong <= CANNOT_BE_TOLD[kind] * made, f"{wrong} of {made}: the bound is too wide or too narrow"


def test_a_clean_scan_is_read_whole_with_no_doubt() -> None:
    for scan, card in _scans():
        if scan.kind in CLEAN:
            assert card and card.doubts == (), (scan.text, card)
            assert (card.number, card.old_number, card.name, card.address) == scan.of.told


def test_what_is_sent_through_the_form_is_read_as_it_was_scanned() -> None:
    for scan, card in _scans():
        assert (sent := read_card(line(scan.text))) == card or (sent and not _wrong(scan, sent)), scan


def test_a_scan_that_is_not_read_is_always_answered_with_a_reason() -> None:
    assert [scan.text for scan, card in _scans() if card is None and misread_scan(line(scan.text)) is None] == []


def test_a_number_that_opens_a_file_by_itself_is_the_right_one_but_for_what_cannot_be_told() -> None:
    for scan, card in _scans():
        if card and card.is_sure_of_number and scan.kind not in CANNOT_BE_TOLD:
            assert card.number == scan.of.number, scan


def _outcome(scan: Scan, card: IdentityCard | None) -> str:
    if card is None:
        return "refused"
    if _wrong(scan, card):
        return "cannot be told"
    return "doubts" if card.doubts else "whole"


def _measured() -> str:
    """The table: for each kind how many scans there are and what becomes of them."""
    outcomes = Counter((scan.kind, _outcome(scan, read_card(scan.text))) for scan in gallery())
    columns = ("whole", "doubts", "refused", "cannot be told")
    rows = [
        "| kind | what happened | scans | read whole | read with doubts | refused with a reason | cannot be told |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    counts = {kind: [outcomes[kind, column] for column in columns] for kind in KINDS}
    for kind, (words, _) in KINDS.items():
        rows.append(_row(kind, words, counts[kind]))
    rows.append(_row("**all**", "", [sum(each) for each in zip(*counts.values(), strict=True)]))
    return "\n".join(rows) + "\n"


def _row(kind: str, words: str, counts: list[int]) -> str:
    shown = [f"{count} ({count / sum(counts):.0%})" if count else "" for count in counts]
    return f"| {' | '.join((kind, words.replace('|', chr(92) + '|'), str(sum(counts)), *shown))} |"


def test_the_table_in_the_document_is_what_is_measured() -> None:
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    told, _, after = rest.partition(END)
    if os.environ.get("SCAN_GALLERY") == "write":
        DOCUMENT.write_text(f"{before}{BEGIN}{_measured()}{END}{after}", encoding="utf-8")
    else:
        assert told == _measured(), "run tools/scan_gallery.py and read what has changed"
