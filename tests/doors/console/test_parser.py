"""What a command line's arguments are told when they do not fit."""

import pytest

from tests.doors.console.calling import call


@pytest.mark.parametrize(("arguments", "told"), [
    (("demo", "--port", "abc"), "motcua demo: --port: “abc” không phải số nguyên; xem motcua demo --help"),
    (("demo", "--foo"), "motcua demo: không hiểu “--foo”; xem motcua demo --help"),
    (("late", "--due"), "motcua late: --due: thiếu giá trị đi sau; xem motcua late --help"),
    (("import", "x", "--kind", "1999"),
     "motcua import: --kind: không có “1999”; hãy chọn một trong 2021, 2026, land, process; xem motcua import --help"),
    (("restore", "x", "--check", "--into", "y"), "motcua restore: --into không đi cùng --check; xem motcua restore --help"),
    (("due", "--json=yes"), "motcua due: --json không nhận giá trị “yes”; xem motcua due --help"),
    (("import", "x"), "motcua import: còn thiếu --office, --effective; xem motcua import --help"),
])  # fmt: skip
def test_arguments_that_do_not_fit_are_told_in_one_line(arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, *arguments)
    assert (called.code, called.out, called.err) == (2, "", told + "\n")


def test_the_help_speaks_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call(capsys, "due", "--help")
    printed = capsys.readouterr().out
    assert "cách dùng: motcua due" in printed and "xem hướng dẫn này rồi thôi" in printed
    assert not [word for word in ("usage:", "options:", "show this help", "positional arguments") if word in printed]
