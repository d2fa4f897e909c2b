"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.subject_access import views

urlpatterns: list[URLPattern] = [
    path("", views.access_requests, name="access_requests"),
    path("of/<uuid:person_id>/", views.log_request, name="log_request"),
    path("<uuid:request_id>/", views.access_request, name="access_request"),
    path("<uuid:request_id>/step/", views.note_step, name="note_step"),
    path("<uuid:request_id>/prepare/", views.prepare_copy, name="prepare_copy"),
    path("<uuid:request_id>/release/", views.release_copy, name="release_copy"),
    path("<uuid:request_id>/copy/", views.given_copy, name="given_copy"),
    path("redactions/<uuid:redaction_id>/", views.decide_redaction, name="decide_redaction"),
]
