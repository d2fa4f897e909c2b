"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.people.access import views

urlpatterns: list[URLPattern] = [
    path("break-glass/<uuid:person_id>/", views.break_glass, name="break_glass"),
]
