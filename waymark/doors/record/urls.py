"""Addresses of a person's page."""

from django.urls import path

from waymark.doors.record import views

urlpatterns = [
    path("<uuid:person_id>/", views.person, name="person"),
    path("<uuid:person_id>/together/", views.look_together, name="look_together"),
    path("<uuid:person_id>/story/", views.story, name="story"),
]
