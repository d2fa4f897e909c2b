"""The doors that are not pages: a note sent by a phone or a check from outside. Serves case-notes, and mobile-working when it comes."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "waymark.doors.api"
    label = "api"
