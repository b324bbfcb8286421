"""Lists inside a form, worked with the keyboard and without scripts: a row goes up or down, away, or a new one comes."""

import re

from django.http import QueryDict

_DEED = re.compile(r"(?P<list>[a-z]+)-(?P<deed>up|down|remove|add)(-(?P<row>\d{1,3}))?")
MOST_ROWS = 200

Row = dict[str, list[str]]


def is_deed(told: str) -> bool:
    """Whether a button's value asks for a change of rows."""
    return _DEED.fullmatch(told) is not None


def reshaped(typed: QueryDict, told: str) -> str:
    """Do to ``typed`` what the button says ("papers-up-3", "steps-add"), and return the list and row that the focus goes to: "papers-2"."""
    asked = _DEED.fullmatch(told)
    if asked is None or f"{asked['list']}-TOTAL_FORMS" not in typed:
        return ""
    rows = _taken(typed, asked["list"])
    at = _changed(rows, asked["deed"], int(asked["row"] or 0))
    put(typed, asked["list"], rows)
    return f"{asked['list']}-{at}"


def _changed(rows: list[Row], deed: str, at: int) -> int:
    """Change ``rows`` and tell which one is meant from now on."""
    if deed == "add":
        rows.append({})
        return len(rows) - 1
    if at >= len(rows):
        return 0
    row = rows.pop(at)
    if deed == "remove":
        return max(min(at, len(rows) - 1), 0)
    there = max(at - 1, 0) if deed == "up" else min(at + 1, len(rows))
    rows.insert(there, row)
    return there


def put(typed: QueryDict, name: str, rows: list[Row]) -> None:
    """Write ``rows`` into ``typed`` as the list called ``name``."""
    typed[f"{name}-TOTAL_FORMS"], typed[f"{name}-INITIAL_FORMS"] = str(min(len(rows), MOST_ROWS)), "0"
    for number, row in enumerate(rows[:MOST_ROWS]):
        for field, values in row.items():
            typed.setlist(f"{name}-{number}-{field}", values)


def _taken(typed: QueryDict, name: str) -> list[Row]:
    """The rows of the list, taken out of ``typed``."""
    pattern = re.compile(rf"{name}-(\d{{1,3}})-(\w+)")
    total = typed.get(f"{name}-TOTAL_FORMS", "")
    rows: list[Row] = [{} for _ in range(min(int(total), MOST_ROWS) if total.isascii() and total.isdigit() and len(total) < 5 else 0)]
    for key in list(typed):
        found = pattern.fullmatch(key)
        if found:
            values = typed.pop(key)
            if int(found[1]) < len(rows):
                rows[int(found[1])][found[2]] = list(values)
    return rows
