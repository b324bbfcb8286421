"""An officer at the counter as the web server sees him: signs in, files over HTTP, reads the number on the page that follows."""

import re
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

Broken = (OSError, HTTPException)
"""What a request ends in when the server goes away; nobody knows then whether it was done."""

INTAKE, SIGN_IN = "/q/quay/nhan/", "/dang-nhap/"
_DONE = re.compile(r"/q/quay/da-nhan/(\d+)/")
_NUMBER = re.compile(r'class="done-number">([^<]+)<')


class Unexpected(Exception):
    """The server answered something that an officer at work never sees."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer."""

    status: int
    location: str
    text: str


@dataclass(slots=True)
class Officer:
    """One browser, one connection; ``key`` travels with the filing as the form's hidden field does."""

    host: str
    port: int
    login: str
    password: str
    patience: float = 60
    cookies: dict[str, str] = field(default_factory=dict)
    _line: HTTPConnection | None = None

    def sign_in(self) -> None:
        """Open a session."""
        self._asked("GET", SIGN_IN)
        answer = self._sent(SIGN_IN, [("username", self.login), ("password", self.password)])
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise Unexpected(f"sign-in of {self.login}: {answer.status} {answer.text[:300]}")

    def receive(self, *, key: str, name: str, procedure_id: int, papers: tuple[str, ...]) -> int:
        """Take a filing in and return the id of its case; Broken when the server did not answer."""
        said = [("do", "receive"), ("key", key), ("name", name), ("procedure_id", str(procedure_id)), ("channel", "counter")]
        answer = self._sent(INTAKE, said + [("papers", paper) for paper in papers])
        done = _DONE.fullmatch(answer.location)
        if answer.status != 302 or not done:
            raise Unexpected(f"intake of {name}: {answer.status} {answer.location} {answer.text[:2000]}")
        return int(done[1])

    def number_of(self, case_id: int) -> str:
        """The file number as the page shows it to the applicant."""
        text = self.page(f"/q/quay/da-nhan/{case_id}/")
        found = _NUMBER.search(text)
        if not found:
            raise Unexpected(f"page of case {case_id}: {text[:2000]}")
        return unescape(found[1])

    def page(self, path: str) -> str:
        """The page at ``path``."""
        answer = self._asked("GET", path)
        if answer.status != 200:
            raise Unexpected(f"{path}: {answer.status} {answer.location} {answer.text[:500]}")
        return answer.text

    def hang_up(self) -> None:
        """Close the connection; the session stays."""
        if self._line:
            self._line.close()
        self._line = None

    def _sent(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        token = ("csrfmiddlewaretoken", self.cookies["csrftoken"])
        return self._asked("POST", path, urlencode([token, *fields]))

    def _asked(self, method: str, path: str, body: str | None = None) -> Answer:
        if self._line is None:
            self._line = HTTPConnection(self.host, self.port, timeout=self.patience)
        try:
            self._line.request(method, path, body, self._headers(body))
            return self._read(self._line.getresponse())
        except BaseException:
            self.hang_up()
            raise

    def _headers(self, body: str | None) -> dict[str, str]:
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        return told | {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else told

    def _read(self, response: HTTPResponse) -> Answer:
        text = response.read().decode()
        if response.getheader("Content-Length") is None and response.getheader("Transfer-Encoding") is None:
            raise HTTPException("the headers break off")
        self._keep_cookies(response)
        return Answer(response.status, response.getheader("Location", ""), text)

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for told in response.headers.get_all("Set-Cookie", []):
            self.cookies.update((name, crumb.value) for name, crumb in SimpleCookie(told).items() if name in ("sessionid", "csrftoken"))
