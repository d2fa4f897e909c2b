"""Lists somebody makes for themselves, worked out anew each day, and their export with a reason. Serves mobile-working (SUR-36, TPL-69)."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "waymark.doors.lists"
    label = "lists"
