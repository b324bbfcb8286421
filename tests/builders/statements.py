"""Bank statements for tests: rows as a bank has them, as text, and read and confirmed as the cashier does."""

import hashlib
from collections.abc import Iterable
from typing import Any

from motcua.fees.commands.book_line import book_line
from motcua.fees.commands.keep_statement import keep_statement
from motcua.fees.commands.read_statement import read_statement
from motcua.fees.models import Statement
from motcua.fees.rules.statement_columns import Field, guessed_columns
from motcua.fees.rules.statement_lines import Line, read_lines
from motcua.fees.statement_queries import statement_with, waiting_lines
from tests.builders.district import District

HEADERS = ("Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Nội dung")
Told = tuple[str, str, str]
"""The bank's reference, the amount that came in, the words."""


def csv_of(rows: Iterable[Told], *, day: str = "01/03/2021") -> bytes:
    """A statement as a file: the bank's letterhead, the headings, a line of money that went out, ``rows``, the sums."""
    lines = [
        "NGÂN HÀNG THỬ;;;;",
        ";".join(HEADERS),
        f"{day};PHI1;11.000;;Phi SMS Banking",
        *(f"{day};{reference};;{amount};{words}" for reference, amount, words in rows),
        ";;11.000;999.000;Tổng cộng",
    ]
    return "\n".join(lines).encode()


def lines_of(rows: Iterable[Told], *, day: str = "01/03/2021") -> tuple[Line, ...]:
    """The same lines as the rules read them."""
    fields = (Field.DAY, Field.REFERENCE, Field.DEBIT, Field.CREDIT, Field.WORDS)
    told = [(day, reference, "", amount, words) for reference, amount, words in rows]
    return read_lines((at, dict(zip(fields, each, strict=True))) for at, each in enumerate(told, 2))


def kept(here: District, rows: list[Told], *, day: str = "01/03/2021", by: str = "thao") -> Statement:
    """A statement that the cashier has uploaded."""
    digest, office_id = hashlib.sha256(repr((rows, day)).encode()).hexdigest(), here.offices["huyen"]
    keep_statement(
        actor=here.actor(by), at=here.tick(), office_id=office_id, account="", name="sao-ke.csv", digest=digest, content="…",
        lines=len(rows),
    )  # fmt: skip
    return Statement.objects.get(pk=statement_with(digest, office_id, authority_id=here.authority_id))


def confirmed(here: District, rows: list[Told], *, day: str = "01/03/2021", **changes: Any) -> Statement:
    """A statement that has been read; its lines wait to be booked."""
    statement = kept(here, rows, day=day)
    told: dict[str, Any] = {"columns": guessed_columns(HEADERS), "lines": lines_of(rows, day=day), **changes}
    read_statement(actor=here.actor("thao"), at=here.tick(), statement_id=statement.pk, **told)
    return statement


def booked(here: District, rows: list[Told], *, day: str = "01/03/2021") -> Statement:
    """A statement that has been read and booked."""
    statement = confirmed(here, rows, day=day)
    for line_id in waiting_lines(statement.pk):
        book_line(actor=here.actor("thao"), at=here.tick(), line_id=line_id)
    return statement
