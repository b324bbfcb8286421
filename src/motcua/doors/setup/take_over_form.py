"""The words of an old system as rows of a form: what each means here, and what was typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.rules.channels import Channel
from motcua.cases.rules.takeover import NOBODY, STANDING_WORDS, Field, Mapped, Standing
from motcua.cases.rules.takeover_results import LineResult
from motcua.catalogue.queries import procedures_in_force
from motcua.doors.shared.labels import CHANNELS
from motcua.doors.shared.table_file import Table
from motcua.kernel.cells import words
from motcua.kernel.fold import fold
from motcua.kernel.moments import local_date
from motcua.offices.queries import handlers_by_words
from motcua.offices.rules.directory import Directory

MOST_WORDS = 100
"""How many words of one column are asked for at a time."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """One word of the old system: the name of its field, how often it stands in the file, what it may mean, what it means."""

    name: str
    said: str
    count: int
    chosen: str
    choices: tuple[tuple[str, str], ...]
    is_open: bool


_PARTS: Mapping[Field, tuple[str, str]] = {
    Field.STATE: ("states", "Trạng thái"),
    Field.PROCEDURE: ("procedures", "Thủ tục chưa nhận ra"),
    Field.CHANNEL: ("channels", "Cách nộp"),
    Field.OFFICE: ("offices", "Cơ quan chưa nhận ra"),
    Field.PERSON: ("people", "Người thụ lý chưa nhận ra"),
}
_ALWAYS = (Field.STATE, Field.CHANNEL)
"""Parts of which every word is asked for; of the others those that mean nothing known yet, or that were chosen by somebody."""


def mapping_rows(
    table: Table, mapped: Mapped, results: Sequence[LineResult], *, offices: Directory, now: datetime, counter_id: int, authority_id: int
) -> list[tuple[str, list[WordRow]]]:
    """The words to be told the meaning of, part by part; a part with none is left out."""
    unknown = {(flaw.field, fold(flaw.typed)) for each in results for flaw in each.flaws}
    choices = _choices(offices, now, counter_id, authority_id)
    parts = []
    for field, (part, title) in _PARTS.items():
        chosen: Mapping[str, str] = getattr(mapped, part)
        rows = [
            WordRow(f"{part}:{word}", said, count, str(chosen.get(word, "")), choices[field], (field, word) in unknown)
            for word, (said, count) in _counted(table, mapped, field).items()
            if field in _ALWAYS or (field, word) in unknown or word in chosen
        ]
        if rows:
            parts.append((title, rows[:MOST_WORDS]))
    return parts


def _counted(table: Table, mapped: Mapped, field: Field) -> dict[str, tuple[str, int]]:
    """Folded word → as it is written and how often, the commonest first."""
    found: dict[str, tuple[str, int]] = {}
    for _, row in table.lines(mapped.columns):
        said = words(row.get(field))
        if said:
            first, count = found.get(fold(said), (said, 0))
            found[fold(said)] = first, count + 1
    return dict(sorted(found.items(), key=lambda each: -each[1][1]))


def _choices(offices: Directory, now: datetime, counter_id: int, authority_id: int) -> dict[Field, tuple[tuple[str, str], ...]]:
    day = local_date(now)
    procedures = procedures_in_force(authority_id=authority_id, day=day, receiving_office_id=counter_id)
    people = sorted(word for word, ids in handlers_by_words(authority_id, day=day).items() if len(set(ids)) == 1)
    return {
        Field.STATE: tuple((each.value, said) for each, said in STANDING_WORDS.items()),
        Field.PROCEDURE: tuple((each.code, f"{each.code} {each.name}"[:120]) for each in procedures),
        Field.CHANNEL: tuple((channel.value, CHANNELS[channel]) for channel in Channel),
        Field.OFFICE: ((NOBODY, "không ghi cơ quan giữ"), *((office.key, office.name) for office in offices.offices.values())),
        Field.PERSON: ((NOBODY, "không giao cho ai"), *((word, word) for word in people)),
    }


def typed_mapping(posted: Mapping[str, str], known: Mapped, table: Table) -> Mapped:
    """``known`` with what was typed; a meaning that is none of those offered is left out."""
    columns = {field: posted[f"col-{field}"] for field in Field if posted.get(f"col-{field}") in table.headers}
    return Mapped(
        columns=columns,
        states={word: Standing(said) for word, said in _typed(posted, known.states, "states") if said in set(Standing)},
        procedures=dict(_typed(posted, known.procedures, "procedures")),
        offices=dict(_typed(posted, known.offices, "offices")),
        people=dict(_typed(posted, known.people, "people")),
        channels={word: Channel(said) for word, said in _typed(posted, known.channels, "channels") if said in set(Channel)},
    )


def _typed(posted: Mapping[str, str], known: Mapping[str, str], part: str) -> Iterator[tuple[str, str]]:
    """Word → meaning of one part: those known before, those typed over them."""
    typed = {name.partition(":")[2]: said for name, said in posted.items() if name.startswith(f"{part}:")}
    told = {**{word: str(said) for word, said in known.items()}, **typed}
    yield from ((word, said) for word, said in told.items() if said)
