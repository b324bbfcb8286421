"""An officer at his browser: pages read as HTML, forms sent as they stand with what is typed into them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.builders.district import District
from tests.builders.sessions import sign_in


@dataclass(slots=True)
class Form:
    """A form as the page holds it: where it goes, and the values that it would send as it stands."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    _select: str = ""
    _textarea: str = ""


class _Forms(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.ids: list[str] = []
        self._open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told.get("id"):
            self.ids.append(told["id"])
        if tag == "form":
            self._open = Form(told.get("action", ""), told.get("method", "get"))
            self.found.append(self._open)
        elif self._open:
            self._take(self._open, tag, told)

    def _take(self, form: Form, tag: str, told: dict[str, str]) -> None:
        name, value = told.get("name", ""), told.get("value", "")
        if tag == "button":
            form.buttons.append((name, value))
        elif tag == "select":
            form._select = name
        elif tag == "textarea":
            form._textarea = name
            form.values.setdefault(name, []).append("")
        elif tag == "option" and ("selected" in told or form._select not in form.values):
            form.values[form._select] = [value]
        elif tag == "input" and name and "disabled" not in told and (told.get("type") not in ("checkbox", "radio") or "checked" in told):
            form.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self._open and self._open._textarea:
            self._open.values[self._open._textarea][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif self._open and tag == "textarea":
            told = self._open.values[self._open._textarea]
            told[-1] = told[-1].removeprefix("\n")  # HTML's first line break says nothing
            self._open._textarea = ""


def forms(page: str) -> list[Form]:
    """The forms of ``page``."""
    parser = _Forms()
    parser.feed(page)
    return parser.found


def ids(page: str) -> list[str]:
    """The ids of ``page``, each as often as it stands there."""
    parser = _Forms()
    parser.feed(page)
    return parser.ids


class Browser:
    """One officer of a district, signed in, with the program's clock at the district's ``now``."""

    def __init__(self, place: District, key: str, monkeypatch: Any) -> None:
        self.place = place
        self.client = Client()
        sign_in(self.client, place.people[key])
        monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: place.now)

    def page(self, address: str, status: int = 200) -> str:
        """The page at ``address``."""
        response = self.client.get(address)
        assert response.status_code == status, response.status_code
        return response.content.decode()

    def form(self, address: str, *, having: str = "key") -> Form:
        """The first form at ``address`` with a field of this name."""
        return form_having(self.page(address), having)

    def send(self, address: str, form: Form, /, *, do: str = "", **typed: "str | Iterable[str]") -> HttpResponse:
        """Send ``form`` with ``typed`` in it (none: the field is left out) by the button ``do``."""
        values: dict[str, Any] = {**form.values, **typed}
        if do:
            values["do"] = do
        return self.client.post(form.action or address, {name: value for name, value in values.items() if value is not None})  # type: ignore[return-value]

    def told(self, response: HttpResponse, status: int = 200) -> str:
        """The page that ``response`` holds, or leads to."""
        if status == 302:
            assert response.status_code == 302, (response.status_code, response.content.decode()[-3000:])
            while response.status_code == 302:
                response = self.client.get(response.headers["Location"])
            assert response.status_code == 200, response.status_code
            return response.content.decode()
        assert response.status_code == status, response.status_code
        return response.content.decode()


def form_having(page: str, name: str) -> Form:
    """The first form of ``page`` with a field of this name."""
    return next(form for form in forms(page) if name in form.values)
