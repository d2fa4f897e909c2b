"""Who answers for a unit now: up the operational line, and never nobody (TPL-01, LDS-16: absence always resolves to someone)."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField
from django.db.models.expressions import RawSQL

from waymark.core import clock
from waymark.organisation.services.models import Post, Unit
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding, Worker
from waymark.organisation.staff.queries.acting import holdings_on
from waymark.organisation.staff.queries.covers import away_on

LINE = """
    WITH RECURSIVE line (id, level) AS (
        SELECT id, 0 FROM services_post WHERE unit_id = %s
        UNION
        SELECT above.id, line.level + 1 FROM line
        JOIN services_post AS below ON below.id = line.id
        JOIN services_post AS above ON above.id IN (below.operational_line_id, below.alternative_line_id)
        WHERE line.level < 20
    ) SELECT id FROM line
"""
"""The posts of a unit and of everybody above them. A circle, which no file may hold, ends with the twentieth level."""


class NobodyThere(LookupError):
    """Nobody but the worker themselves holds a post in this service today."""


@dataclass
class Place:
    """A post as the walk sees it: what its role carries, whom it answers to, who holds it today, and whether whoever asks does."""

    post: Post
    above: list[UUID]
    holders: list[Worker] = field(default_factory=list)
    asks: bool = False

    @property
    def rights(self) -> set[str]:
        return set(self.post.role.rights)

    @property
    def reads(self) -> bool:
        """Whoever oversees has figures, and reads no record (docs/policy/access.csv)."""
        return self.post.role.profile != "oversight"


Takes = Callable[[Place], bool]

# Who is looked for, best first. Whoever takes an escalation should be able to open the record it is about.
ALONG_THE_LINE: tuple[Takes, ...] = (
    lambda place: {Right.SEE_BOARD, Right.OPEN_RECORDS} <= place.rights and place.reads,
    lambda place: {Right.SEE_BOARD, Right.OPEN_RECORDS} <= place.rights,
    lambda place: Right.SEE_BOARD in place.rights,
)
ANYWHERE: tuple[Takes, ...] = (
    *ALONG_THE_LINE,
    lambda place: place.post.role.profile == "lead",
    lambda place: Right.MANAGE_STAFF in place.rights,
    lambda place: True,
)


def duty_senior(service_id: UUID, unit_id: UUID, at: datetime, not_worker_id: UUID | None = None) -> Worker:
    """Who answers for this unit at `at`, other than `not_worker_id`: the nearest up the operational line who may open records and sees
    the board; else the nearest who sees the board; else any lead of the service; else anybody in it.

    The line begins at the post of `not_worker_id`, who asks; where they hold none in it, at the unit's posts that nobody there answers
    to: in a house where everybody is of one unit, its team leader comes before those above her (TPL-01). Whoever is away that day is
    passed over while anybody else is there. Raises NobodyThere only where nobody else holds a post in the service. Three queries, of
    that line alone; the whole service is looked through only where the line has nobody.
    """
    day = clock.today(at)
    away = away_on(service_id, day)
    line = _without(_places(service_id, day, not_worker_id, line_of=unit_id), away)
    found = _along(list(_levels(line, _foot(line, unit_id))))
    if found:
        return found
    places = _places(service_id, day, not_worker_id)
    try:
        return _nearest(_without(places, away), unit_id)
    except NobodyThere:
        return _nearest(places, unit_id)


def up_the_line(service_id: UUID, worker_id: UUID, day: date) -> list[Worker]:
    """Who stands above a worker by the operational line, the nearest first; after them whoever else would be looked for in the service.

    Nobody who is away that day, and not the worker. A leaver is looked for by the post they held last.
    """
    places = _without(_places(service_id, day, worker_id), away_on(service_id, day))
    own = Holding.objects.filter(worker_id=worker_id, post__service_id=service_id).order_by(
        "-starts_on", "-id"
    )
    start = [held.post_id for held in own if held.ends_on is None or held.ends_on >= day]
    start = start or [held.post_id for held in own[:1]]
    levels = list(_levels(places, [post for post in start if post in places]))[1:]
    above = [one for level in levels for place in level for one in place.holders]
    others = [
        one for takes in ANYWHERE[:-1] for place in places.values() if takes(place) for one in place.holders
    ]
    return list(dict.fromkeys([*above, *others]))


def _foot(line: dict[UUID, Place], unit_id: UUID) -> list[UUID]:
    """Where the line of a unit begins."""
    if asking := [key for key, place in line.items() if place.asks]:
        return asking
    inside = [key for key, place in line.items() if place.post.unit_id == unit_id]
    answered_to = {above for key in inside for above in line[key].above}
    return [key for key in inside if key not in answered_to]


def _nearest(places: dict[UUID, Place], unit_id: UUID) -> Worker:
    if along := _along(list(_levels(places, _beginning(places, unit_id)))):
        return along
    for takes in ANYWHERE:
        if found := _first(list(places.values()), takes):
            return found
    raise NobodyThere("Nobody else holds a post in this service today.")


def _along(levels: list[list[Place]]) -> Worker | None:
    """The nearest up these levels who is looked for along the line."""
    return next((one for takes in ALONG_THE_LINE for level in levels if (one := _first(level, takes))), None)


def _without(places: dict[UUID, Place], away: Collection[UUID]) -> dict[UUID, Place]:
    """The same posts, with only those who are there."""
    return {
        key: replace(place, holders=[one for one in place.holders if one.pk not in away])
        for key, place in places.items()
    }


def _places(
    service_id: UUID, day: date, not_worker_id: UUID | None, *, line_of: UUID | None = None
) -> dict[UUID, Place]:
    """The posts of a service with who holds them; `line_of`: those of one unit, and whom they answer to, all the way up."""
    posts = Post.objects.filter(service_id=service_id, retired=False)
    held = holdings_on(day).filter(post__service_id=service_id)
    if line_of is not None:
        line = RawSQL(LINE, [UUIDField().get_db_prep_value(line_of, connection)])  # noqa: S611  fixed text, the value apart
        posts, held = posts.filter(pk__in=line), held.filter(post__in=line)
    places = {post.id: Place(post, _above(post)) for post in posts.select_related("role").order_by("number")}
    for holding in held.select_related("worker").order_by("starts_on", "id"):
        if holding.post_id not in places:
            continue
        if holding.worker_id == not_worker_id:
            places[holding.post_id].asks = True
        else:
            places[holding.post_id].holders.append(holding.worker)
    return places


def _above(post: Post) -> list[UUID]:
    return [line for line in (post.operational_line_id, post.alternative_line_id) if line]


def _beginning(places: dict[UUID, Place], unit_id: UUID) -> list[UUID]:
    """The posts of the unit, or of the nearest unit around it that has any."""
    around: UUID | None = unit_id
    while around is not None:
        here = [key for key, place in places.items() if place.post.unit_id == around]
        if here:
            return here
        around = Unit.objects.filter(pk=around).values_list("parent_id", flat=True).first()
    return []


def _levels(places: dict[UUID, Place], start: list[UUID]) -> Iterator[list[Place]]:
    """The posts of the start, then those they answer to, and so on up. A circle, which no file may hold, would end the walk."""
    seen: set[UUID] = set()
    level = start
    while level:
        seen.update(level)
        yield [places[key] for key in level]
        above = dict.fromkeys(line for key in level for line in places[key].above)
        level = [key for key in above if key in places and key not in seen]


def _first(places: list[Place], takes: Takes) -> Worker | None:
    return next((place.holders[0] for place in places if place.holders and takes(place)), None)
