"""Addresses of the team's pages."""

from django.urls import path

from waymark.doors.team import views

urlpatterns = [
    path("", views.team, name="team"),
    path("mine/", views.my_team, name="my_team"),
    path("structure/", views.structure_chart, name="structure_chart"),
    path("by-employer/", views.by_employer, name="by_employer"),
    path("guiding/", views.guiding, name="guiding"),
    path("guiding/<uuid:guidance_id>/", views.guided, name="guided"),
    path("guiding/of/<uuid:worker_id>/give/", views.give_guidance, name="give_guidance"),
    path("guiding/steps/<uuid:step_id>/", views.tick_step, name="tick_step"),
    path("link/", views.link_meetings, name="link_meetings"),
    path("link/<uuid:worker_id>/", views.link_meeting, name="link_meeting"),
    path("of/<uuid:person_id>/", views.team_of, name="team_of"),
    path("documents/<uuid:document_id>/sign/", views.sign_role_document, name="sign_role_document"),
]
