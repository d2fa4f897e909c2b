"""A worker's day as one list. Serves caseload (DUR-56) and mobile-working."""

from django.apps import AppConfig


class MyDayConfig(AppConfig):
    name = "waymark.doors.my_day"
    label = "my_day"
