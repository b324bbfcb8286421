"""Which address leads to which door."""

from django.urls import URLPattern, URLResolver, include, path

from motcua.doors.shared.account import account
from motcua.doors.shared.choosing_password import password
from motcua.doors.shared.mark import mark
from motcua.doors.shared.signing_in import home, sign_in, sign_in_code, sign_out
from motcua.doors.shared.slips import slip_pdf

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-nhap/", sign_in, name="sign-in"),
    path("dang-nhap/mat-khau/", password, name="password"),
    path("dang-nhap/ma/", sign_in_code, name="sign-in-code"),
    path("dang-xuat/", sign_out, name="sign-out"),
    path("favicon.ico", mark, name="mark"),
    path("q/", home, name="home"),
    path("q/tai-khoan/", account, name="account"),
    path("q/phieu/<int:slip_id>.pdf", slip_pdf, name="slip"),
    path("q/quay/", include("motcua.doors.counter.urls")),
    path("q/thu-ngan/", include("motcua.doors.cashier.urls")),
    path("q/so/", include("motcua.doors.registers.urls")),
    path("q/lanh-dao/", include("motcua.doors.board.urls")),
    path("q/bao-cao/", include("motcua.doors.board.report_urls")),
    path("q/", include("motcua.doors.desk.urls")),
    path("qt/", include("motcua.doors.setup.urls")),
    path("", include("motcua.doors.portal.urls")),
]

handler500 = "motcua.doors.shared.errors.server_error"
