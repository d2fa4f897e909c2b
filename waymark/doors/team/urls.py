"""Addresses of the team's pages."""

from django.urls import path

from waymark.doors.team import views

urlpatterns = [
    path("", views.team, name="team"),
    path("mine/", views.my_team, name="my_team"),
    path("structure/", views.structure_chart, name="structure_chart"),
    path("by-employer/", views.by_employer, name="by_employer"),
    path("of/<uuid:person_id>/", views.team_of, name="team_of"),
    path("documents/<uuid:document_id>/sign/", views.sign_role_document, name="sign_role_document"),
]
