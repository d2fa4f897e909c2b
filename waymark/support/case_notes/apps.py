"""Notes: signed is fixed, corrected by adding. Serves the case-notes duties."""

from django.apps import AppConfig


class CaseNotesConfig(AppConfig):
    name = "waymark.support.case_notes"
    label = "case_notes"
