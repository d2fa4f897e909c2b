"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.work.due import views

urlpatterns: list[URLPattern] = [
    path("", views.due, name="due"),
    path("<uuid:obligation_id>/defer/", views.defer_obligation, name="defer_obligation"),
]
