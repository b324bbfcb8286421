"""``motcua verify``: does the journal still say what was written?"""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database

if TYPE_CHECKING:
    from motcua.journal.verify import Flaw, Verdict

UNSEEN = (
    "Chưa có điểm niêm phong (checkpoint): nếu ai đó cắt bỏ các mục cuối của một chuỗi, hoặc xóa cả chuỗi của một hồ sơ, "
    "thì lần kiểm tra này không thấy được."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the journal is and how to print the verdict."""
    home_argument(parser)
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--export", metavar="TỆP", help="xuất sổ để người ngoài tự kiểm tra (có ở phiên bản sau)")


def run(options: argparse.Namespace) -> int:
    """Read the whole journal; 1 and the first bad entry when it does not hold."""
    if options.export:
        raise BadInput("--export: xuất sổ nhật ký có ở phiên bản sau; bỏ --export để kiểm tra tại chỗ")
    open_database(options)
    from motcua.journal.verify import verify_journal

    verdict = verify_journal(_progress)
    first = min(verdict.flaws, key=lambda flaw: flaw.entry_id, default=None)
    print(json.dumps(_told(verdict, first), ensure_ascii=False, indent=1) if options.json else _in_words(verdict, first))
    return 0 if verdict.holds else 1


def _progress(done: int) -> None:
    if sys.stderr.isatty() or done % 10_000 == 0:
        print(f"\rĐã đọc {done} mục…  ", end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


def _told(verdict: "Verdict", first: "Flaw | None") -> dict[str, Any]:
    return {
        "entries": verdict.entries,
        "verified": verdict.holds,
        "bad_entries": len(verdict.flaws),
        "first_bad": first
        and {
            "entry": first.entry_id,
            "case": first.case_id or None,
            "file_number": file_number_of(first),
            "position": first.position,
            "why": first.why,
        },
        "sees_missing_tail": False,
    }


def _in_words(verdict: "Verdict", first: "Flaw | None") -> str:
    if first is None:
        return f"Sổ nhật ký nguyên vẹn: đã đọc {verdict.entries} mục. {UNSEEN}"
    return f"Sổ nhật ký KHÔNG nguyên vẹn ({len(verdict.flaws)} trên {verdict.entries} mục). Mục sai đầu tiên: {flaw_in_words(first)}."


def flaw_in_words(flaw: "Flaw") -> str:
    """Which case, which place in its chain, and why."""
    number = file_number_of(flaw)
    case = f"hồ sơ {number or flaw.case_id}" if flaw.case_id else "chuỗi của cơ quan"
    return f"{case}, mục thứ {flaw.position} (số {flaw.entry_id} trong bảng): {flaw.why}"


def file_number_of(flaw: "Flaw") -> str | None:
    """The file number of the case whose chain is meant, where it has one."""
    from motcua.cases.queries.numbers import file_number_of_case

    return file_number_of_case(flaw.case_id)
