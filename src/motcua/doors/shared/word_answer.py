"""A Word file as an answer: to be saved and opened in Word, never by the browser."""

from collections.abc import Callable

from django.http import HttpResponse

from motcua.documents.store import FileLost

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(content: Callable[[], bytes], name: str) -> HttpResponse:
    """The answer that hands ``content`` out under a name made of codes and numbers."""
    try:
        answer = HttpResponse(content(), content_type=_KIND)
    except FileLost as lost:
        return HttpResponse(f"Tệp {lost} trên máy chủ. Hãy báo quản trị chạy motcua doctor.", content_type="text/plain", status=500)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
