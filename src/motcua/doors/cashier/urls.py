"""The addresses of the cashier, below /q/thu-ngan/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.cashier.closing import closing, day_pdf
from motcua.doors.cashier.order import collect, order, waive
from motcua.doors.cashier.receipts import ask, receipt_pdf, settle, voids
from motcua.doors.cashier.statement_lines import collect as collect_line
from motcua.doors.cashier.statement_lines import settle as settle_line
from motcua.doors.cashier.statement_lines import statement_line
from motcua.doors.cashier.statements import drop, report, statement, statements
from motcua.doors.cashier.till import till

urlpatterns: list[URLPattern | URLResolver] = [
    path("", till, name="till"),
    path("khoan/<int:order_id>/", order, name="fee-order"),
    path("khoan/<int:order_id>/thu/", collect, name="fee-collect"),
    path("khoan/<int:order_id>/mien/", waive, name="fee-waive"),
    path("bien-nhan/<int:receipt_id>.pdf", receipt_pdf, name="fee-receipt"),
    path("bien-nhan/<int:receipt_id>/huy/", ask, name="fee-void-ask"),
    path("bien-nhan/<int:receipt_id>/quyet/", settle, name="fee-void-settle"),
    path("huy/", voids, name="fee-voids"),
    path("sao-ke/", statements, name="statements"),
    path("sao-ke/<int:statement_id>/", statement, name="statement"),
    path("sao-ke/<int:statement_id>/bo/", drop, name="statement-drop"),
    path("sao-ke/<int:statement_id>/bao-cao.csv", report, name="statement-report"),
    path("sao-ke/dong/<int:line_id>/", statement_line, name="statement-line"),
    path("sao-ke/dong/<int:line_id>/thu/", collect_line, name="statement-line-collect"),
    path("sao-ke/dong/<int:line_id>/xong/", settle_line, name="statement-line-settle"),
    path("ket-so/", closing, name="drawer"),
    path("ket-so/so-thu.pdf", day_pdf, name="drawer-sheet"),
]
