"""``motcua init``: an office answers a few questions and has an empty, ready installation with the national calendar."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import which

from motcua.doors.console.backups.ground import undisturbed
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, name_home, tables
from motcua.doors.console.founding.asking import answers_in, asked, asked_members, asked_password
from motcua.doors.console.founding.plan import COUNTER, administrator_of, authority_plan, offices_of
from motcua.doors.console.founding.staff import Member, read_members
from motcua.doors.console.migrate import upgrade
from motcua.doors.shared.occupancy import Occupied, alone
from motcua.doors.shared.passwords import new_password
from motcua.offices.rules.plan import AuthorityPlan, YearPlan
from motcua.offices.rules.roles import Role

_INTERRUPTED = 130
_NEEDED = {Role.RECEPTIONIST: "tiếp nhận", Role.HANDLER: "thụ lý", Role.LEADER: "ký"}
"""What a case needs somebody for at the counter, which also leads every procedure of the national list as it is imported."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where, and the answers and people where nobody is to be asked."""
    home_argument(parser)
    parser.add_argument("--answers", metavar="TỆP.json", help="lấy câu trả lời từ tệp, không hỏi (mẫu: docs/operations/first-day.md)")
    parser.add_argument("--people", metavar="TỆP.csv", help="danh sách cán bộ, mỗi người một dòng: login,name,office,roles")


def run(options: argparse.Namespace) -> int:
    """Ask everything, then make the tables and found the authority in one act; stopped before, nothing of it has happened."""
    try:
        return _init(options)
    except KeyboardInterrupt:
        print("\nĐã dừng; chưa dựng cơ quan nào. Chạy lại lệnh này để làm từ đầu.")
        return _INTERRUPTED


def _init(options: argparse.Namespace) -> int:
    import django

    _make_home(options)
    django.setup()
    _must_hold_nobody()
    from django.conf import settings

    from motcua.doors.shared.program_clock import program_now

    now = program_now()
    plan, made = _planned(options, now)
    with _alone(settings.HOME):
        upgrade()
        _must_hold_nobody()
        with undisturbed():  # passwords that are shown once are shown
            _found(plan, now)
            (settings.HOME / "static").mkdir(exist_ok=True)
            print("\n".join(_done(plan, made, options, now)), flush=True)
    return 0


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Nobody else makes the home ready, or serves it, inside."""
    try:
        with alone(home):
            yield
    except Occupied:
        raise BadInput(
            "lệnh khởi tạo khác, máy chủ web hoặc tiến trình nền đang dùng thư mục này; hãy đợi hoặc dừng nó rồi chạy lại"
        ) from None


def _make_home(options: argparse.Namespace) -> None:
    home = options.home or Path(os.environ.get("MOTCUA_HOME", "var"))
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"không tạo được thư mục dữ liệu {home}: {error.strerror}; hãy chọn thư mục khác bằng --home") from error
    name_home(options)


def _must_hold_nobody() -> None:
    """Refused where an authority works already: a second one would share its people's names and its journal's clock."""
    if "offices_authority" not in tables():
        return
    from motcua.offices.queries import authority_keys

    known = ", ".join(authority_keys())
    if known:
        raise BadInput(f"cơ sở dữ liệu đã có cơ quan {known}, không thay đổi gì; cơ quan khác cần nơi khác (--home, MOTCUA_DATABASE_URL)")


def _planned(options: argparse.Namespace, now: datetime) -> tuple[AuthorityPlan, dict[str, str]]:
    """What will be founded, and the passwords made for it, which are shown once: login → password."""
    from motcua.doors.shared.labels import ROLES
    from motcua.law.rulebook import rulebook_on

    if not options.answers:
        print("Khởi tạo cơ quan. Enter để lấy giá trị trong ngoặc vuông; Ctrl-C để dừng: chưa ghi gì cho đến câu cuối cùng.")
    answers, told = answers_in(options.answers) if options.answers else (asked(), asked_password())
    administrator = administrator_of(answers, password=told or new_password(), is_given=bool(options.answers))
    offices = offices_of(answers, counter_name=rulebook_on(now.date()).counter_name.value)
    others = _members(options, {office.key: office.name for office in offices}, ROLES, taken=administrator.login)
    made = {member.login: member.password for member in (administrator, *others) if member.is_given and member.password != told}
    return authority_plan(answers, offices, (administrator, *others)), made


def _members(options: argparse.Namespace, offices: dict[str, str], roles: dict[Role, str], *, taken: str) -> tuple[Member, ...]:
    """The people of the file, else those typed; with a file of answers alone, nobody."""
    if options.people:
        return read_members(options.people, offices, roles, taken=taken)
    return () if options.answers else asked_members(offices, roles, taken=taken)


def _found(plan: AuthorityPlan, now: datetime) -> None:
    from motcua.offices.commands.found import found
    from motcua.offices.queries import system_actor

    found(actor=system_actor(0), at=now, plan=plan)


def _done(plan: AuthorityPlan, made: dict[str, str], options: argparse.Namespace, now: datetime) -> Iterator[str]:
    """What stands there now, the passwords made, and the three steps that come next."""
    years = ", ".join(f"{year.year}{' (tạm tính)' if _is_open(year) else ''}" for year in plan.years if year.year >= now.year)
    yield f"\nĐã dựng {plan.name}: {len(plan.offices)} cơ quan, {len(plan.people)} người, lịch nghỉ các năm {years}."
    yield from _passwords(plan, made)
    if not plan.offices[0].code:
        yield "\nCHƯA CÓ MÃ CƠ QUAN: chưa tiếp nhận được hồ sơ nào. Có mã rồi thì khởi tạo lại ở thư mục khác."
    at_home = f" --home {shlex.quote(str(options.home))}" if options.home else ""
    program = _as_typed()
    yield "\nBa việc tiếp theo:"
    yield f"  1. Nhập danh mục thủ tục: {program} import procedures_2026 --office {COUNTER} --effective {now:%Y-%m-%d}{at_home}"
    yield f"  2. Cán bộ: {_people_step(plan)}"
    yield f"  3. Chạy máy chủ: {program} serve{at_home}, mở trang web nó in ra; “{plan.people[0].login}” duyệt bản nháp ở trang Thiết lập."


def _as_typed() -> str:
    """How the command is called here: by its name where it stands on the path, else as it was called just now."""
    called = Path(sys.argv[0])
    return shlex.quote(str(called)) if called.name == "motcua" and not which("motcua") else "motcua"


def _is_open(year: YearPlan) -> bool:
    """Whether a day of the year may still change."""
    return year.is_provisional or any(day.is_provisional for day in year.days)


def _passwords(plan: AuthorityPlan, made: dict[str, str]) -> Iterator[str]:
    if made:
        width = max(map(len, made))
        names = {person.login: person.name for person in plan.people}
        yield "\nMật khẩu ban đầu, chỉ hiện lần này; hãy chép ra giấy và trao tận tay từng người. Đăng nhập lần đầu phải đặt mật khẩu mới:"
        yield from (f"  {login:<{width}}  {password}  {names[login]}" for login, password in made.items())


def _people_step(plan: AuthorityPlan) -> str:
    """Which work of a first case nobody can do yet; else what there is to do about people."""
    held = {(person.office, role) for person in plan.people for role in person.roles}
    lacking = [f"{words} ({role} ở {COUNTER})" for role, words in _NEEDED.items() if (COUNTER, role) not in held]
    return f"CHƯA CÓ NGƯỜI {', '.join(lacking)}. Quản trị thêm ở Thiết lập, Cán bộ." if lacking else "trao mật khẩu ban đầu cho từng người."
