"""Addresses of this room."""

from django.urls import URLPattern, path

from waymark.governance.sharing import views

urlpatterns: list[URLPattern] = [
    path("", views.shared_register, name="shared_register"),
    path("<uuid:person_id>/", views.sharing, name="sharing"),
    path("<uuid:person_id>/recipients/new/", views.add_recipient, name="add_recipient"),
    path("<uuid:person_id>/choices/new/", views.record_choice, name="record_choice"),
    path("<uuid:person_id>/share/", views.share, name="share"),
    path("<uuid:person_id>/message/", views.write_message, name="write_message"),
]
