"""Ten thousand attempts on others' records: every role, every address of a row, every record but its own, reading and writing.

What somebody is told of another's row is what they are told of one that never was: the same status, the same page to the letter. A list,
a count and a search tell nothing of it either. Roles are given every right about records, so that the policy alone stands between.
"""

import pytest
from django.urls import reverse

from tests.sweeps.conftest import undone
from tests.sweeps.doors import DOORS, privacy_officer
from tests.sweeps.test_strangers import ADDRESSES
from tests.sweeps.well_made import CHANGES_EACH_TIME
from tests.sweeps.world import Who
from waymark.core.checks import every_address
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile

MOST_TOLD = 40
PARTS = 6
"""The attempts are made in parts, so that both cores of a machine make some of them."""
NAMES = {"given name", "family name now", "chosen name"}
REQUESTS = {"prepare_copy", "given_copy"}
"""Requests for a record: whoever answers for information rights takes them for anybody in the service, so is told who prepares the copy."""
TWINS = {
    *(f"twin {n}" for n in range(3)),
    "why alike",
    "why made",
    "merged because",
    "merged in error",
    "parted because",
}
OFFICERS = {
    "/information-rights/overrides/": {"override", "override judged", "verdict"},
    "/information-rights/alerts/": {"alert", "alert outcome"},
    "/information-assets/": {"file that came in", "source", "another file", "its source", "why printed"},
    "/retention/": {"what holds it"},
    "/breaches/": {"went astray", "astray and closed"},
    "/sharing/": {"recipient", "why it was told"},
    "/duplicates/": TWINS,
    "/find/": {"NHS number"},
}
"""What whoever answers for information rights is shown of anybody in the service, and where (LDS-83, LDS-92, LDS-93, LDS-108, DUR-46).
Find, if their role has it, tells two of one name apart by the line that does so for everybody: birth date and NHS number.
"""
PLAIN = sorted(
    pattern.name
    for _, pattern in every_address()
    if not pattern.pattern.converters and pattern.name not in ("healthz", "openapi", "sign_out", "write_note")
)
"""The addresses in which no id stands: lists, boards, diaries, one's own account."""


def everybody(world):
    """All who could try: every profile in each place with every right, the key workers and the leads."""
    yield from (who for who in world.people if who.wide)
    for record in world.records.values():
        yield Who(record.key_worker, record.unit.code, Profile.CASEWORK, False)
        yield Who(record.lead, record.unit.code, Profile.LEAD, False)


def bare(answer):
    """An answer without what differs each time: its tokens and ids."""
    return answer.status_code, CHANGES_EACH_TIME.sub(b"", answer.content)


class Attempts:
    """Everything one worker tries, and what was wrong with the answers."""

    def __init__(self, world):
        self.world, self.made, self.wrong = world, 0, []

    def try_all(self, who):
        client = self.world.client(who.worker)
        nothing = bare(client.get(reverse("person", args=[new_id()])))
        others = [record for record in self.world.records.values() if record.unit.code != who.place]
        for record in others:
            for name, door in DOORS.items():
                if not door.open_to(record, who):
                    self._door(who, client, nothing, record, name, door)

    def _door(self, who, client, nothing, record, name, door):
        path, data = self._sent(record, name, door)
        self._look(who, record, name, door, nothing, lambda: door.get(client, path), client)
        if door.sends:
            with undone():
                self._look(who, record, name, door, nothing, lambda: door.send(client, path, data), client)

    def _sent(self, record, name, door):
        """The address and what is sent there, made once."""
        kept = self.__dict__.setdefault("kept", {})
        if (record.name, name) not in kept:
            path = door.path(name, self.world, record)
            kept[record.name, name] = path, door.sends(self.world, record) if door.sends else {}
        return kept[record.name, name]

    def _look(self, who, record, name, door, nothing, attempt, client):
        answer = attempt()
        self.made += 1
        told = f"{who} at {name} of {record.name}"
        self.wrong += [f"{told}: {leak}" for leak in self._leaks(who, record, door, answer)]
        if answer.status_code in (405, 403) or door.bare_to(record, who):
            return
        if bare(answer) != nothing and not (
            answer.status_code == 404 and not answer.content.startswith(b"<!D")
        ):
            self.wrong.append(f"{told}: {answer.status_code} is not what is said of a row that never was")

    def _leaks(self, who, record, door, answer):
        allowed = (
            NAMES if who.profile is Profile.INFORMATION_GOVERNANCE and door.bare_to(record, who) else set()
        )
        return [leak for leak in self.world.leaked(answer.content) if leak.partition(": ")[2] not in allowed]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_ten_thousand_attempts_on_others_records_tell_nothing(world, part):
    attempts = Attempts(world)
    for who in list(everybody(world))[part::PARTS]:
        attempts.try_all(who)

    assert not attempts.wrong, "\n".join(attempts.wrong[:MOST_TOLD])
    assert attempts.made >= 10_000 / PARTS


