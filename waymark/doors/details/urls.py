"""Addresses of details."""

from django.urls import path

from waymark.doors.details import views
from waymark.doors.details.views import confirming, dying, health

urlpatterns = [
    path("add-person/", views.add_person, name="add_person"),
    path("<uuid:person_id>/", views.details, name="details"),
    path("<uuid:person_id>/words/", views.set_about, name="set_about"),
    path("<uuid:person_id>/need/", views.add_need, name="add_need"),
    path("<uuid:person_id>/safe-contact/", views.set_safe_contact, name="set_safe_contact"),
    path("<uuid:person_id>/number/", views.add_number, name="add_number"),
    path("<uuid:person_id>/address/", views.add_address, name="add_address"),
    path("<uuid:person_id>/protected-address/", views.protected_address, name="protected_address"),
    path("<uuid:person_id>/important-person/", views.add_important_person, name="add_important_person"),
    path("<uuid:person_id>/name/", views.change_name, name="change_name"),
    path("<uuid:person_id>/name-before/", views.add_name_before, name="add_name_before"),
    path("<uuid:person_id>/confirm/", confirming.confirm_details, name="confirm_details"),
    path("<uuid:person_id>/health/", health.health_summary, name="health_summary"),
    path("<uuid:person_id>/health/account/", health.add_account, name="add_account"),
    path("<uuid:person_id>/health/diagnosis/", health.add_diagnosis, name="add_diagnosis"),
    path(
        "<uuid:person_id>/health/diagnosis/<uuid:diagnosis_id>/withdraw/",
        health.withdraw_diagnosis,
        name="withdraw_diagnosis",
    ),
    path("<uuid:person_id>/death/", dying.record_death, name="record_death"),
    path("<uuid:person_id>/death/<uuid:death_id>/undo/", dying.undo_death, name="undo_death"),
    path("<uuid:person_id>/end/<str:what>/<uuid:row_id>/", views.end_detail, name="end_detail"),
]
