"""Districts filled with very many cases on PostgreSQL, each in a database of its own, for as long as they are measured."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.server import program
from tests.builders.own_database import own_database, program_environment


@contextmanager
def districts(home: Path, sizes: Mapping[str, int]) -> Iterator[dict[str, str]]:
    """The story told once, and copied to each size (name → about how many cases); size → the address of its database."""
    server = os.environ["MOTCUA_DATABASE_URL"]
    with ExitStack() as databases:
        told = databases.enter_context(own_database(server, "story"))
        many_cases(home, told, "tell")
        urls = {}
        for size, cases in sizes.items():
            urls[size] = databases.enter_context(own_database(server, f"filled_{size}", like=told))
            began = time.monotonic()
            many_cases(home, urls[size], "copy", str(cases))
            print(f"  {size}: đầy sau {time.monotonic() - began:.0f} giây", flush=True)
        yield urls


def many_cases(home: Path, url: str, *arguments: str) -> str:
    """What ``benchmarks.many_cases`` prints, run upon that database."""
    return program(["benchmarks.many_cases", *arguments], program_environment(home, url))
