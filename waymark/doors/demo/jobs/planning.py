"""The support plans of the demo: written with people once they are known, put in force by whoever's role does, looked at since."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.doors.demo.jobs.making.people import Made, dice
from waymark.organisation.staff.choices import Right
from waymark.support.plans import actions
from waymark.support.plans.choices import AREAS, Agreed, Given, Part, Stance, TookPart, Verdict

ABOUT = {
    "out_and_about": Part.LEISURE,
    "money_and_letters": Part.MONEY,
    "home": Part.HOME,
    "sleep_and_days": Part.HEALTH,
    "cooking_and_eating": Part.HOME,
    "friends_and_family": Part.RELATIONSHIPS,
    "work_and_learning": Part.WORK,
    "health_and_appointments": Part.HEALTH,
    "making_things": Part.LEISURE,
    "own_voice": Part.CULTURE,
}
"""Which part of a life a theme of the demo belongs to."""
SEEN = (
    (Verdict.HELPING, "Went without being asked twice"),
    (Verdict.NO_CHANGE, "Talked about it, and left it for now"),
)


def write_plan(
    worker: Actor, lead: Actor, id: UUID, person_id: UUID, made: Made, words: Mapping[str, Any], at: datetime
) -> None:
    """Their goals become what will be done; the rest of a life is asked about; they say what they want, and see one line differently.

    `id`: the version's. By the worker, and put in force by the lead where the worker's role drafts.
    """
    pick, agrees = dice(f"{id}"), worker if worker.may(Right.PUBLISH_PLANS) else lead
    actions.begin_draft(by=worker, id=derived(id, "draft"), person_id=person_id)
    for part, said in _parts(id, worker, made, words, pick).items():
        actions.write_part(by=worker, person_id=person_id, part=part, said=said, edit=0)
    _say(worker, derived(id, "want"), person_id, Stance.WANTS, pick.choice(words["plan_wants"]), at)
    actions.publish_plan(
        by=agrees,
        id=id,
        person_id=person_id,
        took_part=[TookPart.PRESENT, TookPart.CONTRIBUTED, TookPart.COPY_OFFERED],
        part_words="",
        agreed=Agreed.PERSON,
        starts_on=clock.today(at),
    )


def look_since(worker: Actor, id: UUID, person_id: UUID, words: Mapping[str, Any], at: datetime) -> None:
    """How the first action goes, and what they see differently of it."""
    line = str(derived(id, "action", 0, 0))
    for verdict, said in SEEN:
        actions.note_how_it_goes(
            by=worker, id=derived(id, "seen", verdict), person_id=person_id, line=line, verdict=verdict, words=said,
            seen_on=clock.today(at),
        )  # fmt: skip
    if id.int % 3 == 0:
        _say(worker, derived(id, "differs"), person_id, Stance.DISAGREES, words["plan_differs"], at, line)


def _parts(
    id: UUID, worker: Actor, made: Made, words: Mapping[str, Any], pick: random.Random
) -> dict[Part, dict[str, Any]]:
    wanted = [(made.theme, made.goal), *([made.second] if made.second else [])]
    parts: dict[Part, dict[str, Any]] = {
        part: _asked(pick.choice(("going_well", "going_well", "not_now")), pick.choice(words["plan_words"]))
        for part in AREAS
    }
    for which, (theme, goal) in enumerate(wanted):
        said = parts[ABOUT[theme["code"]]]
        said |= {"stands": "support", "to_me": said["to_me"] if said["needs"] else goal["why"]}
        said["needs"].append({"key": str(derived(id, "need", which)), "words": goal["words"], "hoped": ""})
        said["actions"] += [
            _action(str(derived(id, "action", which, place)), step, f"{made.known_as} and {worker.name}")
            for place, step in enumerate(goal["steps"][:2])
        ]
    return {
        **parts,
        Part.STAYING_WELL: {
            "when_well": pick.choice(words["plan_well"]),
            "signs": pick.choice(words["plan_signs"]),
        },
        Part.HARDER: {"contacts": pick.choice(words["plan_contacts"])},
    }


def _asked(stands: str, to_me: str) -> dict[str, Any]:
    return {"to_me": to_me, "for_me": "", "stands": stands, "needs": [], "actions": []}


def _action(key: str, what: str, who: str) -> dict[str, str]:
    return {"key": key, "what": what, "who": who, "how_often": "", "starts_on": "", "limits": ""}


def _say(
    worker: Actor, id: UUID, person_id: UUID, stance: Stance, words: str, at: datetime, line: str = ""
) -> None:
    actions.say_in_their_words(
        by=worker, id=id, person_id=person_id, stance=stance, words=words, given=Given.READ_BACK,
        said_on=clock.today(at), line=line,
    )  # fmt: skip
