"""What every test stands on: no network, duties that exist, and nothing left behind.

The test database is a file (settings/test.py), so that threads and xdist workers each see what they should.
"""

import ipaddress
import os
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.middleware import csrf

from tests import duties

# A slow machine is no failure of a rule; the same examples every time make a red run one that can be repeated.
hypothesis.settings.register_profile("waymark", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("waymark")


class NetworkRefused(RuntimeError):
    """A test tried to reach something that is not this machine."""


def is_this_machine(address: Any) -> bool:
    """True for a Unix socket's path, and for a host that is loopback by number or is localhost."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0]).split("%")[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")


def only_this_machine(connect: Any) -> Any:
    """Wrap a connecting method of socket so that it refuses every other host."""

    def guarded(self: socket.socket, address: Any) -> Any:
        if not is_this_machine(address):
            self.close()
            raise NetworkRefused(f"Tests reach this machine only, not {address!r}.")
        return connect(self, address)

    return guarded


NO_NAME_IN_IT = "bcdfghjkmnpqrstvwxz"
"""What the tokens of forms are made of here: a page that shows nothing of Sam must not hold 'Sam' by chance."""


ASKS = {"db", "transactional_db", "django_db_setup", "live_server"}
SPEAKS_OF_ONE = ("DATABASE_URL", "subprocess", "Popen", "django.db", "django_db")


def pytest_configure(config: pytest.Config) -> None:
    csrf.CSRF_ALLOWED_CHARS = NO_NAME_IN_IT
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, only_this_machine(getattr(socket.socket, name)))
    assert settings.DATA  # the run's own data folder, made here so that every worker inherits it


def asks_a_database(item: pytest.Item) -> bool:
    """Whether a test could answer otherwise on another database: it is given one, or its file starts a process or speaks of databases."""
    given = ASKS & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
    return bool(given) or any(word in _source(item.path) for word in SPEAKS_OF_ONE)


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf8")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a run in which a test claims a duty that does not exist. On the second database leave out what asks none (bin/test)."""
    if os.environ.get("WAYMARK_TESTS_THAT_ASK_A_DATABASE"):
        config.hook.pytest_deselected(items=[item for item in items if not asks_a_database(item)])
        items[:] = filter(asks_a_database, items)
    known = duties.known().keys()
    for item in items:
        for mark in item.iter_markers("duty"):
            unknown = set(mark.args) - known
            if unknown or not mark.args:
                raise pytest.UsageError(f"{item.nodeid}: no such duty: {sorted(unknown) or 'none named'}")


@pytest.fixture(autouse=True, scope="session")
def tables_that_only_grow_are_emptied_between_tests() -> Iterator[None]:
    """A test that commits leaves rows behind; Django empties the tables, which their guards refuse."""
    from tests.emptying import let_tests_empty_the_database

    put_back = let_tests_empty_the_database()
    yield
    put_back()


@pytest.fixture(autouse=True)
def alerts_were_just_seen_running() -> None:
    """No clock process runs beside the tests: a page asks for its heartbeat five seconds into a test, never at a moment of chance."""
    from waymark.core import clock, heartbeats

    heartbeats.remember(late=False, at=clock.now())
