"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.core import look, views

urlpatterns: list[URLPattern] = [
    path("healthz", views.healthz, name="healthz"),
    path("look/", look.set_theme, name="set_theme"),
]
