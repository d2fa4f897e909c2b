"""Spoken reports: who was told, when, what was said, what they answered, and whether they say that it is right (ASC-15)."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "waymark.support.reports"
    label = "reports"
