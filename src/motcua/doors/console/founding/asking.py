"""Answers from a person at the terminal, asked again until they can be used, or all at once from a file."""

import getpass
import sys
from collections.abc import Callable, Mapping
from typing import Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.founding.listed import cells_of
from motcua.doors.console.founding.questions import QUESTIONS, Answers, Question, Unusable, answered
from motcua.doors.console.founding.staff import Member, member_of
from motcua.doors.console.json_input import bytes_of, object_of
from motcua.offices.rules.roles import Role

PASSWORD = "admin_password"  # noqa: S105 - the name of a field

_TOO_SOON = "hết câu trả lời giữa chừng; chưa ghi gì, hãy chạy lại"


def asked() -> dict[str, str]:
    """Everything in ``QUESTIONS``, asked one after the other."""
    known: dict[str, str] = {}
    for question in QUESTIONS:
        known[question.name] = _asked(question, known)
    return known


def _asked(question: Question, known: Answers) -> str:
    if question.told:
        print(f"\n    {question.told}")
    offer = question.offer(known)
    return _until_usable(lambda: answered(question, _line(f"{question.words}{f' [{offer}]' if offer else ''}: "), known))


def asked_password() -> str:
    """A password typed twice without being shown, strong enough for the program's own rules."""

    def once() -> str:
        told = _secret("Mật khẩu của người quản trị (không hiện lên màn hình): ")
        _must_be_strong(told)
        if _secret("Gõ lại mật khẩu: ") != told:
            raise Unusable("hai lần gõ không giống nhau; hãy gõ lại từ đầu")
        return told

    print()
    return _until_usable(once)


def asked_members(offices: Mapping[str, str], role_names: Mapping[Role, str], *, taken: str) -> tuple[Member, ...]:
    """People typed a line each, until an empty line."""
    print("\n    Cán bộ của cơ quan, mỗi người một dòng: tên đăng nhập, họ và tên, cơ quan, vai trò. Dòng trống để thôi.")
    print("    Ví dụ: sen, Đinh Thị Sen, mot-cua, receptionist; handler")
    print(f"    Cơ quan: {'; '.join(f'{key} ({name})' for key, name in offices.items())}")
    print(f"    Vai trò: {'; '.join(f'{role} ({name})' for role, name in role_names.items())}")
    members: dict[str, Member] = {}

    def once() -> Member | None:
        line = _line("Cán bộ: ").strip()
        return member_of(cells_of(line), offices, role_names, taken=(taken, *members)) if line else None

    while (one := _until_usable(once)) is not None:
        members[one.login] = one
    return tuple(members.values())


def answers_in(file: str) -> tuple[dict[str, str], str]:
    """The answers in a JSON file, a field a question, and the administrator's password: empty where the file has none."""
    told = object_of(bytes_of(file), name=file)
    names = [question.name for question in QUESTIONS]
    strange = [name for name in told if name not in (*names, PASSWORD)]
    if strange:
        raise BadInput(f"{file}: trường “{strange[0]}” không dùng trong tệp này; các trường là {', '.join((*names, PASSWORD))}")
    known: dict[str, str] = {}
    try:
        for question in QUESTIONS:
            name = question.name
            known[name] = answered(question, _text(told, name), known)
        name = PASSWORD
        password = _text(told, PASSWORD)
        if password:
            _must_be_strong(password)
    except Unusable as error:
        raise BadInput(f"{file}, trường “{name}”: {error}; chưa ghi gì") from None
    return known, password


def _must_be_strong(password: str) -> None:
    from motcua.doors.shared.passwords import weakness

    if why := weakness(password):
        raise Unusable(why)


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise Unusable("phải là chữ trong ngoặc kép")
    return value


def _until_usable(ask: Callable[[], Any]) -> Any:
    while True:
        try:
            return ask()
        except Unusable as error:
            print(f"    Chưa được: {error}.")


def _line(words: str) -> str:
    """What is typed after ``words``; input that ends before is BadInput."""
    try:
        return input(words)
    except EOFError:
        raise BadInput(_TOO_SOON) from None
    except UnicodeDecodeError:
        raise BadInput("câu trả lời không phải UTF-8; chưa ghi gì, hãy chạy lại") from None


def _secret(words: str) -> str:
    """The same without an echo; from a pipe there is nothing to hide."""
    if not sys.stdin.isatty():
        return _line(words)
    try:
        return getpass.getpass(words)
    except EOFError:
        raise BadInput(_TOO_SOON) from None
