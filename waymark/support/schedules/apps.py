"""Regular visits: a pattern for a person, the visits it puts into the diary once, and how a daily-living skill goes (ASC-09, ASC-23)."""

from django.apps import AppConfig


class SchedulesConfig(AppConfig):
    name = "waymark.support.schedules"
    label = "schedules"
