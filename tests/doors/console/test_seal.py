"""``motcua seal``, as an operator calls it: what it prints is what is copied onto paper, and a "no" says what to do."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from motcua.doors.clock.schedule import HOUSE_JOBS
from motcua.doors.console.seal_examination import examine_seals
from motcua.doors.console.seal_words import WORDS
from motcua.journal.checkpoint import code_of, key_code
from motcua.journal.models import Checkpoint
from motcua.journal.seal import sealing_key_file
from motcua.journal.verify_seals import Fault, Remark
from tests.doors.console.calling import call
from tests.trust.small_journal import START, a_small_journal, note, run_sql, unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)


def test_a_seal_is_told_as_it_is_copied_onto_paper(capsys: pytest.CaptureFixture[str]) -> None:
    note(7)
    called = call(capsys, "seal")
    [row] = Checkpoint.objects.all()
    assert called.code == 0
    assert "Đã niêm phong 1 mục mới" in called.out
    assert f"điểm số 1  mã {code_of(row.digest)}" in called.out
    assert f"khóa {key_code(row.public_key)}" in called.out
    assert f"Khóa mới ở {sealing_key_file()}" in called.out
    assert "Không có mục mới" in call(capsys, "seal").out
    shown = call(capsys, "seal", "--public-key")
    assert row.public_key in shown.out and key_code(row.public_key) in shown.out
    assert Checkpoint.objects.count() == 1


def test_before_the_first_seal_there_is_no_key_to_show(capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "seal", "--public-key")
    assert (called.code, called.out) == (0, "Niêm phong: chưa có điểm nào; mọi mục đều đã niêm phong.\n")
    assert not sealing_key_file().exists()


def test_a_change_of_key_and_a_loss_of_it_say_what_goes_onto_paper(capsys: pytest.CaptureFixture[str]) -> None:
    note(7)
    call(capsys, "seal")
    changed = call(capsys, "seal", "--new-key")
    assert "Khóa mới ở" in changed.out and "KHÔNG ký nhận" not in changed.out
    for path in sealing_key_file().parent.iterdir():
        path.unlink()
    refused = call(capsys, "seal", "--new-key", "--public-key")
    assert refused.code == 2
    note(8, minutes=1)
    missing = call(capsys, "seal")
    assert missing.code == 2
    assert "Không có khóa niêm phong" in missing.err and "--new-key" in missing.err
    assert "Khóa cũ KHÔNG ký nhận" in call(capsys, "seal", "--new-key").out
    told = call(capsys, "verify")
    assert told.code == 0
    assert told.out.count("Sổ giấy có ghi không?") == 2


def test_after_a_restore_the_lost_numbers_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    note(7)
    call(capsys, "seal")
    called = call(capsys, "seal", "--after-restore", "4")
    assert "Mất vì khôi phục: các điểm số 2–4." in called.out
    assert "điểm số 5" in called.out
    assert "các điểm số 2–4 đã mất" in call(capsys, "verify").out
    assert call(capsys, "seal", "--after-restore", "-1").code == 2
    assert "điểm số 6" in call(capsys, "seal", "--after-restore").out


def test_the_worker_seals_every_hour_where_the_key_is(monkeypatch: pytest.MonkeyPatch) -> None:
    [job] = [job for job in HOUSE_JOBS if job.name == "seal"]
    assert job.every == timedelta(hours=1)
    note(7)
    monkeypatch.setattr(settings, "SEALING_KEY_FILE", "off")
    job.run(START)
    assert not Checkpoint.objects.exists()
    monkeypatch.setattr(settings, "SEALING_KEY_FILE", "")
    job.run(START)
    assert Checkpoint.objects.count() == 1


def test_the_doctor_tells_the_age_of_what_is_not_sealed_and_the_state_of_the_key() -> None:
    def found(minutes: int) -> list[tuple[str, str]]:
        return [(each.name, each.status) for each in examine_seals(START + timedelta(minutes=minutes), is_full=False)]

    assert found(0) == [("điểm niêm phong", "warning")]
    a_small_journal()
    assert found(9999) == [("điểm niêm phong", "ok"), ("khóa niêm phong", "ok")]
    note(9, minutes=130)
    assert found(130 + 119)[0] == ("điểm niêm phong", "ok")
    assert found(130 + 121)[0] == ("điểm niêm phong", "warning")
    assert found(130 + 1441)[0] == ("điểm niêm phong", "error")
    sealing_key_file().chmod(0o644)
    assert found(130)[1] == ("khóa niêm phong", "error")
    sealing_key_file().unlink()
    assert found(130)[1] == ("khóa niêm phong", "error")


def test_the_doctor_in_full_verifies_every_seal() -> None:
    a_small_journal()
    unguarded()
    run_sql("DELETE FROM journal_entry WHERE case_id = 8")
    assert examine_seals(START, is_full=False)[0].status == "ok"
    found = examine_seals(START, is_full=True)[0]
    assert found.status == "error"
    assert "điểm niêm phong số 1" in found.words


def test_every_fault_and_remark_has_words() -> None:
    assert set(WORDS) == {*Fault, *Remark}
