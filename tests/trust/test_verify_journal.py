"""The stand-alone verifier of an export: whatever is changed, taken out, put in, moved or cut is found; what it cannot see, it says."""

import ast
import io
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from motcua.journal import merkle, verify_journal
from motcua.journal.checkpoint import code_of, key_code, public_part
from motcua.journal.models import Checkpoint, Entry
from motcua.journal.record import digest_of
from motcua.journal.seal import Sealed, sealing_key_file
from motcua.journal.verify_journal import Check, main, read
from tests.trust.small_journal import START, a_small_journal, lines_of_the_export, note, run_sql, sealed_at, signed_anew, unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "HOME", tmp_path)


def _faults(lines: list[bytes], *, seen: dict[int, str] | None = None, keys: tuple[str, ...] = (), is_end_true: bool = True) -> list[str]:
    """What is found; ``is_end_true``: by somebody who has made the last line true again."""
    check = Check(list(keys), seen or {})
    read(io.BytesIO(b"".join(lines)), check)
    check.is_ended = check.is_ended or is_end_true
    check.finish(0)
    return check.faults


def _body() -> list[bytes]:
    """The export without the line that counts and digests it: the seals must hold alone."""
    return lines_of_the_export()[:-1]


def _seen(made: Sealed) -> dict[int, str]:
    return {made.number: code_of(made.digest)}


def test_an_untouched_export_holds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, last = a_small_journal()
    note(8, minutes=121)
    file = tmp_path / "so.jsonl"
    file.write_bytes(b"".join(lines_of_the_export()))
    seen = f"{last.number}:{code_of(last.digest).lower().replace('-', ' ')}"
    assert main([str(file), "--key", key_code(last.public_key), "--seen", seen, "--expect", "7"]) == 0
    assert "7 mục, 6 mục đã niêm phong, 1 mục chưa" in capsys.readouterr().out
    assert main([str(file), "--key", key_code(last.public_key), "--expect", "8"]) == 1
    assert main([str(file)]) == 2
    assert "CHƯA KẾT LUẬN" in capsys.readouterr().out
    assert main([str(tmp_path / "khong-co")]) == 2


def test_every_flipped_bit_of_a_sealed_journal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_journal, "is_signed", cache(verify_journal.is_signed))  # most are asked again and again
    a_small_journal()
    body = _body()
    assert _faults(body) == []
    text = b"".join(body)
    unseen = [place for place in range(len(text) * 8) if not _faults([_flipped(text, place)])]
    assert unseen == []


def test_every_flipped_bit_of_the_last_line_is_found() -> None:
    a_small_journal()
    *body, end = lines_of_the_export()
    assert [place for place in range(len(end) * 8) if not _faults([*body, _flipped(end, place)], is_end_true=False)] == []


