"""Addresses of this room. None names a service: everybody sees their own."""

from django.urls import path

from waymark.organisation.services import views

urlpatterns = [
    path("", views.structure, name="structure"),
    path("teams/new/", views.add_team, name="add_team"),
    path("settings/", views.service_settings, name="service_settings"),
]
