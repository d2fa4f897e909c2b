"""Who is acting. Rights begin and end with the dates on the posts (DUR-02, DUR-24, DUR-64, ASC-22)."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.services.models import Service, Unit
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding, User, Worker


def holdings_on(day: date) -> QuerySet[Holding]:
    """Posts held on London's `day`, first and last day included. A post its service's file no longer names gives nothing."""
    return Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day, post__retired=False
    )


def role_codes(worker: Actor, day: date) -> frozenset[str]:
    """The codes of the roles that the worker holds in their service on `day`, and of the core roles those inherit."""
    held = holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    codes = held.values_list("post__role__code", "post__role__inherits")
    return frozenset(code for pair in codes for code in pair if code)


def signed_in(user_id: int | str, day: date) -> User | None:
    """The login of a session, with the posts it holds on `day` for `actor_for` to use once. One query; None for no such login."""
    held = _held(day, user_id)
    if not held:
        return None
    held[0].read_with = (day, [h for h in held if h.post_id])
    return held[0]


def actor_for(user: User, day: date, *, service: str = "", session: str = "") -> Actor | None:
    """The actor this login is today, in `service` (the first it holds a post in when not named). None for a leaver.

    One query, and none for a login that `signed_in` read for this day.
    """
    read_on, held = user.read_with or (None, [])
    user.read_with = None  # asked once a request; the list holds the user itself, and is let go with it
    if read_on != day:
        held = [h for h in _held(day, user.pk) if h.post_id]
    if not held:
        return None
    chosen = next((h for h in held if h.slug == service), held[0]).slug
    return _actor(user, [h for h in held if h.slug == chosen], session)


HELD = """
SELECT login.*, post.id AS post_id, worker.id AS worker_id, worker.name AS worker_name, holding.acting,
       role.title, role.profile, role.rights, post.switches AS post_switches, employer.name AS employer,
       service.id AS service_id, service.slug, service.switches, service.terms, service.clocks,
       (SELECT {listed} FROM services_unit beneath
         WHERE beneath.service_id = post.service_id AND substr(beneath.path, 1, length(unit.path)) = unit.path) AS beneath
  FROM staff_user login
  LEFT JOIN staff_worker worker ON worker.user_id = login.id
  LEFT JOIN staff_holding holding ON holding.worker_id = worker.id
       AND holding.starts_on <= %s AND (holding.ends_on IS NULL OR holding.ends_on >= %s)
  LEFT JOIN services_post post ON post.id = holding.post_id AND NOT post.retired
  LEFT JOIN services_role role ON role.id = post.role_id
  LEFT JOIN services_unit unit ON unit.id = post.unit_id
  LEFT JOIN services_organisation employer ON employer.id = post.employer_id
  LEFT JOIN services_service service ON service.id = post.service_id
 WHERE login.id = %s
 ORDER BY holding.starts_on, holding.id
"""
"""A login with the posts it holds on a day (as `holdings_on`), a row for each; one without a post for whoever holds none. `beneath`: the
ids of the post's unit and those under it. By hand, because every request asks it, and putting it together anew cost the ORM ten times what
it costs a database to answer (docs/decisions/007).
"""
LISTED = {"sqlite": "group_concat(beneath.id)", "postgresql": "string_agg(beneath.id::text, ',')"}
HELD_ON = {vendor: HELD.format(listed=listed) for vendor, listed in LISTED.items()}


def _held(day: date, user_id: int | str) -> list[Any]:
    """The login once for each post it holds on `day`, as HELD says."""
    on = day.isoformat()
    return list(User.objects.raw(HELD_ON[connection.vendor], [on, on, user_id]))


def _actor(user: User, held: list[Any], session: str) -> Actor:
    first = held[0]
    switches = [json.loads(h.post_switches) for h in held]
    return Actor(
        name=first.worker_name,
        user_id=user.pk,
        worker_id=_id(first.worker_id),
        role=" and ".join(dict.fromkeys(f"acting {h.title}" if h.acting else h.title for h in held)),
        organisation=first.employer,
        service_id=_id(first.service_id),
        service=first.slug,
        profiles=frozenset(h.profile for h in held),
        rights=frozenset(right for h in held for right in json.loads(h.rights)) | {Right.SIGNED_IN},
        team_ids=frozenset(UUID(one) for h in held for one in h.beneath.split(",")),
        switches={
            **json.loads(first.switches),
            **{k: True for post in switches for k, on in post.items() if on},
        },
        terms=json.loads(first.terms),
        clocks=json.loads(first.clocks),
        session=session,
    )


def _id(value: Any) -> UUID:
    """An id as the database gave it: SQLite keeps it as text."""
    return value if isinstance(value, UUID) else UUID(value)


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