@pytest.mark.slow
def test_a_refusal_is_the_same_for_a_row_that_never_was(world):
    """Where a role is told that it may not, it is told so of any id; but of what it may know there is."""
    wrong = []
    for who in everybody(world):
        client = world.client(who.worker)
        record = next(r for r in world.records.values() if r.unit.code != who.place)
        for name, door in DOORS.items():
            if name in REQUESTS and privacy_officer(record, who):
                continue
            path = door.path(name, world, record)
            answer = door.get(client, path)
            if answer.status_code == 403 and bare(answer) != bare(door.get(client, _made_up(path))):
                wrong.append(f"{who} at {name}")

    assert not wrong, "\n".join(wrong)


def _made_up(path):
    """The same address, every id in it made up."""
    return CHANGES_EACH_TIME.sub(lambda _: str(new_id()).encode(), path.encode()).decode()


@pytest.mark.slow
def test_no_list_shows_anything_of_others_records(world):
    """Days, boards, lists, logs and searches: only of one's own people; who answers for information rights may know the names."""
    lists = [
        *(ADDRESSES[name] for name in PLAIN),
        *(
            reverse("board_list", args=[behind])
            for behind in ("people", "worries", "tasks", "overdue", "not-written-up")
        ),
        "/find/?q=CNRY",
        "/search/?q=lighthouse",
        "/diary/?day=2026-03-02",
    ]
    wrong = []
    for who in [*everybody(world), *(who for who in world.people if not who.wide)]:
        client = world.client(who.worker)
        for path in lists:
            answer = client.get(path)
            leaks = [
                leak for leak in world.leaked(answer.content) if not _may_be_known(world, who, path, leak)
            ]
            wrong += [f"{who} at {path}: {leak}" for leak in leaks]
            wrong += [f"{who} at {path}: {answer.status_code}"] if answer.status_code >= 500 else []

    assert not wrong, "\n".join(wrong[:MOST_TOLD])


def _may_be_known(world, who, path, leak):
    """Whoever answers for information rights: the names of everybody in the service, and on the lists that are theirs what these are of."""
    name, _, what = leak.partition(": ")
    record = world.records[name]
    here = record.unit.code == who.place
    same_service = here or {record.unit.code, who.place} == {"north", "south"}
    officer = same_service and who.profile is Profile.INFORMATION_GOVERNANCE
    return here or (officer and what in NAMES | OFFICERS.get(path.partition("?")[0], set()))


@pytest.mark.slow
def test_words_of_others_records_find_what_words_of_nobody_find(world):
    """A search is no oracle: not by what it finds, not by how many, not by how it asks the database (A13)."""
    nobody = "CNRY" + "0" * 12
    wrong = []
    for who in everybody(world):
        client = world.client(who.worker)
        record = next(r for r in world.records.values() if r.unit.code != who.place)
        for path in ("/find/?q={}", "/search/?q={}"):
            for word in (
                record.said("note text"),
                record.said("given name"),
                record.said("restricted note text"),
            ):
                if path.startswith("/find/") and who.profile is Profile.INFORMATION_GOVERNANCE:
                    continue
                theirs, nobodys = client.get(path.format(word)), client.get(path.format(nobody))
                if bare(theirs)[1].replace(word.encode(), b"") != bare(nobodys)[1].replace(
                    nobody.encode(), b""
                ):
                    wrong.append(f"{who}: {path.format(word)}")

    assert not wrong, "\n".join(wrong[:MOST_TOLD])