def _flipped(text: bytes, place: int) -> bytes:
    changed = bytearray(text)
    changed[place // 8] ^= 1 << (place % 8)
    return bytes(changed)


def test_every_line_taken_out_doubled_or_moved_is_found() -> None:
    _, last = a_small_journal()
    body = _body()
    for at in range(len(body) - 1):
        assert _faults([*body[:at], *body[at + 1 :]]), f"dòng {at + 1} bị lấy đi"
    for at, to in combinations(range(len(body)), 2):
        swapped = list(body)
        swapped[at], swapped[to] = swapped[to], swapped[at]
        assert _faults(swapped), f"dòng {at + 1} đổi chỗ với dòng {to + 1}"
    for at in range(len(body)):
        for to in range(len(body) + 1):
            assert _faults([*body[:to], body[at], *body[to:]]), f"dòng {at + 1} chép thêm sau dòng {to}"
    assert _faults(body[:-1]) == []
    assert _faults(body[:-1], seen=_seen(last))


def test_a_cut_is_found_by_the_last_line_and_one_that_made_it_true_by_a_printed_code() -> None:
    first, last = a_small_journal()
    lines = lines_of_the_export()
    text = b"".join(lines)
    assert [size for size in range(len(text)) if not _faults([text[:size]], is_end_true=False)] == []
    for kept in range(len(lines) - 1):
        assert _faults(lines[:kept], seen=_seen(last)), f"cắt còn {kept} dòng"
    beyond_the_first_seal = lines[:-3]
    assert not _faults(beyond_the_first_seal, seen=_seen(first))


def test_an_entry_of_its_own_put_among_the_sealed_ones_is_found() -> None:
    a_small_journal()
    before = _body()
    extra = note(9, minutes=121)
    added = next(line for line in _body() if f'"id":{extra.pk},'.encode() in line)
    for to in range(1, len(before)):
        assert _faults([*before[:to], added, *before[to:]]), f"chép vào sau dòng {to}"
    assert _faults([*before, added]) == []


def _rewritten() -> None:
    """Somebody with the whole database in hand writes the first act anew, and all digests after it."""
    unguarded()
    entry = Entry.objects.order_by("id")[0]
    rows = list(Entry.objects.filter(case_id=entry.case_id).order_by("position"))
    before = rows[0].previous
    for row in rows:
        row.previous = before
        row.actor_name = "Người khác"
        before = row.digest = digest_of(row)
        run_sql("UPDATE journal_entry SET previous = %s, actor_name = %s, digest = %s WHERE id = %s",
                row.previous, row.actor_name, row.digest, row.pk)  # fmt: skip


def _resealed(key_file: Path) -> Sealed:
    """All checkpoints made anew, with the key that lies at ``key_file``."""
    run_sql("DELETE FROM journal_checkpoint")
    (settings.HOME / "last_seal.json").unlink()
    assert key_file.exists()
    return sealed_at(130)


def test_a_journal_written_anew_is_found_by_its_roots() -> None:
    a_small_journal()
    _rewritten()
    assert any("không phải các mục đã niêm phong" in fault for fault in _faults(_body()))


def test_a_journal_written_and_sealed_anew_with_another_key_is_found_by_the_key_on_paper() -> None:
    _, last = a_small_journal()
    _rewritten()
    sealing_key_file().unlink()
    sealing_key_file().write_text(Ed25519PrivateKey.generate().private_bytes_raw().hex())
    sealing_key_file().chmod(0o600)
    _resealed(sealing_key_file())
    assert _faults(_body()) == []
    [fault] = _faults(_body(), keys=(key_code(last.public_key),))
    assert "không có trong các mã khóa đã cho" in fault


def test_whoever_holds_the_key_is_found_by_a_printed_code_alone() -> None:
    first, last = a_small_journal()
    _rewritten()
    again = _resealed(sealing_key_file())
    keys = (key_code(last.public_key),)
    assert again.public_key == last.public_key
    assert _faults(_body(), keys=keys) == []
    assert "sổ đã bị làm lại" in _faults(_body(), keys=keys, seen=_seen(first))[0]
    assert "không có trong tệp" in _faults(_body(), keys=keys, seen=_seen(last))[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"previous": "0" * 64}, "không nối với điểm trước"),
        ({"sealed_at": START}, "lùi so với điểm trước"),
        ({"up_to": 1}, "lùi so với điểm trước"),
        ({"count": 2}, "đã niêm phong 2 mục, trong tệp có 3"),
        ({"root": "0" * 64}, "gốc Merkle khác"),
        ({"number": 3}, "không phải số 2"),
    ],
)
def test_what_the_holder_of_the_key_signs_must_still_fit_together(changes: dict[str, Any], words: str) -> None:
    a_small_journal()
    signed_anew(2, **changes)
    assert any(words in fault for fault in _faults(_body())), _faults(_body())


def test_a_seal_that_says_it_covers_less_than_it_stands_behind_is_found() -> None:
    _, last = a_small_journal()
    signed_anew(2, up_to=last.up_to - 1)
    seal = next(line for line in _body() if b'"number":2,' in line)
    faults = _faults([*(line for line in _body() if line != seal), seal])
    assert any("đứng sau những mục mà nó không phủ" in fault for fault in faults)


def test_a_key_that_the_old_one_vouches_for_is_trusted_and_told_and_another_is_not() -> None:
    _, old = a_small_journal()
    new = sealed_at(121, new_key=True)
    old_code, new_code = key_code(old.public_key), key_code(new.public_key)
    assert _faults(_body(), keys=(old_code,)) == _faults(_body(), keys=(new_code,)) == []
    sealing_key_file().unlink()
    for other in settings.HOME.glob("keys/sealing_key.*"):
        other.unlink()
    lost = sealed_at(122, new_key=True)
    assert not lost.is_vouched
    assert "không có trong các mã khóa" in _faults(_body(), keys=(old_code,))[0]
    assert _faults(_body(), keys=(key_code(lost.public_key),)) == []
    assert _faults(_body(), keys=(old_code, key_code(lost.public_key))) == []


