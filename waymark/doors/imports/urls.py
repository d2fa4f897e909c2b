"""Addresses of this room."""

from django.urls import path

from waymark.doors.imports import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("check-sheet/", views.check_sheet, name="check_sheet"),
    path("<uuid:batch_id>/", views.sheet, name="sheet"),
    path("<uuid:batch_id>/progress/", views.sheet_progress, name="sheet_progress"),
    path("<uuid:batch_id>/marked-copy/", views.marked_copy, name="marked_copy"),
    path("<uuid:batch_id>/bring-in/", views.bring_in, name="bring_in"),
    path("<uuid:batch_id>/throw-away/", views.throw_away, name="throw_away"),
]
