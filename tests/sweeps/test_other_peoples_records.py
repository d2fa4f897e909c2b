"""Every address of a row turns away whoever is of another team or another service, of every profile, whatever their role was given.

404 or 403, nothing of the record in the answer, the refusal in the log, and nothing written (security.md A01 to A07, A11, A16).
And the same address answers the one who may: a sweep that everybody fails alike shows nothing.
"""

import re

import pytest

from tests import house
from tests.sweeps.conftest import undone
from tests.sweeps.doors import DOORS
from waymark.core.checks import every_address
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile

ASKED_FOR = {
    "about": "which of a page’s forms was sent",
    "as": "as a PDF: tests/documents/test_documents.py",
    "anonymous": "a contact with nobody's name",
    "before": "how far back",
    "contact": "a contact",
    "corrects": "what was filled in: among the doors, as a correction",
    "day": "a day",
    "goal": "a goal, for the plan of a visit",
    "id": "a journey of one’s own: tests/diary/test_travel.py",
    "item": "which entry of a copy",
    "kind": "kinds of entry",
    "line": "a line of the plan: tests/plans/test_two_at_once.py",
    "lists": "lists too",
    "month": "a month",
    "next": "where somebody was going",
    "offer": "what Find gave",
    "objective": "an objective, for the step towards it",
    "page": "which page of a list",
    "passkey": "a passkey of one’s own: tests/staff/test_passkeys.py",
    "person": "a person",
    "q": "words",
    "since": "the first day of a story",
    "tell": "colleagues who must know: tests/case_notes/test_told.py",
    "until": "the end of a quarter, or of a list of tasks",
    "source": "the message that went astray",
    "visit": "a visit",
    "worker": "a colleague",
}
"""Everything an address is asked by its query, and what it is."""

NAMES = {"given name", "family name now", "chosen name"}
"""What whoever answers for information rights may find of anybody in the service: that they are known (LDS-83)."""


def taking_an_id():
    return {
        pattern.name
        for _, pattern in every_address()
        if set(pattern.pattern.converters) and "slug" not in str(pattern.pattern)
    }


def test_every_address_that_takes_an_id_has_its_row_here():
    assert taking_an_id() - {key.split(":")[0] for key in DOORS} == set(), (
        "say in doors.py how to make the row"
    )


def test_every_address_here_exists():
    assert {key.split(":")[0] for key in DOORS} - {pattern.name for _, pattern in every_address()} == set()


def test_everything_an_address_is_asked_is_known():
    """A new question in a query could name a row: then it belongs among the doors too."""
    asked = {
        name
        for path in house.PACKAGE.rglob("*.py")
        if path.name == "views.py" or path.parent.name == "views"
        for name in re.findall(
            r"""(?:GET|POST|said|given)\.(?:get|getlist)\(\s*"(\w+)""", path.read_text(encoding="utf8")
        )
    }
    typed = {"back", "reason", "service", "theme", "second", "words"}

    assert asked - typed - ASKED_FOR.keys() == set()


@pytest.mark.parametrize("name", DOORS)
def test_one_who_may_is_let_in(world, name):
    door = DOORS[name]
    for record in world.records.values():
        client, path = world.client(door.who(world, record)), door.path(name, world, record)
        if door.reads:
            seen = door.get(client, path)
            assert is_let_in(seen), f"{record.name}: {path}\n{_said(seen)}"
        if door.sends:
            with undone():
                sent = door.send(client, path, door.sends(world, record))
                assert is_let_in(sent), f"{record.name}: {path}\n{_said(sent)}"
                assert is_written(door.who(world, record)), f"{record.name}: {path} left no row of the log"


@pytest.mark.slow
@pytest.mark.parametrize("name", DOORS)
def test_others_are_not(world, name):
    door, record = DOORS[name], world.amy
    path = door.path(name, world, record)
    data = door.sends(world, record) if door.sends else {}
    wrong = []
    for who in world.strangers(record):
        client = world.client(who.worker)
        attempts = [
            ("get", lambda client=client: door.get(client, path)),
            ("send", lambda client=client: door.send(client, path, data)),
        ]
        for verb, attempt in attempts:
            with undone():
                wrong += [f"{verb} by {who}: {fault}" for fault in _faults(world, door, record, who, attempt)]

    assert not wrong, "\n".join(wrong)


def _faults(world, door, record, who, attempt):
    before = last_row()
    answer = attempt()
    if door.open_to(record, who):
        return [] if answer.status_code < 500 else [f"{answer.status_code}"]
    faults = [f"it says {leak}" for leak in world.leaked(answer.content + repr(answer.headers).encode())]
    if door.bare_to(record, who):
        names = NAMES if who.profile is Profile.INFORMATION_GOVERNANCE else set()
        faults = [fault for fault in faults if fault.removeprefix("it says amy: ") not in names]
        return faults + ([] if answer.status_code in (200, 404, 405, 422) else [f"{answer.status_code}"])
    if answer.status_code == 405:
        return faults
    faults += [] if answer.status_code in (403, 404) else [f"{answer.status_code}"]
    since = AuditEntry.objects.filter(pk__gt=before, actor=str(who.worker.pk))
    faults += [] if since.filter(outcome="refused").exists() else ["the log knows nothing of it"]
    faults += [f"wrote {row.action}" for row in since.exclude(outcome="refused").exclude(action="read")]
    return faults


def is_let_in(answer):
    return answer.status_code in (200, 201) or (
        answer.status_code == 302 and "/sign-in/" not in answer.headers["Location"]
    )


def last_row():
    return AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def is_written(worker):
    rows = AuditEntry.objects.filter(actor=str(worker.pk)).exclude(action="read").order_by("-pk")
    return rows.exists() and rows[0].outcome == "done"


def _said(answer):
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())[:800]
