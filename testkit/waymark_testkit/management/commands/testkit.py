"""`waymark testkit VERB`: doors for checks and measurements from outside. Each refuses unless TESTKIT=1."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from waymark.core import clock
from waymark_testkit import addresses, codes, dump, refuse


class Command(BaseCommand):
    """One verb a door."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        scale = verbs.add_parser(
            "scale", help="fill an empty database with made-up people and notes, for measurements"
        )
        scale.add_argument("--people", type=int, required=True)
        scale.add_argument("--notes", type=int, required=True)
        scale.add_argument("--seed", type=int, default=42)
        scale.add_argument(
            "--day", type=date.fromisoformat, help="the world's today, like 2026-11-25 (today when not given)"
        )
        seed = verbs.add_parser(
            "seed", help="a small world with a canary in every text, and a manifest of who may see which"
        )
        seed.add_argument("--seed", type=int, default=42)
        seed.add_argument("--out", type=Path, required=True, help="where to write the manifest")
        totp = verbs.add_parser("totp", help="print the one-time code of a user, now")
        totp.add_argument("user")
        urls = verbs.add_parser(
            "urls", help="every address: pattern, methods, the right and the switch it needs"
        )
        urls.add_argument("--json", action="store_true", help="as JSON")
        out = verbs.add_parser("dump", help="what the database holds, as JSON lines")
        out.add_argument("what", choices=sorted(dump.KINDS))
        verbs.add_parser("disk", help="what the database is told to do before it says that something is kept")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if not refuse.is_on():
            raise CommandError(refuse.SENTENCE, returncode=2)
        getattr(self, verb)(**options)

    def scale(self, *, people: int, notes: int, seed: int, day: date | None, **_: Any) -> None:
        """Fill an empty database. Prints whom to sign in as and whose records to open, as JSON."""
        from waymark_testkit.scale.world import NotEmpty, fill

        if not 1 <= people <= 1_000_000 or notes < 0:
            raise CommandError(
                "Give between 1 and 1,000,000 people, and no fewer than 0 notes.", returncode=2
            )
        try:
            measured = fill(
                people=people, notes=notes, seed=seed, day=day or clock.today(), say=self.stderr.write
            )
        except NotEmpty as full:
            raise CommandError(str(full)) from None
        self.stdout.write(json.dumps(asdict(measured)))

    def seed(self, *, seed: int, out: Path, **_: Any) -> None:
        """Fill an empty database and write the manifest."""
        from waymark_testkit.seed import NotEmpty, sow, write

        try:
            made = sow(seed)
        except NotEmpty as full:
            raise CommandError(str(full)) from None
        write(out, made)
        self.stdout.write(f"{len(made['users'])} users, {len(made['objects'])} objects: {out}")

    def totp(self, *, user: str, **_: Any) -> None:
        """Print the code."""
        try:
            self.stdout.write(codes.code_of(user))
        except codes.NoCode as none:
            raise CommandError(str(none)) from None

    def urls(self, **options: Any) -> None:
        """Print every address, as JSON or as lines."""
        rows = addresses.addresses()
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=1))
            return
        for row in rows:
            self.stdout.write(
                f"{row['pattern']}\t{','.join(map(str, row['methods']))}\t{row['right']}\t{row['switch']}"
            )  # type: ignore[call-overload]

    def dump(self, *, what: str, **_: Any) -> None:
        """Print one JSON line a row."""
        for row in dump.KINDS[what]():
            self.stdout.write(json.dumps(row))

    def disk(self, **_: Any) -> None:
        """Print the settings that durability hangs on, as the running database says them."""
        asked = {
            "sqlite": ("PRAGMA journal_mode", "PRAGMA synchronous"),
            "postgresql": ("SHOW fsync", "SHOW synchronous_commit"),
        }[connection.vendor]
        with connection.cursor() as cursor:
            said = []
            for question in asked:
                cursor.execute(question)
                said.append(f"{question.split()[-1]} {cursor.fetchone()[0]}")
        self.stdout.write(", ".join(said))
