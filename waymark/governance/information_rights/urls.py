"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.information_rights import views

urlpatterns: list[URLPattern] = [
    path("", views.access_log, name="access_log"),
    path("who-looked/", views.who_looked, name="who_looked"),
    path("who-looked/<uuid:person_id>/", views.who_looked_at, name="who_looked_at"),
    path("who-looked/<uuid:person_id>/in-plain-words/", views.tell_who_looked, name="tell_who_looked"),
    path("overrides/", views.overrides, name="overrides"),
    path("overrides/<uuid:override_id>/", views.judge_override, name="judge_override"),
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/<uuid:alert_id>/", views.close_alert, name="close_alert"),
    path("chain/", views.chain, name="chain"),
]
