"""The people an office begins with: a line each of login, name, office and roles, each flaw told with its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.founding.listed import must_be_plain, rows_of
from motcua.doors.console.founding.questions import Unusable, read_login, read_person
from motcua.doors.shared.passwords import new_password
from motcua.kernel.fold import fold
from motcua.offices.rules.roles import Role

COLUMNS = (("login", "tên đăng nhập"), ("name", "họ và tên"), ("office", "cơ quan"), ("roles", "vai trò"))
"""The heading of a list, in either language."""

_SHOWN = 20
"""Flawed lines told at once; more are counted."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person with the roles held at one office (its key), and the password to begin with: his own, or ``is_given`` to him."""

    login: str
    name: str
    office: str
    roles: tuple[Role, ...]
    password: str
    is_given: bool = True


def member_of(cells: Sequence[str], offices: Mapping[str, str], role_names: Mapping[Role, str], *, taken: Iterable[str]) -> Member:
    """One line as a member; ``offices`` is key → name, ``role_names`` what roles are called, ``taken`` the logins; Unusable with why."""
    if len(cells) != len(COLUMNS):
        raise Unusable(f"cần {len(COLUMNS)} phần, {', '.join(name for _, name in COLUMNS)}, cách nhau bằng dấu phẩy; đang có {len(cells)}")
    must_be_plain(cells)
    login, name, office, roles = (" ".join(cell.split()) for cell in cells)
    if read_login(login) in taken:
        raise Unusable(
            f"tên đăng nhập “{login}” đã có người dùng; mỗi người một tên, nhiều vai trò thì ghi cùng dòng: receptionist; handler"
        )
    return Member(login, read_person(name), _office(office, offices), _roles(roles, role_names), new_password())


def read_members(file: str, offices: Mapping[str, str], role_names: Mapping[Role, str], *, taken: str) -> tuple[Member, ...]:
    """Everybody in the CSV file (a heading, then a line each); BadInput names every line that cannot be used."""
    members: dict[str, Member] = {}
    flaws: list[str] = []
    for number, cells in rows_of(file, COLUMNS):
        try:
            one = member_of(cells, offices, role_names, taken=(taken, *members))
            members[one.login] = one
        except Unusable as error:
            flaws.append(f"  dòng {number}: {error}")
    if flaws:
        more = [f"  và {len(flaws) - _SHOWN} dòng nữa"] if len(flaws) > _SHOWN else []
        raise BadInput("\n".join((f"{file}: {len(flaws)} dòng chưa dùng được, chưa ghi gì; hãy sửa rồi chạy lại", *flaws[:_SHOWN], *more)))
    return tuple(members.values())


def _office(text: str, offices: Mapping[str, str]) -> str:
    found = [key for key, name in offices.items() if fold(text) in (fold(key), fold(name))]
    if not found:
        raise Unusable(f"không có cơ quan “{text}”; các cơ quan là {', '.join(f'{key} ({name})' for key, name in offices.items())}")
    return found[0]


def _roles(text: str, role_names: Mapping[Role, str]) -> tuple[Role, ...]:
    return tuple(dict.fromkeys(_role(part, role_names) for part in text.split(";")))


def _role(text: str, role_names: Mapping[Role, str]) -> Role:
    found = [role for role, name in role_names.items() if fold(text) in (role.value, fold(name))]
    if not found:
        raise Unusable(
            f"không có vai trò “{text.strip()}”; các vai trò là {', '.join(f'{role} ({name})' for role, name in role_names.items())}"
        )
    return found[0]
