"""Whom a manager answers for: those whose posts answer to theirs, with what needs doing (LDS-04, LDS-109)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from waymark.core.actors import Actor, system
from waymark.doors.team import rules
from waymark.organisation.role_documents import queries as role_documents
from waymark.organisation.role_documents.queries import Standing
from waymark.organisation.services.models import Service
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.models import Cover, Holding
from waymark.support.caseload import queries as caseload


@dataclass(frozen=True)
class Managed:
    """One of those who answer to the worker. `term`: '60 days left, 7 people to hand over', '' while no end is near."""

    holding: Holding
    term: str
    document: Standing | None
    cover: Cover | None


@dataclass(frozen=True)
class Ending:
    """A post that ends within the time in which a lead is told, with nothing after it."""

    holding: Holding
    days: int
    people: int

    @property
    def words(self) -> str:
        ends_on = self.holding.ends_on
        assert ends_on is not None
        post = self.holding.post
        return rules.warning(self.holding.worker.name, post.number, ends_on, self.days, self.people)


def managed(worker: Actor, day: date) -> list[Managed]:
    """By name. A post that ends soon says how long is left and how many people have to be handed over: a figure, never names."""
    held = staff.reports_of(worker, day)
    documents = {one.holding.pk: one for one in role_documents.standings(worker, held)}
    away = staff.away_on(worker.service_id, day)
    return [
        Managed(one, _term(worker, one, day), documents.get(one.pk), away.get(one.worker_id)) for one in held
    ]


def endings(service: Service, day: date) -> list[Ending]:
    """Every post of a service whose holder leaves within 60 days of `day`, and holds nothing here after it."""
    last = day + timedelta(days=rules.WARN_DAYS)
    found = staff.holdings_on(day).filter(
        post__service=service, acting=False, ends_on__isnull=False, ends_on__lte=last
    )
    actor, stays = system("clock", service.pk), _staying(service.pk, last)
    rows = []
    for one in found.select_related("worker", "post__role", "post__unit").order_by("ends_on", "id"):
        left = rules.days_left(one.ends_on, day)
        if left is not None and one.worker_id not in stays:
            rows.append(Ending(one, left, caseload.load_of(actor, one.worker_id, day).people))
    return rows


def _staying(service_id: UUID, day: date) -> set[UUID]:
    """Who holds a post of their own here after `day`: nothing of theirs has to be handed over."""
    later = staff.holdings_on(day + timedelta(days=1)).filter(post__service_id=service_id, acting=False)
    return set(later.values_list("worker_id", flat=True))


def _term(worker: Actor, holding: Holding, day: date) -> str:
    left = rules.days_left(holding.ends_on, day)
    if left is None or not rules.warns(holding.ends_on, day):
        return ""
    return rules.term_words(left, caseload.load_of(worker, holding.worker_id, day).people)
