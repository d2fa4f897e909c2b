"""Written reports for a review, a court or housing: dated facts, the writer's words, and a copy that stays as it was sent (DUR-57)."""

from django.apps import AppConfig


class WrittenReportsConfig(AppConfig):
    name = "waymark.governance.written_reports"
    label = "written_reports"
