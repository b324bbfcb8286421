"""What a Word file says, on pages: plain paragraphs, so that a form or a result is shown as pictures like every paper."""

from motcua.doors.shared.papers.printing import compiled, printable


def render_words(paragraphs: tuple[str, ...]) -> bytes:
    """The paragraphs as a PDF; the same words give the same bytes."""
    return compiled({"template": "words.typ", "title": "Bản đọc chữ", "paragraphs": printable(list(paragraphs))})[1]
