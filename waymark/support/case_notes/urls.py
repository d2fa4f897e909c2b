"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.support.case_notes import views

urlpatterns: list[URLPattern] = [
    path("to-read/", views.notes_to_read, name="notes_to_read"),
    path("rhythm/<uuid:person_id>/", views.set_rhythm, name="set_rhythm"),
    path("write/", views.write_note, name="write_note"),
    path("<uuid:note_id>/", views.note, name="note"),
    path("<uuid:note_id>/add/", views.add_addendum, name="add_addendum"),
    path("<uuid:note_id>/in-error/", views.mark_in_error, name="mark_in_error"),
    path("<uuid:note_id>/comment/", views.comment_on_note, name="comment_on_note"),
    path("<uuid:note_id>/countersign/", views.countersign_note, name="countersign_note"),
]
