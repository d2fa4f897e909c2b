"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.retention import views

urlpatterns: list[URLPattern] = [
    path("", views.retention, name="retention"),
    path("<uuid:person_id>/", views.retention_of, name="retention_of"),
    path("<uuid:person_id>/hold/", views.hold_record, name="hold_record"),
    path("<uuid:person_id>/hold/<uuid:hold_id>/lift/", views.lift_hold, name="lift_hold"),
    path("<uuid:person_id>/keep/", views.keep_record, name="keep_record"),
]
