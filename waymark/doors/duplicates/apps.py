"""Duplicates: two records that may be one person are compared, told apart, merged and parted by the records lead. Serves LDS-93."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "waymark.doors.duplicates"
    label = "duplicates"
