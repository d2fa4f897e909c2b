"""Who looked at a record and why, emergency openings and privacy alerts, and whether the log is whole. Serves DUR-35, LDS-110, LDS-83."""

from django.apps import AppConfig


class InformationRightsConfig(AppConfig):
    name = "waymark.governance.information_rights"
    label = "information_rights"
