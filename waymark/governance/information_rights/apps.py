"""Who looked at a record and why, and whether the log is whole. Serves the confidentiality duties."""

from django.apps import AppConfig


class InformationRightsConfig(AppConfig):
    name = "waymark.governance.information_rights"
    label = "information_rights"
