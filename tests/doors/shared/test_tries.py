"""Tries that come at one moment: none slips through beside the others, whatever process or thread it is in."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from motcua.doors.shared import tries


def test_of_twenty_tries_at_once_five_are_let_through(live_database: str) -> None:
    def one(_: int) -> bool:
        try:
            return tries.take("code:1:K7Q29FXD", "client:203.0.113.1") is None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        let_through = sum(pool.map(one, range(20)))
    assert let_through == tries.MOST
