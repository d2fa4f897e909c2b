"""What the demo knows: its words, who works in which post, how far the month is, and who can sign in as what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from waymark.core import heartbeats
from waymark.core.actors import Actor
from waymark.doors.demo import rules
from waymark.doors.demo.choices import ALL
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Post, Service, Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding
from waymark.people.access.choices import Profile

DATA = Path(__file__).parent / "data"
CASELOADS = frozenset({Right.RECORD_CONTACTS, Right.OPEN_RECORDS, Right.WRITE_DETAILS})


@dataclass(frozen=True)
class SignIn:
    """One line of the table that is printed."""

    username: str
    name: str
    role: str
    service: str


@dataclass(frozen=True)
class TeamOf:
    """A team with a caseload: who leads it, who works in it in the order of their posts, and everybody of the service by worker."""

    unit: Unit
    lead: Actor
    workers: list[Actor]
    everybody: dict[UUID, Actor]


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Everything in data/, in one table."""
    found: dict[str, Any] = {}
    for path in sorted(DATA.glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf8"))
    return found


def wanted(service: str) -> list[str]:
    """The service files that `--service` means. Raises services.NoSuchFile with the names there are."""
    if service == ALL:
        return services.shipped()
    if service not in services.shipped():
        services.service_file(service)
    return [service]


def name_of(slug: str, post: Post) -> str:
    """Who works in this post: a name of their own in the whole installation, the same at every start."""
    name: str = words()["staff"]["names"][_places()[slug, post.number]]
    return name


@lru_cache(maxsize=1)
def _places() -> dict[tuple[str, str], int]:
    """The place of every post that comes with the product, over all its services."""
    posts = [
        (slug, row["number"]) for slug in services.shipped() for row in services.service_file(slug)["posts"]
    ]
    return {post: place for place, post in enumerate(posts)}


def posts_of(service: Service) -> list[Post]:
    """Every post, in the order of its number."""
    posts = Post.objects.filter(service=service, retired=False)
    return list(posts.select_related("role", "unit").order_by("number"))


def printed_posts(slug: str) -> list[Post]:
    """One post for each role, its first, in the order of the structure chart."""
    posts = Post.objects.filter(service__slug=slug, retired=False).select_related("role", "service")
    first: dict[UUID, Post] = {}
    for post in sorted(posts, key=lambda post: (post.role.chart_order or 99, post.number)):
        first.setdefault(post.role_id, post)
    return list(first.values())


def sign_ins(slugs: list[str]) -> list[SignIn]:
    """Who is printed: one for each role of each service."""
    return [_sign_in(slug, post) for slug in slugs for post in printed_posts(slug)]


def _sign_in(slug: str, post: Post) -> SignIn:
    name = name_of(slug, post)
    return SignIn(rules.username(name), name, post.role.title, post.service.name)


def actors(service: Service, day: date) -> dict[str, Actor]:
    """Everybody who holds a post on `day`, by the number of their post, coming in by the demo's door."""
    held = staff.holdings_on(day).filter(post__service=service, worker__user__isnull=False)
    found: dict[str, Actor] = {}
    for holding in held.select_related("worker__user", "post"):
        user = holding.worker.user
        actor = staff.actor_for(user, day, service=service.slug) if user else None
        if actor is not None:
            found[holding.post.number] = actor.through("demo")
    return found


def teams_of(service: Service, day: date) -> list[TeamOf]:
    """The teams whose posts carry caseloads, by name, each with the nearest lead above."""
    everybody = actors(service, day)
    posts = {post.number: post for post in posts_of(service)}
    leads = [
        (posts[n].unit, a)
        for n, a in sorted(everybody.items())
        if posts[n].role.profile == Profile.LEAD and a.may(Right.ALLOCATE)
    ]
    known = {actor.worker_id: actor for actor in everybody.values()}
    found = []
    for unit in Unit.objects.filter(service=service, retired=False).order_by("code"):
        workers = [a for n, a in sorted(everybody.items()) if _has_caseload(posts[n], unit)]
        above = [(where, a) for where, a in leads if unit.id in a.team_ids]
        if workers and above:
            nearest = max(above, key=lambda pair: len(pair[0].path))[1]
            found.append(TeamOf(unit, nearest, workers, known))
    return found


def state() -> dict[str, Any]:
    """How far each service's month is, and of how much; when it began."""
    return heartbeats.state_of(heartbeats.FILLING)


def began(slug: str) -> datetime | None:
    """The instant at which what has happened ends, in this service's month."""
    kept = state().get("services", {}).get(slug)
    return datetime.fromisoformat(kept["began"]) if kept else None


def holds_something_else() -> bool:
    """Whether this database holds a service that no demo has put there."""
    return not state() and Service.objects.exists()


def unfilled(posts: list[Post]) -> list[Post]:
    """Those of these posts that nobody holds who can sign in."""
    held = Holding.objects.filter(post__in=posts, worker__user__isnull=False)
    filled = set(held.values_list("post_id", flat=True))
    return [post for post in posts if post.id not in filled]


def _has_caseload(post: Post, unit: Unit) -> bool:
    role = post.role
    return post.unit_id == unit.id and role.profile == Profile.CASEWORK and set(role.rights) >= CASELOADS
