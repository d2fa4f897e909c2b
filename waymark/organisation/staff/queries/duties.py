"""The optional duties of posts, whom a post answers to by name, and who answers to a worker (DUR-64, TPL-01, LDS-02)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from waymark.core.actors import Actor
from waymark.organisation.services.models import Post
from waymark.organisation.staff.choices import SWITCHES_IN_WORDS
from waymark.organisation.staff.models import Holding, SwitchChange
from waymark.organisation.staff.queries.acting import holdings_on


@dataclass(frozen=True)
class Duty:
    """One optional duty of a post, as it stands."""

    switch: str
    words: str
    on: bool


@dataclass(frozen=True)
class Line:
    """Whom a post answers to: the post, and who holds it on the day."""

    post: Post
    holders: list[str]

    @property
    def words(self) -> str:
        """'Ola Musa (Senior Recovery Worker)', or that nobody holds it."""
        return f"{' and '.join(self.holders) or 'nobody at present'} ({self.post.role.title})"


@dataclass(frozen=True)
class BudgetLine:
    """A budget that one of the worker's posts holds: what for, since when, and who said so."""

    post: Post
    change: SwitchChange | None


def duties_of(post: Post) -> list[Duty]:
    """Every optional duty, on or off."""
    return [
        Duty(switch, words, bool(post.switches.get(switch))) for switch, words in SWITCHES_IN_WORDS.items()
    ]


def switch_changes(worker: Actor, post_id: UUID) -> list[SwitchChange]:
    """Every change of this post's duties, the latest first."""
    found = SwitchChange.objects.filter(post_id=post_id, post__service_id=worker.service_id)
    return list(found.select_related("by").order_by("-at", "-id"))


def reports_to(post: Post, day: date) -> list[Line]:
    """The operational line and, where there is one, the alternative, each with its holders of the day."""
    above = [one for one in (post.operational_line, post.alternative_line) if one]
    return [Line(one, _holders(one.id, day)) for one in above]


def professional_line(post: Post, day: date) -> Line | None:
    """Whom the post's holder turns to in matters of employment (LDS-02)."""
    found = post.professional_line
    return Line(found, _holders(found.id, day)) if found else None


def holders_of(post_id: UUID, day: date) -> list[Holding]:
    """Who holds a post on `day`, whoever acts last."""
    held = holdings_on(day).filter(post_id=post_id).select_related("worker")
    return list(held.order_by("acting", "starts_on", "id"))


def reports_of(worker: Actor, day: date) -> list[Holding]:
    """The posts held on `day` that answer to a post of the worker's, by name: those they manage. Never their own. Two statements."""
    mine = _own_posts(worker, day)
    held = holdings_on(day).filter(
        Q(post__operational_line__in=mine) | Q(post__alternative_line__in=mine),
        post__service_id=worker.service_id,
    )
    found = held.exclude(worker_id=worker.worker_id).select_related(
        "worker", "post__role", "post__unit", "post__employer"
    )
    return list(found.order_by("worker__name", "id"))


def is_on_the_line_of(worker: Actor, worker_id: UUID, day: date) -> bool:
    """Whether `worker` holds, on `day`, a post that a post of this colleague answers to for their work."""
    return any(held.worker_id == worker_id for held in reports_of(worker, day))


def managers_of(holding: Holding, day: date) -> list[Holding]:
    """Who holds the posts that this one answers to, on `day`: the operational line first."""
    post = holding.post
    lines = [line for line in (post.operational_line_id, post.alternative_line_id) if line]
    return [held for line in lines for held in holders_of(line, day)]


def budgets_of(worker: Actor, day: date) -> list[BudgetLine]:
    """The budgets of the worker's own posts on `day`: one line a post whose switch is on."""
    posts = Post.objects.filter(pk__in=_own_posts(worker, day)).select_related("role", "unit")
    holding = [post for post in posts.order_by("number") if post.switches.get("holds_budget")]
    changes = SwitchChange.objects.filter(post__in=holding, switch="holds_budget", on=True)
    latest = {change.post_id: change for change in changes.select_related("by").order_by("at", "id")}
    return [BudgetLine(post, latest.get(post.id)) for post in holding]


def _own_posts(worker: Actor, day: date) -> Iterable[UUID]:
    held = holdings_on(day).filter(worker_id=worker.worker_id, post__service_id=worker.service_id)
    return list(held.values_list("post_id", flat=True))


def _holders(post_id: UUID, day: date) -> list[str]:
    return [held.worker.name for held in holders_of(post_id, day)]


def employers_of(worker: Actor) -> list[str]:
    """The employers of the posts of the worker's service, by name (LDS-05)."""
    posts = Post.objects.filter(service_id=worker.service_id, retired=False)
    return sorted(set(posts.values_list("employer__name", flat=True)))


def employers_between(
    service_id: UUID, first: date, last: date
) -> dict[UUID, list[tuple[date, date | None, str]]]:
    """Of each worker the spells in posts of the service that touch these days, longest held first, with the employer. One statement."""
    held = Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=first), post__service_id=service_id, starts_on__lte=last
    )
    found: dict[UUID, list[tuple[date, date | None, str]]] = {}
    rows = held.order_by("starts_on", "id").values_list(
        "worker_id", "starts_on", "ends_on", "post__employer__name"
    )
    for worker_id, starts_on, ends_on, employer in rows:
        found.setdefault(worker_id, []).append((starts_on, ends_on, employer))
    return found
