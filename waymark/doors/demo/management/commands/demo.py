"""`waymark demo`: a believable service of made-up people, served on this machine while its month fills. Ctrl-C stops all of it."""

import os
import socket
import time
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connections

from waymark.core import clock, prepare, serving
from waymark.doors.demo import jobs, queries, rules
from waymark.doors.demo.choices import ALL, DAYS, ISSUER, PASSWORD, PEOPLE, SEED_OF_CODES, USUAL
from waymark.organisation.services.queries import NoSuchFile

THREADS = 8
FILES = ("", "-wal", "-shm")
FILL = ("demo", "--part", "fill", "--service")
STANDS_BACK = 10


class Command(BaseCommand):
    """Serves at once; a child fills the month. Running it again goes on, or finds nothing to do."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []  # the tests run them; a page within seconds matters more here

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--service", default=USUAL, help=f"a service file by name, or {ALL}; {USUAL}")
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--data", help="where the data is kept; ./data/demo")
        parser.add_argument("--fresh", action="store_true", help="begin again with new data")
        parser.add_argument("--code", metavar="USERNAME", help="print the one-time code of this moment")
        parser.add_argument("--part", choices=("begin", "fill"), help="one part alone, without serving")
        parser.add_argument("--days", default=DAYS, type=int, help="how long the month is")
        parser.add_argument("--people", default=PEOPLE, type=int, help="how many people a team has")

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "CLOCK_MAY_PRETEND", False):
            raise CommandError(
                "The demo makes up people and time: it does not run with a service's settings."
            )
        if options["code"]:
            self._code(options["code"])
        elif options["part"] == "fill":
            self._fill(options["service"])
        elif options["part"] == "begin":
            self._begin(options)
        else:
            self._serve(options)

    def _code(self, username: str) -> None:
        now = int(time.time())
        left = rules.seconds_left(now)
        self.stdout.write(f"{rules.code_of(SEED_OF_CODES, now)}  (good for {left} seconds, once)")
        self.stdout.write(rules.key_address(SEED_OF_CODES, username, ISSUER))

    def _begin(self, options: dict[str, Any]) -> list[str]:
        try:
            slugs = queries.wanted(options["service"])
            jobs.begin(slugs, days=options["days"], people=options["people"], at=clock.now())
        except (NoSuchFile, jobs.NotADemo) as wrong:
            raise CommandError(str(wrong)) from None
        return slugs

    def _fill(self, service: str) -> None:
        refused = 0
        for slug in queries.wanted(service):
            refused += jobs.fill(slug, self.stderr.write)
        if refused:
            raise CommandError(f"{refused} events were refused.")

    def _serve(self, options: dict[str, Any]) -> None:
        serving.lead_a_group()
        self._refuse_taken(options["port"])
        if options["fresh"]:
            _begin_again()
        prepare.everything(self.stdout.write)
        slugs = self._begin(options)
        self._say(slugs, options["port"])
        connections.close_all()
        server = serving.Server(bind=f"127.0.0.1:{options['port']}", workers=1, threads=THREADS)
        if any(map(jobs.rest, slugs)):
            # Stopped on the way, what was under way is taken back, and done next time.
            server.beside.append(
                serving.Once(serving.command(*FILL, options["service"], nicer_by=STANDS_BACK))
            )
        server.run()

    def _refuse_taken(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CommandError(f"Port {port} is in use. Choose another with --port.") from None

    def _say(self, slugs: list[str], port: int) -> None:
        lines = queries.sign_ins(slugs)
        wide = max(len(line.username) for line in lines)
        self.stdout.write(
            f"\nWaymark answers at http://localhost:{port}  (made-up people; Ctrl-C stops it)\n\n"
        )
        service = ""
        for line in lines:
            if line.service != service:
                service = line.service
                self.stdout.write(f"{service}")
            self.stdout.write(f"  {line.username:<{wide}}  {line.role} ({line.name})")
        self.stdout.write(f"\nPassword for all: {PASSWORD}")
        self.stdout.write("One-time code:    waymark demo --code USERNAME   (bin/demo --code USERNAME)")
        self.stdout.write(f"or put this seed into an authenticator app: {SEED_OF_CODES}\n")
        self.stdout.flush()


def _begin_again() -> None:
    """Take away the demo's database, and nothing else of the folder. Never one that holds a service that no demo made."""
    name = str(settings.DATABASES["default"]["NAME"])
    if "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
        raise CommandError("--fresh takes away a file of SQLite, and this is another database.")
    with suppress(OperationalError):  # no such table: it holds no service
        if queries.holds_something_else():
            raise CommandError(str(jobs.NotADemo()))
    connections.close_all()
    for ending in FILES:
        if os.path.exists(name + ending):
            os.remove(name + ending)
