"""Find a person: one box that takes a name, a date, a number or a postcode. Where break-glass begins. Serves person-record and DUR-01."""

from django.apps import AppConfig


class FindConfig(AppConfig):
    name = "waymark.doors.find"
    label = "find"
