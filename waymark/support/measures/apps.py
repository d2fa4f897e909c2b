"""What a person answered in a questionnaire, what it came to, and how that changed (rules.md 4.1)."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "waymark.support.measures"
    label = "measures"
