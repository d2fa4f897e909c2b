"""Addresses of the contact door."""

from django.urls import path

from waymark.doors.contact import views

urlpatterns = [
    path("", views.record_contact, name="record_contact"),
    path("<uuid:contact_id>/", views.contact, name="contact"),
    path("<uuid:contact_id>/draft/", views.contact_draft, name="contact_draft"),
    path("<uuid:contact_id>/discard/", views.discard_draft, name="discard_draft"),
    path("<uuid:contact_id>/done/", views.contact_done, name="contact_done"),
]
