"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.reports import views

urlpatterns: list[URLPattern] = [
    path("person/<uuid:person_id>/", views.spoken_reports, name="spoken_reports"),
    path("person/<uuid:person_id>/log/", views.log_spoken_report, name="log_spoken_report"),
    path("<uuid:report_id>/confirm/", views.confirm_spoken_report, name="confirm_spoken_report"),
]
