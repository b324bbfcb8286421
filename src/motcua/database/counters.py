"""Gap-free counters: the next number of a series, given inside the transaction that uses it and so never lost or used twice."""

from collections.abc import Sequence

from django.db import connection, models


def next_numbers(counter: type[models.Model], keys: Sequence[tuple[str | int, ...]], *, key_fields: Sequence[str]) -> list[int]:
    """Raise the counter row of each of ``keys`` by one (making it at 1) and return the numbers in the order of ``keys``, in one statement.

    ``counter`` has the columns ``key_fields`` under one unique constraint and a column ``last``. Rows are locked in sorted order, so two
    transactions that want the same two numbers never wait for each other in a circle.
    """
    ordered = sorted(set(keys), key=repr)
    quote = connection.ops.quote_name
    table = quote(counter._meta.db_table)
    columns = ", ".join(quote(name) for name in key_fields)
    places = ", ".join(f"({', '.join(['%s'] * len(key_fields))}, 1)" for _ in ordered)
    sql = (
        f"INSERT INTO {table} ({columns}, {quote('last')}) VALUES {places}"
        f" ON CONFLICT ({columns}) DO UPDATE SET {quote('last')} = {table}.{quote('last')} + 1"
        f" RETURNING {columns}, {quote('last')}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [part for key in ordered for part in key])
        issued = {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}
    return [issued[key] for key in keys]


def go_on_after(counter: type[models.Model], key: tuple[str | int, ...], *, key_fields: Sequence[str], last: int) -> None:
    """Numbers up to ``last`` of the series ``key`` were given elsewhere: the next one given here is behind them, never before."""
    named = dict(zip(key_fields, key, strict=True))
    rows = counter._default_manager.filter(**named)
    counter._default_manager.get_or_create(**named, defaults={"last": last})
    rows.filter(last__lt=last).update(last=last)
