"""The report of a statement as CSV: a line a line of the bank's file, then the totals; words stay words, never a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from motcua.doors.cashier.statement_words import GROUPS, Told
from motcua.doors.shared.typed_words import FORMULA
from motcua.fees.rules.statement import Totals

_HEADERS = (
    "Dòng", "Ngày", "Số tiền", "Nội dung", "Số giao dịch", "Nhóm", "Kết quả", "Việc cần làm", "Khoản thu", "Biên nhận", "Đã xử lý",
)  # fmt: skip


def report_csv(lines: Iterable[Told], totals: Totals) -> bytes:
    """The bytes of the file, with the mark by which spreadsheets know UTF-8."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADERS)
    for each in lines:
        day = f"{each.day:%d/%m/%Y}" if each.day else ""
        words = (each.words, each.reference, GROUPS[each.group], each.what, each.todo, each.about, each.receipt, each.settled)
        writer.writerow((each.row, day, "" if each.amount is None else each.amount, *map(_plain, words)))
    writer.writerow(())
    writer.writerow(("", "Đã đọc", totals.read))
    writer.writerows(("", words, totals.of(group)) for group, words in GROUPS.items())
    writer.writerow(("", "Tiền đã ghi sổ (đồng)", totals.sum_booked))
    return file.getvalue().encode("utf-8-sig")


def _plain(words: str) -> str:
    """Words that a spreadsheet takes as words, whoever wrote them."""
    return f"'{words}" if words.startswith(FORMULA) else words