def test_a_restore_leaves_a_gap_that_is_told_and_a_lost_checkpoint_is_missing() -> None:
    _, last = a_small_journal()
    made = sealed_at(121, restored_after=5)
    assert (made.number, list(made.lost)) == (6, [3, 4, 5])
    check = Check([key_code(last.public_key)], {4: "A" * 24})
    read(lines_of_the_export(), check)
    check.finish(0)
    assert "các điểm từ 3 đến 5 đã mất" in check.remarks[0]
    assert "điểm niêm phong số 4: có trên giấy, không có trong tệp" in check.faults[0]


def test_no_personal_word_is_in_the_export() -> None:
    a_small_journal()
    text = b"".join(lines_of_the_export()).decode()
    assert "Lan" not in text and "commitments" in text


@pytest.mark.parametrize("line", [b"", b"\n", b"[]\n", b'{"entry":1}\n', b'{"end":{}}\n', b"\xff\n", b'{"format":"motcua-journal-2"}\n'])
def test_nonsense_is_a_finding_and_no_crash(line: bytes) -> None:
    assert _faults([line], is_end_true=False)


def test_a_bad_code_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["x", "--seen", "7:ABCD"])
    assert "phải là SỐ:MÃ" in capsys.readouterr().err


def test_it_stands_alone(tmp_path: Path) -> None:
    source = Path(verify_journal.__file__)
    tree = ast.parse(source.read_text())
    named = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {name.split(".")[0] for name in named} - set(sys.stdlib_module_names) == {"cryptography"}
    assert len(source.read_text().splitlines()) < 300
    _, last = a_small_journal()
    copy, file = tmp_path / "verify_journal.py", tmp_path / "so.jsonl"
    copy.write_text(source.read_text())
    file.write_bytes(b"".join(lines_of_the_export()))
    command = [sys.executable, "-I", str(copy), str(file), "--key", key_code(last.public_key)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert code_of(last.digest) in done.stdout


@given(st.lists(st.integers(1, 10**12), unique=True, max_size=70).map(sorted))
def test_both_roots_are_the_one_of_rfc_6962(ids: list[int]) -> None:
    entries = [(each, f"{each:064x}") for each in ids]
    leaves = [f"{each}:{digest}".encode() for each, digest in entries]
    hashes = [verify_journal.hashlib.sha256(b"\0" + leaf).digest() for leaf in leaves]
    told = _by_the_book(leaves).hex()
    assert (len(ids), told) == merkle.root_of(iter(entries))
    assert told == verify_journal.merkle(hashes).hex()


def _by_the_book(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    digest = verify_journal.hashlib.sha256
    if not leaves:
        return digest().digest()
    if len(leaves) == 1:
        return digest(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return digest(b"\1" + _by_the_book(leaves[:split]) + _by_the_book(leaves[split:])).digest()


def test_a_code_is_of_the_statement_and_has_one_way_of_being_written() -> None:
    _, last = a_small_journal()
    row = Checkpoint.objects.get(number=last.number)
    assert code_of(row.digest) == code_of(last.digest)
    assert verify_journal.code_of(row.digest) == code_of(row.digest)
    assert verify_journal.key_code(row.public_key) == key_code(row.public_key)
    assert verify_journal.typed(" 0abc-1d8 ") == "OABCIDB"
    shouted = [line.replace(row.signature.encode(), row.signature.upper().encode()) for line in _body()]
    assert any("chữ ký không đúng" in fault for fault in _faults(shouted))


def test_a_key_in_place_of_the_first_is_the_one_that_signs() -> None:
    sealing_key_file().parent.mkdir()
    key = Ed25519PrivateKey.generate()
    sealing_key_file().write_text(key.private_bytes_raw().hex())
    sealing_key_file().chmod(0o600)
    first, _ = a_small_journal()
    assert first.public_key == public_part(key)
    assert replace(first, count=0).lost == range(1, 1)
