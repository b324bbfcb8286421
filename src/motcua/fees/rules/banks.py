"""The banks to whose accounts a VietQR can pay; the list ships as data with its source and licence."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank with the number by which NAPAS knows it."""

    bin: str
    short_name: str
    name: str


@lru_cache(maxsize=1)
def banks() -> dict[str, Bank]:
    """BIN → bank, by short name."""
    listed = json.loads(files("motcua.fees").joinpath("banks.json").read_text(encoding="utf-8"))["rows"]
    return {row["bin"]: Bank(row["bin"], row["short_name"], row["name"]) for row in sorted(listed, key=lambda row: row["short_name"])}
