"""Addresses for programs. Each is in data/openapi.json."""

from django.urls import path

from waymark.doors.api import views

urlpatterns = [
    path("notes/<uuid:note_id>", views.put_note, name="put_note"),
    path("openapi.json", views.openapi, name="openapi"),
]
