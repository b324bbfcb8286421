"""Reads that are made at every request: the ORM writes their SQL once a process, and each call only puts its values in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import RawQuerySet


class Compiled:
    """A query that is always the same but for its values; called with them by name, it gives the rows.

    ``samples`` stand for the values while the SQL is written: numbers, texts or dates that the query holds nowhere else. What the query
    annotates comes as the database gives it, so texts and numbers may be annotated, moments may not.
    """

    def __init__(self, query: Callable[..., QuerySet[Any]], **samples: Any) -> None:
        self._query, self._samples = query, samples
        self._written: tuple[Any, str, tuple[Any, ...]] | None = None

    def __call__(self, **values: Any) -> RawQuerySet:
        if self._written is None:
            self._written = self._write()
        model, sql, places = self._written
        told = {_plain(sample): _plain(values[name]) for name, sample in self._samples.items()}
        return model.objects.raw(sql, [told.get(place, place) for place in places])

    def _write(self) -> tuple[Any, str, tuple[Any, ...]]:
        query = self._query(**self._samples)
        sql, places = query.query.sql_with_params()
        missing = [name for name, sample in self._samples.items() if _plain(sample) not in places]
        if missing:
            raise ValueError(f"the samples of {', '.join(missing)} do not stand in: {sql}")
        return query.model, sql, tuple(places)


def _plain(value: Any) -> Any:
    """A value as the database's driver takes it."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
