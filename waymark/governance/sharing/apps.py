"""What may leave, to whom and on what basis: choices by recipient, letters, texts and what was passed on. Serves LDS-92, LDS-108."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "waymark.governance.sharing"
    label = "sharing"
