"""The stage of the kill campaign, in processes of its own: a small district, its web server again and again, the audit at the end.

    python -m tests.trust.kill_stage prepare        make the tables and the district
    python -m tests.trust.kill_stage serve PORT     for each line read (a day to be on) start a server and print its process id
    python -m tests.trust.kill_stage audit          read what was acknowledged (JSON) and print what is wrong (JSON)
    python -m tests.trust.kill_stage audit-backup   the same of a restored backup: what was acknowledged before it and at the end

A server takes longer to import its program than to take ten filings in. So one process imports it and forks the servers, which then
are gunicorn as ever: an arbiter with its worker, in a process group of their own, without anything open that they would share.
"""

import ctypes
import gc
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import django

PASSWORD = "quay-so-1-van-canh"
OFFICERS = ("mai", "sen")
PAPERS = ("don", "ban-ve")
_DIE_WITH_PARENT = 1
_GUNICORN = (
    "motcua.config.wsgi:application", "--worker-class", "gthread", "--workers", "1", "--threads", "8", "--preload",
    "--log-level", "warning", "--no-control-socket",
)  # fmt: skip


def prepare() -> dict[str, Any]:
    """The district with two officers who can sign in; returns what a client must know."""
    from motcua.doors.console.migrate import upgrade
    from motcua.offices.rules.plan import PersonPlan
    from tests.builders.district import district

    upgrade()
    people = tuple(
        PersonPlan(key=key, name=f"Cán bộ {key}", office="huyen", roles=("receptionist",), login=key, password=PASSWORD) for key in OFFICERS
    )
    return {"procedure_id": district(people=people).procedures["P5"]}


def serve(port: int) -> None:
    """A server a line, until the lines end; the last one ends with them."""
    _import_everything()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    server = 0
    try:
        for line in sys.stdin:
            server = os.fork()
            if server == 0:
                _be_gunicorn(port, day=int(line))
            with suppress(OSError):
                os.setpgid(server, server)
            print(server, flush=True)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server, signal.SIGKILL)


def _import_everything() -> None:
    """All that a server would import at its start and at its first request; no connection is opened."""
    import gunicorn.arbiter
    import gunicorn.workers.gthread  # noqa: F401
    from django.db import connection
    from django.template.loader import get_template
    from django.urls import get_resolver

    import motcua.config.wsgi  # noqa: F401

    list(get_resolver().url_patterns)
    get_template("counter/done.html")
    assert connection.vendor
    gc.freeze()


def _be_gunicorn(port: int, *, day: int) -> None:
    """Become the arbiter; the program's clock stands ``day`` days further on."""
    from django.conf import settings
    from gunicorn.app.wsgiapp import run

    os.setpgid(0, 0)
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    settings.CLOCK_OFFSET_SECONDS += day * 86_400
    sys.argv = ["gunicorn", *_GUNICORN, "--bind", f"127.0.0.1:{port}"]
    run()
    os._exit(0)


def audit(acknowledged: list[dict[str, Any]]) -> list[str]:
    """Everything that is wrong after the campaign, in sentences; empty is what it must be."""
    return [*_of_keys(acknowledged), *_of_cases(acknowledged), *_of_the_whole()]


def audit_backup(before: list[dict[str, Any]], at_the_end: list[dict[str, Any]]) -> list[str]:
    """The same of what a backup holds: all that was acknowledged before it began, nothing that never was, each as it was told."""
    from motcua.cases.models import Case

    told = ("id", "file_number", "applicant__name")
    stored = set(Case.objects.values_list(*told))
    wanted, known = ({(each["case_id"], each["number"], each["name"]) for each in acts} for acts in (before, at_the_end))
    lost, invented = sorted(wanted - stored), sorted(stored - known)
    return [*(f"lost: {case}" for case in lost), *(f"never told: {case}" for case in invented), *_of_the_whole()]


def _of_the_whole() -> Iterator[str]:
    for check in (_of_numbers, _of_slips, _of_parts_of_a_case, _of_database):
        yield from check()


def _of_keys(acknowledged: list[dict[str, Any]]) -> Iterator[str]:
    """Each key at most once in the journal, each acknowledged one just once and with its case; nothing that nobody asked for."""
    from motcua.journal.models import Entry

    rows = Entry.objects.filter(kind="case-received").values_list("key", "case_id")
    stored, told = Counter(rows), Counter((each["key"], each["case_id"]) for each in acknowledged)
    yield from (f"acknowledged but not stored: {act}" for act in told - stored)
    yield from (f"stored but never acknowledged, though it was asked for until it was: {act}" for act in stored - told)
    yield from (f"key {key} stored {times} times" for key, times in Counter(key for key, _ in rows).items() if times > 1)


