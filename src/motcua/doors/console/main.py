"""The command line ``motcua``: one module a command, each with its help; bad input ends in one line that says where and why, exit 2."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.parser import Parser

COMMANDS = {
    "demo": "chạy bản trình diễn: dữ liệu, máy chủ web và tiến trình nền",
    "init": "khởi tạo một cơ quan: hỏi vài câu, rồi dựng cơ sở dữ liệu trống có lịch nghỉ quốc gia",
    "serve": "chạy máy chủ web và tiến trình nền cùng nhau, cho một máy không có systemd",
    "import": "nhập danh mục thủ tục đã công bố, báo từng dòng có khiếm khuyết",
    "take-over": "nhập hồ sơ từ hệ thống cũ (XLSX, CSV), thử trước, báo từng dòng, đối chiếu số tổng",
    "adopt-calendar": "nhập lịch nghỉ đã có quyết định, liệt kê hồ sơ đổi ngày hẹn",
    "replay": "chạy lại một tệp tình huống qua đúng các nghiệp vụ của chương trình",
    "due": "tính ngày hẹn trả và giải thích từng ngày",
    "late": "xét sớm, đúng hay quá hạn",
    "verify": "kiểm tra sổ nhật ký còn nguyên vẹn",
    "seal": "niêm phong các mục mới của sổ nhật ký; in mã khóa, đổi khóa",
    "doctor": "khám máy: cơ sở dữ liệu, khóa, lịch, sổ nhật ký",
    "backup": "sao lưu toàn bộ dữ liệu vào một tệp, trong lúc mọi người vẫn làm việc",
    "restore": "khôi phục từ bản sao lưu, hoặc diễn tập khôi phục (--check)",
    "migrate": "tạo hoặc nâng cấp các bảng dữ liệu",
    "worker": "chạy tiến trình nền làm các việc theo giờ",
}
"""Command → what it does; the module of the same name (dashes as underscores, ``import`` as ``import_list``) has the code."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a finding (verify, doctor), 2 refused input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in COMMANDS:
        return _overview(given)
    parser = Parser(given[0], COMMANDS[given[0]])
    command = import_module(f"motcua.doors.console.{_module(given[0])}")
    command.arguments(parser)
    try:
        return int(command.run(parser.parse_args(given[1:])) or 0)
    except BadInput as error:
        print(f"motcua {given[0]}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _module(name: str) -> str:
    return {"import": "import_list"}.get(name, name.replace("-", "_"))


def _overview(given: Sequence[str]) -> int:
    lines = [f"  {name:<16}{words}" for name, words in COMMANDS.items()]
    print("\n".join(("motcua LỆNH [--help]", "", *lines)))
    if not given or given[0] in ("-h", "--help", "help"):
        return 0
    print(f"motcua: không có lệnh “{given[0]}”; xem các lệnh ở trên.", file=sys.stderr)
    return 2
