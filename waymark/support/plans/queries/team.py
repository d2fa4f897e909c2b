"""The plans of a team: who has one, when each is looked at again, and what is overdue, with whose it is (DUR-15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.support.caseload import queries as caseload
from waymark.support.plans import rules
from waymark.support.plans.choices import REVIEW
from waymark.support.plans.models import PlanReview, PlanVersion
from waymark.support.plans.queries.reviews import by_the_hour_in_words, review_clock
from waymark.work.due import queries as due

SOON = timedelta(days=14)
IN_DATE, DUE_SOON, OVERDUE = "In date", "Due within 14 days", "Overdue"
STANDS = (OVERDUE, DUE_SOON, IN_DATE)


@dataclass(frozen=True)
class Row:
    """One person's plan on the team's page. `stands`: one of STANDS; `why`: what was said when its review was put off."""

    person: Person
    number: int
    key_worker: str
    due: str
    stands: str
    why: str


@dataclass(frozen=True)
class TeamPlans:
    """The plans in force, what is overdue first; and the rule of the service's clock, in its own words."""

    rows: Sequence[Row]
    rule: str

    @property
    def counts(self) -> list[tuple[str, int]]:
        """('Overdue', 1), ('Due within 14 days', 2), ('In date', 17)."""
        return [(stands, sum(row.stands == stands for row in self.rows)) for stands in STANDS]

    @property
    def not_overdue(self) -> int:
        """The share that is not overdue, in whole percent."""
        return rules.share(sum(row.stands != OVERDUE for row in self.rows), len(self.rows))


def team_plans(worker: Actor, at: datetime) -> TeamPlans:
    """Every plan in force of the people whose record `worker` may read."""
    day = clock.today(at)
    versions = _in_force(worker)
    key_workers = caseload.key_workers_among(worker, [one.person_id for one in versions], day)
    waiting = {one.person_id: one for one in due.due_of_kind(worker, REVIEW, day)}
    put_off = due.why_put_off([one.id for one in waiting.values()])
    rows = [
        _row(one, key_workers.get(one.person_id, ""), waiting.get(one.person_id), put_off, at)
        for one in versions
    ]
    rows.sort(key=lambda row: (STANDS.index(row.stands), row.person.name))
    return TeamPlans(rows, str(review_clock(worker).get("words", "")))


def _in_force(worker: Actor) -> list[PlanVersion]:
    latest = PlanVersion.objects.filter(person=OuterRef("person")).order_by("-number").values("pk")[:1]
    last = PlanReview.objects.filter(version=OuterRef("pk")).order_by("-held_at").values("held_at")[:1]
    rows = PlanVersion.objects.filter(
        person__in=access.visible_ids(worker, Action.READ_ENTRY), pk=Subquery(latest)
    ).annotate(last_look=Subquery(last))
    return list(rows.select_related("person").defer("body", "part_words", "agreed_words", "without_words"))


def _row(
    version: PlanVersion, key_worker: str, waiting: due.Due | None, put_off: dict[UUID, str], at: datetime
) -> Row:
    when, stands, why = "", IN_DATE, ""
    if version.review_hours is not None:
        last: datetime = getattr(version, "last_look", None) or version.published_at  # annotated by _in_force
        by_the_hour = rules.due_at(last, version.review_hours)
        when, late = by_the_hour_in_words(by_the_hour, at)
        stands = OVERDUE if late else DUE_SOON
    elif waiting is not None:
        when, why = waiting.words, put_off.get(waiting.id, "")
        stands = (
            OVERDUE if waiting.is_overdue else DUE_SOON if waiting.due_on - waiting.day <= SOON else IN_DATE
        )
    return Row(version.person, version.number, key_worker, when, stands, why)
