"""``motcua backup`` and ``motcua restore``, as an operator calls them: what is restored is what was there, and a "no" changes nothing."""

import os
import resource
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from motcua.cases.models import Applicant
from motcua.doors.console.backups.container import _ROOM, _seal
from motcua.doors.shared.backup_record import backup_record
from motcua.doors.shared.occupancy import Occupied, alone, one_at_a_time
from motcua.journal.models import Checkpoint, Entry
from tests.commands.playing import play, receive
from tests.doors.console.calling import Called, call

MOTCUA = [sys.executable, "-c", "from motcua.doors.console.main import main; raise SystemExit(main())"]
PASSPHRASE = "sáu từ dễ nhớ mà khó đoán\n"
KEY = "da" * 32


@pytest.fixture(autouse=True)
def _an_office_at_work(live_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three cases on file, in a database with real commits and a home of this test's own."""
    monkeypatch.setattr(settings, "HOME", tmp_path / "home")
    monkeypatch.setattr(settings, "BACKUP_FOLDER", tmp_path / "home" / "backups")
    monkeypatch.setattr(settings, "DOCUMENTS_FOLDER", tmp_path / "home" / "documents")
    settings.HOME.mkdir()
    play(*(receive(f"2021-03-01T08:{minute:02}", case=f"H{minute}") for minute in (0, 10, 20)))
    yield
    _drop_what_restoring_made(live_database)


def _drop_what_restoring_made(name: str) -> None:
    connections.close_all()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}_%"])
            for (made,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{made}" WITH (FORCE)')


def _url(name: str = "") -> str:
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{name or said['NAME']}"
    return f"postgresql://{said['USER']}:{quote(said['PASSWORD'])}@{said['HOST']}:{said['PORT']}/{name or said['NAME']}"


def _motcua(*arguments: object, stdin: str = "", limit: int = 0, **told: str) -> Called:
    """A process of the program upon the live database, which this process lets go of; ``limit`` bounds the size of what it writes."""
    connections.close_all()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    said = {"MOTCUA_HOME": str(settings.HOME), "MOTCUA_DATABASE_URL": _url(), "MOTCUA_PERSONAL_DATA_KEY": KEY, "MOTCUA_SECRET_KEY": KEY}
    said = {name: value for name, value in (said | told).items() if value}
    done = subprocess.run(
        [*MOTCUA, *map(str, arguments)], env=kept | said, input=stdin, capture_output=True, text=True, check=False,
        preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) if limit else None,
    )  # fmt: skip
    return Called(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A backup of the office."""
    file = tmp_path / "b.zip"
    assert call(capsys, "backup", file).code == 0
    return file


def _refused(words: str, *arguments: object, **told: str) -> None:
    """Refused in one line, and the database in use says what it said before."""
    before = _digests()
    called = _motcua("restore", *arguments, **told)
    assert (called.code, called.err.count("\n")) == (2, 1), called
    assert words in called.err
    assert _digests() == before
    assert _leftovers() == []


def _digests() -> list[Any]:
    return list(Entry.objects.order_by("id").values_list("id", "digest"))


def _leftovers() -> list[str]:
    """Fresh places that nobody took away."""
    if connection.vendor == "sqlite":
        return [path.name for path in settings.HOME.rglob("*") if "scratch" in path.name or "restored" in path.name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{connection.settings_dict['NAME']}_restored%"])
        return [name for (name,) in cursor.fetchall()]


# ---- taking ---------------------------------------------------------------------------------------------------------------


def test_a_backup_goes_into_the_homes_folder_and_says_where_the_keys_are(capsys: pytest.CaptureFixture[str]) -> None:
    keys = settings.HOME / "keys"
    keys.mkdir()
    (keys / "personal_data_key").write_text(KEY)
    called = call(capsys, "backup")
    [file] = (settings.HOME / "backups").iterdir()
    assert (called.code, called.err) == (0, "")
    assert str(file) in called.out
    assert f"KHÔNG có khóa. Khóa nằm ở: {keys / 'personal_data_key'}" in called.out
    assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["database", "manifest.json"]


def test_the_manifest_counts_every_table_and_names_nobody(backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        manifest = archive.read("manifest.json").decode()
    assert f'"journal_entry": {Entry.objects.count()}' in manifest
    assert Entry.objects.latest("id").digest in manifest
    for name in Applicant.objects.values_list("name", flat=True):
        assert name not in manifest
    assert KEY not in manifest


def test_nobodys_session_is_in_a_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session.create()
    assert call(capsys, "backup", tmp_path / "b.zip").code == 0
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert str(session.session_key).encode() not in archive.read("database")
        assert b'"django_session": 0' in archive.read("manifest.json")
    assert "Diễn tập đạt" in _motcua("restore", "--check", tmp_path / "b.zip").out


def test_a_file_that_is_there_already_is_left_alone(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = backup.read_bytes()
    called = call(capsys, "backup", backup)
    assert (called.code, "không ghi đè" in called.err) == (2, True)
    assert backup.read_bytes() == before


def test_a_full_disk_is_one_line_and_leaves_no_half_file(tmp_path: Path) -> None:
    called = _motcua("backup", tmp_path / "full.zip", limit=50_000)
    assert (called.code, called.err.count("\n")) == (2, 1), called
    assert "không chép được" in called.err or "pg_dump không làm được" in called.err
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert "backup-scratch" not in {path.name for path in settings.HOME.iterdir()}
    assert backup_record(settings.HOME).error in called.err


def test_two_backups_at_once_are_one_too_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with one_at_a_time(settings.HOME):
        called = call(capsys, "backup", tmp_path / "b.zip")
    assert (called.code, "đang chạy" in called.err) == (2, True)


def test_a_short_passphrase_is_refused_before_anything_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "backup", tmp_path / "b.zip", "--with-keys", stdin="ngắn\n")
    assert (called.code, "ít nhất 12 chữ" in called.err) == (2, True)


# ---- a drill --------------------------------------------------------------------------------------------------------------


def test_a_drill_proves_every_step_with_its_time_and_changes_nothing(backup: Path) -> None:
    before = _digests()
    called = _motcua("restore", "--check", backup)
    assert (called.code, called.err) == (0, "")
    steps = ("tệp: nguyên vẹn", "tệp cơ sở dữ liệu", "số dòng", "bảng: đúng phiên bản", "sổ nhật ký", "điểm niêm phong", "sổ chỉ ghi thêm")
    assert all(f"✓ {step}" in called.out for step in steps)
    assert called.out.count("giây)") == 8
    assert "0 tệp giấy tờ đúng mã băm" in called.out
    assert "in lại được 3 giấy đã cấp" in called.out
    assert _digests() == before
    assert _leftovers() == []
    assert backup_record(settings.HOME).drill_error == ""
    assert backup_record(settings.HOME).drilled_at


def test_a_drill_may_be_held_while_people_work(backup: Path) -> None:
    from motcua.doors.shared import occupancy

    occupancy.occupy(settings.HOME)
    try:
        assert _motcua("restore", "--check", backup).code == 0
    finally:
        os.close(occupancy._held.pop())


def test_a_backup_of_an_older_program_is_brought_up_to_this_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("migrate", "axes", "0009", verbosity=0)
    assert call(capsys, "backup", tmp_path / "old.zip").code == 0
    assert "✓ bảng: đã nâng cấp 1 bước" in _motcua("restore", "--check", tmp_path / "old.zip").out


# ---- restoring ------------------------------------------------------------------------------------------------------------


def test_a_backup_takes_the_place_of_the_database_which_is_kept_beside_it(backup: Path) -> None:
    before = _digests()
    play(receive("2021-03-02T08:00", case="later"))
    later = _digests()
    assert later != before
    called = _motcua("restore", backup)
    assert (called.code, called.err) == (0, ""), called
    assert _digests() == before
    kept = next(line.rpartition(" ")[2] for line in called.out.splitlines() if "vẫn được giữ" in line)
    assert kept.partition("before")[0]
    assert _digests_in(kept) == later


def test_with_its_keys_a_backup_is_enough_on_a_new_machine(tmp_path: Path) -> None:
    file, new = tmp_path / "b.zip.enc", tmp_path / "new"
    assert _motcua("backup", file, "--with-keys", stdin=PASSPHRASE).code == 0
    new.mkdir()
    into = new / "office" if connection.vendor == "sqlite" else f"{connection.settings_dict['NAME']}_elsewhere"
    nothing = {"MOTCUA_HOME": str(new), "MOTCUA_PERSONAL_DATA_KEY": "", "MOTCUA_SECRET_KEY": ""}
    called = _motcua("restore", file, "--into", into, stdin=PASSPHRASE, **nothing)
    assert (called.code, called.err) == (0, ""), called
    home = new / "office" if connection.vendor == "sqlite" else new
    assert (home / "keys" / "personal_data_key").read_text() == KEY
    assert (home / "keys" / "personal_data_key").stat().st_mode & 0o077 == 0
    there = _url(str(into / "motcua.sqlite3") if isinstance(into, Path) else into)
    seen = _motcua("verify", "--json", MOTCUA_DATABASE_URL=there, **{**nothing, "MOTCUA_HOME": str(home)})
    assert (seen.json["verified"], seen.json["entries"]) == (True, len(_digests()))


def test_after_a_restore_sealing_stops_until_it_is_told_and_then_uses_no_number_twice(tmp_path: Path) -> None:
    assert "điểm số 1 " in _motcua("seal").out
    assert _motcua("backup", tmp_path / "b.zip.enc", "--with-keys", stdin=PASSPHRASE).code == 0
    play(receive("2021-03-02T08:00", case="later"))
    assert "điểm số 2 " in _motcua("seal").out
    restored = _motcua("restore", tmp_path / "b.zip.enc", stdin=PASSPHRASE)
    assert "điểm cuối đúng như bản kê" in restored.out and "motcua seal --after-restore" in restored.out
    play(receive("2021-03-02T08:00", case="entered again"))
    refused = _motcua("seal")
    assert (refused.code, "điểm niêm phong số 2" in refused.err) == (2, True), refused
    assert "máy này đã lập, nay không còn" in _motcua("verify").out
    assert "điểm số 3 " in _motcua("seal", "--after-restore").out
    verified = _motcua("verify")
    assert verified.code == 0
    assert "sau một lần khôi phục; điểm số 2 đã mất" in verified.out


def test_the_key_of_seals_comes_with_the_other_keys(tmp_path: Path) -> None:
    _motcua("seal")
    key = (settings.HOME / "keys" / "sealing_key").read_text()
    assert _motcua("backup", tmp_path / "b.zip.enc", "--with-keys", stdin=PASSPHRASE).code == 0
    (settings.HOME / "keys" / "sealing_key").unlink()
    assert _motcua("restore", tmp_path / "b.zip.enc", stdin=PASSPHRASE).code == 0
    assert (settings.HOME / "keys" / "sealing_key").read_text() == key
    assert (settings.HOME / "keys" / "sealing_key").stat().st_mode & 0o077 == 0


def test_where_something_is_already_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    into = tmp_path if connection.vendor == "sqlite" else connection.settings_dict["NAME"]
    _refused("hãy chọn", backup, "--into", into)


def _digests_in(kept: str) -> list[Any]:
    query = "SELECT id, digest FROM journal_entry ORDER BY id"
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(kept)) as old:
            return old.execute(query).fetchall()
    import psycopg

    with psycopg.connect(_url(kept)) as old:
        return old.execute(query).fetchall()


# ---- refusals -------------------------------------------------------------------------------------------------------------


def test_nothing_is_restored_while_a_server_or_a_worker_runs(backup: Path) -> None:
    from motcua.doors.shared import occupancy

    occupancy.occupy(settings.HOME)
    try:
        _refused("máy chủ web hoặc tiến trình nền đang chạy", backup)
    finally:
        os.close(occupancy._held.pop())


def test_no_worker_begins_while_data_are_being_restored() -> None:
    with alone(settings.HOME):
        called = _motcua("worker")
    assert (called.code, "đang khôi phục" in called.err) == (2, True)


def test_nothing_is_restored_while_another_program_has_the_database_open(backup: Path) -> None:
    before = _digests()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1")
            called = _motcua("restore", backup)
    finally:
        other.close()
    assert (called.code, "đang có chương trình khác dùng" in called.err) == (2, True), called
    assert _digests() == before


def test_another_key_is_refused_before_anything_is_read_with_it(backup: Path) -> None:
    _refused("không phải khóa của bản sao lưu", backup, MOTCUA_PERSONAL_DATA_KEY="5e" * 32)


def test_without_any_key_none_is_made(backup: Path) -> None:
    _refused("không có khóa", backup, MOTCUA_PERSONAL_DATA_KEY="", MOTCUA_SECRET_KEY="")
    assert not (settings.HOME / "keys").exists()


def test_the_other_kind_of_database_is_refused(backup: Path) -> None:
    other = "postgresql://motcua@127.0.0.1:1/motcua" if connection.vendor == "sqlite" else f"sqlite:///{settings.HOME}/motcua.sqlite3"
    _refused("hãy đặt MOTCUA_DATABASE_URL", backup, MOTCUA_DATABASE_URL=other)


@pytest.mark.parametrize("place", [0, 3, 40, 2000, -200, -1])
def test_a_damaged_file_is_refused(backup: Path, place: int) -> None:
    content = bytearray(backup.read_bytes())
    content[place] ^= 4
    backup.write_bytes(content)
    _refused("hỏng", backup)


def test_a_truncated_file_is_refused(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-1000])
    _refused("cắt cụt", backup)
    backup.unlink()
    _refused("không có tệp này", backup)


def test_a_journal_that_was_changed_is_refused_though_every_digest_of_the_file_holds(tmp_path: Path) -> None:
    _unguarded("UPDATE journal_entry SET kind = 'never-happened' WHERE position = 1 AND case_id > 0")
    assert _motcua("backup", tmp_path / "b.zip").code == 0
    _refused("sổ nhật ký trong bản sao lưu không nguyên vẹn", tmp_path / "b.zip")
    _refused("sổ nhật ký trong bản sao lưu không nguyên vẹn", tmp_path / "b.zip", "--check")
    assert "không nguyên vẹn" in backup_record(settings.HOME).drill_error


def test_a_row_that_is_missing_is_refused(backup: Path) -> None:
    _rewritten(backup, b'"cases_case": 3', b'"cases_case": 4')
    _refused("bảng cases_case: bản kê ghi 4 dòng, khôi phục được 3", backup)


def test_another_journal_than_the_manifest_tells_of_is_refused(backup: Path) -> None:
    digest = Entry.objects.latest("id").digest.encode()
    _rewritten(backup, digest, b"0" * 64)
    _refused("không phải mục ghi trong bản kê", backup)


def test_another_seal_than_the_manifest_tells_of_is_refused(tmp_path: Path) -> None:
    _motcua("seal")
    assert _motcua("backup", tmp_path / "b.zip").code == 0
    _rewritten(tmp_path / "b.zip", Checkpoint.objects.get().root.encode(), b"0" * 64)
    _refused("không phải điểm ghi trong bản kê", tmp_path / "b.zip", "--check")


def test_tables_of_a_newer_program_are_refused(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0999_to_come', '2030-01-01')")
    assert _motcua("backup", tmp_path / "b.zip").code == 0
    _refused("chương trình mới hơn (bước cases.0999_to_come)", tmp_path / "b.zip")


def _unguarded(statement: str) -> None:
    """What somebody with full power over the database would do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_entry_no_update")
        else:
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(statement)


def _rewritten(file: Path, old: bytes, new: bytes) -> None:
    """The backup with ``old`` in its manifest replaced, by somebody who makes its seal hold again."""
    with zipfile.ZipFile(file) as archive:
        manifest, part = archive.read("manifest.json"), archive.read("database")
    assert old in manifest
    with file.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.comment = _ROOM
            archive.writestr("database", part)
            archive.writestr("manifest.json", manifest.replace(old, new))
        _seal(stream)


# ---- by schedule ----------------------------------------------------------------------------------------------------------


def test_the_daily_backup_is_drilled_and_old_ones_go(tmp_path: Path) -> None:
    folder = settings.HOME / "backups"
    folder.mkdir()
    old = [f"motcua-2021010{day}-120000.zip" for day in (1, 2, 3)]
    for name in [*old, "letter.txt", ".motcua-20210101-120000.zip.partial"]:
        (folder / name).write_text("")
    called = _motcua("backup", "--scheduled", MOTCUA_BACKUP_KEEP="1")
    assert (called.code, called.err) == (0, ""), called
    assert "Diễn tập đạt" in called.out
    left = sorted(path.name for path in folder.iterdir())
    assert left[0] == "letter.txt"
    assert left[1] == old[-1], "the newest of its month stays"
    assert len(left) == 3


def test_the_daily_backup_may_be_under_a_passphrase_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE)
    told = {"MOTCUA_BACKUP_PASSPHRASE_FILE": str(secret)}
    secret.chmod(0o644)
    assert f"chmod 600 {secret}" in _motcua("backup", "--scheduled", **told).err
    secret.chmod(0o600)
    called = _motcua("backup", "--scheduled", **told)
    assert (called.code, "Diễn tập đạt" in called.out) == (0, True), called
    assert backup_record(settings.HOME).file.endswith(".zip.enc")


def test_a_disk_that_is_not_plugged_in_is_a_failure_that_is_seen(tmp_path: Path) -> None:
    called = _motcua("backup", "--scheduled", MOTCUA_BACKUP_FOLDER=str(tmp_path / "usb"))
    assert (called.code, "ổ đĩa đã cắm chưa" in called.err) == (2, True)
    assert not (tmp_path / "usb").exists()
    seen = _motcua("doctor", "--json").json["findings"]
    [finding] = [finding for finding in seen if finding["name"] == "lần sao lưu gần nhất"]
    assert (finding["status"], "ổ đĩa đã cắm chưa" in finding["words"]) == ("error", True)


def test_a_home_in_use_is_not_called_free_by_mistake() -> None:
    with alone(settings.HOME), pytest.raises(Occupied), alone(settings.HOME):
        pass
