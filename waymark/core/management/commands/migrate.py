"""Django's `migrate`, which makes the tables of an empty database at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from waymark.core import fresh

PARTS = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """`--one-by-one`: every step, as over the years."""

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--one-by-one", action="store_true", help="each step by itself on an empty database too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options.pop("one_by_one", False) and not any(options[part] for part in PARTS):
            fresh.make(connections[options["database"]])
        super().handle(*args, **options)
