"""The stage of a story: the authority founded, its procedures in force, and who acts for which office; that of 2021 is set here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from motcua.catalogue.commands.enact import enact
from motcua.catalogue.queries import procedures_in_force
from motcua.catalogue.rules.procedure import Procedure
from motcua.doors.console.demonstration import plans, words
from motcua.doors.console.demonstration.cast import Home
from motcua.doors.console.demonstration.scenes import CURTAIN, OPENING
from motcua.kernel.actor import Actor
from motcua.law.calendar import WorkingCalendar
from motcua.offices.commands.found import found
from motcua.offices.queries import actor_of, directory, people_with, system_actor
from motcua.offices.rules.directory import Directory
from motcua.offices.rules.roles import Role

IN_FORCE_FROM = date(2020, 1, 1)
_VILLAGES_OF_THE_DISTRICT = ("canh-vinh", "tt-van-canh", "canh-hien", "canh-hiep", "canh-thuan", "canh-hoa", "canh-lien")


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where a story plays: its first and last moment, where applicants live, who is asked and helps, its main counter."""

    opening: datetime
    curtain: datetime
    home: Callable[[Random, str], Home]
    consulted: tuple[str, ...]
    helpers_at: str
    counter: str
    late: tuple[str, ...] = words.LATE
    court: str = words.DISCONTINUED_BASIS


@dataclass
class Stage:
    """What every case of the story plays upon."""

    setting: Setting
    directory: Directory
    procedures: dict[str, Procedure]
    _people: dict[tuple[Role, int], list[Actor]] = field(default_factory=dict)

    @property
    def authority_id(self) -> int:
        """The authority of the story."""
        return self.directory.authority_id

    @property
    def calendar(self) -> WorkingCalendar:
        """The one calendar of the authority."""
        return next(iter(self.directory.calendars.values()))

    def office(self, key: str) -> int:
        """The id of the office called ``key``."""
        return self.directory.by_key(key).id

    def any(self, random: Random, role: Role, office_id: int) -> Actor:
        """Somebody who holds ``role`` at the office; of two, the one appointed first acts twice as often."""
        people = self.all(role, office_id)
        return random.choice([people[0], *people])

    def all(self, role: Role, office_id: int) -> list[Actor]:
        """Everybody who holds ``role`` at the office, in the order of appointment."""
        if (role, office_id) not in self._people:
            self._people[role, office_id] = self._called(role, office_id)
        return self._people[role, office_id]

    def _called(self, role: Role, office_id: int) -> list[Actor]:
        day = self.setting.opening.date()
        ids = sorted(person.pk for person in people_with(role, [office_id], day=day))
        return [actor for pk in ids if (actor := actor_of(pk, day=day))]


def set_stage(profile: str, *, moment: datetime = OPENING) -> Stage:
    """Found the authority of ``profile`` and put its procedures in force."""
    authority_id = found(actor=system_actor(0), at=moment, plan=plans.authority_plan(profile))
    known = directory(authority_id)
    system = system_actor(authority_id)
    for procedure in plans.procedures(profile, {office.key: office.id for office in known.offices.values()}):
        enact(actor=system, at=moment, procedure=procedure, valid_from=IN_FORCE_FROM, source=f"{profile}/procedures.toml")
    return staged(Setting(OPENING, CURTAIN, _home_in(known), ("canh-vinh", "canh-hiep", "canh-thuan"), "canh-lien", "huyen"), authority_id)


def staged(setting: Setting, authority_id: int) -> Stage:
    """The stage as it stands when the story opens."""
    in_force = procedures_in_force(authority_id=authority_id, day=setting.opening.date())
    return Stage(setting, directory(authority_id), {procedure.key: procedure for procedure in in_force})


def _home_in(known: Directory) -> Callable[[Random, str], Home]:
    """People go to their own commune's counter, and to the district's from every commune."""

    def home(random: Random, counter: str) -> Home:
        commune = counter if counter != "huyen" else random.choice(_VILLAGES_OF_THE_DISTRICT)
        name = known.by_key(commune).name.removeprefix("UBND ")
        return Home(commune, f"{name}, huyện Vân Canh")

    return home
