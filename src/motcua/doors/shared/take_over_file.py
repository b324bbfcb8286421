"""A file from another system as a table of cases."""

from motcua.cases.rules.takeover_guess import header_place
from motcua.doors.shared.table_file import Table, read


def read_table(content: bytes, *, name: str) -> Table:
    """The table of cases in ``content``; Unfit where there is none, or it is larger than what one file may hold."""
    return read(content, name=name, header_place=header_place, wanted="Mã số hồ sơ, Ngày tiếp nhận, Trạng thái")
