"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.goals import views

urlpatterns: list[URLPattern] = [
    path("person/<uuid:person_id>/", views.goals, name="goals"),
    path("person/<uuid:person_id>/hope/", views.write_hope, name="write_hope"),
    path("person/<uuid:person_id>/write/", views.write_goal, name="write_goal"),
    path("person/<uuid:person_id>/good-life/", views.say_good_life, name="say_good_life"),
    path("person/<uuid:person_id>/rate/", views.rate_life, name="rate_life"),
    path("outcomes/", views.outcomes, name="outcomes"),
    path("to-look-at/", views.objectives_to_look_at, name="objectives_to_look_at"),
    path("objective/<uuid:objective_id>/", views.objective, name="objective"),
    path("objective/<uuid:objective_id>/words/", views.reword_objective, name="reword_objective"),
    path("objective/<uuid:objective_id>/close/", views.close_objective, name="close_objective"),
    path("objective/<uuid:objective_id>/look/", views.look_at_objective, name="look_at_objective"),
    path("hope/<uuid:hope_id>/make-a-goal/", views.make_hope_a_goal, name="make_hope_a_goal"),
    path("step/<uuid:step_id>/finish/", views.finish_step, name="finish_step"),
    path("<uuid:goal_id>/", views.goal, name="goal"),
    path("<uuid:goal_id>/words/", views.reword_goal, name="reword_goal"),
    path("<uuid:goal_id>/objective/", views.write_objective, name="write_objective"),
    path("<uuid:goal_id>/levels/", views.set_levels, name="set_levels"),
    path("<uuid:goal_id>/level/", views.reach_level, name="reach_level"),
    path("<uuid:goal_id>/step/", views.write_step, name="write_step"),
    path("<uuid:goal_id>/progress/", views.note_progress, name="note_progress"),
    path("<uuid:goal_id>/close/", views.close_goal, name="close_goal"),
    path("<uuid:goal_id>/hold/", views.hold_goal, name="hold_goal"),
    path("<uuid:goal_id>/take-up/", views.take_up_goal, name="take_up_goal"),
]
