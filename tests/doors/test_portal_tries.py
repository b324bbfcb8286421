"""Tries that come at one moment: none slips through beside the others, whatever process or thread it is in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from motcua.doors.portal import tries


@pytest.mark.django_db(transaction=True)
def test_of_twenty_tries_at_once_five_are_let_through() -> None:
    cache.clear()

    def one(_: int) -> bool:
        try:
            return tries.take("code:1:K7Q29FXD", "client:203.0.113.1") is None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        let_through = sum(pool.map(one, range(20)))
    assert let_through == tries.MOST
    cache.clear()
