"""The real list of 2021: no codes, no papers, limits as typed; every row waits, and no limit is guessed from prose."""

import pytest

from motcua.catalogue.rules.drafts import DefectKind, Disposition, ProcedureDraft, summary
from motcua.law.limits import Unit, limit
from tests.rules.catalogue.published import drafts_2021, of_kind, read_2021

K = DefectKind


def _row(number: int) -> ProcedureDraft:
    return drafts_2021()[number - 1]


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (K.NO_CODE, 2),
        (K.NO_PAPERS, 2),
        (K.DUPLICATE_NAME, 5),
        (K.LIMIT_IN_PROSE, 2),
        (K.METHOD_WITHOUT_UNIT, 8),
        (K.METHOD_WITHOUT_UNIT, 20),
        (K.METHOD_WITHOUT_DURATION, 15),
        (K.LIMIT_NOT_PRESCRIBED, 27),
        (K.LIMIT_NOT_PRESCRIBED, 19),
        (K.NOT_OURS, 10),
        (K.AGENCY_UNCLEAR, 8),
        (K.FEE_MAYBE_SET_BY_PROVINCE, 3),
    ],
)
def test_a_real_row_shows_its_defect(kind: DefectKind, number: int) -> None:
    assert of_kind(_row(number), kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", K.METHOD_WITHOUT_DURATION),
        ("0", K.METHOD_WITHOUT_UNIT),
        ("1", K.METHOD_WITHOUT_UNIT),
        ("0,5", K.METHOD_WITHOUT_UNIT),
        ("Không quy định", K.LIMIT_NOT_PRESCRIBED),
        ("Không có", K.LIMIT_NOT_PRESCRIBED),
        ("Chưa quy định cụ thể.", K.LIMIT_NOT_PRESCRIBED),
        ("Tùy theo đợt", K.LIMIT_IN_PROSE),
        ("03 ngày làm việc, trường hợp phải xác minh thì không quá 08 ngày làm việc.", K.LIMIT_IN_PROSE),
    ],
)
def test_a_limit_that_is_none_says_why(text: str, kind: DefectKind) -> None:
    read = read_2021(text)
    assert read.channel_limits[0].limit is None
    assert of_kind(read, kind)


def test_a_number_with_a_unit_is_read() -> None:
    assert read_2021("07 Ngày làm việc").channel_limits[0].limit == limit(7, Unit.WORKING_DAY)
    assert read_2021("15 Ngày").channel_limits[0].limit == limit(15, Unit.CALENDAR_DAY)
    assert _row(14).channel_limits[0].limit == limit(7, Unit.CALENDAR_DAY)


def test_the_figures_over_the_whole_file() -> None:
    seen = summary(drafts_2021())
    assert len(drafts_2021()) == 37
    assert seen.dispositions == {Disposition.IN_FORCE: 0, Disposition.DRAFT: 10, Disposition.NOT_OURS: 27}
    assert {kind: (seen.rows_with[kind], seen.occurrences[kind]) for kind in DefectKind if seen.rows_with[kind]} == {
        K.NO_CODE: (37, 37),
        K.DUPLICATE_NAME: (1, 1),
        K.AGENCY_UNCLEAR: (2, 2),
        K.NOT_OURS: (27, 27),
        K.METHOD_WITHOUT_UNIT: (2, 2),
        K.METHOD_WITHOUT_DURATION: (3, 3),
        K.LIMIT_IN_PROSE: (9, 17),
        K.LIMIT_NOT_PRESCRIBED: (5, 8),
        K.FEE_MAYBE_SET_BY_PROVINCE: (4, 9),
        K.NO_PAPERS: (37, 37),
    }
