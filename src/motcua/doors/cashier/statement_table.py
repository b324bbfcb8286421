"""A bank's statement from the file to lines: its table, which column tells what, and the lines that it means by them."""

from collections.abc import Mapping

from motcua.doors.shared.table_file import Table, Unfit, read
from motcua.fees.rules.statement_columns import Columns, Field, guessed_columns, header_place, wrong_columns
from motcua.fees.rules.statement_lines import Line, read_lines


def statement_table(content: bytes, *, name: str) -> Table:
    """The table in a bank's file; Unfit where there is none, it has no line, or it is larger than what one file may hold."""
    table = read(content, name=name, header_place=header_place, wanted="Ngày giao dịch, Số tiền ghi có, Nội dung")
    if not table.rows:
        raise Unfit("Tệp chỉ có tiêu đề cột, không có dòng giao dịch nào. Hãy xuất lại sao kê, chọn khoảng ngày có giao dịch.")
    return table


def columns_for(table: Table, known: Columns) -> dict[Field, str]:
    """The columns ``known`` from the last statement where this file has them all; else what its headings suggest."""
    has_all = known and not wrong_columns(known) and set(known.values()) <= set(table.headers)
    return dict(known) if has_all else guessed_columns(table.headers)


def typed_columns(posted: Mapping[str, str], table: Table) -> dict[Field, str]:
    """The columns chosen in the form; a heading that the file does not have is none."""
    return {field: posted[f"col-{field}"] for field in Field if posted.get(f"col-{field}") in table.headers}


def as_shown(columns: Columns) -> str:
    """The columns as one word of a form: what was looked at is what is confirmed."""
    return "|".join(f"{field}={columns.get(field, '')}" for field in Field)


def lines_in(table: Table, columns: Columns) -> tuple[Line, ...]:
    """The lines of the table, read by ``columns``."""
    return read_lines(table.lines(columns))
