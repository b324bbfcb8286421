"""The addresses of the registers, below /q/so/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.registers.amends import amends
from motcua.doors.registers.book import book
from motcua.doors.registers.book_printing import fetch_book, print_lines
from motcua.doors.registers.corrections import answer, ask, correction, hand
from motcua.doors.registers.forms import forms
from motcua.doors.registers.handovers import handover_list_pdf, handovers
from motcua.doors.registers.incidents import apologise, incident, letter, report, settle
from motcua.doors.registers.merges import merges, part, propose
from motcua.doors.registers.merges import settle as settle_two
from motcua.doors.registers.originals import accept, give_back, offer, originals

urlpatterns: list[URLPattern | URLResolver] = [
    path("", book, name="book"),
    path("in/", print_lines, name="book-print"),
    path("tep/", fetch_book, name="book-file"),
    path("ban-giao/", handovers, name="handovers"),
    path("ban-giao/<int:office_id>/<int:counter_id>/", handover_list_pdf, name="handover-list"),
    path("mau-giay/", forms, name="forms"),
    path("ban-chinh/", originals, name="originals"),
    path("ban-chinh/<int:original_id>/giao/", offer, name="original-offer"),
    path("ban-chinh/<int:original_id>/nhan/", accept, name="original-accept"),
    path("ban-chinh/<int:original_id>/tra/", give_back, name="original-give-back"),
    path("su-co/", amends, name="amends"),
    path("su-co/ghi/<int:case_id>/", report, name="incident-report"),
    path("su-co/<int:incident_id>/", incident, name="incident"),
    path("su-co/<int:incident_id>/xin-loi/", apologise, name="incident-apologise"),
    path("su-co/<int:incident_id>/khep/", settle, name="incident-settle"),
    path("su-co/<int:incident_id>/thu-xin-loi.pdf", letter, name="incident-letter"),
    path("nguoi-trung/", merges, name="merges"),
    path("nguoi-trung/de-nghi/", propose, name="merge-propose"),
    path("nguoi-trung/<int:merge_id>/tra-loi/", settle_two, name="merge-settle"),
    path("nguoi-trung/<int:merge_id>/tach/", part, name="merge-part"),
    path("sua-sai/ghi/<int:case_id>/", ask, name="correction-ask"),
    path("sua-sai/<int:correction_id>/", correction, name="correction"),
    path("sua-sai/<int:correction_id>/tra-loi/", answer, name="correction-answer"),
    path("sua-sai/<int:correction_id>/trao/", hand, name="correction-hand"),
]
