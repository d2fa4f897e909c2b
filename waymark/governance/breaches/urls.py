"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.breaches import views

urlpatterns: list[URLPattern] = [
    path("", views.breaches, name="breaches"),
    path("report/", views.report_breach, name="report_breach"),
    path("<uuid:breach_id>/", views.breach, name="breach"),
]
