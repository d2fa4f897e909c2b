"""Advice given to people `worker` may read about, and what comes up again."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, When

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.advice import rules
from waymark.support.advice.models import Advice, Answer


@dataclass(frozen=True)
class Given:
    """Advice as pages show it, with what they said of it since."""

    advice: Advice
    answers: list[Answer] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return self.advice.pk

    @property
    def options(self) -> list[str]:
        return rules.options_of(self.advice.options)

    @property
    def decision(self) -> str:
        """What they said last."""
        return self.answers[-1].decision if self.answers else self.advice.decision

    @property
    def again_on(self) -> date | None:
        """When it comes up again; None once settled."""
        return self.answers[-1].again_on if self.answers else self.advice.again_on


def advice_of(worker: Actor, person_id: UUID) -> list[Given]:
    """What was explained to one person, the latest first. Nothing when the record may not be read."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    return _given(Advice.objects.filter(person_id=person_id).order_by("-at", "-id"))


def advice_for(worker: Actor, advice_id: UUID) -> Given:
    """One, or NotYours."""
    found = _given(_readable(worker).filter(pk=advice_id))
    if not found:
        raise NotYours("advice.advice", advice_id)
    return found[0]


def to_ask_again(worker: Actor, person_id: UUID, day: date) -> list[Given]:
    """What comes up again for one person on `day`, the longest put off first."""
    if not access.can(worker, person_id, Action.READ_ENTRY):
        return []
    return _given(_due(Advice.objects.filter(person_id=person_id), day))


def mine_to_ask_again(worker: Actor, day: date) -> list[Given]:
    """What comes up again on `day` for the people allocated to `worker`."""
    mine = access.allocated_to(worker, *clock.day_bounds(day))
    return _given(_due(_readable(worker).filter(person__in=mine), day))


def any_of_mine(worker: Actor, begins: datetime, ends: datetime) -> QuerySet[Advice]:
    """All advice given to them, whether or not it comes up again: for asking whether there is any."""
    return Advice.objects.filter(person__in=access.allocated_to(worker, begins, ends))


def wrong_with_advice(topic: str, options: str, source: str, decision: str) -> dict[str, str]:
    """What is missing of advice, for whichever page it is written on. Reads nothing."""
    return rules.wrong_with_advice(topic, options, source, decision)


def _readable(worker: Actor) -> QuerySet[Advice]:
    return Advice.objects.filter(person__in=access.visible_ids(worker, Action.READ_ENTRY))


def _due(advice: QuerySet[Advice], day: date) -> QuerySet[Advice]:
    answers = Answer.objects.filter(advice=OuterRef("pk"))
    last = Subquery(answers.order_by("-at", "-id").values("again_on")[:1])
    stands = Case(When(Exists(answers), then=last), default=F("again_on"), output_field=DateField())
    return advice.annotate(stands=stands).filter(stands__lte=day).order_by("stands", "id")


def _given(advice: QuerySet[Advice]) -> list[Given]:
    found = {row.pk: Given(row) for row in advice.select_related("person", "by")}
    if found:
        for row in Answer.objects.filter(advice__in=list(found)).select_related("by").order_by("at", "id"):
            found[row.advice_id].answers.append(row)
    return list(found.values())
