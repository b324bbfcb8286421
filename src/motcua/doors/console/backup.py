"""``motcua backup``: the whole database in one file, while everybody goes on working."""

import argparse
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database

if TYPE_CHECKING:
    from motcua.doors.console.backups.taking import Taken

_DRILL = (sys.executable, "-c", "from motcua.doors.console.main import main; raise SystemExit(main())", "restore", "--check")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and whether with the keys."""
    parser.add_argument("where", nargs="?", type=Path, metavar="TỆP_HOẶC_THƯ_MỤC", help="mặc định: MOTCUA_BACKUP_FOLDER")
    parser.add_argument(
        "--with-keys", action="store_true", help="kèm cả khóa; cả tệp được mã hóa bằng một mật khẩu (hỏi, hoặc đọc từ stdin)"
    )
    parser.add_argument("--scheduled", action="store_true", help="như tiến trình nền làm hằng ngày: sao lưu, dọn bản cũ, diễn tập")
    home_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Write one backup and say where the keys are; scheduled, prove it and remove old ones as well."""
    open_database(options)
    from django.conf import settings

    from motcua.doors.console.backups.ground import ground
    from motcua.doors.console.backups.passphrase import asked
    from motcua.doors.console.backups.taking import taken

    has_file = bool(settings.BACKUP_PASSPHRASE_FILE)
    is_sealed = has_file if options.scheduled else options.with_keys
    began = time.monotonic()
    with ground(settings.HOME) as scratch:
        passphrase = asked(settings.BACKUP_PASSPHRASE_FILE, is_new=True) if is_sealed else ""
        done = taken(options.where or settings.BACKUP_FOLDER, scratch, passphrase)
    print(_told(done, time.monotonic() - began))
    print(_of_the_keys(is_sealed=is_sealed))
    return _cleared_and_drilled(done.file) if options.scheduled else 0


def _cleared_and_drilled(file: Path) -> int:
    """Remove old backups beside ``file``, then restore it in a process of its own to see whether it can be."""
    from django.conf import settings

    from motcua.doors.console.backups.container import disk_errors_told
    from motcua.doors.console.backups.taking import removed, superfluous

    with disk_errors_told(file.parent):
        removed(file.parent, superfluous([path.name for path in file.parent.iterdir()], keep=settings.BACKUP_KEEP))
    if subprocess.run([*_DRILL, str(file)], stdin=subprocess.DEVNULL, check=False).returncode:
        raise BadInput(f"{file}: sao lưu xong nhưng diễn tập khôi phục không đạt; xem motcua doctor")
    return 0


def _told(done: "Taken", seconds: float) -> str:
    size = f"{done.size / 1_000_000:.1f}".replace(".", ",")
    words = f"Đã sao lưu vào {done.file} ({size} MB, {done.rows} dòng, {done.files} tệp giấy tờ) trong {seconds:.0f} giây."
    if not done.lost:
        return words
    return f"{words}\nCÒN {done.lost} tệp giấy tờ đã mất hoặc bị thay đổi, không sao lưu được: chạy motcua doctor --full để xem."


def _of_the_keys(*, is_sealed: bool) -> str:
    """Where the keys are, and what becomes of the backup without them."""
    from motcua.doors.console.backups.taking import key_files

    if is_sealed:
        return (
            "Tệp có cả dữ liệu lẫn khóa, được mã hóa bằng mật khẩu. "
            "Quên mật khẩu thì không ai mở được; ai có tệp và mật khẩu thì đọc được hết."
        )
    where = ", ".join(map(str, key_files())) or "biến môi trường MOTCUA_PERSONAL_DATA_KEY và MOTCUA_SECRET_KEY"
    return (
        f"Bản này KHÔNG có khóa. Khóa nằm ở: {where}.\n"
        "Thiếu khóa thì bản sao lưu không đọc lại được; hãy cất khóa ở chỗ khác với bản sao lưu, hoặc dùng motcua backup --with-keys.\n"
        "Họ tên và địa chỉ trong bản này không được mã hóa: hãy giữ tệp như giữ hồ sơ giấy."
    )
