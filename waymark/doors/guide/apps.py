"""The one-page guide to recording a visit, a press away on every page. Serves mobile-working (DUR-53)."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "waymark.doors.guide"
    label = "guide"