def _of_cases(acknowledged: list[dict[str, Any]]) -> Iterator[str]:
    """Each applicant came once: one case, with the number that he was told."""
    from motcua.cases.models import Applicant, Case

    rows = Counter(Case.objects.values_list("id", "file_number", "applicant__name"))
    told = Counter((each["case_id"], each["number"], each["name"]) for each in acknowledged)
    yield from (f"told {said}, but stored otherwise" for said in told - rows)
    yield from (f"stored {said}, but told otherwise" for said in rows - told)
    yield from (f"{name} has {times} cases" for name, times in Counter(name for *_, name in rows.elements()).items() if times > 1)
    yield from _differs("applicants", Applicant.objects.count(), len(told))


def _of_numbers() -> Iterator[str]:
    """The numbers of a day run from 1 without a gap, and the counter stands at the last."""
    from motcua.cases.models import Case, NumberSeries

    given = [number.rsplit("-", 2)[1:] for number in Case.objects.values_list("file_number", flat=True) if number]
    counters = {period[2:].replace("-", ""): last for period, last in _counters(NumberSeries, "file")}
    for day in sorted({day for day, _ in given} | set(counters)):
        yield from _gaps(f"file numbers of {day}", (int(serial) for on, serial in given if on == day), counters.get(day))


def _of_slips() -> Iterator[str]:
    """The receipts' numbers of the year run from 1 without a gap; each case has one receipt."""
    from motcua.cases.models import NumberSeries, Slip

    counters = dict(_counters(NumberSeries, "receipt"))
    for year in sorted({*map(str, Slip.objects.values_list("year", flat=True).distinct()), *counters}):
        yield from _gaps(f"receipts of {year}", Slip.objects.filter(year=year).values_list("number", flat=True), counters.get(year))
    yield from _one_each("receipt", Slip.objects.values_list("case_id", flat=True))


def _of_parts_of_a_case() -> Iterator[str]:
    """Each case is whole: one open span, its papers, one entry with its personal part; and the journal holds."""
    from motcua.cases.models import CasePaper, CaseSpan
    from motcua.journal.models import PersonalPart
    from motcua.journal.verify import verify_journal

    yield from _one_each("span", CaseSpan.objects.values_list("case_id", flat=True))
    yield from _one_each("open span", CaseSpan.objects.filter(ended_at=None).values_list("case_id", flat=True))
    yield from _one_each("personal part", PersonalPart.objects.filter(entry__case_id__gt=0).values_list("entry__case_id", flat=True))
    for key in PAPERS:
        yield from _one_each(f"paper {key}", CasePaper.objects.filter(key=key).values_list("case_id", flat=True))
    yield from (f"journal: {flaw}" for flaw in verify_journal().flaws)


def _of_database() -> Iterator[str]:
    """SQLite's own look at its file; PostgreSQL looks at itself when it starts."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            yield from (f"integrity_check: {row[0]}" for row in cursor.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok")
            yield from (f"foreign_key_check: {row}" for row in cursor.execute("PRAGMA foreign_key_check").fetchall())


def _counters(series: Any, name: str) -> Iterable[tuple[str, int]]:
    return list(series.objects.filter(series=name).values_list("period", "last"))


def _gaps(what: str, numbers: Iterable[int], last: int | None) -> Iterator[str]:
    given = sorted(numbers)
    if given != list(range(1, len(given) + 1)):
        yield f"{what}: reused or skipped in {given}"
    yield from _differs(f"counter of {what}", last, len(given))


def _one_each(what: str, case_ids: Iterable[int]) -> Iterator[str]:
    """Every case stands once among ``case_ids``."""
    from motcua.cases.models import Case

    found, cases = Counter(case_ids), Counter(Case.objects.values_list("id", flat=True))
    yield from (f"case {case}: {found[case]} × {what}" for case in found.keys() | cases.keys() if found[case] != cases[case])


def _differs(what: str, found: int | None, wanted: int) -> Iterator[str]:
    if found != wanted:
        yield f"{what}: {found} instead of {wanted}"


def main() -> None:
    """The command line: see the head of this file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    else:
        print(json.dumps(_PARTS[sys.argv[1]](), ensure_ascii=False))


_PARTS: dict[str, Any] = {
    "prepare": prepare,
    "audit": lambda: audit(json.load(sys.stdin)),
    "audit-backup": lambda: audit_backup(*json.load(sys.stdin)),
}


if __name__ == "__main__":
    main()
