"""Who is acting. Rights begin and end with the dates on the posts (DUR-02, DUR-24, DUR-64, ASC-22)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Func, OuterRef, Q, QuerySet, Subquery, TextField

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding, User, Worker

NOT_AN_ACTOR_S = ("brand", "hours", "channels", "limits", "crisis_wording", "policies", "defaults")
"""What a service is set to, and no page needs with every request."""


def holdings_on(day: date) -> QuerySet[Holding]:
    """Posts held on London's `day`, first and last day included. A post its service's file no longer names gives nothing."""
    return Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, post__retired=False
    )


def signed_in(user_id: int | str, day: date) -> User | None:
    """The login of a session, with the posts it holds on `day` for `actor_for` to use. One query; two for whoever holds none."""
    held = _held(day, user_id)
    user = held[0].worker.user if held else User.objects.filter(pk=user_id).first()
    if user is not None:
        user.read_with = (day, held)
    return user


def actor_for(user: User, day: date, *, service: str = "", session: str = "") -> Actor | None:
    """The actor this login is today, in `service` (the first it holds a post in when not named). None for a leaver.

    One query, and none for a login that `signed_in` read for this day.
    """
    read_on, held = user.read_with or (None, [])
    if read_on != day:
        held = _held(day, user.pk)
    if not held:
        return None
    chosen = next((h for h in held if h.post.service.slug == service), held[0]).post.service
    return _actor(user, [h for h in held if h.post.service_id == chosen.id], session)


def _held(day: date, user_id: int | str) -> list[Holding]:
    """The holdings of a login on `day`, with all that an actor is made of. `beneath`: the ids of the post's unit and those under it."""
    beneath = Unit.objects.filter(
        service_id=OuterRef("post__service_id"), path__startswith=OuterRef("post__unit__path")
    )
    return list(
        holdings_on(day)
        .filter(worker__user_id=user_id)
        .select_related("worker__user", "post__role", "post__unit", "post__employer", "post__service")
        .defer(*(f"post__service__{name}" for name in NOT_AN_ACTOR_S))
        .annotate(beneath=Subquery(beneath.order_by().values(ids=_Listed("pk"))))
        .order_by("starts_on", "id")
    )


class _Listed(Func):
    """Every value of a subquery's rows in one text, commas between."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="STRING_AGG(%(expressions)s::text, ',')", **more)


def _actor(user: User, held: list[Holding], session: str) -> Actor:
    service, first = held[0].post.service, held[0]
    return Actor(
        name=first.worker.name,
        user_id=user.pk,
        worker_id=first.worker_id,
        role=" and ".join(dict.fromkeys(_title(h) for h in held)),
        organisation=first.post.employer.name,
        service_id=service.id,
        service=service.slug,
        profiles=frozenset(h.post.role.profile for h in held),
        rights=frozenset(r for h in held for r in h.post.role.rights) | {Right.SIGNED_IN},
        team_ids=frozenset(UUID(one) for h in held for one in _beneath(h).split(",")),
        switches={**service.switches, **{k: True for h in held for k, on in h.post.switches.items() if on}},
        terms=service.terms,
        clocks=service.clocks,
        session=session,
    )


def _title(holding: Holding) -> str:
    return f"acting {holding.post.role.title}" if holding.acting else holding.post.role.title


def _beneath(holding: Holding) -> str:
    """An area manager's team is every team of the area."""
    ids: str = holding.beneath  # type: ignore[attr-defined]  # annotated by _held
    return ids


def workers_in(worker: Actor, day: date) -> QuerySet[Worker]:
    """The colleagues of `worker`'s service who hold a post on `day`: for choosing an owner, never for counting anyone."""
    return (
        Worker.objects.filter(holdings__in=holdings_on(day).filter(post__service_id=worker.service_id))
        .distinct()
        .order_by("name")
    )


def own_unit(worker: Actor, day: date) -> Unit:
    """The unit of the post the worker has held longest in this service: where what they do without a team of its own counts."""
    held = holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    first = held.select_related("post__unit").order_by("starts_on", "id").first()
    if first is None:
        raise NotYours("staff.holding", worker.worker_id or "")
    return first.post.unit


def services_of(user: User, day: date) -> QuerySet[Service]:
    """The services in which this login holds a post on `day`, by name: more than one only for the few who work in two."""
    held = holdings_on(day).filter(worker__user=user)
    return Service.objects.filter(pk__in=held.values("post__service_id")).order_by("name")
