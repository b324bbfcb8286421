"""How templates write moments, money and states."""

from datetime import date, datetime

from django import template

from motcua.kernel.moments import local

register = template.Library()

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


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
def dong(value: int | None) -> str:
    """ "15.000 đồng", or a dash."""
    return "–" if value is None else f"{value:,}".replace(",", ".") + " đồng"
