"""The addresses of the counter, below /q/quay/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.counter.consultations import consultations
from motcua.doors.counter.day_close import day_close
from motcua.doors.counter.done import done, several
from motcua.doors.counter.filing import filing, filings
from motcua.doors.counter.intake import intake
from motcua.doors.counter.queueing import queue, ticket_pdf
from motcua.doors.counter.returning import returning, returns
from motcua.doors.counter.start import search, start
from motcua.doors.counter.supplying import awaited, supplied
from motcua.doors.counter.transferring import transfers
from motcua.doors.counter.withdrawing import withdrawing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="counter"),
    path("tim/", search, name="counter-search"),
    path("nhan/", intake, name="counter-intake"),
    path("da-nhan/<int:case_id>/", done, name="counter-done"),
    path("da-nhan/<int:case_id>/giay-chung.pdf", several, name="counter-several"),
    path("gui-den/", filings, name="counter-submitted"),
    path("gui-den/<int:case_id>/", filing, name="counter-filing"),
    path("bo-sung/", awaited, name="counter-awaiting"),
    path("bo-sung/<int:case_id>/", supplied, name="counter-supply"),
    path("chuyen/", transfers, name="counter-transfer"),
    path("tra/", returns, name="counter-returns"),
    path("tra/<int:case_id>/", returning, name="counter-return"),
    path("rut/<int:case_id>/", withdrawing, name="counter-withdraw"),
    path("hang-cho/", queue, name="queue"),
    path("hang-cho/so-<int:ticket_id>.pdf", ticket_pdf, name="ticket"),
    path("ket-ngay/", day_close, name="counter-close"),
    path("y-kien-tre/", consultations, name="counter-consultations"),
]
