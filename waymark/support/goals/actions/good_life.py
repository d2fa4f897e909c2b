"""What a good life means to the person, in their words, and how near they say they are to it (LDS-07). Kept beside what was said before."""

from datetime import date
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.support.goals import permissions, rules
from waymark.support.goals.actions._kept import again, findable, refuse
from waymark.support.goals.choices import Area
from waymark.support.goals.models import GoodLife, LifeRating

NOT_YET_COME = "Give a day that has come."


@action
def say_good_life(
    *, by: Actor, id: UUID, person_id: UUID, words: str, agreed_how: str, said_on: date
) -> GoodLife:
    """Keep what a good life means to the person. It heads their goals from now on; what they said before stays to be read."""
    permissions.may_write_about(by, person_id)
    kept = GoodLife.objects.kept(id)
    if kept is not None:
        return again(by, "say_good_life", kept, person_id=person_id, words=words.strip())
    refuse(rules.wrong_with_words(words, "statement"))
    refuse(rules.wrong_with_agreement(agreed_how))
    refuse(NOT_YET_COME if said_on > clock.today() else "")
    said = GoodLife(
        id=id,
        person_id=person_id,
        words=words.strip(),
        agreed_how=agreed_how.strip(),
        said_on=said_on,
        at=clock.now(),
        by_id=by.worker_id,
    )
    said.save(force_insert=True)
    audit.write(by, "say_good_life", said)
    findable(by, said, "goals.good_life", clock.day_bounds(said_on)[0], said.words)
    return said


@action
def rate_life(*, by: Actor, id: UUID, person_id: UUID, area: Area, rating: int, rated_on: date) -> LifeRating:
    """Keep how near the person says they are, 0 to 10, as a whole or in one part of life. An earlier rating is never overwritten."""
    permissions.may_write_about(by, person_id)
    given = {"person_id": person_id, "area": area, "rating": rating, "rated_on": rated_on}
    kept = LifeRating.objects.kept(id)
    if kept is not None:
        return again(by, "rate_life", kept, **given)
    refuse(
        rules.wrong_with_rating(rating)
        or ("" if area in set(Area) else "Choose a part of life from the list.")
    )
    refuse(NOT_YET_COME if rated_on > clock.today() else "")
    row = LifeRating(id=id, at=clock.now(), by_id=by.worker_id, **given)
    row.save(force_insert=True)
    audit.write(by, "rate_life", row, detail={"area": area})
    return row
