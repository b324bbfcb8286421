"""The forms that papers are printed on today, and which of their pages nobody has yet compared with the circular."""

from django.http import HttpRequest, HttpResponse

from motcua.cases.rules.forms import FormSet, forms_of
from motcua.doors.registers.page import page
from motcua.doors.shared.access import needs
from motcua.kernel.moments import local_date
from motcua.law.rulebook import rulebook_on


@needs("office.read")
def forms(request: HttpRequest) -> HttpResponse:
    """Every form of the set in force on the day; the citizen's paper says nothing of what is still to be compared."""
    provision = rulebook_on(local_date(request.now)).form_set  # type: ignore[attr-defined]
    entries = list(forms_of(FormSet(provision.value)).values())
    shown = {
        "drawn": [entry for entry in entries if entry.number],
        "others": [entry for entry in entries if not entry.number],
        "circular": next(entry.circular for entry in entries if entry.number),
        "basis": provision.basis,
        "to_compare": sum(bool(entry.number) and not entry.layout_is_verified for entry in entries),
    }
    return page(request, "registers/forms.html", shown, here="forms")
