"""`waymark restore --from FILE`: put a backup in, in place of what is here.

    waymark restore --from FILE [--key-file KEY]

The file is opened whole and tried in a place of its own first. What was here is backed up before it is replaced. Stop the product before,
and start it again after.
"""

import getpass
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.core import backups

HELP = __doc__


class Command(BaseCommand):
    """All of it, or nothing has changed."""

    help = HELP or ""
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", type=Path, required=True, dest="source", help="the backup")
        parser.add_argument(
            "--key-file", type=Path, default=None, help="the secret key, where it is not in keys/backup.key"
        )

    def handle(self, *args: Any, source: Path, key_file: Path | None, **options: Any) -> None:
        try:
            contents = backups.restore(
                source, self.stdout.write, key_file=key_file, operator=getpass.getuser()
            )
        except backups.NotOurs as wrong:
            raise CommandError(f"{wrong} Nothing here has been changed.") from None
        rows = sum(contents["rows"].values())
        self.stdout.write(f"Restored: {rows:,} rows of {contents['made_at']}. Start the product again.")
