"""Addresses of lists."""

from django.urls import path

from waymark.doors.lists import views
from waymark.doors.lists.choices import Kind

urlpatterns = [
    path("", views.lists, name="lists"),
    path("people/", views.try_list, {"kind": Kind.PEOPLE}, name="people_list"),
    path("people/save/", views.save_list, {"kind": Kind.PEOPLE}, name="save_people_list"),
    path("people/export/", views.export_list, {"kind": Kind.PEOPLE}, name="export_people_list"),
    path("contacts/", views.try_list, {"kind": Kind.CONTACTS}, name="contacts_list"),
    path("contacts/save/", views.save_list, {"kind": Kind.CONTACTS}, name="save_contacts_list"),
    path("contacts/export/", views.export_list, {"kind": Kind.CONTACTS}, name="export_contacts_list"),
    path("<uuid:list_id>/", views.saved_list, name="saved_list"),
    path("<uuid:list_id>/drop/", views.drop_list, name="drop_list"),
]
