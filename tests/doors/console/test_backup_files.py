"""The files of the cases in a backup: all of them, encrypted, and back where they were after a restore."""

import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from motcua.documents.models import StoredFile
from motcua.documents.reading import take_in
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.limits import Limits
from motcua.documents.store import fetch, path_of, place_of
from motcua.doors.console.backups.container import _ROOM, _seal
from motcua.journal.models import Entry
from motcua.kernel.moments import VIETNAM
from tests.builders.honest_files import pdf, png
from tests.doors.console.calling import call
from tests.doors.console.test_backup import _an_office_at_work as _an_office_at_work
from tests.doors.console.test_backup import _motcua, _refused


def _scanned(content: bytes) -> Kept:
    """A file put on the disk, with its row."""
    file = take_in(content, Limits())
    StoredFile.of(file, authority_id=Entry.objects.values_list("authority_id", flat=True)[0], at=datetime.now(VIETNAM))
    return file


def test_the_files_of_the_cases_are_in_a_backup_and_come_back_as_they_were(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = pdf()
    file = _scanned(content)
    said = call(capsys, "backup", tmp_path / "b.zip").out
    assert "2 tệp giấy tờ" in said
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert f"documents/{file.digest[:2]}/{file.digest}" in archive.namelist()
        assert all(b"%PDF" not in archive.read(name) for name in archive.namelist() if name.startswith("documents/"))
    late = _scanned(png())
    path_of(file.digest).write_bytes(b"x")
    assert "2 tệp giấy tờ đúng mã băm" in _motcua("restore", "--check", tmp_path / "b.zip").out
    called = _motcua("restore", tmp_path / "b.zip")
    assert called.code == 0, called
    assert fetch(file.digest) == content
    assert not path_of(late.digest).exists()
    [kept] = settings.HOME.glob("documents.before-restore-*")
    assert (kept / place_of(late.digest)).is_file() and str(kept) in called.out


def test_a_backup_whose_files_do_not_hold_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _scanned(png())
    assert call(capsys, "backup", tmp_path / "b.zip").code == 0
    again = tmp_path / "c.zip"
    _repacked(tmp_path / "b.zip", again, without=f"documents/{file.digest[:2]}/{file.digest}")
    _refused("tệp giấy tờ không khôi phục được", "--check", again)


def test_a_file_lost_before_is_told_by_the_backup_and_keeps_nothing_from_being_restored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path_of(_scanned(png()).digest).unlink()
    assert "CÒN 1 tệp giấy tờ đã mất" in call(capsys, "backup", tmp_path / "b.zip").out
    assert "1 tệp đã mất từ trước khi sao lưu" in _motcua("restore", "--check", tmp_path / "b.zip").out


def test_restored_beside_the_one_in_use_its_files_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _scanned(png())
    assert call(capsys, "backup", tmp_path / "b.zip").code == 0
    later = _scanned(pdf())
    path_of(file.digest).unlink()
    is_file = connection.vendor == "sqlite"
    into = tmp_path / "office" if is_file else f"{connection.settings_dict['NAME']}_elsewhere"
    called = _motcua("restore", tmp_path / "b.zip", "--into", into)
    assert called.code == 0, called
    assert path_of(later.digest).is_file()
    there = tmp_path / "office" / "documents" if is_file else settings.DOCUMENTS_FOLDER
    assert (there / place_of(file.digest)).is_file()


def _repacked(file: Path, target: Path, *, without: str) -> None:
    """The same backup less one part, sealed as if it were whole."""
    with zipfile.ZipFile(file) as source, target.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            archive.comment = _ROOM
            manifest = json.loads(source.read("manifest.json"))
            del manifest["parts"][without]
            for name in manifest["parts"]:
                archive.writestr(name, source.read(name))
            archive.writestr("manifest.json", json.dumps(manifest))
        _seal(stream)
