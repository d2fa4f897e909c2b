"""The clock process seals the log without gaps or doubles, two at once included, on either database."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.emptying import guards_lifted
from waymark.core import audit, clock, heartbeats
from waymark.core.actors import Actor
from waymark.core.audit import chain, jobs, keys, log, sealing
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry

ANN = Actor(
    name="Ann Dodds", worker_id=new_id(), service_id=new_id(), role="Recovery Worker", session="abcd1234"
)


@pytest.fixture(autouse=True)
def own_key(settings: object, tmp_path: Path) -> Path:
    settings.AUDIT_KEY_FILE = tmp_path / "keys" / "audit.key"
    return settings.AUDIT_KEY_FILE


def write(number: int) -> None:
    for n in range(number):
        audit.write(ANN, "read", f"/people/{n}/", detail={"rows": {"goals.goal": [str(n)]}})


def is_whole() -> bool:
    walk = chain.Walk(keys.read_key(sealing.settings.AUDIT_KEY_FILE))
    for line in log.sealed_lines():
        walk.step(line)
    return walk.end() == []


@pytest.mark.django_db
def test_rows_are_sealed_in_order_from_one() -> None:
    write(7)
    assert [sealing.seal(most=3) for _ in range(4)] == [3, 3, 1, 0]
    rows = list(AuditEntry.objects.order_by("id").values_list("seq", "prev", "mac"))
    assert [seq for seq, _, _ in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [prev for _, prev, _ in rows] == [chain.ZEROS, *(mac for _, _, mac in rows[:-1])]
    assert is_whole()


@pytest.mark.django_db
def test_the_seal_covers_everything_the_row_holds() -> None:
    person = new_id()
    audit.write(
        ANN.through("api"),
        "sign_note",
        "case_notes.note:1",
        person_id=person,
        detail={"kind": "visit"},
        outcome="repeat",
    )
    sealing.seal()
    [line] = log.sealed_lines()
    entry = AuditEntry.objects.get()
    assert line["actor"] == str(ANN.worker_id)
    assert line["detail"] == {
        "row": entry.pk,
        "name": "Ann Dodds",
        "role": "Recovery Worker",
        "organisation": "",
        "service": str(ANN.service_id),
        "session": "abcd1234",
        "door": "api",
        "person": str(person),
        "outcome": "repeat",
        "what": {"kind": "visit"},
    }
    told = {str(value) for value in (*line.values(), *line["detail"].values())}
    for field in AuditEntry._meta.local_fields:
        value = getattr(entry, field.attname)
        expected = chain.instant(value) if field.name == "at" else str("" if value is None else value)
        assert expected in told, f"the seal does not cover {field.name}"


@pytest.mark.django_db
def test_sealing_costs_the_same_few_statements_whatever_waits(django_assert_num_queries: object) -> None:
    write(40)
    more = 1 if connection.vendor == "postgresql" else 0
    with django_assert_num_queries(
        6 + more
    ):  # is there any, begin, (lock,) where the chain ends, the rows, the seals, end
        sealing.seal(most=40)
    with django_assert_num_queries(1):
        sealing.seal()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_sealers_at_once_leave_no_gap_and_no_double() -> None:
    write(300)
    failures: list[BaseException] = []
    start = threading.Barrier(4)

    def seal_all() -> None:
        try:
            start.wait()
            while sealing.seal(most=10):
                pass
        except BaseException as wrong:
            failures.append(wrong)
        finally:
            connection.close()

    def write_more() -> None:
        try:
            start.wait()
            write(100)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for work in (seal_all, seal_all, seal_all, write_more)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while sealing.seal():
        pass
    assert failures == []
    assert list(AuditEntry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 401))
    assert is_whole()


@pytest.mark.django_db
def test_a_batch_that_meets_another_sealer_seals_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write(5)
    only_even = sealing.SEAL.replace("AND seq IS NULL", "AND seq IS NULL AND id / 2 * 2 = id")
    monkeypatch.setattr(sealing, "SEAL", only_even)
    with pytest.raises(sealing.SealedTwice):
        sealing.seal()
    assert log.head().seq == 0


@pytest.mark.django_db
def test_a_log_sealed_with_a_key_that_is_gone_is_not_sealed_on_with_a_new_one(own_key: Path) -> None:
    write(1)
    sealing.seal()
    own_key.unlink()
    write(1)
    with pytest.raises(keys.KeyMissing, match="Put back the file"):
        sealing.seal()
    assert not own_key.exists()
    assert log.unsealed().count() == 1


def test_the_key_is_made_once_and_only_its_owner_reads_it(own_key: Path) -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(keys.make_key(own_key))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert len(made) == 8
    assert len(made[0]) == 64
    assert own_key.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in own_key.parent.iterdir()] == ["audit.key"]


@pytest.mark.parametrize("content", [b"", b"short\n"])
def test_a_file_that_holds_no_key_is_refused(own_key: Path, content: bytes) -> None:
    own_key.parent.mkdir()
    own_key.write_bytes(content)
    with pytest.raises(keys.KeyMissing):
        keys.make_key(own_key)


@pytest.mark.django_db
def test_the_clock_walks_the_chain_and_keeps_what_it_found() -> None:
    at = clock.now()
    write(5)
    sealing.seal()
    jobs.walk_chain(at)
    state = heartbeats.state_of(jobs.CHAIN)
    assert (state["rows"], state["found"], state["checked_at"]) == (5, [], at.isoformat())
    assert state["anchor"] == {"seq": 5, "mac": log.head().mac}


@pytest.mark.django_db
def test_the_clock_walks_a_long_chain_some_lines_a_pass_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LINES_A_PASS", 4)
    at = clock.now()
    write(10)
    sealing.seal()
    places = []
    for _ in range(4):
        jobs.walk_chain(at)
        state = heartbeats.state_of(jobs.CHAIN)
        places.append(state.get("seq", state.get("rows")))
    assert places == [4, 8, 10, 10]
    write(1)
    sealing.seal()
    jobs.walk_chain(at + timedelta(minutes=59))
    assert heartbeats.state_of(jobs.CHAIN)["rows"] == 10
    for minute in (61, 62, 63):
        jobs.walk_chain(at + timedelta(minutes=minute))
    assert heartbeats.state_of(jobs.CHAIN)["rows"] == 11


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (
            "UPDATE core_auditentry SET action = 'x' WHERE seq = 3",
            "Row 3 was changed: its seal does not fit.",
        ),
        ("DELETE FROM core_auditentry WHERE seq = 3", "Row 4 is out of its place: row 3 should stand there."),
        (
            "DELETE FROM core_auditentry WHERE seq = 5",
            "Row 5 is missing: an anchor names it, and the log ends at row 4.",
        ),
    ],
)
def test_the_clock_finds_what_was_done_behind_the_guards(damage: str, found: str) -> None:
    at = clock.now()
    write(5)
    sealing.seal()
    jobs.walk_chain(at)
    tamper(damage)
    jobs.walk_chain(at + timedelta(hours=1))
    assert heartbeats.state_of(jobs.CHAIN)["found"] == [found]
    jobs.walk_chain(at + timedelta(hours=2))
    assert heartbeats.state_of(jobs.CHAIN)["found"] == [found], "the anchor of the last whole round is kept"


@pytest.mark.django_db
def test_a_row_nobody_sealed_for_a_minute_is_named() -> None:
    write(1)
    [row] = AuditEntry.objects.values_list("id", flat=True)
    assert jobs.standing_faults(clock.now() + timedelta(seconds=59)) == []
    assert jobs.standing_faults(clock.now() + timedelta(seconds=61)) == [
        f"Row {row} of the table was not sealed within 60 seconds."
    ]


@pytest.mark.django_db
def test_a_guard_that_is_gone_is_named() -> None:
    drop = "DROP TRIGGER core_auditentry_no_delete" + (
        " ON core_auditentry" if connection.vendor == "postgresql" else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert jobs.standing_faults(clock.now()) == ["The database has lost the guard core_auditentry_no_delete."]


def tamper(sql: str) -> None:
    """What somebody does who has the database and not the key."""
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute(sql)
