"""Alerts: what whoever meets somebody must know for safety, agreed by a manager, with a day to look again. Serves person-record."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "waymark.doors.alerts"
    label = "alerts"
