"""The answers of an office as the plan that its authority is founded with."""

from collections.abc import Iterable

from motcua.doors.console.founding.questions import KINDS, Answers, divisions_of
from motcua.doors.console.founding.staff import Member
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.kernel.fold import fold
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan
from motcua.offices.rules.roles import Role

SEAT, COUNTER = "ubnd", "mot-cua"
"""Keys of the People's Committee itself and of the office that receives."""

_HEADS = (("van phong", "CHÁNH VĂN PHÒNG"), ("so ", "GIÁM ĐỐC"), ("trung tam", "GIÁM ĐỐC"))
"""How the name of a division begins → the title of its head; the others have a TRƯỞNG PHÒNG."""


def offices_of(answers: Answers, *, counter_name: str) -> tuple[OfficePlan, ...]:
    """The People's Committee, its counter (named as the law of the day names it) and its divisions."""
    seat = OfficePlan(
        key=SEAT, name=answers["name"], kind=KINDS[answers["kind"]].kind, code=answers["code"], head_title="CHỦ TỊCH",
        number_generator=answers["number_generator"], place=answers["place"], address=answers["address"],
    )  # fmt: skip
    counter = OfficePlan(
        key=COUNTER, name=counter_name, kind="counter", parent=SEAT, head_title="GIÁM ĐỐC",
        number_generator=answers["number_generator"], place=answers["place"], address=answers["address"], phone=answers["phone"],
    )  # fmt: skip
    names = divisions_of(answers)
    divisions = (
        OfficePlan(
            key=key, name=name, kind="division", parent=SEAT, head_title=_head(name),
            number_generator=answers["number_generator"], place=answers["place"],
        )
        for key, name in zip(_keys(names), names, strict=True)
    )  # fmt: skip
    return (seat, counter, *divisions)


def administrator_of(answers: Answers, *, password: str, is_given: bool) -> Member:
    """Whoever sets the office up, with the password typed or made."""
    return Member(answers["admin_login"], answers["admin_name"], SEAT, (Role.ADMINISTRATOR,), password, is_given)


def authority_plan(answers: Answers, offices: tuple[OfficePlan, ...], members: Iterable[Member]) -> AuthorityPlan:
    """Everything that the authority begins with: offices, people, the shipped national calendar."""
    people = (
        PersonPlan(
            key=member.login, login=member.login, name=member.name, office=member.office,
            roles=tuple(role.value for role in member.roles), password=member.password, is_given=member.is_given,
        )
        for member in members
    )  # fmt: skip
    return AuthorityPlan(key=_key(answers["name"]), name=answers["name"], offices=offices, people=tuple(people), years=shipped_years())


def _head(name: str) -> str:
    return next((title for beginning, title in _HEADS if fold(name).startswith(beginning)), "TRƯỞNG PHÒNG")


def _key(name: str) -> str:
    """A name as a key: "Phòng Kinh tế" becomes "phong-kinh-te"; never empty, never too long for its column."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(name))
    return "-".join(plain.split())[:50].strip("-") or "co-quan"


def _keys(names: Iterable[str]) -> list[str]:
    """A key for each name; one that is taken gets a number."""
    taken = [SEAT, COUNTER]
    for name in names:
        key = _key(name)
        taken.append(key if key not in taken else f"{key}-{len(taken)}")
    return taken[2:]
