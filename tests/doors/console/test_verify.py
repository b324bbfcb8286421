"""Whatever byte of the journal is changed behind the program's back, ``motcua verify`` finds it and says where."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from motcua.doors.console.verify import UNSEEN
from motcua.journal.models import Entry, PersonalPart
from motcua.journal.queries import newest_moment
from motcua.journal.verify import verify_journal, verify_newest
from tests.commands.playing import act, play, receive
from tests.doors.console.calling import call

pytestmark = pytest.mark.django_db

OUTSIDE_THE_DIGEST = {"id"}
"""Where an entry lies, not what it says."""


@pytest.fixture(autouse=True)
def _a_short_story() -> None:
    """Two cases, one of them assigned and decided: three chains with the authority's own."""
    play(
        receive("2021-03-01T08:00", case="A"),
        receive("2021-03-01T08:10", case="B"),
        act("2021-03-01T08:20", "hoa", "assign", to="minh", case="A"),
        act("2021-03-01T09:00", "minh", "request_supplement", items=["ban-ve"], reason="thiếu", case="B"),
        act("2021-03-01T10:00", "hoa", "decide", outcome="approve", case="A"),
    )


def _unguarded() -> None:
    """What somebody with full power over the database would do first; undone with the test's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_entry_no_update")
            cursor.execute("DROP TRIGGER journal_entry_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")


def _write(entry_id: int, column: str, value: Any, table: str = "journal_entry", key: str = "id") -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE {key} = %s', [value, entry_id])


def _stored(entry_id: int, column: str) -> Any:
    """What lies in the column, as the database itself gives it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM journal_entry WHERE id = %s', [entry_id])
        return cursor.fetchone()[0]


def _another(value: Any) -> Any:
    """``value`` with the least change."""
    if value is None:
        return "x"
    if isinstance(value, int):
        return value + 1000
    if isinstance(value, str):
        return value[:-1] + ("1" if value[-1:] != "1" else "2")
    return value.replace(microsecond=(value.microsecond + 1) % 1000000)


def test_an_untouched_journal_holds(capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "verify", "--json")
    assert called.code == 0
    entries = Entry.objects.count()
    since = Entry.objects.order_by("id")[0].recorded_at
    assert called.json == {
        "entries": entries, "verified": True, "bad_entries": 0, "first_bad": None,
        "seals": {
            "last": None, "code": None, "key": None, "sealed_at": None, "sealed": 0, "unsealed": entries,
            "unsealed_since": since.isoformat(), "faults": [], "remarks": [],
        },
        "files": {"stored": 0, "lost": []},
    }  # fmt: skip
    told = call(capsys, "verify").out
    assert f"Niêm phong: chưa có điểm nào; {entries} mục chưa niêm phong" in told
    assert UNSEEN in told


@pytest.mark.parametrize("column", [field.column for field in Entry._meta.fields if field.column not in OUTSIDE_THE_DIGEST])
def test_a_change_of_any_column_of_any_entry_is_found(column: str) -> None:
    _unguarded()
    for entry in Entry.objects.order_by("id"):
        before = _stored(entry.pk, column)
        _write(entry.pk, column, _another(before))
        found = verify_journal().flaws
        assert found, (entry.kind, column)
        assert not verify_newest(1000).holds
        assert entry.pk in {flaw.entry_id for flaw in found} or column in {"case_id", "authority_id"}
        _write(entry.pk, column, before)
    assert verify_journal().holds


@pytest.mark.parametrize("nonsense", ["", "không phải thời điểm", "2021-13-45 99:99:99"])
def test_nonsense_in_a_column_is_a_finding_and_no_crash(nonsense: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no nonsense in a typed column")
    _unguarded()
    middle = Entry.objects.order_by("id")[3]
    _write(middle.pk, "recorded_at", nonsense)
    assert middle.pk in {flaw.entry_id for flaw in verify_journal().flaws}


def test_an_entry_taken_out_of_the_middle_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    _unguarded()
    chain = Entry.objects.exclude(case_id=0).order_by("case_id", "position")
    gone = next(entry for entry in chain if Entry.objects.filter(case_id=entry.case_id, position__gt=entry.position).exists())
    PersonalPart.objects.filter(entry=gone).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE id = %s", [gone.pk])
    called = call(capsys, "verify", "--json")
    assert called.code == 1
    assert called.json["first_bad"]["case"] == gone.case_id
    assert called.json["first_bad"]["file_number"]
    assert "thiếu mục" in called.json["first_bad"]["why"]


def _personal(change: Callable[[bytes], bytes]) -> None:
    part = PersonalPart.objects.order_by("entry_id")[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM journal_personalpart WHERE entry_id = %s", [part.pk])
        sealed = bytes(cursor.fetchone()[0])
    _write(part.pk, "sealed", connection.Database.Binary(change(sealed)), table="journal_personalpart", key="entry_id")


@pytest.mark.parametrize("place", [0, 13, -1])
def test_a_changed_byte_of_a_personal_part_is_found(place: int) -> None:
    def flipped(sealed: bytes) -> bytes:
        changed = bytearray(sealed)
        changed[place] ^= 1
        return bytes(changed)

    _personal(flipped)
    assert [flaw.why for flaw in verify_journal().flaws] == ["phần cá nhân không mở được bằng khóa này"]


def test_personal_values_written_anew_are_found() -> None:
    part = PersonalPart.objects.order_by("entry_id")[0]
    part.sealed = part.sealed.replace("Đinh Thị Lan", "Đinh Thị Lanh")
    part.save()
    assert [flaw.why for flaw in verify_journal().flaws] == ["phần cá nhân không khớp cam kết"]


def test_an_erased_personal_part_leaves_the_chain_whole() -> None:
    PersonalPart.objects.all().delete()
    assert verify_journal().holds


def test_the_first_bad_entry_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    _unguarded()
    second = Entry.objects.exclude(case_id=0).order_by("id")[1]
    _write(second.pk, "actor_name", "Người khác")
    called = call(capsys, "verify")
    assert called.code == 1
    assert "KHÔNG nguyên vẹn" in called.out
    assert f"số {second.pk} trong bảng): nội dung không khớp mã băm" in called.out


def test_the_newest_alone_are_checked_against_what_stands_before_them() -> None:
    assert verify_newest(2).entries == 2
    assert verify_newest(2).holds
    _unguarded()
    newest = Entry.objects.order_by("-id")[0]
    before = Entry.objects.get(case_id=newest.case_id, position=newest.position - 1)
    _write(before.pk, "digest", "0" * 64)
    assert [flaw.why for flaw in verify_newest(1).flaws] == ["không nối với mục trước"]
    assert newest_moment() == newest.recorded_at


def test_an_export_overwrites_nothing_and_a_home_must_be_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "so.jsonl"
    assert call(capsys, "verify", "--export", file).code == 0
    assert file.stat().st_mode & 0o077 == 0
    called = call(capsys, "verify", "--export", file)
    assert (called.code, called.out) == (2, "")
    assert "không ghi đè" in called.err
    nowhere = call(capsys, "verify", "--home", tmp_path / "khong-co")
    assert nowhere.code == 2
    assert len(nowhere.err.splitlines()) == 1


def test_an_export_to_nowhere_is_told_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    called = call(capsys, "verify", "--export", tmp_path / "khong-co" / "so.jsonl")
    assert called.code == 2
    assert "không ghi được" in called.err
