"""Officers who file without a pause: one connection each, the next form as soon as the last one is answered; cheap on the processor."""

import secrets
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.trust.officer_client import INTAKE

_END_OF_HEAD = b"\r\n\r\n"
_ANSWERED = b"HTTP/1.1 302"
_WHERE = b"/q/quay/da-nhan/"


class Refused(Exception):
    """An intake was not acknowledged; the figures would mean nothing."""


@dataclass(slots=True)
class Line:
    """One officer's connection: his cookies, and what has come in of the answer that he waits for."""

    socket: socket.socket
    cookies: dict[str, str]
    procedure_id: int
    papers: Sequence[str]
    asked_at: float = 0.0
    came: bytearray = field(default_factory=bytearray)

    def ask(self) -> None:
        """Send the next filing: everybody is somebody new."""
        self.asked_at = time.perf_counter()
        self.came.clear()
        self.socket.sendall(self._request())

    def is_answered(self) -> bool:
        """Take in what has come; whether the answer is whole."""
        part = self.socket.recv(65536)
        if not part:
            raise Refused("the server hung up")
        self.came += part
        head, end, _ = self.came.partition(_END_OF_HEAD)
        if not end:
            return False
        if not head.startswith(_ANSWERED) or _WHERE not in head:
            raise Refused(self.came.decode(errors="replace")[:2000])
        return True  # a redirect has no body

    def _request(self) -> bytes:
        body = urlencode([*self._form(), *(("papers", paper) for paper in self.papers)]).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"POST {INTAKE} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _form(self) -> list[tuple[str, str]]:
        number = secrets.randbelow(10**8)
        return [
            ("csrfmiddlewaretoken", self.cookies["csrftoken"]), ("do", "receive"), ("key", secrets.token_hex(16)),
            ("name", f"Phạm Thị {number}"), ("phone", f"09{number:08}"), ("id_number", f"0520{number:08}"), ("address", "Thôn Hiệp Vinh"),
            ("procedure_id", str(self.procedure_id)), ("channel", "counter"), ("return_channel", "counter"),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """What was done: intakes, the seconds they took together, and how long each officer waited."""

    intakes: int
    seconds: float
    waits: Sequence[float]


def load(lines: Sequence[Line], *, seconds: float) -> Load:
    """Let the officers file for so long; what is under way at the end is brought to its end, and counts with its time."""
    with selectors.DefaultSelector() as ready:
        for line in lines:
            ready.register(line.socket, selectors.EVENT_READ, line)
        begun, waits = time.perf_counter(), []
        for line in lines:
            line.ask()
        at_work = len(lines)
        while at_work:
            for key, _ in ready.select():
                line = key.data
                if not line.is_answered():
                    continue
                now = time.perf_counter()
                waits.append(now - line.asked_at)
                if now - begun < seconds:
                    line.ask()
                else:
                    at_work -= 1
        return Load(len(waits), time.perf_counter() - begun, waits)
