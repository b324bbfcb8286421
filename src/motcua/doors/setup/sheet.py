"""The sheet on which a procedure is reviewed: typed words to a version and back, and everything that is wrong, each at its field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from motcua.catalogue.rules.procedure import Procedure, Step, sum_of_steps
from motcua.catalogue.rules.review import Part, calendar_for, complaints
from motcua.doors.setup.fields import ALL_CHANNELS, PAUSES, FeeForm, HeadForm, LimitForm, PaperForm, StepForm
from motcua.doors.setup.rows import MOST_ROWS, Row, put
from motcua.law.limits import TimeLimit
from motcua.offices.rules.directory import Directory

_LISTS = {"limits": LimitForm, "papers": PaperForm, "steps": StepForm, "fees": FeeForm}
_SETS = {name: formset_factory(form, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS) for name, form in _LISTS.items()}
PART_OF_LIST = {"limits": Part.LIMITS, "papers": Part.PAPERS, "steps": Part.STEPS, "fees": Part.FEES}
FIELDS: dict[Part, tuple[str, ...]] = {
    Part.IDENTITY: ("code", "name", "field"),
    Part.OFFICES: ("agency", "lead_office", "receiving"),
    Part.LIMITS: ("is_online", "online_level", "pauses"),
    Part.STEPS: ("is_joint", "first_stage_steps"),
    Part.APPLICANTS: ("note",),
    Part.RESULT: ("result_name", "has_result_via_counter"),
    Part.BASIS: ("decision", "legal_basis", "valid_from"),
}
"""Which fields stand in which part of the sheet."""
_ORDER = list(Part)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to mend: the part and the id of the field that it is about, and what to do."""

    part: Part
    anchor: str
    words: str

    @property
    def is_about_flaws(self) -> bool:
        """Whether it is told beside the published row, not beside a field."""
        return self.anchor == f"flaws-{self.part}"


@dataclass(frozen=True, slots=True)
class Sum:
    """The steps together against the limit of one way of filing, in words."""

    channel: str
    total: str
    whole: str
    is_over: bool


class Sheet:
    """A procedure's form with ``typed`` in it; ``base`` is the version that it was made from."""

    def __init__(self, typed: QueryDict, *, base: Procedure, offices: Directory, day: date) -> None:
        self.base, self.offices, self.typed = base, offices, typed
        self.head = HeadForm(typed, label_suffix="")
        self.lists: dict[str, BaseFormSet[Any]] = {name: made(typed, prefix=name) for name, made in _SETS.items()}
        self._offer(day)
        forms: tuple[Any, ...] = (self.head, *self.lists.values())
        self.is_legible = not any([not each.is_valid() for each in forms])  # noqa: C419 - each is read, also after one that cannot be
        self.confirmed = {int(told) for told in typed.getlist("confirmed") if told.isascii() and told.isdigit()}

    def _offer(self, day: date) -> None:
        """Fill in the choices: offices that exist on ``day`` or stand in the version already."""
        named = set(self.base.receiving_office_ids) | {self.base.lead_office_id} | {step.office_id for step in self.base.steps}
        there = [(str(each.id), each.name) for each in self.offices.offices.values() if each.is_valid_on(day) or each.id in named]
        fields: dict[str, Any] = self.head.fields
        fields["lead_office"].choices = [("", "Nơi tiếp nhận tự giải quyết"), *there]
        fields["receiving"].choices = there
        fields["pauses"].choices = [*PAUSES.items(), *((each, each) for each in self.base.pauses if each not in PAUSES)]
        for form in self.lists["steps"]:
            form.fields["office"].choices = [("", "Cơ quan chủ trì"), *there]  # type: ignore[attr-defined]

    def told(self) -> Procedure:
        """The version that the sheet says, of what can be read."""
        head: Mapping[str, Any] = self.head.cleaned_data
        code = head.get("code", "")
        return replace(
            self.base,
            code=code,
            key=self.base.key if code == self.base.code else code,
            name=" ".join(head.get("name", "").split()),
            field=head.get("field", ""),
            agency=head.get("agency", ""),
            lead_office_id=int(head["lead_office"]) if head.get("lead_office") else None,
            receiving_office_ids=frozenset(int(each) for each in head.get("receiving", ())),
            limits={form.cleaned_data["channel"]: each for form, each in self._limits() if each},
            papers=tuple(form.paper(key) for form, key in self._keyed("papers", "p")),
            steps=tuple(form.step(key) for form, key in self._keyed("steps", "b")),
            fees=tuple(form.fee() for form in self._rows("fees")),
            pauses=tuple(head.get("pauses", ())),
            is_joint=head.get("is_joint", False),
            first_stage_steps=head.get("first_stage_steps") or 0,
            has_result_via_counter=head.get("has_result_via_counter", False),
            is_online=head.get("is_online", False),
            online_level=head.get("online_level", ""),
            result_name=head.get("result_name", ""),
            legal_basis=tuple(each for each in head.get("legal_basis", "").splitlines() if each),
            decision=head.get("decision", ""),
            note=head.get("note", ""),
            valid_from=self.valid_from or self.base.valid_from,
            valid_to=None,
            defects=tuple(flaw for number, flaw in enumerate(self.base.defects) if number not in self.confirmed),
        )

    @property
    def valid_from(self) -> date | None:
        """The day on which the version is to begin."""
        found: date | None = self.head.cleaned_data.get("valid_from")
        return found

    def _rows(self, name: str) -> Iterator[Any]:
        """The rows of a list that say something and can be read."""
        return (form for form in self.lists[name] if form.is_valid() and form.has_changed())

    def _limits(self) -> Iterator[tuple[Any, TimeLimit | None]]:
        return ((form, form.cleaned_data.get("limit")) for form in self._rows("limits") if form.cleaned_data.get("channel") in ALL_CHANNELS)

    def _keyed(self, name: str, letter: str) -> Iterator[tuple[Any, str]]:
        """Each row with its key; a new one gets the next free."""
        rows = list(self._rows(name))
        taken = {form.cleaned_data["key"] for form in rows}
        free = (key for number in range(1, MOST_ROWS * 2 + 2) if (key := f"{letter}{number:02d}") not in taken)
        seen: set[str] = set()
        for form in rows:
            key = form.cleaned_data["key"]
            key = next(free) if not key or key in seen else key
            seen.add(key)
            yield form, key

    def sums(self) -> list[Sum]:
        """The sum of the steps against the limit of every way of filing that has one of its own."""
        told = self.told()
        calendar = calendar_for(told, self.offices)
        found = ((channel, sum_of_steps(told, calendar, channel=channel)) for channel in told.limits)
        return [Sum(ALL_CHANNELS[channel], *each.in_words(), each.is_over) for channel, each in found if each]

    def wrong(self) -> list[Wrong]:
        """Everything that must be mended before the version can be approved, in the order of the sheet; fields are marked with theirs."""
        found = [*self._illegible()]
        unread = {each.part for each in found}
        for complaint in complaints(self.told(), self.offices):
            is_field = complaint.field in self.head.fields
            if complaint.part not in unread or not is_field:
                found.append(Wrong(complaint.part, f"id_{complaint.field}" if is_field else complaint.field, complaint.words))
            if complaint.part not in unread and is_field:
                self.head.add_error(complaint.field, complaint.words)
        return sorted(found, key=lambda each: _ORDER.index(each.part))

    def _illegible(self) -> Iterator[Wrong]:
        for part, names in FIELDS.items():
            yield from (Wrong(part, f"id_{name}", words) for name in names for words in map(str, self.head.errors.get(name, ())))
        for name, rows in self.lists.items():
            for number, form in enumerate(rows):
                yield from (
                    Wrong(PART_OF_LIST[name], f"id_{name}-{number}-{field}", f"Dòng {number + 1}: {words}")
                    for field, told in form.errors.items()
                    for words in told
                )


