"""What is missing, contradictory or stale on record, by team and field, and where it is put right. Serves data-quality (DUR-34)."""

from django.apps import AppConfig


class DataQualityConfig(AppConfig):
    name = "waymark.doors.data_quality"
    label = "data_quality"
