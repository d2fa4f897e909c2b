"""`waymark clock`: runs what is due, at most every second, until told to stop. `--once`: one pass, and what it did as JSON."""

import json
import os
import select
import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string

from waymark.core import passes

HELP = __doc__
EVERY = 1.0
LEAVE_WITHIN = 0.8


class Stop:
    """SIGTERM and SIGINT, heard even while the database makes us wait: a second after the first, the process is gone.

    Nothing is lost by going: every job is a transaction, and what it had not finished is still due.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._ear, mouth = os.pipe()
        os.set_blocking(mouth, False)
        signal.set_wakeup_fd(mouth)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self._woken, self._wake = os.pipe()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        os.read(self._ear, 1)
        self.asked.set()
        os.write(self._wake, b".")
        select.select([], [], [], LEAVE_WITHIN)
        os._exit(0)

    def wait(self, seconds: float) -> None:
        """Until asked to stop, or `seconds`. A relative wait, which is right under a moved clock too."""
        select.select([self._woken], [], [], seconds)


class Command(BaseCommand):
    """Run the jobs of `settings.CLOCK_JOBS`."""

    help = HELP or ""
    requires_system_checks: list[str] = []  # what is due must run, whatever is wrong with a page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="one pass of all that is due, then print what was done"
        )

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        jobs = import_string(settings.CLOCK_JOBS)
        if once:
            self.stdout.write(json.dumps({"total": passes.run_pass(jobs, until_done=True).total}))
            return
        stop = Stop()
        while not stop.asked.is_set():
            passes.run_pass(jobs, stopping=stop.asked.is_set)
            stop.wait(EVERY)