def typed_from(told: Procedure, *, valid_from: date | None) -> QueryDict:
    """The words that a sheet holds when it is opened: what the version says."""
    typed = QueryDict(mutable=True)
    plain = {
        "code": "" if told.code.startswith("?") else told.code, "name": told.name, "field": told.field, "agency": told.agency,
        "lead_office": str(told.lead_office_id or ""), "online_level": told.online_level, "note": told.note,
        "first_stage_steps": str(told.first_stage_steps or ""),
        "result_name": told.result_name, "decision": told.decision, "legal_basis": "\n".join(told.legal_basis),
        "valid_from": valid_from.isoformat() if valid_from else "",
    }  # fmt: skip
    for name, value in plain.items():
        typed[name] = value
    for name in ("is_joint", "is_online", "has_result_via_counter"):
        if getattr(told, name):
            typed[name] = "on"
    typed.setlist("receiving", [str(each) for each in sorted(told.receiving_office_ids)])
    typed.setlist("pauses", list(told.pauses))
    put(typed, "limits", [_limit_row(channel, told.limits.get(channel)) for channel in ALL_CHANNELS])
    put(typed, "papers", [_paper_row(each) for each in told.papers])
    put(typed, "steps", [_step_row(each) for each in told.steps])
    put(typed, "fees", [_fee_row(each) for each in told.fees])
    return typed


def _written(limit: TimeLimit | None) -> Row:
    if limit is None:
        return {"value": [""], "unit": [""]}
    return {"value": [f"{limit.value.normalize():f}".replace(".", ",")], "unit": [limit.unit.value]}


def _limit_row(channel: str, limit: TimeLimit | None) -> Row:
    cutoff = f"{limit.same_day_cutoff:%H:%M}" if limit and limit.same_day_cutoff else ""
    return {**_written(limit), "channel": [channel], "due_time": [limit.due_time.value if limit else ""], "cutoff": [cutoff]}


def _paper_row(paper: Any) -> Row:
    row = {
        "key": [paper.key], "name": [paper.name], "originals": [str(paper.originals)], "copies": [str(paper.copies)],
        "case_label": [paper.case_label],
    }  # fmt: skip
    return row | ({"is_required": ["on"]} if paper.is_required else {})


def _step_row(step: Step) -> Row:
    return {"key": [step.key], "name": [step.name], "office": [str(step.office_id or "")], "role": [step.role], **_written(step.limit)}


def _fee_row(fee: Any) -> Row:
    amount = "" if fee.amount is None else f"{fee.amount:,}".replace(",", ".")
    return {"name": [fee.name], "amount": [amount], "channel": [fee.channel], "exemption": [fee.exemption], "basis": [fee.basis]}
