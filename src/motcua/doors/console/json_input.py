"""Files that an operator hands in, read as bytes and as JSON; what cannot be read is BadInput in one line."""

import json
import sys
from pathlib import Path
from typing import Any

from motcua.doors.console.bad_input import BadInput


def bytes_of(name: str) -> bytes:
    """The content of the file called ``name``; "-" is standard input."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise BadInput(f"không mở được tệp {name}: {error.strerror}") from error


def json_of(content: bytes, *, name: str) -> Any:
    """``content`` of the file called ``name`` as JSON in UTF-8."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{name}: không phải UTF-8 (byte thứ {error.start}); hãy lưu lại dạng UTF-8") from error
    except json.JSONDecodeError as error:
        raise BadInput(f"{name}: không phải JSON (dòng {error.lineno}, cột {error.colno}): {error.msg}") from error
    except RecursionError:
        raise BadInput(f"{name}: JSON lồng quá sâu, không đọc được") from None


def object_of(content: bytes, *, name: str) -> dict[str, Any]:
    """As ``json_of``, where an object {…} is wanted."""
    told = json_of(content, name=name)
    if not isinstance(told, dict):
        raise BadInput(f"{name}: phải là một đối tượng JSON {{…}}")
    return told


def shown(value: Any) -> str:
    """A value of a JSON file as it stands there, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}…"
