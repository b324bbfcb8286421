"""How templates write moments, money, codes and the hidden fields of an act."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.doors.shared import labels
from motcua.kernel.moments import local, local_date

register = template.Library()

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_SHOWN_DIGITS = 3


@register.filter
def moment(value: datetime | None) -> str:
    """ "16:00 thứ Sáu 05/03/2021", or a dash."""
    return f"{local(value):%H:%M} {day(local(value).date())}" if value else "–"


@register.filter
def day(value: date | None) -> str:
    """ "thứ Sáu 05/03/2021", or a dash."""
    if value is None:
        return "–"
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{_WEEKDAYS[on.weekday()]} {on:%d/%m/%Y}"


@register.filter
def short_day(value: date | None) -> str:
    """ "T6 05/03" for dense lists, or a dash."""
    if value is None:
        return "–"
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{'CN' if on.weekday() == len(_WEEKDAYS) - 1 else f'T{on.weekday() + 2}'} {on:%d/%m}"


@register.filter
def clock(value: datetime | None) -> str:
    """ "16:00", or a dash."""
    return f"{local(value):%H:%M}" if value else "–"


@register.filter
def repeated(mark: str, times: int) -> str:
    """A mark as often as it is to be drawn."""
    return mark * times


@register.filter
def iso(value: datetime | date | None) -> str:
    """The value for a ``datetime`` attribute."""
    if value is None:
        return ""
    return local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


@register.simple_tag(takes_context=True)
def from_today(context: template.Context, value: datetime | None) -> str:
    """How far the date of ``value`` is from the program's today: "hôm nay", "còn 3 ngày", "quá 2 ngày" (calendar days)."""
    if value is None or context.get("now") is None:
        return ""
    days = (local_date(value) - local_date(context["now"])) // timedelta(days=1)
    if days == 0:
        return "hôm nay"
    return "ngày mai" if days == 1 else f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"


@register.filter
def until(value: datetime | None) -> str:
    """A deadline for dense lists: "11:30 T6 05/03"; midnight is told as the end of the day before."""
    if value is None:
        return "–"
    end = local(value)
    if (end.hour, end.minute) == (0, 0):
        return f"hết {short_day(end - timedelta(days=1))}"
    return f"{clock(end)} {short_day(end)}"


@register.filter
def hours(minutes: int) -> str:
    """Minutes in words: "3 giờ 20 phút"."""
    whole, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{whole} giờ" if whole else "", f"{rest} phút" if rest or not whole else "") if part)


@register.filter
def worked(minutes: int) -> str:
    """Session minutes in words: "3 giờ 20 phút làm việc"."""
    return f"{hours(minutes)} làm việc"


@register.filter
def times(value: int, by: int) -> int:
    """``value`` times ``by``."""
    return value * by


@register.filter
def dong(value: int | None) -> str:
    """ "15.000 đồng", or a dash."""
    return "–" if value is None else f"{value:,}".replace(",", ".") + " đồng"


@register.filter
def label(code: str, kind: str) -> str:
    """A code in words: ``{{ case.state|label:"state" }}``; the kinds stand in labels.LABELS."""
    return labels.label(code, kind) if code else ""


@register.filter
def masked(number: str) -> str:
    """A telephone or identity number of which only the last three digits show: "••• 421"."""
    return f"••• {number[-_SHOWN_DIGITS:]}" if number else ""


@register.filter
def phone(number: str) -> str:
    """A telephone number in groups that are read aloud easily: "0905 123 421"."""
    digits = "".join(number.split())
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}" if digits.isdigit() and len(digits) == len("0905123421") else number


@register.simple_tag(takes_context=True)
def act_fields(context: dict[str, Any], seen: int | None = None) -> SafeString:
    """The hidden fields of a form that acts: protection against forgery, a fresh idempotency key, and the revision of the case shown."""
    fields = format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="key" value="{}">',
        get_token(context["request"]),
        uuid.uuid4().hex,
    )
    return fields if seen is None else fields + format_html('<input type="hidden" name="seen" value="{}">', seen)
