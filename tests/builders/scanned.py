"""A stack of papers as a scanner gives it: cover sheets as they are printed, and plain pages between them."""

import io

import pypdfium2
from PIL import Image, ImageDraw

from motcua.cases.queries.papers import CasePapers, PaperFiles
from motcua.doors.shared.papers.covers import render_covers


def cover(case_id: int, paper: str = "don") -> Image.Image:
    """The cover of a paper, printed and scanned a little askew."""
    papers = CasePapers(case_id, "000.00.99.H08-210301-0001", "Trần Thị Lan", True, (PaperFiles(paper, "Đơn đề nghị", ()),))
    page = pypdfium2.PdfDocument(render_covers(papers))[0].render(scale=1.4).to_pil().convert("RGB")
    return page.rotate(1.5, fillcolor="white")


def plain(words: str) -> Image.Image:
    """A page with something on it."""
    page = Image.new("RGB", (800, 1100), "white")
    ImageDraw.Draw(page).text((80, 80), words, fill="black")
    return page


def stack(*pages: Image.Image) -> bytes:
    """The pages as one PDF."""
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:])
    return stream.getvalue()
