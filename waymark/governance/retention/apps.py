"""How long a record is kept, when that is looked at, and what stops it from going (rules.md 19)."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "waymark.governance.retention"
    label = "retention"
