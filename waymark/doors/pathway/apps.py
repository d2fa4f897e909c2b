"""Pathway: who does what now for somebody, in plain words, with a numbered copy to take away. Serves ASC-20 and SUR-10."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    name = "waymark.doors.pathway"
    label = "pathway"
