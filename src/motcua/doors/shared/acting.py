"""How a form becomes an act: once for each idempotency key, with a refusal told on the form that was sent."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from motcua.doors.shared.labels import label
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.tags import moment
from motcua.doors.shared.typed_words import number
from motcua.journal.queries import NO_CHANGE, done_with, entries_of
from motcua.kernel.actor import Actor
from motcua.kernel.events import Fact
from motcua.kernel.refusal import Code, Refusal

_KEY = re.compile(r"[0-9A-Za-z-]{1,40}(:\d{1,19})?")
"""What a form may use as its key: never one of the keys that the program itself makes (``open:person:…``, ``overdue:…:…``)."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one item of a batch: ``refused`` tells why nothing was done."""

    case_id: int
    refused: Refused | None = None


def perform(
    request: HttpRequest,
    command: Callable[..., Any],
    *,
    fact: type[Fact],
    then: Callable[[int], str],
    again: Callable[[Refused], HttpResponse],
    message: str = "",
    case_id: int | None = None,
    **said: Any,
) -> HttpResponse:
    """Run ``command`` for the form in ``request`` and go where ``then`` (given the case's id) says; a refusal is told by ``again``.

    ``fact`` is the kind of fact that the command leaves: by it a repeat of the form is known, and answered as the first time. ``case_id``
    goes to the command under that name; a command that takes the case otherwise (``of=…``) has it in ``said``. ``seen`` and ``key`` come
    from the form (see the tag ``act_fields``).
    """
    about = case_id if case_id is not None else _on_file(said.get("of"))
    if case_id is not None:
        said["case_id"] = case_id
    try:
        done = once(request, command, fact=fact, about=about, **said)
    except Refusal as refusal:
        return again(refused(refusal, changes=_changes(request, refusal, about)))
    if message:
        messages.success(request, message)
    return redirect(then(done))


def each(request: HttpRequest, command: Callable[..., Any], *, fact: type[Fact], case_ids: Iterable[int], **said: Any) -> tuple[Done, ...]:
    """Run ``command`` for each case, each in its own transaction, and tell of each what became of it.

    The form holds one ``key`` for the batch and, for each case that it shows, its revision as ``seen-<id>``; a repeat of the form gives
    the first answers again.
    """
    key = request.POST.get("key", "")
    return tuple(_one(request, command, fact, case_id, f"{key}:{case_id}" if key else "", said) for case_id in case_ids)


def numbered(request: HttpRequest, command: Callable[..., Any], *, fact: type[Fact], case_id: int, number: int, **said: Any) -> None:
    """Run ``command`` for the item ``number`` (from 1) of a form about one case, once for the form's key; Refusal when it says no."""
    key = request.POST.get("key", "")
    _once(request, command, fact, case_id, f"{key}:{number}" if key else "", {**said, "case_id": case_id})


def _one(request: HttpRequest, command: Callable[..., Any], fact: type[Fact], case_id: int, key: str, said: dict[str, Any]) -> Done:
    seen = _revision(request.POST.get(f"seen-{case_id}", ""))
    try:
        _once(request, command, fact, case_id, key, {**said, **seen, "case_id": case_id})
    except ObjectDoesNotExist:
        return Done(case_id, refused(Refusal(Code.NOT_ALLOWED, permission="case.read")))
    except Refusal as refusal:
        return Done(case_id, refused(refusal, changes=_changes(request, refusal, case_id)))
    return Done(case_id)


def once(request: HttpRequest, command: Callable[..., Any], *, fact: type[Fact], about: int | None, **said: Any) -> int:
    """Run ``command`` unless the form's key has done it already, and return the id of its case (0: of none); Refusal when it says no."""
    seen = _revision(request.POST.get("seen", ""))
    return _once(request, command, fact, about, request.POST.get("key", ""), {**said, **seen})


def _once(request: HttpRequest, command: Callable[..., Any], fact: type[Fact], about: int | None, key: str, said: dict[str, Any]) -> int:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not _KEY.fullmatch(key):
        raise Refusal(Code.KEY_REUSED)
    first = _first(actor, key, fact, about)
    if first is not None:
        return first
    try:
        outcome = command(actor=actor, at=request.now, key=key, **said)  # type: ignore[attr-defined]
    except (Refusal, IntegrityError):
        # A twin of this form, sent at the same moment, may have been first: then its answer is the answer.
        first = _first(actor, key, fact, about)
        if first is None:
            raise
        return first
    return about or (outcome if isinstance(outcome, int) else 0)


def _first(actor: Actor, key: str, fact: type[Fact], about: int | None) -> int | None:
    """The case of the act that ``key`` has done; none when it has done nothing, refused when it was another act or another case."""
    entry = done_with(key, authority_id=actor.authority_id)
    if entry is None:
        return None
    if entry.kind != fact.kind or entry.actor_id != actor.id or about not in (None, entry.case_id):
        raise Refusal(Code.KEY_REUSED)
    return entry.case_id


def _revision(told: str) -> dict[str, int]:
    """The revision of the case that a form was made from, where it says one."""
    seen = number(told)
    return {} if seen is None else {"seen": seen}


def _on_file(of: Any) -> int | None:
    return of if isinstance(of, int) else None


def _changes(request: HttpRequest, refusal: Refusal, about: int | None) -> tuple[str, ...]:
    """What has been done with the case since the form was made, newest last."""
    if refusal.code is not Code.STALE or about is None:
        return ()
    missed = max(refusal.facts["now"] - refusal.facts["seen"], 1)
    acts = [entry for entry in entries_of(about, authority_id=request.actor.authority_id) if entry.kind not in NO_CHANGE]  # type: ignore[attr-defined]
    return tuple(f"{moment(entry.recorded_at)}: {label(entry.kind, 'fact')} ({entry.actor_name})" for entry in acts[-missed:])
