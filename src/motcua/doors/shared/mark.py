"""The mark of the program where browsers ask for it by themselves, as beside a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static

from motcua.doors.shared.access import public


@public()
def mark(request: HttpRequest) -> HttpResponse:
    """Lead to the one picture that there is."""
    return redirect(static("img/mark.svg"), permanent=True)
