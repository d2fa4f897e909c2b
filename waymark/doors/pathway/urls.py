"""Addresses of the pathway."""

from django.urls import path

from waymark.doors.pathway import views

urlpatterns = [
    path("<uuid:person_id>/", views.pathway, name="pathway"),
    path("<uuid:person_id>/where/", views.set_pathway, name="set_pathway"),
    path("<uuid:person_id>/contact/", views.add_key_contact, name="add_key_contact"),
    path("<uuid:person_id>/contact/<uuid:contact_id>/leaves/", views.end_key_contact, name="end_key_contact"),
    path("<uuid:person_id>/print/", views.print_sheet, name="print_sheet"),
    path("<uuid:person_id>/sheet/<uuid:sheet_id>/", views.sheet_to_take, name="sheet_to_take"),
    path("<uuid:person_id>/sheet/<uuid:sheet_id>/given/", views.give_sheet, name="give_sheet"),
    path("<uuid:person_id>/legal/", views.legal_status, name="legal_status"),
    path("<uuid:person_id>/legal/add/", views.add_legal_status, name="add_legal_status"),
    path("<uuid:person_id>/legal/<uuid:status_id>/end/", views.end_legal_status, name="end_legal_status"),
]
