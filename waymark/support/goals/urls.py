"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.goals import views

urlpatterns: list[URLPattern] = [
    path("person/<uuid:person_id>/", views.goals, name="goals"),
    path("person/<uuid:person_id>/hope/", views.write_hope, name="write_hope"),
    path("person/<uuid:person_id>/write/", views.write_goal, name="write_goal"),
    path("hope/<uuid:hope_id>/make-a-goal/", views.make_hope_a_goal, name="make_hope_a_goal"),
    path("step/<uuid:step_id>/finish/", views.finish_step, name="finish_step"),
    path("<uuid:goal_id>/", views.goal, name="goal"),
    path("<uuid:goal_id>/words/", views.reword_goal, name="reword_goal"),
    path("<uuid:goal_id>/step/", views.write_step, name="write_step"),
    path("<uuid:goal_id>/progress/", views.note_progress, name="note_progress"),
    path("<uuid:goal_id>/close/", views.close_goal, name="close_goal"),
    path("<uuid:goal_id>/hold/", views.hold_goal, name="hold_goal"),
    path("<uuid:goal_id>/take-up/", views.take_up_goal, name="take_up_goal"),
]
