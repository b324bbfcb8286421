"""The demonstration at work: web server and worker as children that live and die with it."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime, timedelta

import gunicorn

from motcua.doors.console.demonstration.profiles import PASSWORD, accounts
from motcua.kernel.moments import VIETNAM, local

WEB, WORKER = "máy chủ web", "tiến trình nền"
_PATIENCE = 15
"""Seconds that a child gets to begin, or to end."""

_RUN = "from motcua.doors.console.main import main; raise SystemExit(main())"
_DIE_WITH_PARENT = 1


def serve(profile: str, *, host: str, port: int, offset: int) -> int:
    """Run both children until Ctrl-C or SIGTERM (then 0), or until one of them ends by itself (then 1)."""
    environment = {**os.environ, "MOTCUA_CLOCK_OFFSET_SECONDS": str(offset)}
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children[WEB] = _started([sys.executable, "-m", "gunicorn", *_gunicorn(host, port)], environment)
        children[WORKER] = _started([sys.executable, "-c", _RUN, "worker"], environment)
        if _answers(host, port, children[WEB]):
            print(welcome(profile, f"http://{host}:{port}", offset), flush=True)
        return _watch(children)
    except KeyboardInterrupt:
        print("\nĐã dừng bản trình diễn; dữ liệu được giữ lại cho lần sau.")
        return 0
    finally:
        _stop(children)


def _gunicorn(host: str, port: int) -> list[str]:
    """One process with threads: enough for a demonstration, and SQLite has one writer anyway."""
    given = [
        "motcua.config.wsgi:application", "--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8",
        "--graceful-timeout", "5", "--log-level", "warning",
    ]  # fmt: skip
    return [*given, "--no-control-socket"] if gunicorn.version_info >= (25, 1) else given


def _started(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    """A child in a process group of its own: Ctrl-C reaches this process alone, which then ends its children in order."""
    return subprocess.Popen(command, env=environment, process_group=0, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    """On Linux a child is told to stop when its parent is gone, however that ended."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _answers(host: str, port: int, web: "subprocess.Popen[bytes]") -> bool:
    """Wait until somebody listens; no longer than patience or the web server lasts."""
    for _ in range(_PATIENCE * 10):
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return web.poll() is None
        if web.poll() is not None:
            return False
        time.sleep(0.1)
    return False


def _watch(children: dict[str, "subprocess.Popen[bytes]"]) -> int:
    """Wait for a child to end, and say which it was."""
    while True:
        for name, child in children.items():
            code = child.poll()
            if code is not None:
                print(f"motcua demo: {name} đã dừng bất ngờ (mã {code}); xem thông báo ở trên rồi chạy lại.", file=sys.stderr)
                return 1
        time.sleep(0.3)


def _stop(children: dict[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask every child to end, wait for it, and insist where it does not."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        with suppress(ProcessLookupError):
            child.terminate()
    for child in children.values():
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def welcome(profile: str, address: str, offset: int) -> str:
    """What to open, who to be, and what to try."""
    now = datetime.now(VIETNAM) + timedelta(seconds=offset)
    told = accounts(profile)
    width = max(len(account.login) for account in told)
    lines = [
        "",
        f"  Một Cửa – bản trình diễn “{profile}”. Dữ liệu, mã số và người đều không có thật.",
        "",
        f"  Địa chỉ          {address}",
        f"  Giờ chương trình {now:%H:%M ngày %d/%m/%Y}",
        f"  Mật khẩu         {PASSWORD}   (chung cho mọi tài khoản)",
        "",
        "  Tài khoản nên thử:",
        *(f"    {account.login:<{width}}  {account.name}, {account.title}, {account.office}" for account in told),
        "",
        "  Ba việc nên thử:",
        *(f"    {number}. {words}" for number, words in enumerate(_to_try(profile, address), start=1)),
        "",
        "  Dừng: Ctrl-C. Làm lại từ đầu: make demo-reset.",
        "",
    ]
    return "\n".join(lines)


def _to_try(profile: str, address: str) -> list[str]:
    """Two accounts' work, and a look at a late case as its applicant sees it."""
    by_login = {account.login: account for account in accounts(profile)}
    told = [f"Đăng nhập “{login}”. {by_login[login].words}" for login in ("lan", "hoa") if login in by_login]
    late = _a_late_case()
    return [*told, f"Tra cứu như người dân: {address}/tra-cuu/ với mã hồ sơ {late[0]}, mã tra cứu {late[1]}."] if late else told


def _a_late_case() -> tuple[str, str] | None:
    """File number and tracking code of the case that has been late longest."""
    from motcua.cases.queries.at_hand import case_as_it_stands
    from motcua.cases.queries.overdue import overdue_cases
    from motcua.journal.queries import newest_moment
    from motcua.offices.queries import authority_ids

    newest = newest_moment()
    if newest is None:
        return None
    late = [(authority_id, case_id) for authority_id in authority_ids() for case_id in overdue_cases(authority_id, as_of=local(newest))]
    if not late:
        return None
    case = case_as_it_stands(late[0][1], authority_id=late[0][0]).case
    return case.file_number or "", case.tracking_code
