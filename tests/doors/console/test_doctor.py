"""``motcua doctor`` finds what is wrong because it really tries, and says how to mend it."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from motcua.catalogue.commands.enact import enact
from motcua.documents.models import StoredFile
from motcua.documents.reading import take_in
from motcua.documents.rules.limits import Limits
from motcua.documents.store import path_of
from motcua.doors.clock import worker
from motcua.doors.console import examination
from motcua.doors.console.examination import Finding, examine
from motcua.doors.shared.backup_record import note_backup
from motcua.kernel.moments import VIETNAM, at
from motcua.offices.models import Authority, CalendarYear, Office
from motcua.offices.queries import authority_ids, forget, system_actor
from tests.builders.honest_files import png
from tests.commands.playing import play, procedure, receive
from tests.doors.console.calling import call

pytestmark = pytest.mark.django_db
TODAY = date(2021, 3, 1)


@pytest.fixture(autouse=True)
def _a_small_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One case on file, keys in a home of this test's own, the program's clock on 01/03/2021."""
    play(receive("2021-03-01T08:00"))
    keys = tmp_path / "keys"
    keys.mkdir()
    for name in ("secret_key", "personal_data_key"):
        (keys / name).write_text("5e" * 32)
        (keys / name).chmod(0o600)
        monkeypatch.delenv(f"MOTCUA_{name.upper()}")
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(examination, "program_now", lambda: at(TODAY))
    monkeypatch.setattr(examination, "durability", lambda: (True, "như thật"))
    (tmp_path / "worker.heartbeat").write_text(datetime.now(VIETNAM).isoformat())
    note_backup(tmp_path, succeeded_at=datetime.now(VIETNAM), file=str(keys / "secret_key"), drilled_at=datetime.now(VIETNAM))


def _found(name: str) -> Finding:
    [finding] = [finding for finding in examine(is_full=True) if finding.name == name]
    return finding


def test_a_scanned_paper_that_is_gone_or_changed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setattr(settings, "DOCUMENTS_FOLDER", tmp_path / "documents")
    file = take_in(png(), Limits())
    StoredFile.of(file, authority_id=authority_ids()[0], at=at(TODAY))
    assert _found("tệp giấy tờ").status == "ok"
    assert "Tệp giấy tờ: 2 tệp nguyên vẹn." in call(capsys, "verify").out
    path_of(file.digest).write_bytes(b"x")
    assert _found("tệp giấy tờ").status == "error" and file.digest[:16] in _found("tệp giấy tờ").words
    called = call(capsys, "verify")
    assert called.code == 1 and "1 tệp giấy tờ đã mất hoặc bị thay đổi" in called.out


def test_a_healthy_office_has_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "doctor", "--full", "--json")
    found = json.loads(called.out)
    assert called.code == 0, found
    assert found["healthy"]
    assert {row["name"] for row in found["findings"] if row["status"] == "ok"} >= {
        "cơ sở dữ liệu", "ghi bền", "sổ chỉ ghi thêm", "sổ nhật ký", "khóa SECRET_KEY", "khóa PERSONAL_DATA_KEY", "ổ đĩa", "in giấy tờ",
        "tiến trình nền", "sao lưu", "diễn tập khôi phục", "lịch 2021", "lịch 2022",
    }  # fmt: skip
    assert {row["name"] for row in found["findings"] if row["status"] == "note"} == {"chưa xác minh", "mẫu giấy"}
    assert "Máy khỏe" in call(capsys, "doctor").out


def test_a_demonstration_owes_no_backup(tmp_path: Path) -> None:
    note_backup(tmp_path, succeeded_at=datetime(2020, 1, 1, tzinfo=VIETNAM), file="x")
    assert _found("sao lưu").status == "error"
    Authority.objects.update(is_demonstration=True)
    assert _found("sao lưu").status == "note"
    assert "dựng lại được" in _found("sao lưu").words


def test_a_journal_that_could_be_changed_is_an_error_with_its_mend(capsys: pytest.CaptureFixture[str]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_entry_no_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
    assert "UPDATE" in _found("sổ chỉ ghi thêm").words
    called = call(capsys, "doctor")
    assert called.code == 1
    assert "✗ sổ chỉ ghi thêm" in called.out
    assert "→ khôi phục bộ kích hoạt" in called.out


def test_the_try_leaves_nothing_behind() -> None:
    from motcua.journal.models import Entry

    before = Entry.objects.count()
    assert _found("sổ chỉ ghi thêm").status == "ok"
    assert Entry.objects.count() == before


def test_a_key_that_others_may_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "keys" / "secret_key").chmod(0o644)
    assert _found("khóa SECRET_KEY").mend == f"chmod 600 {tmp_path}/keys/secret_key"


def test_a_lost_key_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "keys" / "personal_data_key").unlink()
    assert _found("khóa PERSONAL_DATA_KEY").status == "error"


def test_a_key_from_the_environment_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SECRET_KEY", "x")
    assert _found("khóa SECRET_KEY").words == "lấy từ môi trường"


def test_a_provisional_year_is_a_warning_and_a_missing_one_an_error() -> None:
    CalendarYear.objects.filter(year=2022).update(is_provisional=True)
    CalendarYear.objects.filter(year=2021).delete()
    forget()
    assert (_found("lịch 2021").status, _found("lịch 2022").status) == ("error", "warning")


def test_a_counter_without_a_code_and_a_procedure_without_a_limit_are_warnings() -> None:
    from motcua.doors.console.scenario import Procedure
    from motcua.doors.console.scenario_plans import procedure_of

    offices = {office.key: office.pk for office in Office.objects.all()}
    told = Procedure(**{**procedure(), "id": "K", "code": "9.000002", "time_limit": None})
    system = system_actor(authority_ids()[0])
    enact(actor=system, at=at(TODAY, time(9)), procedure=procedure_of(told, offices), valid_from=TODAY)
    Office.objects.update(code="")
    forget()
    assert "UBND huyện Vân Canh" in _found("mã cơ quan").words
    assert "9.000002" in _found("thời hạn").words


def test_a_worker_that_is_silent_is_a_warning(tmp_path: Path) -> None:
    silent = datetime.now(VIETNAM) - timedelta(hours=1)
    (tmp_path / "worker.heartbeat").write_text(silent.isoformat())
    assert _found("tiến trình nền").status == "warning"
    (tmp_path / "worker.heartbeat").unlink()
    assert "chưa từng chạy" in _found("tiến trình nền").words
    assert worker.last_heartbeat() is None


def test_a_full_disk_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 100_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage)
    assert (_found("ổ đĩa").status, _found("ổ đĩa").words) == ("error", "còn trống 100 MB")


def test_printing_that_fails_is_an_error_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("không có typst")

    monkeypatch.setattr(examination, "render", broken)
    assert _found("in giấy tờ").status == "error"


def test_tables_that_are_behind_are_an_error() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    assert next((finding.name, finding.mend) for finding in examine(is_full=False)) == ("bảng dữ liệu", "chạy motcua migrate")


def test_durability_is_read_from_the_database_itself() -> None:
    from motcua.database.dialect import durability

    is_safe, words = durability()
    if connection.vendor == "sqlite":
        assert (is_safe, words) == (True, "journal_mode=wal, synchronous=2")
    else:
        assert words.startswith("fsync=")
