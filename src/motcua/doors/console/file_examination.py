"""Whether the files of the cases lie on the disk as they came."""

from collections.abc import Sequence

from motcua.documents.queries import Lost, digests, lost_among
from motcua.doors.console.finding import Finding

QUICK = 200
_MEND = "giữ nguyên máy; lấy lại tệp từ bản sao lưu (motcua restore --into NƠI) rồi chép vào thư mục documents"


def examined_files(*, is_full: bool) -> Finding:
    """All of them, or the newest."""
    stored = digests()
    looked_at = stored if is_full else stored[-QUICK:]
    lost = list(lost_among(looked_at))
    if lost:
        return Finding("tệp giấy tờ", "error", lost_in_words(lost), _MEND)
    return Finding("tệp giấy tờ", "ok", f"{len(looked_at)} trên {len(stored)} tệp đã xem, nguyên vẹn")


def lost_in_words(lost: Sequence[Lost]) -> str:
    """How many are lost, and which first."""
    return f"{len(lost)} tệp giấy tờ đã mất hoặc bị thay đổi; đầu tiên: tệp {lost[0].digest[:16]}… {lost[0].why}"
