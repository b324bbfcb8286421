"""The addresses of the set-up, below /qt/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.setup.home import home
from motcua.doors.setup.piles import pile_page
from motcua.doors.setup.procedure import preview, procedure, put_aside

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="setup"),
    path("thu-tuc/", pile_page, name="setup-procedures"),
    path("thu-tuc/<int:version_id>/", procedure, name="setup-procedure"),
    path("thu-tuc/<int:version_id>/xem-thu/", preview, name="setup-preview"),
    path("thu-tuc/<int:version_id>/gac-lai/", put_aside, name="setup-set-aside"),
]
