"""`waymark audit`: export the sealed log, check that it is whole, and write down an anchor to keep elsewhere.

    waymark audit export --jsonl [--service SLUG] > log.jsonl
    waymark audit verify [FILE] [--key-file KEY] [--anchor ANCHOR] [--part]     exit 0: whole; 1: not, and which row
    waymark audit anchor [--to FILE]

ANCHOR is a file that `anchor` wrote, or SEQ:MAC. `--part`: the file is one service's export, so rows of others are not in it.
"""

import getpass
import json
import os
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.core import clock
from waymark.core.audit import chain, jobs, keys, log
from waymark.governance.information_rights import actions, queries

HELP = __doc__


class Command(BaseCommand):
    """The three verbs; each keeps only a batch of rows in memory, however long the log is."""

    help = HELP or ""
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        export = verbs.add_parser("export", help="the sealed log, a line a row")
        export.add_argument("--jsonl", action="store_true", required=True, help="JSON lines (the only form)")
        export.add_argument("--service", default="", help="one service's rows alone, by its short name")
        verify = verbs.add_parser("verify", help="is the log, or an exported file, whole?")
        verify.add_argument(
            "file",
            nargs="?",
            default="",
            help="an exported file; without it the database's own log; - reads standard input",
        )
        verify.add_argument(
            "--key-file",
            default="",
            help="the key the log was sealed with (the installation's own when not given)",
        )
        verify.add_argument("--anchor", default="", help="a file of anchors, or SEQ:MAC")
        verify.add_argument("--part", action="store_true", help="the file holds one service's rows alone")
        anchor = verbs.add_parser(
            "anchor", help="where the sealed log ends now, to be kept away from this machine"
        )
        anchor.add_argument("--to", default="", help="a file to add it to")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        {"export": self._export, "verify": self._verify, "anchor": self._anchor}[verb](options)

    def _export(self, options: dict[str, Any]) -> None:
        slug = options["service"]
        service_id = queries.service_called(slug)
        if slug and service_id is None:
            raise CommandError(f"There is no service called {slug!r}. `waymark service list` shows them.")
        actions.export_log(by=queries.operator(_who()), service=slug, service_id=service_id)
        for line in log.sealed_lines(service_id=service_id):
            sys.stdout.buffer.write(chain.written(line))
        sys.stdout.buffer.flush()

    def _verify(self, options: dict[str, Any]) -> None:
        walk = self._walk(options)
        faults = (
            self._faults_in_file(options["file"], walk) if options["file"] else self._faults_in_database(walk)
        )
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            self.stdout.write("The log is NOT whole.")
            sys.exit(1)
        self.stdout.write(f"The log is whole: {walk.lines:,} rows, the last is row {walk.seq}.")

    def _walk(self, options: dict[str, Any]) -> chain.Walk:
        try:
            anchors = _anchors(options["anchor"]) if options["anchor"] else []
            key = keys.read_key(Path(options["key_file"] or settings.AUDIT_KEY_FILE))
        except (ValueError, OSError, keys.KeyMissing) as wrong:
            raise CommandError(str(wrong)) from None
        return chain.Walk(key, anchors, part=options["part"])

    def _faults_in_file(self, name: str, walk: chain.Walk) -> list[str]:
        if name == "-":
            return chain.walk_file(sys.stdin.buffer, walk)
        try:
            with Path(name).open("rb") as file:
                return chain.walk_file(file, walk)
        except OSError as wrong:
            raise CommandError(f"{name} cannot be read: {wrong.strerror}.") from None

    def _faults_in_database(self, walk: chain.Walk) -> list[str]:
        for line in log.sealed_lines():
            walk.step(line)
        return [*walk.end(), *jobs.standing_faults(clock.now())]

    def _anchor(self, options: dict[str, Any]) -> None:
        end = log.head()
        if not end.seq:
            raise CommandError("Nothing is sealed yet. Run `waymark clock --once` first.")
        text = json.dumps({"seq": end.seq, "mac": end.mac, "at": chain.instant(clock.now())}) + "\n"
        if options["to"]:
            _add_to(Path(options["to"]), text)
        self.stdout.write(text, ending="")


def _anchors(given: str) -> list[chain.Anchor]:
    return chain.read_anchors(Path(given).read_text(encoding="utf8") if Path(given).is_file() else given)


def _add_to(path: Path, text: str) -> None:
    with path.open("a", encoding="utf8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
