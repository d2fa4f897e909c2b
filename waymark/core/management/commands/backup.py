"""`waymark backup --to FILE`: the database, the attachments and the keys of the record, in one encrypted file, while the product runs.

    waymark backup --to FILE [--recipient age1…]
    waymark backup --try FILE [--key-file KEY]     open it in a place of its own and look: a drill, which touches nothing

It is encrypted for the key in keys/backup.key of the data folder, made at the first backup: keep a copy of that key somewhere else, without
it no backup opens. With --recipient (or WAYMARK_BACKUP_RECIPIENT) the secret key need not be on this machine at all.
"""

import getpass
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.core import backups

HELP = __doc__


class Command(BaseCommand):
    """Makes one, or tries one."""

    help = HELP or ""
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--to", type=Path, help="the file to make; nothing is written over")
        which.add_argument("--try", type=Path, dest="trial", help="a backup to try")
        parser.add_argument("--recipient", default="", help="the public key to encrypt for, age1…")
        parser.add_argument("--key-file", type=Path, default=None, help="the secret key, to try with")

    def handle(
        self,
        *args: Any,
        to: Path | None,
        trial: Path | None,
        recipient: str,
        key_file: Path | None,
        **options: Any,
    ) -> None:
        try:
            if to is not None:
                self._tell(backups.back_up(to, recipient=recipient, operator=getpass.getuser()))
            elif trial is not None:
                contents = backups.try_out(trial, key_file=key_file)
                rows = sum(contents["rows"].values())
                self.stdout.write(
                    f"{trial} opens and is whole: {rows:,} rows of {contents['made_at']}, the audit log with them."
                )
        except (backups.NotOurs, backups.CannotTry) as wrong:
            raise CommandError(str(wrong)) from None

    def _tell(self, made: backups.Made) -> None:
        self.stdout.write(
            f"{made.to}: {made.rows:,} rows and {made.files:,} files in {made.size:,} bytes, encrypted."
        )
        if made.new_key:
            self.stdout.write(
                f"Made the key of the backups: {made.new_key}. Keep a copy of it away from this machine: without it no backup opens."
            )
