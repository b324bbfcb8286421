"""Who is called before others: groups that hold from a day, until a day, each with its basis and whether that has been verified."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Group:
    """One group; ``basis`` says on what it rests."""

    code: str
    name: str
    since: date
    until: date | None
    basis: str
    is_verified: bool


@cache
def groups() -> tuple[Group, ...]:
    """All groups that the program knows, in the order in which they are offered."""
    told = tomllib.loads(files("motcua.queue").joinpath("priority_groups.toml").read_text(encoding="utf-8"))
    return tuple(
        Group(each["code"], each["name"], each["from"], each.get("until"), each["basis"], each["status"] == "verified")
        for each in told["groups"]
    )


def groups_on(day: date) -> tuple[Group, ...]:
    """The groups in force on ``day``."""
    return tuple(group for group in groups() if group.since <= day and (group.until is None or day <= group.until))


def group_name(code: str) -> str:
    """What a group is called; nothing for whoever belongs to none."""
    return next((group.name for group in groups() if group.code == code), "")
