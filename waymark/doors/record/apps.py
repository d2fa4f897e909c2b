"""The person's page: their own words first, one timeline. Serves person-record and case-notes."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "waymark.doors.record"
    label = "record"
