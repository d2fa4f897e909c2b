"""What is due, for whom, since when. Each takes the worker and gives what the access policy lets them see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Prepared
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Relationship
from waymark.people.access.models import Grant
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.work.due import permissions, rules
from waymark.work.due.choices import name_of
from waymark.work.due.models import Deferral, Obligation

next_working_day = rules.next_working_day


@dataclass(frozen=True)
class Due:
    """One thing that is due, as it stands on `day`. `deferred_to`: the day it was moved to, which does not make it any less overdue."""

    id: UUID
    person_id: UUID
    person: Person
    kind: str
    opens_on: date
    due_on: date
    deferred_to: date | None
    day: date

    @property
    def name(self) -> str:
        """What is to be done, in words."""
        return name_of(self.kind)

    @property
    def words(self) -> str:
        """'overdue 1 day', 'due today', 'due 2 March 2026'."""
        return rules.words(self.opens_on, self.due_on, self.day)

    @property
    def is_overdue(self) -> bool:
        return rules.is_overdue(self.due_on, self.day)

    @property
    def is_today(self) -> bool:
        return self.due_on == self.day


def first_window(rule: rules.Rule, start: date) -> rules.Window | None:
    """When something that starts or changes on `start` opens and is due by `rule` (a service's clock). For rooms that set obligations."""
    return rules.first_window(rule, start)


def due_of(worker: Actor, person_id: UUID, day: date) -> list[Due]:
    """Everything open about one person, the earliest first; what opens later too. Nothing when `worker` may not open their record."""
    if not access.can(worker, person_id, Action.OPEN):
        return []
    return _shown(_due_of(worker, person_id), day)


@Prepared
def _due_of(worker: Actor, person_id: UUID) -> QuerySet[Obligation]:
    return _unanswered(worker).filter(person_id=person_id)


def due_for(worker: Actor, day: date, *, due_by: date | None = None) -> list[Due]:
    """What is open on `day` for the people allocated to `worker`, the earliest first (DUR-10, DUR-56).

    `due_by`: what is to be done by that day instead, whether it has opened or not. Most things open as soon as they are answered,
    so that all of a year would be open.
    """
    return _shown(_due_for(worker, *clock.day_bounds(day), day, due_by), day)


@Prepared
def _due_for(
    worker: Actor, begins: datetime, ends: datetime, day: date, due_by: date | None
) -> QuerySet[Obligation]:
    window = Q(due_on__lte=due_by) if due_by else Q(opens_on__lte=day)
    mine = access.allocated_to(worker, begins, ends)
    return _open(worker, Action.OPEN).filter(window, person__in=mine)


def due_of_kind(worker: Actor, kind: str, day: date) -> list[Due]:
    """What is open of one kind for everybody whose record `worker` may open, the earliest first: for a page about that kind alone."""
    return _shown(_open(worker, Action.OPEN).filter(kind=kind), day)


def why_put_off(obligation_ids: Collection[UUID]) -> dict[UUID, str]:
    """What was said when each of these was last moved. For a page that may show them."""
    rows = Deferral.objects.filter(obligation_id__in=obligation_ids).order_by("at", "id")
    return dict(rows.values_list("obligation_id", "reason"))


def overdue_in(worker: Actor, unit_ids: Collection[UUID], day: date) -> list[Due]:
    """What is overdue on `day` for the people of these teams, as far as they are the worker's own teams, the longest overdue first."""
    return _shown(_overdue(worker, unit_ids, day, Action.FIND), day)


def count_overdue_in(worker: Actor, unit_ids: Collection[UUID], day: date) -> int:
    """How much is overdue in these teams: the figure alone, for whoever may have figures and no names. Loads nobody's record."""
    return _overdue(worker, unit_ids, day, Action.COUNT).count()


def due_by_id(worker: Actor, obligation_id: UUID, day: date) -> Due:
    """One open thing about a person whose record `worker` may write in; else NotYours."""
    found = _shown(_open(worker, Action.WRITE_ENTRY).filter(pk=obligation_id), day)
    if not found:
        raise NotYours("due.obligation", obligation_id)
    return found[0]


def deferrals_of(worker: Actor, obligation_id: UUID) -> QuerySet[Deferral]:
    """How often a date was moved, by whom, why and with whose agreement, the latest first."""
    return _deferrals(worker).filter(obligation_id=obligation_id)


def agreed_by(worker: Actor, since: datetime) -> QuerySet[Deferral]:
    """The moves that name `worker` as the one who agreed, so that nobody is named without knowing."""
    return _deferrals(worker).filter(approved_by_id=worker.worker_id, at__gte=since)


def approvers(worker: Actor, day: date) -> list[Worker]:
    """The colleagues who may agree to a date being moved: those who lead, and never the one who asks."""
    held = (
        staff.holdings_on(day)
        .filter(post__service_id=worker.service_id)
        .exclude(worker_id=worker.worker_id)
        .select_related("worker", "post__role")
        .order_by("worker__name")
    )
    return list({h.worker_id: h.worker for h in held if permissions.leads(h.post.role.rights)}.values())


def _overdue(worker: Actor, unit_ids: Collection[UUID], day: date, action: Action) -> QuerySet[Obligation]:
    begins, ends = clock.day_bounds(day)
    theirs = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=begins),
        unit_id__in=set(unit_ids) & worker.team_ids,
        relationship=Relationship.TEAM,
        starts_at__lt=ends,
    )
    return _open(worker, action).filter(due_on__lt=day, person__in=theirs.values("person_id"))


def _deferrals(worker: Actor) -> QuerySet[Deferral]:
    return (
        Deferral.objects.filter(
            obligation__service_id=worker.service_id,
            obligation__person__in=access.visible_ids(worker, Action.OPEN),
        )
        .select_related("obligation__person", "asked_by", "approved_by")
        .order_by("-at", "-id")
    )


def _open(worker: Actor, action: Action) -> QuerySet[Obligation]:
    return _unanswered(worker).filter(person__in=access.visible_ids(worker, action))


def _unanswered(worker: Actor) -> QuerySet[Obligation]:
    latest = Deferral.objects.filter(obligation=OuterRef("pk")).order_by("-at", "-id")
    return (
        Obligation.objects.filter(
            answered_on__isnull=True,
            service_id=worker.service_id,
        )
        .select_related("person")
        .only("kind", "opens_on", "due_on", *service_users.named("person"))
        .annotate(deferred_to=Subquery(latest.values("to")[:1]))
        .order_by("due_on", "id")
    )


def _shown(rows: Iterable[Obligation], day: date) -> list[Due]:
    return [
        Due(
            id=row.id,
            person_id=row.person_id,
            person=row.person,
            kind=row.kind,
            opens_on=row.opens_on,
            due_on=row.due_on,
            deferred_to=getattr(row, "deferred_to", None),  # annotated by _open
            day=day,
        )
        for row in rows
    ]
