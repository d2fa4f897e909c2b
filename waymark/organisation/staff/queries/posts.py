"""Who holds which post, and which stand vacant: for those who may see the structure of their own service (DUR-02, LDS-05, LDS-18)."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Post
from waymark.organisation.staff import permissions, rules
from waymark.organisation.staff.models import Holding, Worker
from waymark.organisation.staff.queries.acting import holdings_on


@dataclass
class Seat:
    """A post with whoever holds it on the day, and whoever is to hold it later."""

    post: Post
    ours: bool
    holdings: list[Holding] = field(default_factory=list)
    coming: list[Holding] = field(default_factory=list)

    @property
    def is_vacant(self) -> bool:
        return not self.holdings


@dataclass
class Section:
    """A unit with the posts in it."""

    place: services.Place
    seats: list[Seat]


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here, is to come or has left: their posts of the day in words, and how they sign in."""

    worker: Worker
    posts: str
    state: str
    username: str


def colleagues_of(worker: Actor, day: date) -> list[Colleague]:
    """Everybody who has ever been given a post in this service, by name. Three queries, however many they are."""
    held: dict[UUID, list[str]] = {}
    for holding in holdings_on(day).filter(post__service_id=worker.service_id).select_related("post__role"):
        held.setdefault(holding.worker_id, []).append(str(holding.post))
    here = Holding.objects.filter(post__service_id=worker.service_id, starts_on__gt=day)
    coming = set(here.values_list("worker_id", flat=True))
    return [
        Colleague(
            worker=one,
            posts=", ".join(sorted(held.get(one.id, []))),
            state="works here" if one.id in held else "is to come" if one.id in coming else "has left",
            username=one.user.username if one.user else "",
        )
        for one in workers_of(worker)
    ]


def structure_of(worker: Actor, day: date) -> list[Section]:
    """The units of the worker's own service in the order of the tree, each with its posts, their lines and their holders."""
    seats = _seats(worker, day)
    return [
        Section(place, [seat for seat in seats if seat.post.unit_id == place.unit.id])
        for place in services.places(worker)
    ]


def post_for(worker: Actor, post_id: UUID) -> Post:
    """A post of the worker's own service, or NotYours."""
    found = _posts(worker).filter(pk=post_id).first()
    if found is None:
        raise NotYours("services.post", post_id)
    return found


def holding_for(worker: Actor, holding_id: UUID) -> Holding:
    """A holding of a post in the worker's own service, or NotYours."""
    held = Holding.objects.filter(pk=holding_id, post__service_id=worker.service_id)
    found = held.select_related("post__role", "worker__user").first()
    if found is None:
        raise NotYours("staff.holding", holding_id)
    return found


def posts_of(worker: Actor, worker_id: UUID) -> list[Holding]:
    """Every spell in a post of this service that a colleague has had, the latest first."""
    held = Holding.objects.filter(worker_id=worker_id, post__service_id=worker.service_id)
    return list(
        held.select_related(
            "worker",
            "post__role",
            "post__unit",
            "post__employer",
            "post__operational_line__role",
            "post__alternative_line__role",
            "post__professional_line__role",
        ).order_by("-starts_on", "post__number")
    )


def workers_of(worker: Actor) -> QuerySet[Worker]:
    """Everybody who holds, held or will hold a post in the worker's service, leavers too."""
    here = Holding.objects.filter(post__service_id=worker.service_id)
    return (
        Worker.objects.filter(pk__in=here.values("worker_id")).select_related("user").order_by("name", "id")
    )


def worker_for(worker: Actor, worker_id: UUID) -> Worker:
    """A colleague, past or present, of the worker's own service, or NotYours."""
    found = workers_of(worker).filter(pk=worker_id).first()
    if found is None:
        raise NotYours("staff.worker", worker_id)
    return found


def worker_to_describe(worker: Actor, worker_id: UUID) -> Worker:
    """Oneself, or for whoever manages staff any colleague of the service; else NotYours."""
    permissions.own_or_managed(worker, worker_id)
    return worker_for(worker, worker_id)


def posts_in_service(worker: Actor) -> list[Post]:
    """Every post of the worker's own service, by number."""
    return list(_posts(worker))


def why_not_leave(holding: Holding, last_day: date) -> str:
    """Why this holding may not end after `last_day`, as a sentence; '' when it may. Counts who can sign in the day after.

    Only what this worker can really do counts: ending the post of somebody who cannot sign in takes nothing away.
    """
    if holding.worker.user_id is None:
        return ""
    after = date.fromordinal(last_day.toordinal() + 1)
    staying = holdings_on(after).filter(
        post__service_id=holding.post.service_id, worker__user__is_active=True
    )
    others = staying.exclude(pk=holding.pk).values_list("post__role__rights", flat=True)
    missing = rules.left_without(holding.post.role.rights, others)
    if not missing:
        return ""
    return f"Nobody could {' or '.join(missing)} after that. Give somebody else such a post first."


def _posts(worker: Actor) -> QuerySet[Post]:
    listed = Post.objects.filter(service_id=worker.service_id, retired=False)
    return listed.select_related(
        "role",
        "unit",
        "employer",
        "site",
        "operational_line__role",
        "alternative_line__role",
        "professional_line__role",
    ).order_by("number")


def _seats(worker: Actor, day: date) -> list[Seat]:
    service = services.service_of(worker)
    seats = {
        post.id: Seat(post, services.is_ours(service, f"posts.{post.number}")) for post in _posts(worker)
    }
    current = holdings_on(day).filter(post__service_id=worker.service_id)
    coming = Holding.objects.filter(Q(starts_on__gt=day), post__service_id=worker.service_id)
    for name, rows in (("holdings", current), ("coming", coming)):
        for holding in rows.select_related("worker").order_by("starts_on", "id"):
            if holding.post_id in seats:
                getattr(seats[holding.post_id], name).append(holding)
    return list(seats.values())
