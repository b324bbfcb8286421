"""The kill campaign: officers file over HTTP while their server is killed again and again; nothing may be lost, doubled or skipped.

    python -m tests.trust.kill_campaign [--kills 500] [--officers 4] [--seed N]

on a fresh SQLite file, or in a database of its own on the server that MOTCUA_DATABASE_URL names. A server works 30–500 ms from its
first answer on, then SIGKILL ends the arbiter and its worker at once, or (every fourth time) the worker alone. Officers repeat a filing
with the same key until it is acknowledged, and read its number from the page. At the end the database is held against what they were
told (``kill_stage.audit``). Zero failures in N kills bound the true rate below 3/N (95 %): say N.
"""

import argparse
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.builders.own_database import own_database, program_environment
from tests.builders.web_server import free_port
from tests.trust.kill_stage import OFFICERS, PAPERS, PASSWORD
from tests.trust.officer_client import Broken, Officer, Unexpected

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
SHORTEST, LONGEST = 0.030, 0.500
KILLS_A_DAY = 250
"""A file number has four digits for its place in the day, so a long campaign moves on to the next."""
PATIENCE = 60
_BETWEEN_TRIES = 0.01


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A filing as the officer knows it to be done."""

    key: str
    name: str
    case_id: int
    number: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a campaign; ``broken_off`` counts the requests that reached a server and got no answer, ``findings`` what is wrong."""

    kills: int
    acknowledged: int
    broken_off: int
    seconds: float
    findings: list[str]


