"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.diary import views

urlpatterns: list[URLPattern] = [
    path("", views.diary, name="diary"),
    path("week/", views.diary_week, name="diary_week"),
    path("team/", views.team_diary, name="team_diary"),
    path("travel/", views.travel, name="travel"),
    path("plan/", views.plan_visit, name="plan_visit"),
    path("<uuid:visit_id>/", views.visit, name="visit"),
    path("<uuid:visit_id>/move/", views.rearrange_visit, name="rearrange_visit"),
    path("<uuid:visit_id>/take/", views.take_visit, name="take_visit"),
    path("<uuid:visit_id>/with/", views.name_second, name="name_second"),
    path("<uuid:visit_id>/offer/", views.offer_move, name="offer_move"),
    path("<uuid:visit_id>/answer/", views.answer_move, name="answer_move"),
    path("<uuid:visit_id>/call-off/", views.cancel_visit, name="cancel_visit"),
]
