"""Primary keys from a range of their own for each database, so that databases can be joined or split without renumbering."""

from django.apps import apps
from django.db import models

from motcua.database.dialect import begin_ids_at

RANGE = 10**12
"""Ids a database may give; its number times this is where they begin, and 2⁵³ (what JSON readers can hold) is far away."""

LARGEST_NUMBER = 9000


def reserve_ids(database_number: int) -> None:
    """Let every table's ids begin in the range of ``database_number`` (0 to 9000); ids already given stay as they are."""
    if not 0 <= database_number <= LARGEST_NUMBER:
        raise ValueError(f"database number {database_number} is not between 0 and {LARGEST_NUMBER}")
    if database_number == 0:
        return
    for model in apps.get_models():
        if isinstance(model._meta.pk, models.BigAutoField):
            begin_ids_at(database_number * RANGE + 1, model._meta.db_table)
