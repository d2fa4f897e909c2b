"""bin/bench durability: saves under load, the server killed at random moments, and nothing acknowledged lost or doubled.

Four senders save notes (PUT /api/notes) and whole contacts (the page's form) without pause. At a random moment the server's whole
process group gets SIGKILL; on PostgreSQL also, in turns, one of its backends, or the postmaster and all it started. Then everything is
started again, what was in doubt is sent again, and some of what was acknowledged too. At the end every acknowledged write must be in the
database exactly once, with its text and with all that follows from it. Exit 1 when one is not.

A killed process loses nothing that it had handed to the system; a power cut does. So what the product asks of the disk is read from the
running database too: synchronous=FULL on SQLite, fsync and synchronous_commit on PostgreSQL.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from tests.bench import report
from tests.bench.browser import Browser, sign_in
from tests.bench.postgres import kill_hard
from tests.bench.saving import Ledger, Senders, Write
from tests.bench.worlds import Size, World, opened

WORLD = Size(400, 2_000)
SHORTEST, LONGEST = 0.2, 1.2
AGAIN = 20


@dataclass
class Found:
    """What became of everything that was sent to one database."""

    database: str
    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: Counter[str] = field(default_factory=Counter)
    in_doubt: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    disk: str = ""
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        return not (self.lost or self.doubled or self.changed or self.refused)


def main() -> None:
    """Kill, compare, print, write the paper."""
    words = argparse.ArgumentParser(
        prog="bin/bench durability", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("--kills", type=int, default=100, help="how often on each database (100)")
    words.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    words.add_argument(
        "--seed", type=int, default=None, help="of the moments; printed, so that a run can be repeated"
    )
    said = words.parse_args()
    seed = said.seed if said.seed is not None else random.randrange(1_000_000)
    print(f"Moments by seed {seed}.", flush=True)
    databases = ("sqlite", "postgresql") if said.database == "both" else (said.database,)
    found = [_try(database, said.kills, random.Random(f"{seed}/{database}")) for database in databases]
    if len(databases) == 2 and said.kills >= 100:
        report.write("durability", f"Measured {report.machine()}.\n\n{_table(found)}")
    sys.exit(0 if all(one.good for one in found) else 1)


def _try(database: str, kills: int, moments: random.Random) -> Found:
    began = time.monotonic()
    with opened(WORLD, database) as world:
        browser = Browser(world.server.port)
        username = world.measured["worker"]
        sign_in(
            browser, username, world.measured["password"], lambda: world.command("testkit", "totp", username)
        )
        found, ledger = Found(database, disk=_disk(world)), Ledger()
        senders = Senders(browser, world.measured["person_ids"], ledger)
        senders.prepare()
        for number in range(kills):
            senders.start()
            time.sleep(moments.uniform(SHORTEST, LONGEST))
            found.kills[_kill(world, number, moments)] += 1
            _start_again(world)
            senders.stop()
            senders.send_again(list(ledger.in_doubt.values()))
            senders.send_again(
                moments.sample(
                    sorted(ledger.acknowledged.values(), key=lambda w: w.id),
                    min(AGAIN, len(ledger.acknowledged)),
                )
            )
            if number % 10 == 9:
                print(
                    f"  {database}: {number + 1} kills, {len(ledger.acknowledged):,} acknowledged", flush=True
                )
        _compare(world, ledger, found)
    found.seconds = time.monotonic() - began
    _say(found)
    return found


def _kill(world: World, number: int, moments: random.Random) -> str:
    """On PostgreSQL every third kill takes one backend, every third the whole database; the server goes with it or stays up."""
    if world.cluster and number % 3 == 1 and (backends := world.cluster.backends()):
        kill_hard(moments.choice(backends))
        return "a backend of PostgreSQL"
    if world.cluster and number % 3 == 2:
        world.cluster.kill()
        return "all of PostgreSQL"
    world.server.kill()
    return "the server"


def _start_again(world: World) -> None:
    """What is down comes up again. A server that outlived its database must find it again by itself."""
    if world.cluster and not world.cluster.is_up():
        world.cluster.start()
    if world.server.process is None:
        world.server.start()


def _compare(world: World, ledger: Ledger, found: Found) -> None:
    """Every acknowledged write against the rows that are there."""
    notes = [json.loads(line) for line in world.command("testkit", "dump", "notes").splitlines()]
    contacts = [json.loads(line) for line in world.command("testkit", "dump", "contacts").splitlines()]
    rows = {"note": {row["id"]: row for row in notes}, "contact": {row["id"]: row for row in contacts}}
    found.in_doubt, found.refused = ledger.ever_in_doubt, ledger.refused
    for write in ledger.acknowledged.values():
        found.acknowledged[write.kind] += 1
        row = rows[write.kind].get(str(write.id))
        if row is None:
            found.lost.append(f"{write.kind} {write.id}")
        elif write.kind == "note" and row["sha256"] != write.sha256:
            found.changed.append(f"note {write.id}")
        elif write.kind == "contact" and row["ledgers"] != _expected(write):
            (found.doubled if _more(row["ledgers"], _expected(write)) else found.lost).append(
                f"contact {write.id}: {row['ledgers']} instead of {_expected(write)}"
            )
    _look_for_doubles(notes, ledger, found)


def _look_for_doubles(notes: list[dict[str, str]], ledger: Ledger, found: Found) -> None:
    """A text under two ids would be one note written twice: each text sent bears the id it was sent under."""
    sent = {
        write.sha256: str(write.id)
        for write in (*ledger.acknowledged.values(), *ledger.in_doubt.values())
        if write.sha256
    }
    for row in notes:
        if row["sha256"] in sent and sent[row["sha256"]] != row["id"]:
            found.doubled.append(f"note {sent[row['sha256']]} again as {row['id']}")


def _expected(write: Write) -> dict[str, int]:
    """What one full contact writes: the note, a rating for each goal, a worry and a follow-up as tasks, the next visit, the journey."""
    goals = sum(name == "goals" for name, _ in write.body)
    return {"notes": 1, "progress": goals, "tasks": 2, "visits": 1, "journeys": 1}


def _more(there: dict[str, int], expected: dict[str, int]) -> bool:
    return any(there[name] > many for name, many in expected.items())


def _disk(world: World) -> str:
    return world.command("testkit", "disk")


def _say(found: Found) -> None:
    kills = ", ".join(f"{many} x {what}" for what, many in found.kills.items())
    print(
        f"{found.database}: killed {kills}; acknowledged {dict(found.acknowledged)}; in doubt and sent again {found.in_doubt}"
    )
    for name in ("lost", "doubled", "changed", "refused"):
        rows = getattr(found, name)
        print(f"  {name}: {len(rows)}{''.join(f'{chr(10)}    {row}' for row in rows[:10])}")
    print(f"  {found.disk}; {found.seconds:.0f} s", flush=True)


def _table(found: list[Found]) -> str:
    rows = [
        [
            report.called(one.database), ", ".join(f"{many} {what}" for what, many in one.kills.items()),
            f"{one.acknowledged['note']:,}", f"{one.acknowledged['contact']:,}", f"{one.in_doubt:,}",
            str(len(one.lost) + len(one.changed)), str(len(one.doubled)), one.disk,
        ]
        for one in found
    ]  # fmt: skip
    head = "database|killed|notes acknowledged|contacts acknowledged|in doubt, sent again|lost or changed|doubled|asked of the disk"
    return "\n".join(report.table_of(head, rows))


if __name__ == "__main__":
    main()
