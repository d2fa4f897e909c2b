"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.doors.group import views

urlpatterns: list[URLPattern] = [
    path("", views.choose_group, name="choose_group"),
    path("<uuid:group_id>/", views.record_group, name="record_group"),
    path("<uuid:group_id>/draft/", views.group_draft, name="group_draft"),
    path("<uuid:group_id>/done/", views.group_session, name="group_session"),
]
