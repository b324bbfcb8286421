"""The profiles that ship with the program, and the accounts of each that are worth trying first; needs no database."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

PASSWORD = "mot-cua-2021"  # noqa: S105 - printed at every start; accounts of a demonstration only
DEFAULT = "van-canh-2021"
_HERE = files("motcua.doors.console.demonstration")


@dataclass(frozen=True, slots=True)
class Account:
    """An account worth trying first, and what to try."""

    login: str
    name: str
    title: str
    office: str
    words: str
    is_first: bool


def profiles() -> list[str]:
    """The names of the profiles."""
    return sorted(folder.name for folder in _HERE.iterdir() if folder.joinpath("offices.toml").is_file())


def page(profile: str, name: str) -> dict[str, Any]:
    """One TOML file of a profile."""
    return tomllib.loads(_HERE.joinpath(profile, name).read_text(encoding="utf-8"))


def accounts(profile: str) -> list[Account]:
    """The accounts to try first."""
    names = {office["id"]: office["name"] for office in page(profile, "offices.toml")["offices"]}
    return [
        Account(told["login"], told["name"], told["title"], names[told["office"]], told["try"], told.get("first", False))
        for told in page(profile, "people.toml")["people"]
        if told.get("showcase")
    ]


def about(profile: str) -> str:
    """What of the profile's data is real, in one sentence."""
    return str(page(profile, "offices.toml")["about"])


def opens_at(profile: str) -> datetime | None:
    """When the program's clock begins in the profile; none where it is the real one."""
    return page(profile, "offices.toml").get("opens_at")
