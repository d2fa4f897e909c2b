"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.money.expenses import views

urlpatterns: list[URLPattern] = [path("", views.my_journeys, name="my_journeys")]
