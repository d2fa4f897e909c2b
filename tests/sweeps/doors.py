"""Every address that leads to a person's or a row's own page: how to make the row, who may go there, and what they would send.

`url name` or `url name: which`, where one address leads to more than one kind of thing. A new address that takes an id and is not here
fails tests/sweeps/test_other_peoples_records.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from tests.factories.base import RIGHTS, actor_of
from tests.sweeps.furnishing import Record
from tests.sweeps.world import ABOUT_RECORDS, Who, World
from waymark.core.ids import new_id
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Profile

Of = Callable[[World, Record], Any]
TODAY, TOMORROW = "2026-03-03", "2026-03-04"
WHY = "The lighthouse asked for it"


@dataclass(frozen=True)
class Door:
    """One address. `of`: what stands in it; `asks`: its query; `who` may go; `sends`: what they would post (None: it is only read).

    `open_to`: who else may, whatever their team. `bare_to`: whom it answers without anything of the record. `is_part`: what htmx asks for.
    """

    of: Of
    who: Callable[[World, Record], Worker] = lambda _, r: r.key_worker
    sends: Of | None = None
    asks: Of | None = None
    reads: bool = True
    method: str = "post"
    as_json: bool = False
    is_part: bool = False
    open_to: Callable[[Record, Who], bool] = lambda _, __: False
    bare_to: Callable[[Record, Who], bool] = lambda _, __: False

    def path(self, name: str, world: World, record: Record, asks: Any = None) -> str:
        """The address, with its query."""
        path = reverse(name.split(":")[0], args=self.of(world, record))
        query = asks or (self.asks(world, record) if self.asks else {})
        return f"{path}?{urlencode(query, doseq=True)}" if query else path

    def get(self, client: Client, path: str) -> Any:
        """What a browser, or htmx, asks for."""
        return client.get(path, headers={"HX-Request": "true"} if self.is_part else {})

    def send(self, client: Client, path: str, data: Any) -> Any:
        """What the form, or the program, sends."""
        kind = {"content_type": "application/json"} if self.as_json else {}
        return getattr(client, self.method)(path, data, **kind)


def row(what: str) -> Of:
    """The id of a row of the record."""
    return lambda _, record: [record.rows[what].pk]


def says(**data: Any) -> Of:
    """The same every time, with a fresh id for what is to be written."""
    return lambda _, __: {"id": new_id(), **data}


def lead(_: World, record: Record) -> Worker:
    return record.lead


def officer(world: World, record: Record) -> Worker:
    return world.officers[record.unit.code]


def rights_of(who: Who) -> frozenset[str]:
    return RIGHTS[who.profile] | (ABOUT_RECORDS if who.wide else frozenset())


def same_service(record: Record, who: Who) -> bool:
    return {who.place, record.unit.code} <= {"north", "south"} or who.place == record.unit.code


def here_with(*rights: Right) -> Callable[[Record, Who], bool]:
    """Anybody of the same service with these rights, whatever their team."""
    return lambda record, who: same_service(record, who) and rights_of(who) >= set(rights)


def privacy_officer(record: Record, who: Who) -> bool:
    return same_service(record, who) and who.profile is Profile.INFORMATION_GOVERNANCE


def colleague(_: World, record: Record) -> list[Any]:
    return [record.key_worker.pk]


def a_post(_: World, record: Record) -> list[Any]:
    return [record.rows["empty post"].pk]


def an_offer(world: World, record: Record) -> dict[str, Any]:
    """What Find gives a colleague of another team, who may then ask."""
    return {"offer": offered(finder(world, record), record, world)}


def finder(_: World, record: Record) -> Worker:
    """A colleague of the same service in another team: one who may ask, and to whom nothing is open."""
    worker: Worker = record.rows["finder"]
    return worker


def offered(worker: Worker, record: Record, world: World) -> str:
    """The token that Find gave this worker, in their own session."""
    session = (world.client(worker).session.session_key or "")[:8]
    actor = actor_of(worker)
    born, person = (1984, 2, 3), record.person
    found = access.offer_break_glass(
        actor.__class__(**{**actor.__dict__, "session": session}),
        person.given_name,
        person.family_name,
        *born,
    )
    assert found is not None, f"Find offers {worker.name} nothing for {record.name}"
    return found.token


CONTACT = {
    "attendance": "5",
    "mechanism": "01",
    "date": TODAY,
    "start": "09:00",
    "minutes": "45",
    "text": "We walked to the lighthouse.",
    "worried": "no",
    "sensitivity": "ordinary",
}
NOTE = {
    "kind": "observation",
    "date": TODAY,
    "start": "09:00",
    "text": "Walked to the lighthouse.",
    "sensitivity": "ordinary",
}
GOAL = {"words": "See the lighthouse", "agreed_how": "They wrote it themselves"}
STAFF = {
    "who": lead,
    "open_to": here_with(Right.MANAGE_STAFF),
}

DOORS: dict[str, Door] = {
    # The person
    "person": Door(row("person")),
    "look_together": Door(row("person")),
    "story": Door(row("person")),
    "details": Door(row("person")),
    "set_about": Door(row("person"), sends=says(in_their_words="Mornings are best")),
    "add_need": Door(row("person"), sends=says(kind="format", words="Large print")),
    "set_safe_contact": Door(row("person"), sends=says(no_post="yes")),
    "add_number": Door(row("person"), sends=says(kind="phone", value="07700 900123")),
    "add_address": Door(row("person"), sends=says(kind="home", lines="4 Mill Lane")),
    "goals": Door(row("person")),
    "episodes": Door(row("person")),
    "open_episode": Door(
        row("person"),
        lead,
        lambda w, r: {"id": new_id(), "unit": r.rows["second team"].pk, "opened_on": TODAY},
    ),
    "break_glass": Door(
        row("person"),
        finder,
        lambda w, r: {**an_offer(w, r), "reason_code": "duty_call", "reason": WHY, "override_id": new_id()},
        an_offer,
    ),
    # A contact
    "contact": Door(row("draft"), sends=lambda w, r: CONTACT),
    "contact: a fresh one": Door(
        lambda _, __: [new_id()],
        sends=lambda w, r: {**CONTACT, "person": r.person.pk},
        asks=lambda w, r: {"person": r.person.pk},
    ),
    "contact: of a visit": Door(
        lambda _, __: [new_id()],
        sends=lambda w, r: {**CONTACT, "visit": r.rows["visit"].pk},
        asks=lambda w, r: {"visit": r.rows["visit"].pk},
    ),
    "contact: one recorded": Door(row("contact"), sends=lambda w, r: CONTACT),
    "contact_draft": Door(
        row("draft"),
        sends=lambda w, r: {"fields": CONTACT, "revision": 9, "person": str(r.person.pk)},
        reads=False,
        as_json=True,
    ),
    "contact_draft: a fresh one": Door(
        lambda _, __: [new_id()],
        sends=lambda w, r: {"fields": CONTACT, "revision": 1, "person": str(r.person.pk)},
        reads=False,
        as_json=True,
    ),
    "discard_draft": Door(row("draft"), sends=says(), reads=False),
    "contact_done": Door(row("contact")),
    # Notes
    "note": Door(row("note")),
    "note: restricted": Door(row("restricted note"), lead),
    "note: sealed": Door(row("sealed note")),
    "note: an addendum": Door(row("addendum")),
    "note: in error": Door(row("note in error")),
    "write_note": Door(lambda _, __: [], sends=says(**NOTE), asks=lambda w, r: {"person": r.person.pk}),
    "write_note: of a contact": Door(
        lambda _, __: [], sends=says(**NOTE), asks=lambda w, r: {"contact": r.rows["bare contact"].pk}
    ),
    "add_addendum": Door(row("note"), sends=says(text="And back again.", reason=WHY)),
    "mark_in_error": Door(
        row("note"), sends=lambda w, r: {"id": new_id(), "words": WHY, "second": r.lead.pk}
    ),
    "comment_on_note": Door(row("note to read"), lead, says(words=WHY)),
    "countersign_note": Door(row("note to read"), lead, says(), reads=False),
    "put_note": Door(
        lambda _, __: [new_id()],
        sends=lambda w, r: {
            "person": str(r.person.pk),
            "text": "Walked there.",
            "occurred_at": "2026-03-03T09:00:00Z",
        },
        reads=False,
        method="put",
        as_json=True,
    ),
    # Goals
    "goal": Door(row("goal")),
    "write_hope": Door(row("person"), sends=says(words="The lighthouse", said_on=TODAY)),
    "write_goal": Door(row("person"), sends=says(**GOAL)),
    "make_hope_a_goal": Door(row("hope"), sends=says(agreed_how=GOAL["agreed_how"])),
    "finish_step": Door(row("step"), sends=says(), reads=False),
    "reword_goal": Door(row("goal"), sends=says(**GOAL)),
    "write_step": Door(row("goal"), sends=says(words="Ask for the key")),
    "note_progress": Door(row("goal"), sends=says(words="Asked for the key", their_rating="4")),
    "close_goal": Door(
        row("goal"), sends=says(state="achieved", words="Seen it", decided_by="They did", on=TODAY)
    ),
    "hold_goal": Door(row("goal"), sends=says(words=WHY)),
    "take_up_goal": Door(row("resting goal"), sends=says(words=WHY)),
    # The caseload
    "allocate": Door(
        row("episode"),
        lead,
        lambda w, r: {
            "id": new_id(),
            "worker": r.rows["colleague"].pk,
            "purpose": "co_worker",
            "starts_on": TODAY,
            "weight": 1,
            "reason": WHY,
        },
    ),
    "close_episode": Door(row("bare episode"), lead, says(on=TODAY, because=WHY)),
    "end_allocation": Door(
        row("allocation"),
        lead,
        lambda w, r: {"successor": r.rows["colleague"].pk, "first_day": TOMORROW, "reason": WHY},
    ),
    "hand_over_caseload": Door(
        colleague,
        lead,
        lambda w, r: {
            "on": TODAY,
            "reason": WHY,
            **{
                f"to_{pk}": r.rows["colleague"].pk
                for pk in r.key_worker.allocations.values_list("pk", flat=True)
            },
        },
        bare_to=here_with(Right.ALLOCATE, Right.SEE_BOARD),
    ),
    "board_caseload": Door(colleague, lead),
    "caseload: a colleague's": Door(
        lambda _, __: [],
        lead,
        asks=lambda w, r: {"worker": r.key_worker.pk},
        bare_to=here_with(Right.SEE_BOARD, Right.SEE_OWN_DAY),
    ),
    # The diary
    "visit": Door(row("visit")),
    "rearrange_visit": Door(row("visit"), sends=says(date=TOMORROW, start="10:00", minutes="45", reason=WHY)),
    "take_visit": Door(row("visit of one who left"), sends=says()),
    "name_second": Door(row("visit"), sends=lambda _, r: {"second": r.rows["colleague"].pk}),
    "offer_move": Door(
        row("visit"),
        sends=says(first_day=TOMORROW, first_start="15:00", told="telephone", because=WHY),
    ),
    "answer_move": Door(row("visit"), sends=says(said="not_reached", words=WHY)),
    "cancel_visit": Door(row("visit"), sends=says(whose="person", reason=WHY)),
    "plan_visit": Door(
        lambda _, __: [],
        sends=says(date=TOMORROW, start="15:00", minutes="45", mechanism="01", purpose="The lighthouse"),
        asks=lambda w, r: {"person": r.person.pk},
    ),
    "diary: a colleague's": Door(
        lambda _, __: [],
        lead,
        asks=lambda w, r: {"worker": r.key_worker.pk},
        bare_to=here_with(Right.SEE_BOARD, Right.SEE_OWN_DAY),
    ),
    "diary_week: a colleague's": Door(
        lambda _, __: [],
        lead,
        asks=lambda w, r: {"worker": r.key_worker.pk},
        bare_to=here_with(Right.SEE_BOARD, Right.SEE_OWN_DAY),
    ),
    # Tasks, what is due, search
    "task": Door(row("task")),
    "see_task": Door(row("worry"), sends=says(), reads=False),
    "finish_task": Door(row("task"), sends=says(outcome="Done at the lighthouse"), reads=False),
    "put_off_task": Door(
        row("task"), sends=lambda w, r: {"put_off_id": new_id(), "until": TOMORROW, "why": WHY}, reads=False
    ),
    "hand_over_task": Door(row("task"), sends=lambda w, r: {"owner": r.lead.pk, "reason": WHY}, reads=False),
    "make_task": Door(
        lambda _, __: [],
        sends=lambda w, r: {
            "id": new_id(),
            "words": "Ring the lighthouse",
            "owner": r.key_worker.pk,
            "weight": "should",
        },
        asks=lambda w, r: {"person": r.person.pk},
    ),
    "defer_obligation": Door(
        row("obligation"),
        sends=lambda w, r: {"id": new_id(), "to": "2026-03-20", "reason": WHY, "approver": r.lead.pk},
    ),
    "search: of one person": Door(
        lambda _, __: [], asks=lambda w, r: {"q": "lighthouse", "person": r.person.pk}
    ),
    # What is put right, and lists: a list is its maker's alone
    "put_right": Door(
        lambda _, r: [r.person.pk, "gp-practice"], sends=says(value="The lighthouse practice", reason=WHY)
    ),
    "saved_list": Door(row("list")),
    "drop_list": Door(row("list"), sends=says(), reads=False),
    # Sheets of people: whoever gave one reads it, and nobody else
    "sheet": Door(row("sheet"), lead),
    "sheet_progress": Door(row("sheet"), lead, is_part=True),
    "marked_copy": Door(row("sheet"), lead),
    "bring_in": Door(row("sheet"), lead, says(what="sound_rows_only"), reads=False),
    "throw_away": Door(row("sheet"), lead, says(), reads=False),
    # Colleagues and posts
    "give_post": Door(
        a_post,
        sends=lambda w, r: {"id": new_id(), "worker": r.rows["colleague"].pk, "starts_on": TODAY},
        **STAFF,
    ),
    "end_post": Door(row("holding"), sends=says(on=TOMORROW), **STAFF),
    "worker": Door(colleague, **STAFF),
    "make_sign_in": Door(row("newcomer"), sends=says(username="new.comer"), reads=False, **STAFF),
    "give_first_password": Door(colleague, sends=says(), reads=False, **STAFF),
    "reset_second_factor": Door(colleague, sends=says(), reads=False, **STAFF),
    "name_in_directory": Door(
        colleague, sends=says(directory="leeds-mind", known_as="kiran"), reads=False, **STAFF
    ),
    "end_sessions_of": Door(colleague, sends=says(), reads=False, **STAFF),
}
"""The fifty and more addresses of rows."""

from tests.sweeps.doors_record import DOORS_OF_RECORD  # noqa: E402  (these are made of what stands above)
from tests.sweeps.doors_referrals import DOORS_OF_REFERRALS  # noqa: E402
from tests.sweeps.doors_rights import INFORMATION_RIGHTS  # noqa: E402
from tests.sweeps.doors_support import DOORS_OF_SUPPORT  # noqa: E402
from tests.sweeps.doors_team import DOORS_OF_THE_TEAM  # noqa: E402

DOORS |= DOORS_OF_RECORD | DOORS_OF_SUPPORT | DOORS_OF_THE_TEAM | INFORMATION_RIGHTS | DOORS_OF_REFERRALS
