"""The world of the sweeps: made once for a file, at noon on a Tuesday, and gone at its end. What one test writes the next does not meet."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.sweeps.world import World, make_world

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever sweep asks for the world asks for the database. The items of every folder come by here."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "world" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is as if it had not been: each attempt of a sweep meets the same world."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Three furnished records and everybody who could ask for them. Its files lie in a folder of its own: what runs beside it shares
    the run's folder, and took the sheets of this world away with its own.
    """
    folder = override_settings(DATA=tmp_path_factory.mktemp("world"))
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # as Django's own test cases mark theirs
    with folder, django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), whole:
        yield make_world()
        transaction.set_rollback(True)
