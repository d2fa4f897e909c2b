"""When information went where it should not: anybody reports it in three questions, and 72 hours run from awareness. Serves LDS-108."""

from django.apps import AppConfig


class BreachesConfig(AppConfig):
    name = "waymark.governance.breaches"
    label = "breaches"
