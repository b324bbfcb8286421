"""``motcua verify``: does the journal still say what was written, and how far is it sealed?"""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database

if TYPE_CHECKING:
    from motcua.journal.verify import Flaw, Verdict
    from motcua.journal.verify_seals import SealVerdict, Told

UNSEEN = "Mục chưa niêm phong: nếu ai đó cắt bỏ các mục ấy ở cuối sổ thì lần kiểm tra này không thấy được."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the journal is, how to print the verdict, and whether to write the journal out."""
    home_argument(parser)
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument(
        "--export", type=Path, metavar="TỆP", help="kiểm tra xong thì xuất sổ ra TỆP để người ngoài tự kiểm tra (verify_journal.py)"
    )


def run(options: argparse.Namespace) -> int:
    """Read the whole journal and its checkpoints; 1 and the first bad place when they do not hold."""
    if options.export and options.export.exists():
        raise BadInput(f"{options.export}: đã có tệp này, không ghi đè; hãy chọn tên khác")
    open_database(options)
    from motcua.documents.queries import digests, lost_among
    from motcua.doors.console.file_examination import lost_in_words
    from motcua.journal.verify import verify_journal
    from motcua.journal.verify_seals import faults_of_home, verify_seals

    verdict = verify_journal(_progress)
    seals = verify_seals()
    faults = (*faults_of_home(seals.state), *seals.faults)
    stored = digests()
    lost = list(lost_among(stored))
    if options.json:
        files = {"stored": len(stored), "lost": [asdict(each) for each in lost]}
        print(json.dumps({**_told(verdict, seals, faults), "files": files}, ensure_ascii=False, indent=1))
    else:
        print(_in_words(verdict, seals, faults))
        print(lost_in_words(lost) if lost else f"Tệp giấy tờ: {len(stored)} tệp nguyên vẹn.")
    if options.export:
        _export(options.export)
    return 0 if verdict.holds and not faults and not lost else 1


def _progress(done: int) -> None:
    if sys.stderr.isatty() or done % 10_000 == 0:
        print(f"\rĐã đọc {done} mục…  ", end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


def _export(path: Path) -> None:
    """The journal as text, whole or not at all."""
    from motcua.journal.export import exported

    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.writelines(exported())
        draft.rename(path)
    except OSError as error:
        raise BadInput(f"{path}: không ghi được ({error.strerror}); hãy chọn chỗ khác") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"{path}: không xuất được, trong sổ có mục không đọc được; hãy xem motcua verify") from error
    finally:
        draft.unlink(missing_ok=True)
    print(f"Đã xuất sổ ra {path}. Kiểm tra: python3 verify_journal.py {path} --key MÃ_KHÓA_TRÊN_GIẤY", file=sys.stderr)


def first_flaw(verdict: "Verdict") -> "Flaw | None":
    """The flaw of the entry that was written first."""
    return min(verdict.flaws, key=lambda flaw: flaw.entry_id, default=None)


def _told(verdict: "Verdict", seals: "SealVerdict", faults: "tuple[Told, ...]") -> dict[str, Any]:
    first = first_flaw(verdict)
    return {
        "entries": verdict.entries,
        "verified": verdict.holds and not faults,
        "bad_entries": len(verdict.flaws),
        "first_bad": first
        and {
            "entry": first.entry_id,
            "case": first.case_id or None,
            "file_number": file_number_of(first),
            "position": first.position,
            "why": first.why,
        },
        "seals": _seals_told(seals, faults),
    }


def _seals_told(seals: "SealVerdict", faults: "tuple[Told, ...]") -> dict[str, Any]:
    from motcua.doors.console.seal_words import code_of_key, told_in_words
    from motcua.journal.checkpoint import code_of

    state = seals.state
    return {
        "last": state.number or None,
        "code": code_of(state.digest) if state.number else None,
        "key": code_of_key(state.public_key) if state.number else None,
        "sealed_at": state.sealed_at.isoformat() if state.sealed_at else None,
        "sealed": seals.sealed,
        "unsealed": state.unsealed,
        "unsealed_since": state.unsealed_since.isoformat() if state.unsealed_since else None,
        "faults": [{"checkpoint": fault.number, "fault": fault.what, "why": told_in_words(fault)} for fault in faults],
        "remarks": [told_in_words(remark) for remark in seals.remarks],
    }


def _in_words(verdict: "Verdict", seals: "SealVerdict", faults: "tuple[Told, ...]") -> str:
    from motcua.doors.console.seal_words import state_in_words, told_in_words

    lines = [_conclusion(verdict, seals, faults), f"Niêm phong: {state_in_words(seals.state)}."]
    lines += [f"✗ {told_in_words(fault)}." for fault in faults]
    lines += [f"! {told_in_words(remark)}. Sổ giấy có ghi không?" for remark in seals.remarks]
    return "\n".join([*lines, *([UNSEEN] if seals.state.unsealed else [])])


def _conclusion(verdict: "Verdict", seals: "SealVerdict", faults: "tuple[Told, ...]") -> str:
    first = first_flaw(verdict)
    if first:
        return f"Sổ nhật ký KHÔNG nguyên vẹn ({len(verdict.flaws)} trên {verdict.entries} mục). Mục sai đầu tiên: {flaw_in_words(first)}."
    if faults:
        return f"Sổ nhật ký KHÔNG nguyên vẹn: {verdict.entries} mục nối nhau đúng, nhưng có {len(faults)} chỗ không khớp niêm phong."
    return f"Sổ nhật ký nguyên vẹn: đã đọc {verdict.entries} mục, {seals.sealed} mục đã niêm phong."


def flaw_in_words(flaw: "Flaw") -> str:
    """Which case, which place in its chain, and why."""
    number = file_number_of(flaw)
    case = f"hồ sơ {number or flaw.case_id}" if flaw.case_id else "chuỗi của cơ quan"
    return f"{case}, mục thứ {flaw.position} (số {flaw.entry_id} trong bảng): {flaw.why}"


def file_number_of(flaw: "Flaw") -> str | None:
    """The file number of the case whose chain is meant, where it has one."""
    from motcua.cases.queries.numbers import file_number_of_case

    return file_number_of_case(flaw.case_id)
