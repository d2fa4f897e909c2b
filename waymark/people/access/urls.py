"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.people.access import views

urlpatterns: list[URLPattern] = [
    path("break-glass/<uuid:person_id>/", views.break_glass, name="break_glass"),
    path("undertaking/", views.undertaking, name="undertaking"),
    path("undertakings/", views.undertakings, name="undertakings"),
    path("undertakings/new/", views.publish_undertaking, name="publish_undertaking"),
]
