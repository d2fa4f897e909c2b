"""`waymark prepare`: makes or updates the database, the keys and the static files. Does nothing where nothing is to be done."""

from typing import Any

from django.core.management.base import BaseCommand

from waymark.core import prepare

HELP = __doc__


class Command(BaseCommand):
    """Safe to run again at any time; `waymark serve` runs it first."""

    help = HELP or ""
    requires_system_checks: list[str] = []  # the tables that checks may ask are not there yet

    def handle(self, *args: Any, **options: Any) -> None:
        prepare.everything(self.stdout.write)
