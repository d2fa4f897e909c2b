"""A session of several people, entered once: what was done together in the record of each, and no name in anybody else's."""

from django.apps import AppConfig


class GroupConfig(AppConfig):
    name = "waymark.doors.group"
    label = "group"
