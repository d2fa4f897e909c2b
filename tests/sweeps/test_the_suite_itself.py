"""The suite's own promises: this machine only, a database of its own, warnings that count."""

import socket
import warnings
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection

from tests import house
from tests.conftest import asks_a_database


def test_a_test_reaches_this_machine_only():
    with pytest.raises(RuntimeError, match="this machine only"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_a_test_may_reach_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.django_db
def test_the_database_is_a_file_of_this_run_or_a_test_database():
    """Threads and the live server of a journey must see one database: never one in memory."""
    name = str(connection.settings_dict["NAME"])

    assert name.startswith(str(settings.DATA) if connection.vendor == "sqlite" else "test_")


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning, match="on purpose"):
        warnings.warn("on purpose", UserWarning, stacklevel=1)


@pytest.mark.parametrize(
    ("given", "file", "asks"),
    [
        (["db"], "tests/diary/test_rules.py", True),
        (["ann", "transactional_db"], "tests/diary/test_rules.py", True),
        ([], "tests/core/test_backups.py", True),
        ([], "tests/diary/test_rules.py", False),
        (["tmp_path"], "tests/sweeps/test_files.py", False),
    ],
)
def test_what_asks_no_database_is_left_out_on_the_second(given, file, asks):
    one = SimpleNamespace(fixturenames=given, path=house.ROOT / file, get_closest_marker=lambda name: None)
    assert asks_a_database(one) is asks
