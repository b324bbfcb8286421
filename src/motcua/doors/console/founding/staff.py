"""The people an office begins with: lines of login, name, office and role, read one by one, each flaw told with its place."""

import csv
import io
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.founding.questions import Unusable, read_login
from motcua.doors.console.json_input import bytes_of
from motcua.kernel.fold import fold
from motcua.offices.rules.roles import Role

COLUMNS = ("login", "name", "office", "role")
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that cannot be taken for each other on paper."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person with the roles held at one office (its key), and the password to begin with."""

    login: str
    name: str
    office: str
    roles: tuple[Role, ...]
    password: str


def new_password() -> str:
    """A password nobody has chosen, easy to copy from paper: three groups of four, 59 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))


def member_of(cells: Sequence[str], offices: Mapping[str, str], role_names: Mapping[Role, str]) -> Member:
    """One line as a member; ``offices`` is key → name, ``role_names`` what roles are called; Unusable with why."""
    if len(cells) != len(COLUMNS):
        raise Unusable(f"cần {len(COLUMNS)} phần cách nhau bằng dấu phẩy: tên đăng nhập, họ và tên, cơ quan, vai trò; đang có {len(cells)}")
    login, name, office, role = (" ".join(cell.split()) for cell in cells)
    if not name or len(name) > 200 or not name.isprintable():
        raise Unusable("họ và tên để trống, dài quá 200 chữ hoặc có ký tự không in được")
    return Member(read_login(login), name, _office(office, offices), (_role(role, role_names),), new_password())


def joined(members: Iterable[Member], one: Member) -> tuple[Member, ...]:
    """``members`` with ``one`` beside them, or with his further role; Unusable when he is told differently than before."""
    known = {member.login: member for member in members}
    before = known.get(one.login)
    if before is None:
        return (*known.values(), one)
    if (before.name, before.office) != (one.name, one.office):
        raise Unusable(f"“{one.login}” đã có, với tên hoặc cơ quan khác; mỗi tên đăng nhập là một người ở một cơ quan")
    known[one.login] = replace(before, roles=tuple(dict.fromkeys((*before.roles, *one.roles))))
    return tuple(known.values())


def read_members(file: str, offices: Mapping[str, str], role_names: Mapping[Role, str], *, taken: str) -> tuple[Member, ...]:
    """Everybody in the CSV file (header, then a line for each role); BadInput names the first line that cannot be used."""
    members: tuple[Member, ...] = ()
    for number, cells in _lines(file):
        try:
            one = member_of(cells, offices, role_names)
            if one.login == taken:
                raise Unusable(f"“{taken}” là tên đăng nhập của người quản trị; hãy đặt tên khác")
            members = joined(members, one)
        except Unusable as error:
            raise BadInput(f"{file}, dòng {number}: {error}; chưa ghi gì") from None
    return members


def cells_of(line: str) -> list[str]:
    """The parts of a line, at commas; a part in quotes may hold one."""
    return next(csv.reader([line], skipinitialspace=True), [])


def _lines(file: str) -> list[tuple[int, list[str]]]:
    try:
        text = bytes_of(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{file}: không phải UTF-8; hãy lưu lại dạng “CSV UTF-8”") from None
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), skipinitialspace=True)
    try:
        numbered = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise BadInput(f"{file}, dòng {rows.line_num}: không đọc được ({error}); hãy lưu lại dạng CSV") from None
    if not numbered or tuple(cell.strip().lower() for cell in numbered[0][1]) != COLUMNS:
        raise BadInput(f"{file}: dòng đầu phải là {','.join(COLUMNS)}")
    return numbered[1:]


def _separator(text: str) -> str:
    """Spreadsheets set to Vietnamese write semicolons."""
    return ";" if ";" in text.partition("\n")[0] else ","


def _office(text: str, offices: Mapping[str, str]) -> str:
    found = [key for key, name in offices.items() if fold(text) in (fold(key), fold(name))]
    if not found:
        raise Unusable(f"không có cơ quan “{text}”; các cơ quan là {', '.join(f'{key} ({name})' for key, name in offices.items())}")
    return found[0]


def _role(text: str, role_names: Mapping[Role, str]) -> Role:
    found = [role for role, name in role_names.items() if fold(text) in (role.value, fold(name))]
    if not found:
        raise Unusable(f"không có vai trò “{text}”; các vai trò là {', '.join(f'{role} ({name})' for role, name in role_names.items())}")
    return found[0]
