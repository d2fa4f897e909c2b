"""The addresses of posts, of the team around a record, and of role documents, beside those in doors.py."""

from tests.sweeps.doors import (
    STAFF,
    TODAY,
    TOMORROW,
    WHY,
    Door,
    a_post,
    colleague,
    here_with,
    lead,
    row,
    says,
)
from tests.sweeps.furnishing import Record
from tests.sweeps.world import World
from waymark.core.ids import new_id
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Worker
from waymark.people.access.choices import Profile


def administrator(world: World, record: Record) -> Worker:
    """Who keeps the service, in this place."""
    found = (w for w in world.people if (w.place, w.wide) == (record.unit.code, False))
    return next(w.worker for w in found if w.profile is Profile.ADMINISTRATOR)


def linked(_: World, record: Record) -> Worker:
    worker: Worker = record.rows["linked"]
    return worker


STRUCTURE = {"who": lead, "open_to": here_with(Right.SEE_STRUCTURE)}

DOORS_OF_THE_TEAM: dict[str, Door] = {
    "post": Door(a_post, **STRUCTURE),
    "set_post_switch": Door(
        a_post, sends=says(switch="holds_budget", on="yes", reason=WHY), reads=False, **STAFF
    ),
    "change_post": Door(
        a_post,
        sends=lambda w, r: {"unit": r.rows["second team"].pk},
        who=administrator,
        open_to=here_with(Right.CONFIGURE_SERVICE),
    ),
    "set_reach": Door(
        colleague, sends=says(leads_on="The lighthouse"), open_to=here_with(Right.MANAGE_STAFF)
    ),
    "set_cover": Door(
        colleague, sends=says(starts_on=TODAY, ends_on=TODAY), open_to=here_with(Right.MANAGE_STAFF)
    ),
    "take_back_cover": Door(row("cover"), sends=says(), reads=False, open_to=here_with(Right.MANAGE_STAFF)),
    "guided": Door(row("guidance"), open_to=here_with(Right.MANAGE_STAFF)),
    "tick_step": Door(row("guided step"), sends=says(), reads=False, open_to=here_with(Right.MANAGE_STAFF)),
    "give_guidance": Door(
        colleague,
        sends=lambda w, r: {
            "id": new_id(),
            "guide": r.lead.pk,
            "starts_on": TODAY,
            "ends_on": TOMORROW,
            "checklist": "The lighthouse",
        },
        **STAFF,
    ),
    # Meetings with the link in the parent organisation: for the two alone
    "link_meeting": Door(
        row("linked"), linked, says(held_on=TODAY, words="The lighthouse, and leave", again="2")
    ),
    # Who works with somebody, and the documents of roles
    "team_of": Door(row("person")),
    "role_document": Door(row("role document"), open_to=here_with(Right.SEE_STRUCTURE)),
    "publish_role_document": Door(
        lambda _, r: [r.rows["role document"].role_id], sends=says(text="The lighthouse, kept lit."), **STAFF
    ),
    "sign_role_document": Door(
        row("role document"), sends=lambda w, r: {"id": new_id(), "worker": r.key_worker.pk}, reads=False
    ),
}
