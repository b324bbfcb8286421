"""Calling ``motcua`` as an operator does, without leaving the test: what it printed, what it said beside it, its exit code."""

import io
import json
from dataclasses import dataclass
from typing import Any

import pytest

from motcua.doors.console.main import main


@dataclass(frozen=True)
class Called:
    """What came of one call."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON values printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


def call(capsys: pytest.CaptureFixture[str], *arguments: object, stdin: str | bytes = b"") -> Called:
    """Run ``motcua`` with these arguments and this standard input."""
    content = stdin.encode() if isinstance(stdin, str) else stdin
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return Called(code, printed.out, printed.err)
