"""The addresses of the desk and of the one screen of a case, below /q/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.desk.absences import absences, accept, end, state
from motcua.doors.desk.case import act, case
from motcua.doors.desk.control import control
from motcua.doors.desk.drafting import drafting, filed_result, filing, filled_form
from motcua.doors.desk.files import files, page, reuse, set_aside, whole
from motcua.doors.desk.originals import originals_paper, take
from motcua.doors.desk.scans import covers, scan, scanned_page, scans
from motcua.doors.desk.searching import search
from motcua.doors.desk.stray_pages import stray_pages
from motcua.doors.desk.work import following, work

urlpatterns: list[URLPattern | URLResolver] = [
    path("tim/", search, name="search"),
    path("viec/", work, name="desk"),
    path("viec/tiep/", following, name="desk-next"),
    path("viec/vang-mat/", absences, name="absences"),
    path("viec/vang-mat/ghi/", state, name="absence-state"),
    path("viec/vang-mat/<int:absence_id>/nhan/", accept, name="absence-accept"),
    path("viec/vang-mat/<int:absence_id>/thoi/", end, name="absence-end"),
    path("ho-so/<int:case_id>/", case, name="case"),
    path("ho-so/<int:case_id>/phieu-kiem-soat.pdf", control, name="case-control"),
    path("ho-so/<int:case_id>/giay-to/", files, name="case-files"),
    path("ho-so/<int:case_id>/giay-to/to-bia.pdf", covers, name="case-covers"),
    path("quet-lo/", scans, name="scans"),
    path("quet-lo/<int:scan_id>/", scan, name="scan"),
    path("quet-lo/<int:scan_id>/trang-roi/", stray_pages, name="scan-stray"),
    path("quet-lo/<int:scan_id>/trang-<int:number>.jpg", scanned_page, name="scan-page"),
    path("ho-so/<int:case_id>/giay-to/<int:attachment_id>/dung-lai/", reuse, name="case-file-reuse"),
    path("ho-so/<int:case_id>/giay-to/<int:attachment_id>/go/", set_aside, name="case-file-set-aside"),
    path("ho-so/<int:case_id>/giay-to/<int:attachment_id>/trang-<int:number>.jpg", page, name="case-file-page"),
    path("ho-so/<int:case_id>/giay-to/<int:attachment_id>.pdf", whole, name="case-file"),
    path("ho-so/<int:case_id>/ban-chinh/", take, name="case-originals"),
    path("ho-so/<int:case_id>/ban-chinh.pdf", originals_paper, name="case-originals-paper"),
    path("ho-so/<int:case_id>/du-thao/", drafting, name="case-draft"),
    path("ho-so/<int:case_id>/du-thao/nop/", filing, name="case-draft-file"),
    path("ho-so/<int:case_id>/du-thao/ban-dien.docx", filled_form, name="case-draft-form"),
    path("ho-so/<int:case_id>/ket-qua.docx", filed_result, name="case-result-word"),
    path("ho-so/<int:case_id>/<slug:choice>/", act, name="case-act"),
]
