"""Files on their way in: streamed to the disk, and of one that is too large no more is kept than shows that it is."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from motcua.documents.rules.limits import Limits
from motcua.documents.rules.unfit import Unfit, unfit


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps at most one chunk more than a file may have; the rest is read and dropped, so that the other files still arrive."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= limits().file_bytes:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        whole: UploadedFile = super().file_complete(file_size)  # type: ignore[assignment]
        whole.is_too_large = file_size > limits().file_bytes  # type: ignore[attr-defined]
        return whole


def content_of(file: UploadedFile) -> bytes:
    """What arrived; ``file-unfit`` for a file of which only the beginning was kept."""
    if getattr(file, "is_too_large", False):
        unfit(Unfit.TOO_LARGE)
    return file.read()


def limits() -> Limits:
    """How much a file may be here."""
    return Limits(**settings.DOCUMENT_LIMITS)
