"""What happens to offices, as facts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class AuthorityFounded(Fact):
    """A People's Committee opened its doors in this program."""

    kind: ClassVar[str] = "authority-founded"
    authority: str
    offices: tuple[str, ...]
    people: int
    years: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PasswordChosen(Fact):
    """An officer chose his own password, for the first time (``was_given``) or again."""

    kind: ClassVar[str] = "password-chosen"
    was_given: bool


@dataclass(frozen=True, kw_only=True)
class CalendarProposed(Fact):
    """A year of the calendar was proposed, for a second person to adopt."""

    kind: ClassVar[str] = "calendar-proposed"
    year: int
    decision: str
    holidays: tuple[date, ...]
    make_up_days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarSentBack(Fact):
    """A proposed year was not adopted: sent back by whoever was to adopt it, or withdrawn by whoever proposed it."""

    kind: ClassVar[str] = "calendar-sent-back"
    year: int
    reason: str
    was_withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class PersonAdded(Fact):
    """A person was given an account, a first role, and a password that is to be changed."""

    kind: ClassVar[str] = "person-added"
    login: str
    office: str
    role: str
    is_backup: bool
    valid_from: date
    name: str = personal()
    phone: str = personal()


@dataclass(frozen=True, kw_only=True)
class PersonAppointed(Fact):
    """A person was given a role at an office, as the official one or as backup (NĐ 61/2018 Đ.12.8)."""

    kind: ClassVar[str] = "person-appointed"
    login: str
    office: str
    role: str
    is_backup: bool
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(Fact):
    """A role ends with the day before ``effective``; ``cases`` open cases went to ``to_login``."""

    kind: ClassVar[str] = "appointment-ended"
    login: str
    office: str
    role: str
    effective: date
    cases: int
    to_login: str


@dataclass(frozen=True, kw_only=True)
class PasswordGiven(Fact):
    """An administrator gave a person a new password, to be changed at the first sign-in."""

    kind: ClassVar[str] = "password-given"
    login: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorEnrolled(Fact):
    """An officer asked for a telephone's code at his sign-in from now on."""

    kind: ClassVar[str] = "second-factor-enrolled"


@dataclass(frozen=True, kw_only=True)
class SecondFactorProved(Fact):
    """An officer signed in with his telephone's code, or with one on paper (``by_recovery``), of which ``left`` are left."""

    kind: ClassVar[str] = "second-factor-proved"
    by_recovery: bool
    left: int


@dataclass(frozen=True, kw_only=True)
class SecondFactorDropped(Fact):
    """An officer, having shown a code, asked for no more of them at his sign-in."""

    kind: ClassVar[str] = "second-factor-dropped"


@dataclass(frozen=True, kw_only=True)
class SecondFactorReset(Fact):
    """An administrator made an account ask for no code, as when the telephone is lost."""

    kind: ClassVar[str] = "second-factor-reset"
    login: str


@dataclass(frozen=True, kw_only=True)
class AccountLocked(Fact):
    """An account was locked (``is_locked``) or opened again."""

    kind: ClassVar[str] = "account-locked"
    login: str
    is_locked: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfficeChanged(Fact):
    """What an office is called, its code, its telephone or its address was changed from now on."""

    kind: ClassVar[str] = "office-changed"
    office: str
    name: str
    changes: tuple[dict[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class OfficeAdded(Fact):
    """An office was opened below another one."""

    kind: ClassVar[str] = "office-added"
    office: str
    name: str
    parent: str
    code: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class OfficeEnded(Fact):
    """An office closes with the day before ``effective``."""

    kind: ClassVar[str] = "office-ended"
    office: str
    name: str
    effective: date
    successor: str


@dataclass(frozen=True, kw_only=True)
class AbsenceStated(Fact):
    """Somebody is to be away on these days, and a colleague was asked to do his work."""

    kind: ClassVar[str] = "absence-stated"
    person_id: int
    stand_in_id: int
    office_id: int
    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class AbsenceAccepted(Fact):
    """Who was asked said that he does the other's work while he is away."""

    kind: ClassVar[str] = "absence-accepted"
    absence_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class AbsenceEnded(Fact):
    """An absence was turned down or withdrawn, or, where it ``was_accepted``, the work taken back."""

    kind: ClassVar[str] = "absence-ended"
    absence_id: int
    person_id: int
    was_accepted: bool
