"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.work.search import views

urlpatterns: list[URLPattern] = [path("", views.search, name="search")]
