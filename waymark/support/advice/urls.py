"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.advice import views

urlpatterns: list[URLPattern] = [
    path("person/<uuid:person_id>/", views.advice, name="advice"),
    path("person/<uuid:person_id>/give/", views.give_advice, name="give_advice"),
    path("<uuid:advice_id>/answer/", views.answer_advice, name="answer_advice"),
]
