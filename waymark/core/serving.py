"""The product as an operator serves it: one parent, gunicorn's workers, and the clock process beside them, all in one process group.

The parent is gunicorn's arbiter, which already watches its children each second: it watches the clock as well, so that no second parent is
needed. The clock is forked from it like the workers, so that what was loaded once is in memory once. SIGTERM lets requests end and then
stops the clock; SIGINT stops all at once. If the parent is killed, its children notice and go.
"""

import ctypes
import gc
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.gthread import ThreadWorker

Say = Callable[[str], None]
LONGEST_WAIT = 30.0
SETTLED_AFTER = 10.0
DRAIN = 25
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
BE_CALLED = 15  # PR_SET_NAME


class Forked:
    """A child in the memory of its parent. `run` returns when it has nothing more to do, and the child goes."""

    def __init__(self, run: Callable[[], object]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            self._be(run)

    def poll(self) -> int | None:
        """How it ended; None while it runs. Whoever else reaps the parent's children may have been first: then it has ended."""
        try:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
        except ChildProcessError:
            return 0
        return os.waitstatus_to_exitcode(status) if pid else None

    def wait(self, seconds: float) -> None:
        """Until it has ended; TimeoutError after `seconds`."""
        until = time.perf_counter() + seconds
        while self.poll() is None:
            if time.perf_counter() > until:
                raise TimeoutError
            time.sleep(0.02)

    def terminate(self) -> None:
        self._tell(signal.SIGTERM)

    def kill(self) -> None:
        self._tell(signal.SIGKILL)

    def _tell(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    @staticmethod
    def _be(run: Callable[[], object]) -> NoReturn:
        code = 1
        try:
            _as_a_child()
            run()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
            if isinstance(left.code, str):
                sys.stderr.write(f"{left.code}\n")
        except BaseException:  # nothing of the parent's may be unwound here
            traceback.print_exc()
        finally:
            with suppress(Exception):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(code)


class Clock:
    """The clock process: started, started again when it dies (sooner at first, at most every 30 seconds), and stopped."""

    def __init__(self, run: Callable[[], object]) -> None:
        self.run = run
        self.process: Forked | None = None
        self.started, self.not_before, self.wait = 0.0, 0.0, 1.0

    def keep(self, listeners: Sequence[Any] = ()) -> None:
        """Called each second by the arbiter, whose `listeners` the child closes: it answers nobody."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.wait = 1.0 if now - self.started > SETTLED_AFTER else min(self.wait * 2, LONGEST_WAIT)
            self.not_before, self.process = now + self.wait, None
        if now >= self.not_before:
            self.process = Forked(lambda: self._alone(listeners))
            self.started = now

    def stop(self) -> None:
        """Ask it to end, and insist after five seconds."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(5)
        except TimeoutError:
            self.process.kill()
            self.process.wait(5)

    def _alone(self, listeners: Sequence[Any]) -> None:
        for listener in listeners:
            listener.close()
        self.run()


class Once(Clock):
    """A process beside the clock that has an end: started once, and not again."""

    def keep(self, listeners: Sequence[Any] = ()) -> None:
        if self.process is None:
            super().keep(listeners)


def command(*words: str, nicer_by: int = 0) -> Callable[[], object]:
    """A management command, as a child runs it; its process is called by the command's name. `nicer_by`: how far it stands back."""

    def run() -> None:
        _be_called(f"waymark {words[0]}")
        os.nice(nicer_by)
        try:
            call_command(*words)
        except CommandError as wrong:
            sys.exit(str(wrong))

    return run


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
            child.keep(self.LISTENERS)

    def stop(self, graceful: bool = True) -> None:
        """First the workers, who may still be writing what the clock will seal; then the clock."""
        super().stop(graceful)
        for child in self.beside:
            child.stop()


class Server(BaseApplication):
    """gunicorn, told what docs/operating/serving.md says."""

    def __init__(self, *, bind: str, workers: int, threads: int) -> None:
        self.beside = [Clock(command("clock"))]
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
    """In the child, before it begins: no signal handler of the parent's, and an end when the parent ends, however that happens.

    Ctrl-C reaches the whole group, while the child may still be beginning: it leaves it to the parent, which ends it.
    """
    signal.set_wakeup_fd(-1)
    for number in (*Arbiter.SIGNALS, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _tell_the_kernel(DIE_WITH_PARENT, signal.SIGTERM)


def _be_called(name: str) -> None:
    """What `ps` shows beside the number: 15 letters at most."""
    _tell_the_kernel(BE_CALLED, name.encode())


def _tell_the_kernel(what: int, value: Any) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(what, value)
