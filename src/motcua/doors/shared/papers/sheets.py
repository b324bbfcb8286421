"""What is printed from the cases as they stand: the control slip, the list of results, the receipt for several cases; PDF out."""

from dataclasses import asdict
from typing import Any

from motcua.cases.rules.control_sheet import ControlSheet
from motcua.cases.rules.forms import FORMS, FormSet
from motcua.cases.rules.handover_list import HandoverList
from motcua.cases.rules.several import SeveralReceipts
from motcua.doors.shared.papers.printing import ISSUER_LINE, TITLE_LINE, compiled, in_even_lines, pictured, printable

Sheet = ControlSheet | HandoverList | SeveralReceipts


def render_sheet(sheet: Sheet, *, form_set: FormSet) -> bytes:
    """``sheet`` as a PDF on the form of ``form_set``; the same sheet gives the same bytes."""
    return compiled(sheet_values(sheet, form_set))[1]


def sheet_images(sheet: Sheet, *, form_set: FormSet, ppi: float = 144) -> list[bytes]:
    """The pages of ``sheet`` as PNG pictures, to be looked at."""
    return pictured(compiled(sheet_values(sheet, form_set))[0], ppi=ppi)


def sheet_values(sheet: Sheet, form_set: FormSet) -> dict[str, Any]:
    """Everything the template shows, as plain values fit for print; the pages flow, and each after the first bears its number."""
    entry, head = FORMS[form_set, sheet.form], sheet.letterhead
    times = 2 if isinstance(sheet, HandoverList) else 1  # as much wider as its page
    shown: dict[str, Any] = printable(asdict(sheet))
    return shown | {
        "title": in_even_lines(entry.title, times * TITLE_LINE),
        "document_title": entry.title,
        "issuer": [in_even_lines(line, times * ISSUER_LINE) for line in (head.superior, head.authority, head.unit) if line],
        "label": entry.label,
        "template": entry.template,
        "form_set": form_set,
        "copy_label": "",
        "qr": "",
        "number_line": printable(sheet.number_line),
        "page_mark": printable(sheet.page_mark),
        "flows": True,
        "first_page": 1,
    }
