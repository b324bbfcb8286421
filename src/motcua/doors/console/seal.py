"""``motcua seal``: seal the journal's new entries now; print the key's code, change the key, go on after a restore."""

import argparse
from typing import TYPE_CHECKING

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database
from motcua.kernel.refusal import Refusal

if TYPE_CHECKING:
    from motcua.journal.seal import Sealed


def arguments(parser: argparse.ArgumentParser) -> None:
    """What else than sealing is to be done."""
    home_argument(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--public-key", action="store_true", help="chỉ in mã khóa và điểm cuối để chép vào sổ giấy, không niêm phong")
    what.add_argument("--new-key", action="store_true", help="đổi khóa: khóa cũ ký nhận khóa mới nếu còn")
    parser.add_argument(
        "--after-restore", nargs="?", type=int, const=0, metavar="SỐ",
        help="niêm phong tiếp sau khi khôi phục; SỐ là điểm cuối cùng đã ghi trên giấy, nếu máy là máy mới",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Seal, and print what is to be copied onto paper."""
    open_database(options)
    from motcua.doors.console.demonstration_time import time_here
    from motcua.doors.shared.program_clock import program_now
    from motcua.doors.shared.refusals import sentence
    from motcua.journal.seal import seal

    if options.public_key:
        print("\n".join(_of_the_key()))
        return 0
    if options.after_restore is not None and options.after_restore < 0:
        raise BadInput("--after-restore: SỐ là số của một điểm niêm phong, không âm")
    try:
        made = seal(at=time_here(program_now()), new_key=options.new_key, restored_after=options.after_restore)
    except Refusal as refusal:
        raise BadInput(sentence(refusal)) from refusal
    print("\n".join(_told(made) if made else ["Không có mục mới; không lập điểm niêm phong nào.", *_of_the_key()]))
    return 0


def _told(made: "Sealed") -> list[str]:
    from motcua.doors.console.seal_words import lost_in_words, moment_words
    from motcua.journal.checkpoint import code_of, key_code
    from motcua.journal.seal import sealing_key_file

    lines = [f"Đã niêm phong {made.count} mục mới, đến mục số {made.up_to}, lúc {moment_words(made.sealed_at)}."]
    if made.lost:
        lines.append(
            f"Mất vì khôi phục: {lost_in_words(made.lost[0], made.lost[-1])}. Hãy ghi vào sổ giấy: ngày khôi phục, vì sao, ai làm."
        )
    if made.is_new_key:
        lines.append(f"Khóa mới ở {sealing_key_file()}: hãy cất một bản ở chỗ khác với bản sao lưu, và ghi mã khóa vào sổ giấy.")
    if not made.is_vouched:
        lines.append("Khóa cũ KHÔNG ký nhận khóa này. Hãy ghi vào sổ giấy: vì sao mất khóa cũ, ai đổi, hai người cùng ký.")
    return [
        *lines,
        f"Chép vào sổ giấy:  điểm số {made.number}  mã {code_of(made.digest)}",
        f"                   khóa {key_code(made.public_key)}",
    ]


def _of_the_key() -> list[str]:
    """The last checkpoint and its key, for the paper record and for whoever verifies."""
    from motcua.doors.console.seal_words import state_in_words
    from motcua.journal.verify_seals import seal_state

    state = seal_state()
    return [f"Niêm phong: {state_in_words(state)}.", *([f"Khóa công khai (Ed25519): {state.public_key}"] if state.number else [])]
