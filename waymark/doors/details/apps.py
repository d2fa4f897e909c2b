"""Details: a person is added, and what is known of them is added to and ended, never overwritten. Serves person-record (DUR-54, LDS-17)."""

from django.apps import AppConfig


class DetailsConfig(AppConfig):
    name = "waymark.doors.details"
    label = "details"
