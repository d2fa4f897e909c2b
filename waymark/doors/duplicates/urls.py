"""Addresses of duplicates."""

from django.urls import path

from waymark.doors.duplicates import views

urlpatterns = [
    path("", views.duplicates, name="duplicates"),
    path("<uuid:duplicate_id>/", views.compare_records, name="compare_records"),
    path("merge/<uuid:merge_id>/part/", views.part_records, name="part_records"),
]
