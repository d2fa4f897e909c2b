"""The product as an operator serves it: one parent, gunicorn's workers, and the clock process beside them, all in one process group.

The parent is gunicorn's arbiter, which already watches its children each second: it watches the clock as well, so that no second parent is
needed. SIGTERM lets requests end and then stops the clock; SIGINT stops all at once. If the parent is killed, its children notice and go.
"""

import ctypes
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

Say = Callable[[str], None]
CLOCK = (sys.executable, "-m", "django", "clock")
LONGEST_WAIT = 30.0
SETTLED_AFTER = 10.0
DRAIN = 25
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Clock:
    """The clock process: started, started again when it dies (sooner at first, at most every 30 seconds), and stopped."""

    def __init__(self, command: tuple[str, ...] = CLOCK) -> None:
        self.command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.started, self.not_before, self.wait = 0.0, 0.0, 1.0

    def keep(self) -> None:
        """Called each second by the arbiter."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.wait = 1.0 if now - self.started > SETTLED_AFTER else min(self.wait * 2, LONGEST_WAIT)
            self.not_before, self.process = now + self.wait, None
        if now >= self.not_before:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, preexec_fn=_as_a_child)  # noqa: S603
            self.started = now

    def stop(self) -> None:
        """Ask it to end, and insist after five seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)


class Once(Clock):
    """A process beside the clock that has an end: started once, and not again."""

    def keep(self) -> None:
        if self.process is None:
            super().keep()


class Worker(ThreadWorker):
    """gunicorn's, going at once when told to: what it had not finished is taken back by the database.

    On Ctrl-C it is told twice, by the terminal and by the arbiter, and gunicorn's way out takes a lock that it may be holding then.
    """

    def handle_quit(self, sig: int, frame: object) -> None:
        os._exit(0)


class WithClock(Arbiter):
    """gunicorn's arbiter, keeping the clock beside its workers."""

    def __init__(self, app: "Server") -> None:
        self.beside = app.beside
        super().__init__(app)

    def manage_workers(self) -> None:
        super().manage_workers()
        for child in self.beside:
            child.keep()

    def stop(self, graceful: bool = True) -> None:
        """First the workers, who may still be writing what the clock will seal; then the clock."""
        super().stop(graceful)
        for child in self.beside:
            child.stop()


class Server(BaseApplication):
    """gunicorn, told what docs/operating/serving.md says."""

    def __init__(self, *, bind: str, workers: int, threads: int) -> None:
        self.beside = [Clock()]
        self.options = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": Worker,
            "preload_app": True,
            "graceful_timeout": DRAIN,
            "timeout": 60,
            "keepalive": 30,
            "control_socket_disable": True,
            "accesslog": None,  # addresses hold what was looked for: the audit log keeps that, and nothing else does
            "errorlog": "-",
            "loglevel": "warning",
            "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Loaded once, in the parent, so that the workers share its memory; no connection of the parent's goes with them."""
        application = get_wsgi_application()
        _ = get_resolver().url_patterns
        connections.close_all()
        gc.collect()
        gc.freeze()
        return application

    def run(self) -> None:
        """Until told to stop."""
        WithClock(self).run()


def lead_a_group() -> None:
    """A process group of our own, so that whoever ends it ends every child. Not away from a terminal, whose Ctrl-C would not follow."""
    if os.getpgrp() != os.getpid() and not _at_a_terminal():
        with suppress(PermissionError):  # the leader of a session leads its group already
            os.setpgrp()


def _at_a_terminal() -> bool:
    with suppress(OSError):
        return os.tcgetpgrp(0) == os.getpgrp()
    return False


def _as_a_child() -> None:
    """In the clock, before it begins: no signal handler of the parent's, and an end when the parent ends, however that happens.

    Ctrl-C reaches the whole group, while the child may still be loading: it leaves it to the parent, which ends it.
    """
    for number in (signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
