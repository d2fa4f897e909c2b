"""People brought in from a spreadsheet: dry run first, nothing half done. Serves person-record and data-quality."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "waymark.doors.imports"
    label = "imports"
