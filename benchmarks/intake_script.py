"""One real intake as a pgbench script: what it wrote, statement by statement, with values that vary.

    python -m benchmarks.intake_script PROCEDURE_ID        (against the database that MOTCUA_DATABASE_URL names)

An officer's form goes through the real view; Django's log tells the statements from BEGIN to COMMIT with the values in them. Those that
write are kept as they are; reads are left out, which favours pgbench. Before, the sequences are moved so far on that each id
and each number can be known again in the text and be replaced by what the script itself was given by the database.
"""

import os
import secrets
import sys
from http import HTTPStatus
from typing import Any

import django

_WRITES = ("INSERT", "UPDATE", "DELETE")
_FIRST_IDS = {
    "cases_applicant": 7_100_000_001, "cases_case": 7_200_000_001, "cases_casespan": 7_300_000_001, "cases_slip": 7_400_000_001,
    "journal_entry": 7_500_000_001,
}  # fmt: skip
_LAST_RECEIPT = 1_654_320_000
_LAST_LINE = 1_754_320_000
_NAME = "Phạm Thị Đo Đạc"


def script(procedure_id: int) -> str:
    """The script; the intake that it was taken from stays in the database."""
    _move_numbers_on()
    said, known = _one_intake(procedure_id)
    lines = [_told(statement, known) for statement in said]
    return "\n".join(["\\set n random(1, 1000000000000)", "BEGIN;", *lines, "COMMIT;", ""])


def _move_numbers_on() -> None:
    from motcua.cases.models import NumberSeries
    from motcua.cases.rules.book import BOOK
    from motcua.database.dialect import begin_ids_at

    for table, first in _FIRST_IDS.items():
        begin_ids_at(first, table)
    NumberSeries.objects.filter(series="receipt").update(last=_LAST_RECEIPT)
    NumberSeries.objects.filter(series=BOOK).update(last=_LAST_LINE)


def _one_intake(procedure_id: int) -> tuple[list[str], dict[str, str]]:
    """What one intake wrote, and its values by what stands for them in the script."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from motcua.cases.models import Case

    key = secrets.token_hex(16)
    client = _signed_in()
    with CaptureQueriesContext(connection) as log:
        _filed(client, procedure_id, key)
    case = Case.objects.select_related("applicant").get(applicant__name=_NAME)
    texts = [query["sql"] for query in log.captured_queries]
    inside = texts[texts.index("BEGIN") + 1 : texts.index("COMMIT")]
    return [text for text in inside if text.startswith(_WRITES)], _known(case, key)


def _signed_in() -> Any:
    from django.test import Client

    from motcua.offices.models import Person
    from tests.builders.sessions import sign_in
    from tests.trust.kill_stage import OFFICERS

    client = Client(SERVER_NAME="localhost")
    sign_in(client, Person.objects.get(key=OFFICERS[0]))
    return client


def _filed(client: Any, procedure_id: int, key: str, name: str = _NAME) -> None:
    from tests.trust.kill_stage import PAPERS
    from tests.trust.officer_client import INTAKE

    form = {
        "do": "receive", "key": key, "name": name, "phone": "0905 123 421", "id_number": "052085004321", "address": "Thôn Hiệp Vinh",
        "procedure_id": procedure_id, "channel": "counter", "papers": PAPERS,
    }  # fmt: skip
    answer = client.post(INTAKE, form)
    if answer.status_code != HTTPStatus.FOUND:
        raise RuntimeError(f"the intake was answered by {answer.status_code}")


def _known(case: Any, key: str) -> dict[str, str]:
    """Value of the real intake → what stands for it; longer values first, as one may hold another."""
    from motcua.fees.queries import owed_for
    from motcua.journal.models import Entry

    entry = Entry.objects.get(case_id=case.pk)
    owed = owed_for(case.pk, authority_id=case.authority_id)
    known = {
        _NAME: "Phạm Thị :n", case.applicant.name_folded: "pham thi :n", key: ":salt", entry.digest: ":salt:salt",
        case.provisional_code: "TN-:n", str(case.applicant_id): ":applicant", str(case.pk): ":case", str(entry.pk): ":entry",
        case.file_number: f"{case.file_number.rpartition('-')[0]}-:serial", str(_LAST_RECEIPT + 1): ":slip", str(_LAST_LINE + 1): ":line",
        case.tracking_index.hex(): ":salt",
        f"'\\x{case.applicant.id_index.hex()}'::bytea": "decode(md5(random()::text), 'hex')",
    }  # fmt: skip
    if owed:
        known[f"'{owed.reference}'"] = "'MC' || substr(md5(random()::text), 1, 8)"
    return dict(sorted(known.items(), key=lambda pair: -len(pair[0])))


def _told(statement: str, known: dict[str, str]) -> str:
    """The statement with what varies in it; what it gives back is kept under a name."""
    for value, name in known.items():
        statement = statement.replace(value, name)
    table = statement.split('"')[1]
    if table == "cases_numberseries":
        series = {"file": "serial", "receipt": "slip", "book": "line"}
        given = ", ".join(f"max(last) FILTER (WHERE series = '{name}') AS {told}" for name, told in series.items())
        return f"WITH given AS ({statement}) SELECT {given} FROM given \\gset"  # noqa: S608 - our own statement
    if table == "cases_applicant":
        return f"{statement} AS applicant, md5(random()::text) AS salt \\gset"
    name = {"cases_case": "case", "journal_entry": "entry"}.get(table)
    return f"{statement} AS {name} \\gset" if name else f"{statement};"


def main() -> None:
    """Print the script."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    procedure_id = int(sys.argv[1])
    _filed(_signed_in(), procedure_id, secrets.token_hex(16), "Người mở sổ")  # the day's counters are there from the first intake on
    print(script(procedure_id))


if __name__ == "__main__":
    main()
