"""The report of a take-over as a workbook: a line a line of the file, and the totals side by side; words stay words, never a formula."""

from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook

from motcua.cases.rules.takeover_totals import Compared
from motcua.doors.shared.labels import label
from motcua.doors.shared.taking_over import Told

_LINES = ("Dòng", "Mã số hồ sơ", "Kết quả", "Cột", "Đã ghi", "Vì sao", "Việc cần làm")
_LINE_WIDTHS = (8, 28, 26, 22, 26, 56, 56)
_TOTALS = ("Lĩnh vực", "Tình trạng", "Trong tệp", "Hệ thống này", "Báo cáo cũ", "Chênh lệch")


def report_xlsx(lines: Iterable[Told], totals: Iterable[Compared]) -> bytes:
    """The bytes of the workbook."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Từng dòng")
    for column, width in enumerate(_LINE_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_row(0, 0, _LINES, bold)
    sheet.freeze_panes(1, 0)
    for at, each in enumerate(lines, 1):
        sheet.write_row(at, 0, (each.line, each.number, each.became, each.column, each.typed, each.why, each.todo))
    sheet = book.add_worksheet("Đối chiếu")
    sheet.set_column(0, 5, 22)
    sheet.write_row(0, 0, _TOTALS, bold)
    for at, figure in enumerate(totals, 1):
        reported = "" if figure.reported is None else figure.reported
        said = (figure.field or "Cộng", label(figure.stands, "timeliness"), figure.in_file, figure.here, reported)
        sheet.write_row(at, 0, (*said, "có" if figure.differs else ""))
    book.close()
    return file.getvalue()
