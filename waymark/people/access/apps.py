"""Who may see whose record: dated grants, exclusions, overrides, and the one policy. Serves the confidentiality duties."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "waymark.people.access"
    label = "access"
