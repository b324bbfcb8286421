"""A district with very many cases, made in minutes: the demonstration's cases told by the commands, then copied as rows on PostgreSQL.

    python -m benchmarks.many_cases tell             the tables, and the demonstration's three months by its commands
    python -m benchmarks.many_cases copy CASES       as many copies of them as make about so many cases
    python -m benchmarks.many_cases desk LOGIN       how many statements that officer's desk asks (JSON)

A copy is shaped exactly as the commands left the original: applicant, case, spans, parts, papers, requests, opinions, apologies,
slips, fees and their receipts.
Copies of cases that have ended lie up to five years back, whole weeks, so that weekdays stay what they were; open cases are copied as
they stand, so the share of open cases and every office's load grow with the number of cases. The journal is not copied: no screen reads
it by the thousand.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

import django

PROFILE = "van-canh-2021"
FAR = 1_000_000_000
"""How far the ids of one copy lie from those of the next."""

WEEKS_BACK, GENERATIONS = 13, 20

_NAMED: Mapping[str, Mapping[str, str]] = {
    "cases_case": {
        "file_number": "t.file_number || '/' || k",
        "provisional_code": "t.provisional_code || k",
        "book_serial": "t.book_serial + k * 100000",
        "external_id": "NULL",
    },
    "cases_slip": {"number": "t.number + k * 100000"},
    "fees_feeorder": {"subject_id": f"t.subject_id + k * {FAR}", "reference": "'C' || lpad(to_hex(t.id * 2000 + k), 11, '0')"},
    "fees_feereceipt": {"number": "t.number + k * 100000"},
}
"""Table → column → how a copy says what must be said once."""

_OF_CASE: Mapping[str, str] = {
    "cases_case": "t.id = c.id",
    "cases_applicant": "t.id = c.applicant_id",
    "fees_feeorder": "t.subject_id = c.id",
    "fees_feereceipt": "c.id = (SELECT o.subject_id FROM fees_feeorder o WHERE o.id = t.order_id)",
}
"""How a table's row belongs to a case where it has no column of its name."""


def tell_story() -> None:
    """The tables and the demonstration."""
    from motcua.doors.console.demonstration.building import wait_for_no_disk
    from motcua.doors.console.demonstration.story import tell
    from motcua.doors.console.migrate import upgrade

    upgrade()
    wait_for_no_disk()
    tell(PROFILE)


def copy(cases: int) -> None:
    """Copy everything so often that there are ``cases`` cases, give or take half a story."""
    from django.db import connection, transaction

    from motcua.cases.models import Case

    copies = round(cases / Case.objects.count()) - 1
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model in _models():
            for is_open in (True, False):
                cursor.execute(_copying(model, is_open=is_open), [copies])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _models() -> tuple[Any, ...]:
    from motcua.cases import models
    from motcua.fees.models import FeeOrder, FeeReceipt

    return (
        models.Applicant, models.Case, models.CaseSpan, models.CasePart, models.CasePaper, models.SupplementRequest, models.Consultation,
        models.Apology, models.Slip, FeeOrder, FeeReceipt,
    )  # fmt: skip


def _copying(model: Any, *, is_open: bool) -> str:
    """The statement that copies the rows of a table that belong to open cases, or to those that have ended."""
    table = model._meta.db_table
    columns = {field.column: _copied(field, table, is_open=is_open) for field in model._meta.concrete_fields}
    of_case = _OF_CASE.get(table, "t.case_id = c.id")
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} FROM {table} t, generate_series(1::bigint, %s) k"
        f" WHERE EXISTS (SELECT FROM cases_case c WHERE {of_case} AND c.state IN ({_open()}) = {is_open})"
    )


def _copied(field: Any, table: str, *, is_open: bool) -> str:
    from django.db.models import DateField

    if field.column in _NAMED.get(table, {}):
        return _NAMED[table][field.column]
    if field.primary_key or (field.is_relation and field.related_model in _models()):
        return f"t.{field.column} + k * {FAR}"
    if isinstance(field, DateField) and not is_open:  # a moment is a date field too
        return f"t.{field.column} - (k %% {GENERATIONS})::int * {WEEKS_BACK} * {_week(field)}"
    return f"t.{field.column}"


def _week(field: Any) -> str:
    from django.db.models import DateTimeField

    return "interval '7 days'" if isinstance(field, DateTimeField) else "7"


def _open() -> str:
    from motcua.cases.rules.flow import OPEN

    return ", ".join(f"'{state}'" for state in sorted(OPEN))


def statements(login: str) -> int:
    """How many statements the desk of that officer asks when everything that is read once a process has been read."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from motcua.cases.queries.desk import Wish, desk
    from motcua.doors.console.demonstration.scenes import CURTAIN
    from motcua.offices.models import Person
    from motcua.offices.queries import actor_of, directory

    person = Person.objects.get(login=login)
    actor: Any = actor_of(person.pk, day=CURTAIN.date())
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            desk(actor, offices=directory(person.authority_id), now=CURTAIN, wish=Wish())
    return len(captured)


def main(arguments: list[str]) -> None:
    """One of the three."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    if arguments[0] == "tell":
        tell_story()
    elif arguments[0] == "copy":
        copy(int(arguments[1]))
    else:
        print(json.dumps({"statements": statements(arguments[1])}))


if __name__ == "__main__":
    main(sys.argv[1:])
