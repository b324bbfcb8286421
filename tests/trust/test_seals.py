"""What somebody with full power over the database does to a sealed journal, ``motcua verify`` finds, and says where in plain words."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from motcua.journal.checkpoint import code_of, key_code
from motcua.journal.models import Checkpoint, Entry, PersonalPart
from motcua.journal.record import digest_of
from motcua.journal.remembered import remember, remembered
from motcua.journal.seal import seal, sealing_key_file
from motcua.journal.verify import verify_journal
from motcua.journal.verify_seals import Fault, Remark, faults_of_home, seal_state, verify_seals
from motcua.kernel.refusal import Code, Refusal
from tests.doors.console.calling import call
from tests.trust.small_journal import START, a_small_journal, note, run_sql, sealed_at, signed_anew, unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)


def _faults() -> list[tuple[Fault | Remark, int]]:
    """Whatever is found, in the database and against what this machine knows."""
    verdict = verify_seals()
    return [(told.what, told.number) for told in (*verdict.faults, *faults_of_home(verdict.state))]


def _refused(code: Code, **options: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        seal(at=START + timedelta(minutes=200), **options)
    assert caught.value.code == code
    return caught.value


# ---- sealing --------------------------------------------------------------------------------------------------------------


def test_each_seal_covers_what_the_one_before_did_not_and_nothing_new_makes_none() -> None:
    first, last = a_small_journal()
    assert [(first.number, first.count), (last.number, last.count)] == [(1, 3), (2, 3)]
    assert first.is_new_key and not last.is_new_key
    assert seal(at=START + timedelta(minutes=121)) is None
    note(9, minutes=122)
    verdict = verify_seals()
    assert (verdict.holds, verdict.sealed, verdict.state.unsealed) == (True, 6, 1)
    assert verdict.state == seal_state()
    assert verdict.state.unsealed_since == START + timedelta(minutes=122)
    assert _faults() == []


def test_an_empty_journal_has_nothing_to_seal() -> None:
    assert seal(at=START) is None
    assert not sealing_key_file().exists()
    assert verify_seals().holds


def test_verify_tells_how_far_the_journal_is_sealed(capsys: pytest.CaptureFixture[str]) -> None:
    _, last = a_small_journal()
    note(9, minutes=122)
    told = call(capsys, "verify")
    assert told.code == 0
    assert "đã đọc 7 mục, 6 mục đã niêm phong" in told.out
    assert f"số 2, lúc 10:00 ngày 01/03/2021, mã {code_of(last.digest)}, khóa {key_code(last.public_key)}" in told.out
    assert "1 mục chưa niêm phong, từ 10:02 ngày 01/03/2021" in told.out
    seals = call(capsys, "verify", "--json").json["seals"]
    assert (seals["last"], seals["code"], seals["sealed"], seals["unsealed"]) == (2, code_of(last.digest), 6, 1)


@pytest.mark.parametrize("change", ["UPDATE journal_checkpoint SET count = 9", "DELETE FROM journal_checkpoint"])
def test_the_database_refuses_to_change_a_checkpoint(change: str) -> None:
    a_small_journal()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        run_sql(change)


# ---- tampering ------------------------------------------------------------------------------------------------------------


def test_one_entry_written_anew_with_all_digests_after_it_is_found() -> None:
    a_small_journal()
    unguarded()
    newest = Entry.objects.order_by("-id")[0]
    newest.actor_name = "Người khác"
    run_sql("UPDATE journal_entry SET actor_name = %s, digest = %s WHERE id = %s", newest.actor_name, digest_of(newest), newest.pk)
    assert verify_journal().holds
    assert _faults() == [(Fault.ENTRIES_ROOT, 2)]


def test_a_case_taken_out_whole_is_found_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    a_small_journal()
    unguarded()
    run_sql("DELETE FROM journal_entry WHERE case_id = 8")
    assert verify_journal().holds
    assert _faults() == [(Fault.ENTRIES_COUNT, 1), (Fault.ENTRIES_COUNT, 2)]
    called = call(capsys, "verify")
    assert called.code == 1
    assert "KHÔNG nguyên vẹn" in called.out
    assert "✗ điểm niêm phong số 1: đã niêm phong 3 mục (các mục số 1 đến" in called.out
    assert "nay có 2 mục" in called.out


def test_a_sealed_tail_that_is_cut_is_found_and_one_not_sealed_is_not() -> None:
    a_small_journal()
    beyond = note(9, minutes=122)
    unguarded()
    run_sql("DELETE FROM journal_entry WHERE id = %s", beyond.pk)
    assert (verify_journal().holds, _faults()) == (True, [])
    newest = Entry.objects.order_by("-id")[0]
    PersonalPart.objects.filter(entry=newest).delete()
    run_sql("DELETE FROM journal_entry WHERE id = %s", newest.pk)
    assert (verify_journal().holds, _faults()) == (True, [(Fault.ENTRIES_COUNT, 2)])


def test_an_entry_put_among_the_sealed_ones_is_found() -> None:
    a_small_journal()
    extra = note(9, minutes=122)
    unguarded()
    run_sql("UPDATE journal_entry SET id = 0 WHERE id = %s", extra.pk)
    assert (verify_journal().holds, _faults()) == (True, [(Fault.ENTRIES_COUNT, 1)])


def test_two_entries_that_change_places_are_found() -> None:
    a_small_journal()
    unguarded()
    one, other = Entry.objects.filter(position=1, case_id__in=(8, 0)).order_by("id").values_list("pk", flat=True)
    for old, new in ((one, -1), (other, one), (-1, other)):
        run_sql("UPDATE journal_entry SET id = %s WHERE id = %s", new, old)
    assert (verify_journal().holds, _faults()) == (True, [(Fault.ENTRIES_ROOT, 1)])


_CHANGES: dict[str, Callable[[Any], Any]] = {
    "up_to": lambda value: value - 1,
    "count": lambda value: value + 1,
    "root": lambda value: "0" * 64,
    "previous": lambda value: "0" * 63 + "1",
    "sealed_at": lambda value: value + timedelta(microseconds=1),
    "is_after_restore": lambda value: not value,
    "public_key": lambda value: value[:-1] + ("0" if value[-1] != "0" else "1"),
    "signature": lambda value: value[:-1] + ("0" if value[-1] != "0" else "1"),
    "vouched": lambda value: "ab" * 64,
    "digest": lambda value: "0" * 64,
    "number": lambda value: value + 10,
}


def test_every_column_of_a_checkpoint_is_watched() -> None:
    assert set(_CHANGES) == {field.column for field in Checkpoint._meta.fields}


@pytest.mark.parametrize("column", _CHANGES)
@pytest.mark.parametrize("number", [1, 2])
def test_a_change_of_any_column_of_any_checkpoint_is_found(column: str, number: int) -> None:
    a_small_journal()
    unguarded()
    changed = _CHANGES[column](getattr(Checkpoint.objects.get(number=number), column))
    Checkpoint.objects.filter(number=number).update(**{column: changed})
    assert verify_seals().faults
    assert seal_state().number


@pytest.mark.parametrize("column", ["up_to", "count", "root", "sealed_at", "public_key", "signature", "digest"])
def test_nonsense_in_a_checkpoint_is_a_finding_and_no_crash(column: str, capsys: pytest.CaptureFixture[str]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no nonsense in a typed column")
    a_small_journal()
    unguarded()
    run_sql(f'UPDATE journal_checkpoint SET "{column}" = %s WHERE number = 2', "không phải")
    assert {number for _, number in _faults()} >= {2}
    assert call(capsys, "verify").code == 1
    assert call(capsys, "seal", "--public-key").code == 0


def test_a_checkpoint_taken_out_is_found_the_last_one_by_what_this_machine_remembers() -> None:
    a_small_journal()
    unguarded()
    with transaction.atomic():
        run_sql("DELETE FROM journal_checkpoint WHERE number = 1")
        assert (Fault.MISSING, 2) in _faults()
        transaction.set_rollback(True)
    run_sql("DELETE FROM journal_checkpoint WHERE number = 2")
    assert verify_seals().holds
    assert _faults() == [(Fault.FORGOTTEN, 2)]
    assert _refused(Code.SEALS_LOST).facts == {"number": 2, "last": 1}


def test_a_journal_sealed_anew_with_another_key_is_found_on_the_machine_that_has_the_key(tmp_path: Path) -> None:
    a_small_journal()
    mine = sealing_key_file().read_text()
    unguarded()
    run_sql("DELETE FROM journal_checkpoint")
    (tmp_path / "last_seal.json").unlink()
    sealing_key_file().unlink()
    sealed_at(130)
    (tmp_path / "last_seal.json").unlink()
    assert _faults() == []
    sealing_key_file().write_text(mine)
    assert _faults() == [(Fault.OTHER_KEY, 1)]


def test_a_broken_last_checkpoint_is_not_sealed_upon() -> None:
    a_small_journal()
    note(9, minutes=122)
    unguarded()
    run_sql("UPDATE journal_checkpoint SET count = 9 WHERE number = 2")
    assert _refused(Code.SEAL_BROKEN).facts == {"number": 2}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"previous": "0" * 64}, Fault.UNLINKED),
        ({"sealed_at": START}, Fault.BACKWARDS),
        ({"up_to": 1}, Fault.BACKWARDS),
        ({"count": 2}, Fault.ENTRIES_COUNT),
        ({"root": "0" * 64}, Fault.ENTRIES_ROOT),
        ({"number": 3}, Fault.MISSING),
    ],
)
def test_what_the_holder_of_the_key_signs_must_still_fit_together(changes: dict[str, Any], fault: Fault) -> None:
    a_small_journal()
    signed_anew(2, **changes)
    assert [told.what for told in verify_seals().faults] == [fault]


# ---- the clock ------------------------------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_seals_nothing() -> None:
    a_small_journal()
    note(9, minutes=122)
    with pytest.raises(Refusal) as caught:
        seal(at=START + timedelta(minutes=100))
    assert caught.value.code == Code.CLOCK_BEHIND
    made = sealed_at(121)
    assert made.sealed_at == START + timedelta(minutes=121)


# ---- keys -----------------------------------------------------------------------------------------------------------------


def test_the_key_is_made_with_the_first_seal_for_its_owner_alone() -> None:
    a_small_journal()
    assert sealing_key_file().stat().st_mode & 0o777 == 0o600
    assert [path.name for path in sealing_key_file().parent.iterdir()] == ["sealing_key"]


def test_a_key_that_is_missing_open_unreadable_or_another_seals_nothing_and_makes_no_new_one() -> None:
    a_small_journal()
    note(9, minutes=122)
    path = sealing_key_file()
    key = path.read_text()
    path.chmod(0o640)
    _refused(Code.SEALING_KEY_OPEN)
    path.chmod(0o600)
    path.write_text("không phải khóa")
    _refused(Code.SEALING_KEY_UNREADABLE)
    path.write_text("ab" * 32)
    _refused(Code.SEALING_KEY_OTHER)
    path.unlink()
    _refused(Code.SEALING_KEY_MISSING)
    path.mkdir(mode=0o700)
    _refused(Code.SEALING_KEY_UNREADABLE)
    path.rmdir()
    assert not path.exists()
    path.write_text(key)
    path.chmod(0o600)
    assert sealed_at(123).number == 3


def test_a_change_of_key_is_sealed_and_vouched_for_by_the_old_one() -> None:
    _, before = a_small_journal()
    made = sealed_at(121, new_key=True)
    assert made.is_new_key and made.is_vouched and made.public_key != before.public_key
    note(9, minutes=122)
    assert sealed_at(123).public_key == made.public_key
    verdict = verify_seals()
    assert verdict.holds
    assert [(told.what, told.number) for told in verdict.remarks] == [(Remark.KEY_CHANGED, 3)]
    assert sorted(path.name for path in sealing_key_file().parent.iterdir()) == ["sealing_key", "sealing_key.until-3"]


def test_a_key_that_was_lost_is_followed_by_a_new_one_that_nobody_vouches_for() -> None:
    a_small_journal()
    sealing_key_file().unlink()
    made = sealed_at(121, new_key=True)
    assert made.is_new_key and not made.is_vouched
    verdict = verify_seals()
    assert verdict.holds
    assert [(told.what, told.number) for told in verdict.remarks] == [(Remark.KEY_LOST, 3)]


def test_a_change_of_key_that_was_broken_off_is_brought_to_its_end_or_taken_back() -> None:
    a_small_journal()
    path = sealing_key_file()
    sealed_at(121, new_key=True)
    path.replace(path.with_name("sealing_key.new"))
    path.with_name("sealing_key.until-3").replace(path)
    note(9, minutes=122)
    third = sealed_at(123)
    assert not third.is_new_key and _faults() == []
    path.replace(path.with_name("sealing_key.until-9"))
    path.write_text("ab" * 32)
    path.chmod(0o600)
    note(9, minutes=124)
    assert sealed_at(125).public_key == third.public_key


def test_a_key_may_lie_elsewhere_and_a_machine_may_not_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "usb" / "khoa"
    monkeypatch.setattr(settings, "SEALING_KEY_FILE", str(stick))
    a_small_journal()
    assert stick.stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "keys").exists()
    monkeypatch.setattr(settings, "SEALING_KEY_FILE", "off")
    _refused(Code.SEALING_ELSEWHERE)
    assert _faults() == []


# ---- restoring ------------------------------------------------------------------------------------------------------------


def test_after_a_restore_no_number_is_used_twice_and_the_gap_is_told() -> None:
    a_small_journal()
    remember(settings.HOME, 5, "ab" * 32)
    note(9, minutes=122)
    assert _refused(Code.SEALS_LOST).facts == {"number": 5, "last": 2}
    made = sealed_at(123, restored_after=0)
    assert (made.number, made.count, list(made.lost)) == (6, 1, [3, 4, 5])
    assert remembered(settings.HOME).number == 6
    note(9, minutes=124)
    assert sealed_at(125).number == 7
    verdict = verify_seals()
    assert (_faults(), [(told.what, told.number) for told in verdict.remarks]) == ([], [(Remark.RESTORED, 6)])


def test_on_a_new_machine_the_paper_tells_where_numbers_go_on(tmp_path: Path) -> None:
    a_small_journal()
    (tmp_path / "last_seal.json").unlink()
    made = sealed_at(123, restored_after=9)
    assert (made.number, made.count) == (10, 0)
    assert verify_seals().holds


def test_on_a_new_machine_without_the_key_both_are_told_in_one_seal(tmp_path: Path) -> None:
    a_small_journal()
    (tmp_path / "last_seal.json").unlink()
    sealing_key_file().unlink()
    made = sealed_at(123, restored_after=4, new_key=True)
    assert (made.number, made.is_vouched) == (5, False)
    verdict = verify_seals()
    assert verdict.holds
    assert [told.what for told in verdict.remarks] == [Remark.RESTORED, Remark.KEY_LOST]


def test_what_a_machine_remembers_never_goes_back_and_nonsense_is_nothing(tmp_path: Path) -> None:
    remember(tmp_path, 5, "ab")
    remember(tmp_path, 4, "cd")
    assert remembered(tmp_path).number == 5
    (tmp_path / "last_seal.json").write_text("{")
    assert remembered(tmp_path) is None
