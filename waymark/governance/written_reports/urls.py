"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.written_reports import views

urlpatterns: list[URLPattern] = [
    path("person/<uuid:person_id>/", views.written_reports, name="written_reports"),
    path("person/<uuid:person_id>/begin/", views.begin_report, name="begin_report"),
    path("<uuid:report_id>/", views.written_report, name="written_report"),
    path("<uuid:report_id>/send/", views.send_report, name="send_report"),
    path("copy/<uuid:copy_id>/", views.sent_report, name="sent_report"),
]
