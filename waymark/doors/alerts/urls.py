"""Addresses of a person's alerts."""

from django.urls import path

from waymark.doors.alerts import views

urlpatterns = [
    path("<uuid:person_id>/", views.alerts_of, name="alerts_of"),
    path("<uuid:person_id>/raise/", views.raise_alert, name="raise_alert"),
    path("<uuid:person_id>/<uuid:alert_id>/agree/", views.agree_alert, name="agree_alert"),
    path("<uuid:person_id>/<uuid:alert_id>/review/", views.review_alert, name="review_alert"),
]
