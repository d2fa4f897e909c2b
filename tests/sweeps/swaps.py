"""Attempts that mix two records: an address of one's own with a row of another's in its query, in what is sent, or as the id to write.

Each is made by the key worker or the lead of `mine`, who may do the thing itself: only the row of `theirs` is wrong in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from tests.sweeps.doors import CONTACT, GOAL, NOTE, TODAY, TOMORROW, WHY, offered
from tests.sweeps.furnishing import Record
from tests.sweeps.world import World
from waymark.core.ids import new_id
from waymark.organisation.staff.models import Worker


@dataclass(frozen=True)
class Swap:
    """One attempt."""

    who: Worker
    path: str
    data: Any = None
    as_json: bool = False
    method: str = "post"

    def make(self, world: World) -> Any:
        client = world.client(self.who)
        if self.data is None:
            return client.get(self.path)
        kind = {"content_type": "application/json"} if self.as_json else {}
        return getattr(client, self.method)(self.path, self.data, **kind)


def swaps(world: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    """Every way we have thought of."""
    for kind in (
        _details,
        _contacts,
        _drafts,
        _notes,
        _goals,
        _visits,
        _tasks,
        _caseload,
        _openings,
        _searches,
    ):
        yield from kind(world, mine, theirs)


def at(name: str, *args: Any, **asks: Any) -> str:
    path = reverse(name, args=args)
    return f"{path}?{urlencode(asks)}" if asks else path


def _details(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    """The last would give one's own team another's record."""
    me, person = mine.key_worker, mine.id("person")
    row = {
        name: getattr(theirs.person, name).values_list("pk", flat=True)[0]
        for name in ("abouts", "needs", "addresses")
    }
    yield Swap(me, at("set_about", person), {"id": row["abouts"], "in_their_words": "The sea"})
    yield Swap(me, at("add_need", person), {"id": row["needs"], "kind": "format", "words": "Large print"})
    yield Swap(
        me, at("add_address", person), {"id": row["addresses"], "kind": "home", "lines": "The lighthouse"}
    )
    for what in ("need", "address", "number", "important_person"):
        for pk in row.values():
            yield Swap(me, at("end_detail", person, what, pk), {})
    yield Swap(me, at("end_detail", person, "note", theirs.id("note")), {})
    newcomer = {"id": theirs.id("person"), "given_name": "Grace", "team": mine.unit.pk, "sure": "on"}
    for who in (me, mine.lead):
        yield Swap(who, at("add_person"), newcomer)
        yield Swap(who, at("add_person"), {**newcomer, "nhs_number": theirs.number, "id": new_id()})


def _contacts(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, person = mine.key_worker, mine.id("person")
    visit, fresh = theirs.id("visit"), {**CONTACT, "person": person}
    yield Swap(me, at("record_contact", person=theirs.id("person")))
    yield Swap(me, at("contact", new_id(), person=person, visit=visit))
    yield Swap(me, at("contact", new_id(), visit=visit))
    yield Swap(me, at("contact", new_id(), person=person), {**CONTACT, "person": theirs.id("person")})
    yield Swap(me, at("contact", new_id(), person=person), {**fresh, "visit": visit})
    yield Swap(me, at("contact", new_id()), {**CONTACT, "anonymous": "yes", "visit": visit})
    yield Swap(me, at("contact", new_id(), person=person), {**fresh, "goals": [theirs.id("goal")]})
    yield Swap(me, at("contact", new_id(), person=person), {**fresh, "steps_done": [theirs.id("step")]})
    yield Swap(me, at("contact", new_id(), person=person), {**fresh, "tasks_done": [theirs.id("task")]})
    owner = {"follow_up": "Ring them", "follow_up_owner": str(theirs.key_worker.pk)}
    yield Swap(me, at("contact", new_id(), person=person), {**fresh, **owner})
    for row in ("contact", "draft", "note", "visit", "person"):
        yield Swap(me, at("contact", theirs.id(row), person=person))
        yield Swap(me, at("contact", theirs.id(row), person=person), fresh)
        yield Swap(me, at("contact", theirs.id(row)), {**CONTACT, "anonymous": "yes"})
        yield Swap(me, at("contact_done", theirs.id(row)))


def _drafts(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, person = mine.key_worker, mine.id("person")
    for row in ("contact", "draft", "note", "visit"):
        yield Swap(me, at("contact", theirs.id(row)), {**CONTACT, "person": person, "keep": "1"})
        yield Swap(me, at("discard_draft", theirs.id(row)), {})
        yield Swap(
            me,
            at("contact_draft", theirs.id(row)),
            {"fields": CONTACT, "revision": 99, "person": person},
            as_json=True,
        )
    for about in ({"person": theirs.id("person")}, {"person": person, "visit": theirs.id("visit")}):
        yield Swap(
            me, at("contact_draft", new_id()), {"fields": CONTACT, "revision": 1, **about}, as_json=True
        )
        yield Swap(
            me,
            at("contact_draft", mine.id("draft")),
            {"fields": CONTACT, "revision": 99, **about},
            as_json=True,
        )
    moved = {
        "fields": {**CONTACT, "person": theirs.id("person"), "visit": theirs.id("visit")},
        "revision": 99,
    }
    yield Swap(me, at("contact_draft", mine.id("draft")), moved, as_json=True)
    yield Swap(me, at("contact", mine.id("draft"), person=theirs.id("person"), visit=theirs.id("visit")))
    yield Swap(me, at("contact", mine.id("draft")), {**CONTACT, "person": theirs.id("person")})


def _notes(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, lead, person, note = mine.key_worker, mine.lead, mine.id("person"), mine.id("note")
    yield Swap(me, at("write_note", contact=theirs.id("bare contact"), person=person))
    yield Swap(
        me, at("write_note", contact=theirs.id("bare contact"), person=person), {"id": new_id(), **NOTE}
    )
    yield Swap(me, at("write_note", person=person, contact=theirs.id("contact")), {"id": new_id(), **NOTE})
    yield Swap(me, at("write_note", person=person), {"id": new_id(), **NOTE, "person": theirs.id("person")})
    same_words = {"person": person, "text": theirs.said("note text"), "occurred_at": "2026-03-03T09:00:00Z"}
    for row in ("note", "restricted note", "addendum", "contact"):
        yield Swap(me, at("write_note", person=person), {**NOTE, "id": theirs.id(row)})
        yield Swap(
            me,
            at("write_note", person=person),
            {**NOTE, "id": theirs.id(row), "text": theirs.said(f"{row} text")},
        )
        yield Swap(me, at("put_note", theirs.id(row)), same_words, as_json=True, method="put")
        yield Swap(me, at("add_addendum", note), {"id": theirs.id(row), "text": "More of it", "reason": WHY})
    yield Swap(me, at("mark_in_error", note), {"id": new_id(), "words": WHY, "second": theirs.key_worker.pk})
    yield Swap(me, at("mark_in_error", note), {"id": theirs.id("mark"), "words": WHY, "second": lead.pk})
    yield Swap(lead, at("comment_on_note", mine.id("note to read")), {"id": theirs.id("mark"), "words": WHY})
    yield Swap(lead, at("countersign_note", mine.id("note to read")), {"id": theirs.id("mark")})


def _goals(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, person, goal = mine.key_worker, mine.id("person"), mine.id("goal")
    same = {**GOAL, "words": theirs.said("goal")}
    yield Swap(me, at("write_goal", person), {**GOAL, "id": theirs.id("goal")})
    yield Swap(me, at("write_goal", person), {**same, "id": theirs.id("goal")})
    yield Swap(
        me,
        at("write_hope", person),
        {"id": theirs.id("hope"), "words": theirs.said("hope"), "said_on": TODAY},
    )
    yield Swap(me, at("make_hope_a_goal", mine.id("hope")), {**GOAL, "id": theirs.id("goal")})
    yield Swap(me, at("write_step", goal), {"id": theirs.id("step"), "words": theirs.said("step")})
    yield Swap(me, at("note_progress", goal), {"id": theirs.id("progress"), "words": "Went there"})
    yield Swap(me, at("reword_goal", goal), {**GOAL, "id": theirs.id("change")})
    yield Swap(me, at("finish_step", theirs.id("step")), {})


def _visits(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, lead, person = mine.key_worker, mine.lead, mine.id("person")
    plan = {
        "id": new_id(),
        "date": TOMORROW,
        "start": "15:00",
        "minutes": "45",
        "mechanism": "01",
        "purpose": "Walk",
    }
    yield Swap(me, at("plan_visit", person=person, goal=theirs.id("goal")))
    yield Swap(me, at("plan_visit", person=person), {**plan, "goal": theirs.id("goal")})
    yield Swap(me, at("plan_visit", person=person), {**plan, "person": theirs.id("person")})
    yield Swap(me, at("plan_visit", person=theirs.id("person")), {**plan, "person": person})
    yield Swap(me, at("plan_visit", person=person), {**plan, "id": theirs.id("visit")})
    yield Swap(lead, at("plan_visit", person=person), {**plan, "worker": theirs.key_worker.pk})
    move = {"date": TOMORROW, "start": "10:00", "minutes": "45", "reason": WHY}
    yield Swap(me, at("rearrange_visit", mine.id("visit")), {**move, "id": theirs.id("visit")})
    yield Swap(me, at("diary", worker=theirs.key_worker.pk))
    yield Swap(me, at("diary_week", worker=theirs.key_worker.pk))
    yield Swap(lead, at("diary", worker=theirs.key_worker.pk))


def _tasks(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, person = mine.key_worker, mine.id("person")
    task = {"id": new_id(), "words": "Ring them", "owner": me.pk, "weight": "should"}
    yield Swap(me, at("make_task", person=person), {**task, "id": theirs.id("task")})
    yield Swap(me, at("make_task", person=person), {**task, "owner": theirs.key_worker.pk})
    yield Swap(me, at("make_task", person=person), {**task, "person": theirs.id("person")})
    yield Swap(me, at("make_task"), {**task, "id": theirs.id("worry")})
    yield Swap(me, at("hand_over_task", mine.id("task")), {"owner": theirs.key_worker.pk, "reason": WHY})
    defer = {"id": new_id(), "to": "2026-03-20", "reason": WHY, "approver": mine.lead.pk}
    yield Swap(me, at("defer_obligation", mine.id("obligation")), {**defer, "id": theirs.id("deferral")})
    yield Swap(me, at("defer_obligation", mine.id("obligation")), {**defer, "approver": theirs.lead.pk})


def _caseload(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    lead, person, episode = mine.lead, mine.id("person"), mine.id("episode")
    opened = {"id": new_id(), "unit": mine.id("second team"), "opened_on": TODAY}
    yield Swap(lead, at("open_episode", person), {**opened, "id": theirs.id("episode")})
    yield Swap(lead, at("open_episode", person), {**opened, "unit": theirs.id("second team")})
    given = {
        "id": new_id(),
        "worker": mine.id("colleague"),
        "purpose": "co_worker",
        "starts_on": TODAY,
        "weight": 1,
    }
    yield Swap(lead, at("allocate", episode), {**given, "id": theirs.id("allocation")})
    yield Swap(lead, at("allocate", episode), {**given, "worker": theirs.key_worker.pk})
    change = {"successor": theirs.key_worker.pk, "first_day": TOMORROW, "reason": WHY}
    yield Swap(lead, at("end_allocation", mine.id("allocation")), change)
    over = {"on": TODAY, "reason": WHY, f"to_{theirs.id('allocation')}": mine.id("colleague")}
    yield Swap(lead, at("hand_over_caseload", theirs.key_worker.pk), over)
    yield Swap(lead, at("hand_over_caseload", mine.key_worker.pk), over)
    yield Swap(lead, at("caseload", worker=theirs.key_worker.pk))
    yield Swap(lead, at("board_caseload", theirs.key_worker.pk))
    post = {"id": new_id(), "worker": theirs.id("colleague"), "starts_on": TODAY}
    yield Swap(lead, at("give_post", mine.id("empty post")), post)
    yield Swap(
        lead,
        at("give_post", mine.id("empty post")),
        {**post, "worker": mine.id("colleague"), "id": theirs.id("holding")},
    )
    taken = {
        "id": new_id(),
        "worker_id": theirs.id("newcomer"),
        "name": "Nobody",
        "post": mine.id("empty post"),
        "starts_on": TODAY,
    }
    yield Swap(lead, at("take_on"), taken)


def _openings(world: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    """Find's answer for one record is no key to another, and one worker's is no other's (A17)."""
    finder, other = mine.rows["finder"], theirs.rows["finder"]
    for token in (offered(finder, mine, world), offered(other, theirs, world), ""):
        asked = {"offer": token, "reason_code": "duty_call", "reason": WHY, "override_id": new_id()}
        for who in (mine.key_worker, finder):
            yield Swap(who, at("break_glass", theirs.id("person"), offer=token))
            yield Swap(who, at("break_glass", theirs.id("person")), asked)
    mixed = {"offer": offered(finder, mine, world), "reason_code": "duty_call", "reason": WHY}
    yield Swap(finder, at("break_glass", mine.id("person")), {**mixed, "override_id": theirs.id("override")})


def _searches(_: World, mine: Record, theirs: Record) -> Iterator[Swap]:
    me, person = mine.key_worker, mine.id("person")
    for words in ("lighthouse", theirs.said("note text"), theirs.said("given name"), theirs.number):
        yield Swap(me, at("search", q=words, person=theirs.id("person")))
        yield Swap(me, at("search", q=words))
        yield Swap(me, at("find_person", q=words))
        yield Swap(me, at("person", person, q=words))
    yield Swap(me, at("choose_service"), {"service": theirs.service.slug})
