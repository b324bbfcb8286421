"""Many questions at once: one JSON object a line on standard input, one answer a line, in order; a bad line answers with its error."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.calendar_told import must_be_known

Question = Mapping[str, Any]
Answer = dict[str, Any]


def answer_lines(answer: Callable[[Question], Answer], *, fields: Iterable[str], usual: Question) -> int:
    """Answer every line; ``usual`` holds what a line leaves out. Returns the exit code: 2 when a line was bad."""
    were_bad = False
    for line in getattr(sys.stdin, "buffer", sys.stdin):
        try:
            told = answer({**usual, **_question(line, tuple(fields))})
        except BadInput as error:
            told, were_bad = {"error": str(error)}, True
        print(json.dumps(told, ensure_ascii=False), flush=True)
    return 2 if were_bad else 0


def _question(line: bytes | str, fields: tuple[str, ...]) -> Question:
    """One line as a question; a field that is null is left out."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("không phải JSON: mỗi dòng là một đối tượng {…}") from None
    if not isinstance(told, dict):
        raise BadInput("mỗi dòng phải là một đối tượng JSON {…}")
    must_be_known(told, fields)
    return {name: value for name, value in told.items() if value is not None}
