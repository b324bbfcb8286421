"""Word files on their way in and out: read and kept; handed out to be opened in Word, never by the browser."""

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from motcua.documents.rules.kept import Kept
from motcua.documents.store import FileLost
from motcua.documents.word_reading import Words, keep_words, read_words
from motcua.doors.shared.papers.words import render_words
from motcua.doors.shared.uploads import content_of, limits

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


def word_taken_in(file: UploadedFile) -> tuple[Words, Kept]:
    """What an uploaded Word file says, and the file as it is kept; ``file-unfit`` with the reason."""
    words = read_words(content_of(file), limits())
    return words, keep_words(words, limits(), printed=render_words)
