"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.plans import views

urlpatterns: list[URLPattern] = [
    path("team/", views.team_plans, name="team_plans"),
    path("person/<uuid:person_id>/", views.plan, name="plan"),
    path("person/<uuid:person_id>/begin/", views.begin_draft, name="begin_draft"),
    path("person/<uuid:person_id>/draft/", views.plan_draft, name="plan_draft"),
    path("person/<uuid:person_id>/draft/<slug:part>/", views.write_part, name="write_part"),
    path("person/<uuid:person_id>/publish/", views.publish_plan, name="publish_plan"),
    path("person/<uuid:person_id>/words/", views.say_in_their_words, name="say_in_their_words"),
    path("person/<uuid:person_id>/how-it-goes/", views.note_how_it_goes, name="note_how_it_goes"),
    path("person/<uuid:person_id>/planned-and-kept/", views.planned_and_kept, name="planned_and_kept"),
    path("person/<uuid:person_id>/who-does-what/", views.who_does_what, name="who_does_what"),
    path("person/<uuid:person_id>/aside/<uuid:aside_id>/", views.settle_aside, name="settle_aside"),
    path("from/<uuid:filled_id>/", views.start_plan, name="start_plan"),
    path("words/<uuid:their_words_id>/", views.answer_their_words, name="answer_their_words"),
    path("<uuid:version_id>/", views.plan_version, name="plan_version"),
    path("<uuid:version_id>/review/", views.review_plan, name="review_plan"),
    path("<uuid:version_id>/copy/", views.give_copy, name="give_copy"),
]
