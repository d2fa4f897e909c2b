"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.measures import views

urlpatterns: list[URLPattern] = [
    path("person/<uuid:person_id>/", views.measures, name="measures"),
    path("person/<uuid:person_id>/<uuid:version_id>/", views.fill_in, name="fill_in"),
    path("<uuid:filled_id>/", views.filled_in, name="filled_in"),
    path("<uuid:filled_id>/talk-now/", views.talk_now, name="talk_now"),
]
