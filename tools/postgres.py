"""A PostgreSQL of one's own: made in a temporary directory, gone afterwards.

    python tools/postgres.py -- COMMAND…             runs COMMAND with MOTCUA_DATABASE_URL in its environment
    python tools/postgres.py --durable -- COMMAND…   the same with safe writes, for measurements

or, in Python, ``with temporary_cluster() as url: …``. The server is the system's, newest version first; it listens on a free
port of 127.0.0.1, with a random user and password, and never runs as root. A keeper process stops it and removes its
directory as soon as this process ends, however it ends.
"""

import argparse
import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATABASE = "motcua"
INSTALL = "apt-get install -y postgresql"
RELAXED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class NoPostgres(Exception):
    """PostgreSQL is not there, or does not start; the message says what to do."""


def binaries() -> Path:
    """The folder with the newest PostgreSQL of the system, installed first if this process may."""
    folder = _newest()
    if folder is None:
        _install()
        folder = _newest()
    if folder is None:
        raise NoPostgres(f"Không tìm thấy PostgreSQL. Hãy chạy: sudo {INSTALL}")
    return folder


def _newest() -> Path | None:
    """Debian's folders by version, then whatever ``PATH`` holds."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _install() -> None:
    """Debian's package, as root; anyone else is told the command."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoPostgres(f"Máy chưa có PostgreSQL. Hãy chạy: sudo {INSTALL}")
    print("Cài PostgreSQL của Debian…", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run(
        [*INSTALL.split(), "-qq", "-o", "DPkg::Lock::Timeout=300"], env=quiet, stdout=subprocess.DEVNULL, check=False
    ).returncode:
        raise NoPostgres(f"Không cài được PostgreSQL. Hãy chạy: apt-get update && {INSTALL}")


def _account() -> pwd.struct_passwd | None:
    """Whom the server runs as when this process is root; None for an ordinary user, who runs it as himself."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres("Không có tài khoản thường nào để chạy PostgreSQL. Hãy chạy: useradd --system postgres")


def _run(*command: str | Path, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program inside ``folder`` as its owner, with nothing of the caller's PG* settings."""
    owner = folder.stat()
    as_owner: dict[str, Any] = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": ()} if os.geteuid() == 0 else {}
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    environment |= {"HOME": str(folder), "LC_ALL": "C.UTF-8", **more}
    # The server inherits these streams and outlives this call: files, not pipes, or the call would never end.
    with (folder / "output").open("w+", encoding="utf-8") as output:
        done = subprocess.run(
            [str(part) for part in command], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, text=True, check=False, **as_owner,
        )  # fmt: skip
        output.seek(0)
        done.stdout = output.read()
    return done


def _must(*command: str | Path, folder: Path, **more: str) -> None:
    done = _run(*command, folder=folder, **more)
    if done.returncode:
        log = folder / "log"
        details = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""
        raise NoPostgres(f"PostgreSQL không khởi động được ({Path(command[0]).name}):\n{done.stdout}{details}")


def _temporary_folder() -> Path:
    """A new private folder that belongs to the server's account and can be reached by it."""
    account = _account()
    parent = "/tmp" if account else None  # root's own TMPDIR may be closed to others
    folder = Path(tempfile.mkdtemp(prefix="motcua-postgres-", dir=parent))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _keeper(folder: Path, server: Path) -> subprocess.Popen[bytes]:
    """A process of its own session that cleans up when our end of the pipe closes: by us, or by our death."""
    command = [sys.executable, str(Path(__file__).resolve()), "--keep", str(folder), str(server)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)


def _keep(folder: Path, server: Path) -> None:
    """The keeper's whole life: wait for the end of the pipe, stop the server, remove the folder; only SIGKILL ends it sooner."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin.buffer.read()
    if (folder / "data" / "postmaster.pid").exists():
        _run(server / "pg_ctl", "stop", "-D", "data", "-m", "immediate", folder=folder)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def temporary_cluster(*, settings: dict[str, str] = RELAXED) -> Iterator[str]:
    """A running, empty PostgreSQL; yields the URL of its database, for a superuser of that cluster."""
    server = binaries()
    folder = _temporary_folder()
    keeper = _keeper(folder, server)
    try:
        yield _started(folder, server, settings)
    finally:
        if keeper.stdin:
            keeper.stdin.close()
        keeper.wait(timeout=60)


def _started(folder: Path, server: Path, settings: dict[str, str]) -> str:
    """Make the cluster in ``folder``, start it, create the database; returns its URL."""
    user, password = f"motcua_{secrets.token_hex(4)}", secrets.token_hex(16)
    (folder / "password").write_text(password, encoding="ascii")
    shutil.chown(folder / "password", folder.stat().st_uid, folder.stat().st_gid)
    _must(
        server / "initdb", "--pgdata=data", f"--username={user}", "--pwfile=password", "--auth=scram-sha-256",
        "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", folder=folder,
    )  # fmt: skip
    port = _free_port()
    chosen = {"listen_addresses": "127.0.0.1", "port": str(port), "unix_socket_directories": str(folder), **settings}
    with (folder / "data" / "postgresql.conf").open("a", encoding="utf-8") as configuration:
        configuration.writelines(f"{name} = '{value}'\n" for name, value in chosen.items())
    _must(server / "pg_ctl", "start", "-D", "data", "-l", "log", "-w", "-t", "60", folder=folder)
    _must(
        server / "createdb", "-h", folder, "-p", str(port), "-U", user, DATABASE,
        folder=folder, PGPASSWORD=password,
    )  # fmt: skip
    return f"postgresql://{user}:{password}@127.0.0.1:{port}/{DATABASE}"


def run(command: list[str], url: str) -> int:
    """Run ``command`` against ``url``, hand it the signals meant for us, and return its exit code as a shell would."""
    child = subprocess.Popen(command, env={**os.environ, "MOTCUA_DATABASE_URL": url})
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    code = child.wait()
    return code if code >= 0 else 128 - code


def main() -> int:
    """The command line: see the head of this file."""
    parser = argparse.ArgumentParser(description="Run a command with a PostgreSQL of its own.")
    parser.add_argument("--durable", action="store_true", help="keep fsync on, as in production")
    parser.add_argument("--keep", nargs=2, type=Path, metavar=("FOLDER", "BINARIES"), help=argparse.SUPPRESS)
    parser.add_argument("command", nargs="*", help="what to run, after --")
    given = parser.parse_args()
    if given.keep:
        _keep(*given.keep)
        return 0
    if not given.command:
        parser.error("hãy ghi lệnh cần chạy sau dấu --")
    try:
        with temporary_cluster(settings={} if given.durable else RELAXED) as url:
            return run(given.command, url)
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
