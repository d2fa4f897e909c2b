"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.work.questionnaires import views

urlpatterns: list[URLPattern] = [
    path("", views.questionnaires, name="questionnaires"),
    path("load/", views.load_questionnaire, name="load_questionnaire"),
    path("load-shipped/", views.load_shipped, name="load_shipped"),
    path("<uuid:version_id>/", views.questionnaire, name="questionnaire"),
    path("<uuid:version_id>/publish/", views.publish_questionnaire, name="publish_questionnaire"),
    path("<uuid:version_id>/retire/", views.retire_questionnaire, name="retire_questionnaire"),
]
