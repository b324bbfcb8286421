"""Small things that the counter's screens have in common: the page asked for, and what a form still lacks."""

from django.http import HttpRequest

from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import number
from motcua.kernel.refusal import Code, Refusal

_LAST_PAGE = 100_000
_FIELDS = {
    "name": "họ tên",
    "phone": "số điện thoại",
    "id_number": "số định danh",
    "address": "địa chỉ",
    "procedure": "thủ tục",
    "asked": "giấy tờ cần bổ sung",
    "reason": "lý do",
    "to_office": "nơi tiếp nhận",
    "papers": "giấy tờ đã mang đến",
    "another": "xác nhận đây là việc khác",
    "to": "người nhận",
    "cases": "hồ sơ cần chuyển",
}


def incomplete(errors: dict[str, str]) -> tuple[Refused, dict[str, str]]:
    """What is missing, told as any other refusal (its first line leads to the first field), and the words for each field."""
    missing = [_FIELDS[field] for field in errors]
    return refused(Refusal(Code.INCOMPLETE, missing=missing, field=next(iter(errors)))), errors


def page_number(request: HttpRequest) -> int:
    """The page of a list that the address asks for, from 1 on."""
    return min(max(number(request.GET.get("trang")) or 1, 1), _LAST_PAGE)
