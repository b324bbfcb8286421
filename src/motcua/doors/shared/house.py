"""Whose pages these are: the authority's name, where a person finds help, and the parts of the house open to an officer."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.actor import Actor
from motcua.law.calendar import WorkingCalendar
from motcua.offices.rules.directory import Directory, Office

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class House:
    """An authority as its pages name it; ``office`` is the signed-in officer's own."""

    name: str
    office: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One part of the officers' pages; ``keys`` are pressed one after the other."""

    name: str
    path: str
    keys: str
    permissions: tuple[str, ...]
    is_here: bool = False


AREAS = (
    Area("Quầy", "/q/quay/", "g q", ("case.receive", "case.return_result")),
    Area("Thu phí", "/q/thu-ngan/", "g p", ("fee.collect",)),
    Area("Việc của tôi", "/q/viec/", "g i", ("case.process", "case.decide")),
    Area("Lãnh đạo", "/q/lanh-dao/", "g l", ("board.read",)),
    Area("Báo cáo", "/q/bao-cao/", "g b", ("report.read",)),
    Area("Thiết lập", "/qt/", "g t", ("catalogue.approve",)),
)


def areas_of(actor: Actor, path: str = "") -> tuple[Area, ...]:
    """The areas that one of the actor's roles opens; the one that holds ``path`` is marked."""
    return tuple(
        Area(area.name, area.path, area.keys, area.permissions, is_here=path.startswith(area.path))
        for area in AREAS
        if any(actor.may(permission) for permission in area.permissions)
    )


def home_of(actor: Actor) -> str | None:
    """Where the actor's day begins: a leader at the board, others at the first area open to them; none without any."""
    if actor.may("case.decide") and actor.may("board.read"):
        return "/q/lanh-dao/"
    mine = areas_of(actor)
    return mine[0].path if mine else None


def house_of(actor: Actor, known: Directory) -> House:
    """The house that the actor works in."""
    mine = known.offices[actor.grants[0].office_id] if actor.grants else None
    return _house(known, mine or _seat(known), office_name=mine.name if mine else "")


def public_house(known: Directory | None) -> House:
    """The house that citizens see, or one without a name where no authority answers."""
    if known is None:
        return House("Một Cửa")
    return _house(known, _seat(known)) if known.offices else House(known.authority_name)


def _house(known: Directory, office: Office, *, office_name: str = "") -> House:
    counter = _counter_of(known, office)
    return House(known.authority_name, office_name, counter.address, counter.phone, hours_in_words(known.calendars[counter.id]))


def _seat(known: Directory) -> Office:
    """The People's Committee itself: the first office that stands under none."""
    return next((office for office in known.offices.values() if office.parent_id is None), next(iter(known.offices.values())))


def _counter_of(known: Directory, office: Office) -> Office:
    """The office to turn to for help: the nearest, going up, that has a telephone; where none has, the first of all that has one."""
    nearest_first = (*(known.offices[at] for at in known.above(office.id)), *known.offices.values())
    return next((one for one in nearest_first if one.phone), office)


def hours_in_words(calendar: WorkingCalendar) -> str:
    """ "07:30–11:30, 13:00–17:00, thứ Hai đến thứ Sáu": the commonest sessions and the days that have any."""
    open_days = [index for index, sessions in enumerate(calendar.week) if sessions]
    if not open_days:
        return ""
    sessions = max((calendar.week[index] for index in open_days), key=list(calendar.week).count)
    times = ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in sessions)
    return f"{times}, {_days(open_days)}"


def _days(indexes: Sequence[int]) -> str:
    names = [_WEEKDAYS[index] for index in indexes]
    is_a_row = indexes[-1] - indexes[0] == len(indexes) - 1
    return f"{names[0]} đến {names[-1]}" if is_a_row and len(names) > 1 else ", ".join(names)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
