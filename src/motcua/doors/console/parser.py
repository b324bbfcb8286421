"""Arguments of a command as argparse reads them, told in Vietnamese: the help as well as what does not fit."""

import argparse
import re
from typing import Any, NoReturn

from motcua.doors.console.bad_input import BadInput

COMPLAINTS = (
    (r"unrecognized arguments: (.+)", "không hiểu “{}”"),
    (r"the following arguments are required: (.+)", "còn thiếu {}"),
    (r"argument (\S+): not allowed with argument (\S+)", "{} không đi cùng {}"),
    (r"argument (\S+): expected .*argument.*", "{}: thiếu giá trị đi sau"),
    (r"argument (\S+): ignored explicit argument '?(.+?)'?", "{} không nhận giá trị “{}”"),
    (r"argument (\S+): invalid int value: '(.*)'", "{}: “{}” không phải số nguyên"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{}: không có “{}”; hãy chọn một trong {}"),
    (r"argument ([^:]+): (.+)", "{}: {}"),
)
"""What argparse says, in this order, and how it is told."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """The parser of ``motcua COMMAND``."""

    def __init__(self, command: str, description: str) -> None:
        super().__init__(prog=f"motcua {command}", description=description, formatter_class=_Help, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "đối số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này rồi thôi")

    def error(self, message: str) -> NoReturn:
        """Raise BadInput with ``message`` in Vietnamese."""
        raise BadInput(f"{told(message)}; xem {self.prog} --help")


def told(message: str) -> str:
    """What argparse says, in Vietnamese; what it never said before stays as it is."""
    matches = ((words, re.fullmatch(pattern, message, re.DOTALL)) for pattern, words in COMPLAINTS)
    return next((words.format(*(part.replace("'", "") for part in match.groups())) for words, match in matches if match), message)
