"""Everything that comes round: what is due, since when, deferred by whom and why. Serves the review clocks."""

from django.apps import AppConfig


class DueConfig(AppConfig):
    name = "waymark.work.due"
    label = "due"
