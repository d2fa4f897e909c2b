"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.core import look

urlpatterns: list[URLPattern] = [
    path("look/", look.set_theme, name="set_theme"),
]
