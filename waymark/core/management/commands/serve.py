"""`waymark serve`: the product in the foreground, with the clock process beside it. PORT, WAYMARK_BIND, WAYMARK_WORKERS."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.core import prepare, serving

HELP = __doc__
THREADS = 4


class Command(BaseCommand):
    """Checks the whole product first: an address that names no permission does not start."""

    help = HELP or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"), help="default: PORT, else 8000")
        parser.add_argument(
            "--bind", default=os.environ.get("WAYMARK_BIND", "127.0.0.1"), help="default: this machine only"
        )
        parser.add_argument("--no-prepare", action="store_true", help="where waymark prepare has run already")

    def handle(self, *args: Any, port: str, bind: str, no_prepare: bool, **options: Any) -> None:
        serving.lead_a_group()
        if not no_prepare:
            prepare.everything(self.stdout.write)
        server = serving.Server(
            bind=f"{bind}:{_number('PORT', port)}",
            workers=_number("WAYMARK_WORKERS", os.environ.get("WAYMARK_WORKERS", "2")),
            threads=THREADS,
        )
        self.stdout.write(f"Waymark answers at http://{'localhost' if bind == '127.0.0.1' else bind}:{port}")
        self.stdout.flush()
        server.run()


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise CommandError(f"{name} must be a whole number, and is {text!r}.")
    return int(text)
