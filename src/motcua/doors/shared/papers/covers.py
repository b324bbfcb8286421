"""Cover sheets on paper: one page for each paper of a case, with the QR by which a scan is split."""

from motcua.cases.queries.papers import CasePapers
from motcua.documents.rules.covers import cover_text
from motcua.doors.shared.papers.printing import compiled, printable, qr_svg


def render_covers(papers: CasePapers) -> bytes:
    """The covers of a case's papers as a PDF."""
    covers = [
        printable({"number": papers.number, "applicant": papers.applicant, "paper": line.name})
        | {"qr": qr_svg(cover_text(papers.case_id, line.key))}
        for line in papers.lines
    ]
    return compiled({"template": "cover.typ", "covers": covers})[1]
