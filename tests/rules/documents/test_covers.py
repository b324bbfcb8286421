"""A scan is split by its covers: no page is lost, none is in two parts, and a cover that cannot be read is told."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.rules.covers import Cover, Part, cover_text, left_over, loose, read_cover, split


@given(case_id=st.integers(1, 10**17), paper=st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True))
def test_a_cover_says_what_it_was_made_for(case_id: int, paper: str) -> None:
    assert read_cover(cover_text(case_id, paper)) == Cover(case_id, paper)


@pytest.mark.parametrize(
    "text", ["", "MOTCUA-BIA:", "MOTCUA-BIA:2:7:don", "MOTCUA-BIA:1:x:don", "MOTCUA-BIA:1:7:", "MOTCUA-BIA:1:7:a b", "MOTCUA-BIA:1:7:a:b"]
)
def test_a_cover_that_is_not_whole_is_none(text: str) -> None:
    assert read_cover(text) is None


@given(
    pages=st.integers(1, 60), marks=st.dictionaries(st.integers(-3, 70), st.sampled_from([cover_text(7, "don"), "MOTCUA-BIA:?", "khác"]))
)
def test_every_page_is_a_cover_or_in_exactly_one_part(pages: int, marks: dict[int, str]) -> None:
    parts = split(pages, marks)
    covers = [part.cover_page for part in parts if part.cover_page]
    inside = [page for part in parts for page in part.page_numbers]
    assert sorted([*covers, *inside]) == list(range(1, pages + 1))
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert all(part.cover_page is not None for part in parts[1:])


def test_pages_before_the_first_cover_belong_to_nobody() -> None:
    first, second, third = split(6, {2: cover_text(7, "don"), 6: "MOTCUA-BIA:rách"})
    assert first == Part(1, None, None, 1, 1)
    assert second == Part(2, 2, Cover(7, "don"), 3, 5)
    assert third == Part(3, 6, None, 7, 6) and third.pages == 0


def test_a_scan_without_a_cover_is_one_part_that_belongs_to_nobody() -> None:
    assert split(3, {}) == (Part(1, None, None, 1, 3),)


@given(first=st.integers(1, 30), length=st.integers(0, 30), taken=st.frozensets(st.integers(1, 70)))
def test_what_is_left_of_a_part_is_every_page_not_taken_in_runs_with_a_gap_between(first: int, length: int, taken: frozenset[int]) -> None:
    pages = range(first, first + length)
    runs = left_over(pages, taken)
    assert [page for run in runs for page in run] == [page for page in pages if page not in taken]
    assert all(before[-1] + 1 < after[0] for before, after in itertools.pairwise(runs))


def test_loose_are_the_pages_before_the_first_cover_and_behind_one_that_cannot_be_read() -> None:
    parts = split(6, {2: cover_text(7, "don"), 4: "MOTCUA-BIA:1:x"})
    assert [(part.first, part.last) for part in loose(parts)] == [(1, 1), (5, 6)]
