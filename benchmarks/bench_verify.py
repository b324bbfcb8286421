"""Verifying a journal of 100,000 sealed entries, against SHA-256 alone over the same bytes, on SQLite.

One case is played from intake to its result by the commands; its entries, with their personal parts under the office's key, are copied to
as many cases as are wanted, each copy with digests of its own, and sealed every 250 entries. ``motcua verify`` is timed without its words:
each row is read, its digest made again, its place in its chain and its personal part compared, its leaf put under the root of its seal, and
each seal's signature checked. The other side holds the bytes that enter the digests in memory and hashes each once: less cannot be done by
anybody who verifies. Processor time counts, so that a busy machine disturbs little.
"""

import gc
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import django

from benchmarks.rounds import Outcome, compared, outcome
from benchmarks.server import program
from tests.builders.own_database import program_environment

AT_MOST = 60
ENTRIES, SEALED_AT_ONCE = 100_000, 250
HASHED_A_ROUND = 5


def measure() -> list[Outcome]:
    """One outcome: how many times as long as hashing alone."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        environment = program_environment(Path(folder), "")
        began = time.monotonic()
        program(["benchmarks.bench_verify", "fill"], environment)
        print(f"  {ENTRIES} mục: đầy sau {time.monotonic() - began:.0f} giây", flush=True)
        found: dict[str, dict[str, Any]] = {}

        def asked(side: str) -> Callable[[], float]:
            def ask() -> float:
                found[side] = json.loads(program(["benchmarks.bench_verify", side], environment))
                return float(found[side]["seconds"])

            return ask

        rounds, quiet = compared({side: asked(side) for side in ("verify", "sha256")})
    counted = {side: told["entries"] for side, told in found.items()}
    flaws = [] if set(counted.values()) == {ENTRIES} and found["verify"]["holds"] else [f"hai bên đọc khác nhau: {found}"]
    return [outcome(
        rounds, quiet, figure=_ratio, name="verify", says="Kiểm tra sổ 100.000 mục đã niêm phong so với chỉ băm SHA-256 các byte ấy",
        unit="s xử lý", bound=AT_MOST, wants_more=False, more=found, flaws=flaws,
    )]  # fmt: skip


def _ratio(figures: Mapping[str, float]) -> float:
    return figures["verify"] / figures["sha256"]


# ---- as a process of the program ------------------------------------------------------------------------------------------


def fill() -> dict[str, Any]:
    """The one case played, and copied."""
    from motcua.doors.console.migrate import upgrade
    from motcua.journal.models import Entry, PersonalPart
    from motcua.journal.seal import seal
    from tests.commands.playing import act, play, receive

    upgrade()
    play(
        receive("2021-03-01T08:00"),
        act("2021-03-01T08:20", "hoa", "assign", to="minh"),
        act("2021-03-01T09:00", "minh", "request_supplement", items=["ban-ve"], reason="thiếu bản vẽ vị trí thửa đất"),
        act("2021-03-02T09:00", "lan", "supply", items=["ban-ve"]),
        act("2021-03-02T10:00", "hoa", "decide", outcome="approve"),
    )
    told = list(Entry.objects.exclude(case_id=0).select_related("personal").order_by("position"))
    at = told[-1].recorded_at + timedelta(minutes=1)
    copies = islice(_copies(told), ENTRIES - Entry.objects.count())
    while batch := list(islice(copies, SEALED_AT_ONCE)):
        Entry.objects.bulk_create([entry for entry, _ in batch])
        parts = [PersonalPart(authority_id=entry.authority_id, entry=entry, sealed=words) for entry, words in batch if words]
        PersonalPart.objects.bulk_create(parts)
        seal(at=at)
    return {"entries": Entry.objects.count()}


def _copies(told: list[Any]) -> Iterator[tuple[Any, str]]:
    """Entries of other cases that went the same way, each with the words of its personal part, without end."""
    from motcua.journal.digest import GENESIS
    from motcua.journal.models import Entry
    from motcua.journal.record import digest_of

    said = ("authority_id", "position", "kind", "actor_id", "actor_name", "recorded_at", "happened_at", "payload")
    for case_id in count(10**6):
        before = GENESIS
        for original in told:
            entry = Entry(case_id=case_id, previous=before, **{name: getattr(original, name) for name in said})
            before = entry.digest = digest_of(entry)
            yield entry, original.personal.sealed if hasattr(original, "personal") else ""


def verify() -> dict[str, Any]:
    """All that ``motcua verify`` looks at."""
    from motcua.journal.verify import verify_journal
    from motcua.journal.verify_seals import verify_seals

    begun = _begun()
    verdict, seals = verify_journal(), verify_seals()
    seconds = time.process_time() - begun
    return {"seconds": seconds, "entries": verdict.entries, "seals": seals.state.number, "holds": verdict.holds and seals.holds}


def sha256() -> dict[str, Any]:
    """Hashing alone, of the bytes that enter the digests."""
    from motcua.journal.models import Entry

    columns = ("authority_id", "case_id", "position", "kind", "actor_id", "actor_name", "recorded_at", "happened_at", "payload", "key")
    rows = Entry.objects.order_by("id").values_list("previous", *columns)
    said = [json.dumps([str(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() for row in rows]
    begun = _begun()
    for _ in range(HASHED_A_ROUND):
        for each in said:
            hashlib.sha256(each).hexdigest()
    return {"seconds": (time.process_time() - begun) / HASHED_A_ROUND, "entries": len(said), "bytes": sum(map(len, said))}


def _begun() -> float:
    gc.collect()
    gc.disable()
    return time.process_time()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    print(json.dumps({"fill": fill, "verify": verify, "sha256": sha256}[sys.argv[1]]()))
