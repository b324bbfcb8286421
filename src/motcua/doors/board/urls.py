"""The addresses of the leader's board, below /q/lanh-dao/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.board.board import behind, board
from motcua.doors.board.reassigning import reassign
from motcua.doors.board.signing import sign

urlpatterns: list[URLPattern | URLResolver] = [
    path("", board, name="board"),
    path("ky/", sign, name="board-sign"),
    path("phan-cong/", reassign, name="board-reassign"),
    path("ho-so/", behind, name="board-cases"),
]
