"""The ground floor. Serves every duty by carrying the audit chain and the page rules (security.md, rules.md 0.1)."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "waymark.core"
    label = "core"

    def ready(self) -> None:
        from waymark.core import checks  # noqa: F401  registers the system checks
