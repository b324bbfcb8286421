"""The addresses of the set-up, below /qt/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.setup.calendar import one_year, years
from motcua.doors.setup.calendar_proposal import propose, review, send_back
from motcua.doors.setup.fee_account import fee_accounts
from motcua.doors.setup.home import home
from motcua.doors.setup.offices import add_one, close, office, offices
from motcua.doors.setup.people import add, drop_code, end_role, give_role, lock, people, person, reset_password
from motcua.doors.setup.piles import pile_page
from motcua.doors.setup.procedure import preview, procedure, put_aside
from motcua.doors.setup.result_templates import result_templates, template_file
from motcua.doors.setup.take_over import remove_file, take_over_file, take_over_files, take_over_report

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="setup"),
    path("tai-khoan-phi/", fee_accounts, name="fee-accounts"),
    path("mau-ket-qua/", result_templates, name="result-templates"),
    path("mau-ket-qua/<int:template_id>.docx", template_file, name="result-template"),
    path("lich/", years, name="setup-calendar"),
    path("lich/nam/", one_year, name="setup-calendar-year"),
    path("lich/nhap/", propose, name="setup-calendar-new"),
    path("lich/de-nghi/<int:proposal_id>/", review, name="setup-calendar-proposal"),
    path("lich/de-nghi/<int:proposal_id>/tra-lai/", send_back, name="setup-calendar-send-back"),
    path("can-bo/", people, name="setup-people"),
    path("can-bo/them/", add, name="setup-person-new"),
    path("can-bo/<int:person_id>/", person, name="setup-person"),
    path("can-bo/<int:person_id>/vai-tro/", give_role, name="setup-person-role"),
    path("can-bo/<int:person_id>/thoi/", end_role, name="setup-person-end"),
    path("can-bo/<int:person_id>/khoa/", lock, name="setup-person-lock"),
    path("can-bo/<int:person_id>/ma-xac-nhan/", drop_code, name="setup-person-code"),
    path("can-bo/<int:person_id>/mat-khau/", reset_password, name="setup-person-password"),
    path("co-quan/", offices, name="setup-offices"),
    path("co-quan/them/", add_one, name="setup-office-new"),
    path("co-quan/<int:office_id>/", office, name="setup-office"),
    path("co-quan/<int:office_id>/dong/", close, name="setup-office-end"),
    path("ho-so-cu/", take_over_files, name="setup-take-over"),
    path("ho-so-cu/<int:file_id>/", take_over_file, name="setup-take-over-file"),
    path("ho-so-cu/<int:file_id>/bao-cao.xlsx", take_over_report, name="setup-take-over-report"),
    path("ho-so-cu/<int:file_id>/xoa/", remove_file, name="setup-take-over-remove"),
    path("thu-tuc/", pile_page, name="setup-procedures"),
    path("thu-tuc/<int:version_id>/", procedure, name="setup-procedure"),
    path("thu-tuc/<int:version_id>/xem-thu/", preview, name="setup-preview"),
    path("thu-tuc/<int:version_id>/gac-lai/", put_aside, name="setup-set-aside"),
]
