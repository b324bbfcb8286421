"""The addresses of the public's pages."""

from django.urls import path

from motcua.doors.portal import queue, tracking, views

urlpatterns = [
    path("", views.home, name="portal-home"),
    path("thu-tuc/", views.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", views.procedure, name="procedure"),
    path("hang-cho/", queue.waits, name="public-queue"),
    path("hang-cho/<int:office_id>/", queue.screen, name="public-queue-screen"),
    path("tra-cuu/", tracking.tracking, name="tracking"),
    path("tra-cuu/chi-tiet/", tracking.course, name="tracking-course"),
    path("tra-cuu/<str:number>/", tracking.tracked, name="tracked"),
]
