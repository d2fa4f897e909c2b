"""Planned visits and the contacts that happened. Serves the support-sessions duties."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "waymark.support.diary"
    label = "diary"
