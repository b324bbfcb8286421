"""A PDF as an answer: shown by the browser's own viewer, under a name that a person would give the file."""

from django.http import HttpResponse


def pdf(content: bytes, *, name: str) -> HttpResponse:
    """The answer that shows ``content``; ``name`` is plain ASCII, made of codes and numbers."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
