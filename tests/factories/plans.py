"""Plans written and put in force through the product's own actions, and the forms of their pages as a browser sends them."""

from typing import Any

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.people.service_users.models import Person
from waymark.support.plans import actions
from waymark.support.plans.choices import AREAS, Agreed, Given, Part, Stance, TookPart
from waymark.support.plans.models import PlanVersion

AREA = {"to_me": "", "for_me": "", "stands": "not_now", "needs": [], "actions": []}


def need(words: str, hoped: str = "") -> dict[str, str]:
    return {"key": str(new_id()), "words": words, "hoped": hoped}


def todo(what: str, who: str = "Sam", how_often: str = "", limits: str = "") -> dict[str, str]:
    return {
        "key": str(new_id()), "what": what, "who": who, "how_often": how_often, "starts_on": "", "limits": limits,
    }  # fmt: skip


def write_draft(by: Actor, person: Person, **parts: dict[str, Any]) -> None:
    """A draft in which every part of life has been asked about: those given by name, the rest 'not now'."""
    actions.begin_draft(by=by, id=new_id(), person_id=person.pk)
    for part in AREAS:
        said = {**AREA, **parts.get(part.value, {})}
        actions.write_part(by=by, person_id=person.pk, part=part, said=said, edit=0)
    for part in set(Part) - set(AREAS):
        if part.value in parts:
            actions.write_part(by=by, person_id=person.pk, part=part, said=parts[part.value], edit=0)


def put_in_force(by: Actor, person: Person, **changes: Any) -> PlanVersion:
    """The draft in force today, with what a plan must say of how the person took part."""
    given = {
        "took_part": [TookPart.PRESENT, TookPart.AGREES],
        "part_words": "",
        "agreed": Agreed.PERSON,
        "starts_on": clock.today(),
        "without_words": "They had said it all before.",
        **changes,
    }
    return actions.publish_plan(by=by, id=given.pop("id", new_id()), person_id=person.pk, **given)


def make_plan(by: Actor, person: Person, *actions_in_home: str, **parts: dict[str, Any]) -> PlanVersion:
    """A plan in force with these actions under 'home'."""
    home = {"stands": "support", "actions": [todo(what) for what in actions_in_home or ("Walk in the park",)]}
    write_draft(by, person, **{"home": home, **parts})
    return put_in_force(by, person)


def say(by: Actor, person: Person, words: str, **changes: Any) -> Any:
    """Something they say of their plan."""
    given = {"stance": Stance.ADDS, "given": Given.READ_BACK, "said_on": clock.today(), "line": "", **changes}
    return actions.say_in_their_words(by=by, id=new_id(), person_id=person.pk, words=words, **given)
