"""Exactly one rulebook for every day, and every value names the article it rests on."""

import itertools
from datetime import date, time, timedelta
from types import MappingProxyType

import pytest

from motcua.kernel.refusal import Code, Refusal
from motcua.law.rulebook import Provision, Status, rulebook_on, rulebooks, statutes

FIRST, LAST = date(2018, 6, 21), date(2030, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def test_every_day_has_exactly_one_rulebook() -> None:
    for day in DAYS:
        in_force = [book for book in rulebooks() if book.effective_from <= day and (book.effective_to is None or day <= book.effective_to)]
        assert in_force == [rulebook_on(day)]


def test_the_rulebooks_follow_one_another_without_gap_or_overlap() -> None:
    books = rulebooks()
    assert books[0].effective_from == FIRST
    assert books[-1].effective_to is None
    for earlier, later in itertools.pairwise(books):
        assert earlier.effective_to == later.effective_from - timedelta(days=1)


@pytest.mark.parametrize("day", [date(2018, 6, 20), date(2011, 1, 1), date.min])
def test_before_the_decree_there_is_no_rulebook(day: date) -> None:
    with pytest.raises(Refusal) as refused:
        rulebook_on(day)
    assert (refused.value.code, refused.value.facts) == (Code.NO_RULEBOOK, {"day": day})


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        ("2018-06-21", "R1"),
        ("2021-12-05", "R1"),
        ("2021-12-06", "R1b"),
        ("2025-06-30", "R1b"),
        ("2025-07-01", "R2"),
        ("2026-08-04", "R2"),
        ("2026-08-05", "R2b"),
        ("2030-12-31", "R2b"),
    ],
)
def test_each_regime_begins_and_ends_on_its_day(day: str, regime: str) -> None:
    assert rulebook_on(date.fromisoformat(day)).regime == regime


@pytest.mark.parametrize(
    ("day", "form_set", "status"),
    [
        ("2018-06-21", "tt-01-2018", "unverified"),
        ("2019-01-05", "tt-01-2018", "unverified"),
        ("2019-01-06", "tt-01-2018", "verified"),
        ("2025-06-30", "tt-01-2018", "verified"),
        ("2025-07-01", "tt-01-2018", "unverified"),
        ("2025-09-14", "tt-01-2018", "unverified"),
        ("2025-09-15", "tt-03-2025", "unverified"),
        ("2026-08-05", "tt-03-2025", "unverified"),
    ],
)
def test_the_form_set_follows_the_circulars_and_says_how_sure_it_is(day: str, form_set: str, status: str) -> None:
    provision = rulebook_on(date.fromisoformat(day)).form_set
    assert (provision.value, provision.status) == (form_set, status)


def test_the_values_that_the_directive_of_2021_cites() -> None:
    book = rulebook_on(date(2021, 2, 15))
    values = {name: provision.value for name, provision in book.provisions.items() if name != "form_titles"}
    assert values == {
        "max_extensions": 1,
        "apology_lead_working_days": 1,
        "transfer_cutoff": time(15),
        "supplement_after_acceptance_days": 3,
        "supplements_per_stage": 1,
        "counter_name": "Bộ phận Tiếp nhận và Trả kết quả",
        "receipt_of_immediate_result": "on-request",
        "online_answer_hours": 8,
        "form_set": "tt-01-2018",
        "file_number_generator": "agency-day-serial",
    }
    assert book.unverified == ("online_answer_hours", "form_titles")
    assert book.statutes == ("61/2018/NĐ-CP", "01/2018/TT-VPCP")


def test_the_slips_are_called_as_their_form_set_calls_them() -> None:
    old, new = rulebook_on(date(2021, 2, 15)).form_titles.value, rulebook_on(date(2026, 1, 5)).form_titles.value
    assert (old["04"], new["04"]) == (
        "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    )
    assert (len(old), len(new)) == (6, 7)
    assert new["05"] == "Thông báo dừng giải quyết hồ sơ"


def test_every_value_of_every_statute_names_its_basis_and_how_sure_it_is() -> None:
    known = {field for book in rulebooks() for field in book.provisions}
    for statute in statutes():
        assert statute.provisions
        for name, provision in statute.provisions.items():
            assert name in known
            assert any(kind in provision.basis for kind in ("Nghị định", "Thông tư")), (statute.number, name)
            assert provision.status in set(Status)


def test_a_value_that_no_one_has_read_says_so_in_its_basis() -> None:
    for statute in statutes():
        for provision in statute.provisions.values():
            if "chưa xác minh" in provision.basis or "chưa đọc" in provision.basis:
                assert not provision.is_verified


def test_every_provision_of_every_rulebook_has_the_kind_of_value_it_promises() -> None:
    kinds = {
        "max_extensions": int,
        "apology_lead_working_days": int,
        "transfer_cutoff": time,
        "supplement_after_acceptance_days": int,
        "supplements_per_stage": int,
        "receipt_of_immediate_result": str,
        "online_answer_hours": int,
        "form_set": str,
        "form_titles": MappingProxyType,
        "file_number_generator": str,
        "counter_name": str,
    }
    for book in rulebooks():
        assert {name: type(provision.value) for name, provision in book.provisions.items()} == kinds
        assert all(isinstance(provision, Provision) for provision in book.provisions.values())


def test_statutes_come_in_the_order_of_their_force() -> None:
    dates = [statute.effective_from for statute in statutes()]
    assert dates == sorted(dates)
    assert all(statute.effective_to is None or statute.effective_from < statute.effective_to for statute in statutes())
