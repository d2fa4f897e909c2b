"""`waymark audit`: what an operator or an inspector does with the log, from the command line."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection

from tests.emptying import guards_lifted
from tests.factories.base import make_service
from waymark.core import audit, clock
from waymark.core.actors import Actor
from waymark.core.audit import log, sealing
from waymark.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_key(settings: Any, tmp_path: Path) -> Path:
    settings.AUDIT_KEY_FILE = tmp_path / "audit.key"
    return settings.AUDIT_KEY_FILE


class Waymark:
    """The command line of a test: what it printed, and how it ended."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self.capture = capture

    def audit(self, *words: object) -> tuple[int, bytes]:
        code: object = 0
        try:
            call_command("audit", *map(str, words))
        except SystemExit as end:
            code = end.code
        return int(str(code)), self.capture.readouterr().out

    def exported(self, to: Path, *words: object) -> Path:
        to.write_bytes(self.audit("export", "--jsonl", *words)[1])
        return to


@pytest.fixture
def waymark(capsysbinary: pytest.CaptureFixture[bytes]) -> Waymark:
    return Waymark(capsysbinary)


def written(number: int, actor: Actor | None = None) -> None:
    for n in range(number):
        audit.write(actor or Actor(name="Zoë\nForged"), "read", f"/people/{n}/")
    sealing.seal()


def test_an_exported_file_is_whole_with_its_key_and_anchor(
    waymark: Waymark, tmp_path: Path, own_key: Path
) -> None:
    written(5)
    assert waymark.audit("anchor", "--to", tmp_path / "anchors")[0] == 0
    file = waymark.exported(tmp_path / "log.jsonl")
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert [line["seq"] for line in lines] == [1, 2, 3, 4, 5]
    assert lines[0]["detail"]["name"] == "Zoë\nForged"
    code, said = waymark.audit("verify", file, "--key-file", own_key, "--anchor", tmp_path / "anchors")
    assert (code, said) == (0, b"The log is whole: 5 rows, the last is row 5.\n")


def test_a_changed_row_ends_with_one_and_its_number(waymark: Waymark, tmp_path: Path, own_key: Path) -> None:
    written(5)
    file = waymark.exported(tmp_path / "log.jsonl")
    file.write_bytes(file.read_bytes().replace(b"/people/2/", b"/people/9/"))
    code, said = waymark.audit("verify", file, "--key-file", own_key)
    assert code == 1
    assert said == b"Row 3 was changed: its seal does not fit.\nThe log is NOT whole.\n"


def test_a_cut_end_is_found_with_an_anchor_typed_or_in_a_file(waymark: Waymark, tmp_path: Path) -> None:
    written(5)
    anchor = json.loads(waymark.audit("anchor")[1])
    file = waymark.exported(tmp_path / "log.jsonl")
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:4]))
    assert waymark.audit("verify", file)[0] == 0
    code, said = waymark.audit("verify", file, "--anchor", f"{anchor['seq']}:{anchor['mac']}")
    assert code == 1
    assert said.startswith(b"Row 5 is missing")


def test_every_anchor_of_the_file_is_held_against_the_log(waymark: Waymark, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors"
    for _ in range(2):
        written(3)
        waymark.audit("anchor", "--to", anchors)
    assert len(anchors.read_text().splitlines()) == 2
    assert waymark.audit("verify", "--anchor", anchors)[0] == 0
    anchors.write_text(anchors.read_text().replace('"mac": "', '"mac": "f', 1))
    assert waymark.audit("verify", "--anchor", anchors)[1].startswith(
        b"Row 3 is not the row that was anchored."
    )


def test_the_databases_own_log_is_verified_and_a_deletion_behind_the_guards_is_found(
    waymark: Waymark,
) -> None:
    written(5)
    assert waymark.audit("verify")[0] == 0
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry WHERE seq = 2")
    assert waymark.audit("verify") == (
        1,
        b"Row 3 is out of its place: row 2 should stand there.\nThe log is NOT whole.\n",
    )


def test_a_row_that_nobody_sealed_is_named(waymark: Waymark) -> None:
    written(2)
    audit.write(Actor(name="late"), "read")
    row = AuditEntry.objects.get(seq=None).pk
    assert waymark.audit("verify")[0] == 0
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        code, said = waymark.audit("verify")
    assert code == 1
    assert f"Row {row} of the table was not sealed within 60 seconds.".encode() in said


def test_one_services_rows_are_exported_alone_and_each_is_checked(waymark: Waymark, tmp_path: Path) -> None:
    durham, leeds = make_service("durham"), make_service("leeds")
    for service in (durham, leeds, durham):
        written(2, Actor(name="Ann", service_id=service.pk))
    file = waymark.exported(tmp_path / "durham.jsonl", "--service", "durham")
    lines = [json.loads(line) for line in file.read_bytes().splitlines()]
    assert [line["seq"] for line in lines] == [1, 2, 5, 6]
    assert {line["detail"]["service"] for line in lines} == {str(durham.pk)}
    assert waymark.audit("verify", file, "--part")[0] == 0
    assert waymark.audit("verify", file)[0] == 1
    with pytest.raises(CommandError, match="no service called 'york'"):
        waymark.audit("export", "--jsonl", "--service", "york")


def test_taking_a_copy_of_the_log_is_in_the_log(waymark: Waymark) -> None:
    written(1)
    waymark.audit("export", "--jsonl")
    row = AuditEntry.objects.get(seq=None)
    assert (row.action, row.object, row.door) == ("export_log", "all services", "command line")
    assert row.actor_name.startswith("operator ")


def test_what_cannot_be_verified_says_so_in_words(waymark: Waymark, tmp_path: Path, own_key: Path) -> None:
    with pytest.raises(CommandError, match="Nothing is sealed yet"):
        waymark.audit("anchor")
    with pytest.raises(CommandError, match="cannot be read"):
        waymark.audit("verify")
    written(1)
    for words, said in [
        (["no-such-file"], "cannot be read"),
        (["--anchor", "hello"], "is not an anchor"),
        (["--key-file", tmp_path / "none"], "cannot be read"),
    ]:
        with pytest.raises(CommandError, match=said):
            waymark.audit("verify", *words)


def test_a_long_log_is_read_in_batches(
    waymark: Waymark, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(25)
    monkeypatch.setattr(log, "BATCH", 10)
    with django_assert_max_num_queries(4):
        assert [line["seq"] for line in log.sealed_lines()] == list(range(1, 26))
    assert [line["seq"] for line in log.sealed_lines(after=7, most=12)] == list(range(8, 20))
