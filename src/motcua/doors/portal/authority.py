"""Views that speak for one People's Committee get its offices; a site that cannot tell whose it is says so."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.doors.shared.public_authority import public_offices
from motcua.offices.rules.directory import Directory

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def for_the_public(view: Callable[Concatenate[HttpRequest, Directory, Rest], HttpResponse]) -> View[Rest]:
    """Give the view the offices of the authority whose site was called; without one, a page says what is missing (503)."""

    @wraps(view)
    def answer(request: HttpRequest, *positional: Rest.args, **named: Rest.kwargs) -> HttpResponse:
        offices = public_offices(request)
        if offices is None:
            return render(request, "portal/no_authority.html", status=503)
        return view(request, offices, *positional, **named)

    return answer