class Server:
    """The web server: started in an instant, killed without a word."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.port = free_port()
        with log.open("ab") as stream:
            self._nest = subprocess.Popen(
                [*_STAGE, "serve", str(self.port)], cwd=ROOT, env=environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stream,
            )  # fmt: skip
        self._arbiter = 0

    def start(self, day: int) -> None:
        """Start anew, on the ``day``-th day of the story."""
        assert self._nest.stdin and self._nest.stdout
        self._nest.stdin.write(f"{day}\n")
        self._nest.stdin.flush()
        self._arbiter = int(self._nest.stdout.readline())

    def kill(self) -> None:
        """End arbiter and worker at once, and wait until nobody listens."""
        os.killpg(self._arbiter, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._listens():
            time.sleep(0.002)

    def kill_worker(self) -> None:
        """End the worker alone: the arbiter makes another."""
        children = Path(f"/proc/{self._arbiter}/task/{self._arbiter}/children")
        for worker in children.read_text(encoding="ascii").split():
            with suppress(ProcessLookupError):
                os.kill(int(worker), signal.SIGKILL)

    def close(self) -> None:
        """End the server and what starts it."""
        assert self._nest.stdin and self._nest.stdout
        self._nest.stdin.close()
        self._nest.wait(PATIENCE)
        self._nest.stdout.close()

    def _listens(self) -> bool:
        try:
            socket.create_connection((HOST, self.port), timeout=1).close()
        except OSError:
            return False
        return True


@dataclass
class Counter:
    """The officers at work, and what they were told."""

    procedure_id: int
    acknowledged: list[Acknowledged] = field(default_factory=list)
    broken_off: int = 0
    answers: int = 0
    surprises: list[str] = field(default_factory=list)
    is_closing: threading.Event = field(default_factory=threading.Event)
    is_failing: threading.Event = field(default_factory=threading.Event)

    def work(self, officer: Officer) -> None:
        """File until closing time; the filing begun is brought to its end."""
        try:
            while not self.is_closing.is_set():
                self.acknowledged.append(self._filed(officer))
        except Unexpected as surprise:
            self.surprises.append(str(surprise))
            self.is_failing.set()
        finally:
            officer.hang_up()

    def _filed(self, officer: Officer) -> Acknowledged:
        key, name = secrets.token_hex(16), f"Người nộp {secrets.token_hex(6)}"
        case_id = self._until_answered(lambda: officer.receive(key=key, name=name, procedure_id=self.procedure_id, papers=PAPERS))
        return Acknowledged(key, name, case_id, self._until_answered(lambda: officer.number_of(case_id)))

    def _until_answered(self, ask: Any) -> Any:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = ask()
            except ConnectionRefusedError:
                time.sleep(_BETWEEN_TRIES)
            except Broken:
                self.broken_off += 1
            else:
                self.answers += 1
                return answer
        raise Unexpected(f"no answer within {PATIENCE} s")


def campaign(*, kills: int, officers: int, seed: int, folder: Path, server_url: str = "", progress: Any = lambda done: None) -> Verdict:
    """Run one campaign with its files in ``folder``, on the PostgreSQL at ``server_url`` or else on SQLite."""
    begun = time.monotonic()
    with own_database(server_url, "kill") as own_url:
        environment = program_environment(folder, own_url)
        told = json.loads(staged("prepare", environment))
        counter = Counter(told["procedure_id"])
        _play(Server(environment, folder / "server.log"), counter, kills, officers, random.Random(seed), progress)
        stored = json.dumps([asdict(each) for each in counter.acknowledged])
        findings = [*counter.surprises, *json.loads(staged("audit", environment, stored))]
    return Verdict(kills, len(counter.acknowledged), counter.broken_off, time.monotonic() - begun, findings)


def _play(server: Server, counter: Counter, kills: int, officers: int, dice: random.Random, progress: Any) -> None:
    try:
        server.start(0)
        at_work = [threading.Thread(target=counter.work, args=[each]) for each in signed_in(server, officers)]
        for thread in at_work:
            thread.start()
        _kill_again_and_again(server, counter, kills, dice, progress)
        counter.is_closing.set()
        for thread in at_work:
            thread.join()
    finally:
        counter.is_closing.set()
        server.close()


def _kill_again_and_again(server: Server, counter: Counter, kills: int, dice: random.Random, progress: Any) -> None:
    for number in range(1, kills + 1):
        _await_answer(counter)
        counter.is_failing.wait(dice.uniform(SHORTEST, LONGEST))
        if counter.is_failing.is_set():
            return
        if number % 4:
            server.kill()
            server.start(number // KILLS_A_DAY)
        else:
            server.kill_worker()
        progress(number)


def _await_answer(counter: Counter) -> None:
    """Until the server that was started last has answered once."""
    before = counter.answers
    while counter.answers == before and not counter.is_failing.is_set():
        time.sleep(0.002)


def signed_in(server: Server, count: int) -> list[Officer]:
    people = [Officer(HOST, server.port, OFFICERS[number % len(OFFICERS)], PASSWORD, PATIENCE) for number in range(count)]
    for person in people:
        _patiently_in(person)
    return people


def _patiently_in(person: Officer) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return person.sign_in()
        except Broken:
            if time.monotonic() > until:
                raise
            time.sleep(_BETWEEN_TRIES)


# ---- the processes --------------------------------------------------------------------------------------------------------

_STAGE = (sys.executable, "-m", "tests.trust.kill_stage")


def staged(part: str, environment: dict[str, str], told: str = "") -> str:
    done = subprocess.run([*_STAGE, part], cwd=ROOT, env=environment, input=told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{part}: {done.stderr[-3000:]}")
    return done.stdout


def main() -> int:
    """One campaign by hand; 1 when anything was lost, doubled or skipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--officers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    given = parser.parse_args()
    url = os.environ.get("MOTCUA_DATABASE_URL", "")
    print(f"{'PostgreSQL' if url else 'SQLite'}, {given.kills} kills, seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="motcua-kill-") as folder:
        verdict = campaign(
            kills=given.kills, officers=given.officers, seed=given.seed, folder=Path(folder), server_url=url,
            progress=lambda done: print(f"\r{done}", end="", file=sys.stderr, flush=True),
        )  # fmt: skip
    print(f"\n{verdict.acknowledged} acknowledged, {verdict.broken_off} requests broken off, {verdict.seconds:.0f} s")
    print("\n".join(verdict.findings) or "nothing lost, doubled or skipped")
    return 1 if verdict.findings else 0


if __name__ == "__main__":
    sys.exit(main())
