"""What is printed from the cases as they stand: the control slip, the list of results, the receipt for several cases; PDF out."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from motcua.cases.rules.control_sheet import ControlSheet
from motcua.cases.rules.forms import FORMS, FormSet
from motcua.cases.rules.handover_list import HandoverList
from motcua.cases.rules.issue import office_letterhead
from motcua.cases.rules.several import SeveralReceipts
from motcua.doors.shared.papers.printing import ISSUER_LINE, TITLE_LINE, compiled, in_even_lines, pictured, printable
from motcua.offices.rules.directory import Directory

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


def office_sheet(template: str, title: str, *, office_id: int, offices: Directory, at: datetime, number_line: str, **shown: Any) -> bytes:
    """A paper of the office's own form as a PDF: ``shown`` below its letterhead and ``title``."""
    head = office_letterhead(offices, office_id, at)
    values: dict[str, Any] = printable(shown | {"letterhead": asdict(head), "number_line": number_line, "page_mark": title})
    return compiled(values | {
        "title": in_even_lines(title, TITLE_LINE),
        "document_title": title,
        "issuer": [in_even_lines(line, ISSUER_LINE) for line in (head.superior, head.authority, head.unit) if line],
        "label": "",
        "copy_label": "",
        "template": template,
        "flows": True,
        "is_demonstration": offices.is_demonstration,
    })[1]  # fmt: skip
