"""What a supervisor reads: colleagues' notes that wait for a second reader, those the service asks for first (ASC-14).

A note the service's clock asks for stays until it is countersigned, commented on or not. Any other note leaves the list with the
worker's own comment, and comes back when something is added to it after that.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services.models import Service
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding
from waymark.people.access import queries as access
from waymark.support.case_notes import rules
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.support.case_notes.queries.entries import Entry, entries
from waymark.work.due import queries as due

COUNTERSIGNED = "note_countersigned"
NEW_SINCE = timedelta(days=730)
"""Whose first weeks are looked at: those who began in the last two years. What is older and unread waits among the others."""
Began = dict[UUID | None, date]


@dataclass(frozen=True)
class ToRead:
    """A note that waits for a second reader. `due_on`: by when the service's rule asks for it, None where it does not."""

    entry: Entry
    due_on: date | None
    day: date

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < self.day

    @property
    def added_since(self) -> bool:
        """Whether the author has added something after the last comment."""
        said = [mark.at for mark in self.entry.marks if mark.kind == MarkKind.COMMENT]
        return bool(said) and any(one.recorded_at > max(said) for one in self.entry.addenda)


@dataclass(frozen=True)
class Waiting:
    """How many notes the service's clock asks this worker to countersign, and how many are past their day."""

    number: int
    overdue: int


def notes_to_read(worker: Actor, day: date, *, limit: int = 50) -> list[ToRead]:
    """Those the service's clock asks for, by the day they are due and the oldest first; then the latest of the others."""
    notes, rule = _waiting(worker), _rule(worker)
    began = _first_days(worker, day) if rule else {}
    asked = _asked(began, rule)
    first = entries(notes.filter(asked), Q(pk__isnull=False), limit, oldest_first=True) if rule else []
    others = notes.exclude(asked) if rule else notes
    rest = entries(others.filter(_not_answered_yet(worker)), Q(pk__isnull=False), limit)
    due_first = sorted(
        (ToRead(entry, _due_on(rule, clock.today(entry.recorded_at)), day) for entry in first),
        key=lambda one: one.due_on or day,
    )
    return [*due_first, *(ToRead(entry, None, day) for entry in rest)]


def waiting_for(worker: Actor, day: date) -> Waiting | None:
    """The figures of `notes_to_read` for the day of whoever countersigns; None where the service asks for no countersignature.

    At most three statements; none for whoever does not countersign. No row of the record is loaded.
    """
    if not worker.may(Right.COUNTERSIGN) or not (rule := _rule(worker)):
        return None
    signed = (
        _waiting(worker).filter(_asked(_first_days(worker, day), rule)).values_list("recorded_at", flat=True)
    )
    due_on = [_due_on(rule, clock.today(at)) for at in signed]
    return Waiting(len(due_on), sum(on is not None and on < day for on in due_on))


def _waiting(worker: Actor) -> QuerySet[Note]:
    """Colleagues' notes of the worker's teams, as far as they may read them, that nobody has countersigned or called an error."""
    done = Q(kind=MarkKind.COUNTERSIGNED) | Q(kind=MarkKind.ENTERED_IN_ERROR)
    return (
        Note.objects.filter(access.readable_entries(worker), service_id=worker.service_id, amends=None)
        .filter(unit_id__in=worker.team_ids)
        .exclude(author_id=worker.worker_id)
        .exclude(Exists(NoteMark.objects.filter(done, note=OuterRef("pk"))))
        .annotate(my_comment_at=_latest_comment(worker), added_at=_latest_addition())
    )


def _latest_comment(worker: Actor) -> Subquery:
    mine = NoteMark.objects.filter(note=OuterRef("pk"), kind=MarkKind.COMMENT, by_id=worker.worker_id)
    return _latest(mine.values("note").annotate(latest=Max("at")))


def _latest_addition() -> Subquery:
    return _latest(
        Note.objects.filter(amends=OuterRef("pk")).values("amends").annotate(latest=Max("recorded_at"))
    )


def _latest(rows: Any) -> Subquery:
    return Subquery(rows.values("latest")[:1], output_field=DateTimeField())


def _not_answered_yet(worker: Actor) -> Q:
    return Q(my_comment_at__isnull=True) | Q(added_at__gt=F("my_comment_at"))


def _rule(worker: Actor) -> dict[str, Any]:
    """The service's clock for countersigning; nothing where it is off."""
    clocks = Service.objects.values_list("clocks", flat=True).get(pk=worker.service_id)
    rule: dict[str, Any] = clocks.get(COUNTERSIGNED, {})
    return {} if rule.get("rule", "off") == "off" else rule


def _due_on(rule: dict[str, Any], signed_on: date) -> date | None:
    window = due.first_window(rule, signed_on)
    return window.due_on if window else None


def _asked(began: Began, rule: dict[str, Any]) -> Q:
    """Over notes: all of them, or those signed in the first weeks of whoever wrote them."""
    weeks = rule.get("first_weeks", 0)
    if not weeks:
        return Q(pk__isnull=False)
    asked = Q(pk__isnull=True)
    for day in sorted(set(began.values())):
        authors = [author_id for author_id, first in began.items() if first == day]
        asked |= Q(author_id__in=authors, recorded_at__lt=_end_of_first_weeks(day, weeks))
    return asked


def _end_of_first_weeks(began: date, weeks: int) -> Any:
    """The midnight in London with which the first weeks are over; the rule that says so is `rules.in_first_weeks`."""
    last = began + timedelta(weeks=weeks, days=-1)
    assert rules.in_first_weeks(began, last, weeks)
    return clock.day_bounds(last)[1]


def _first_days(worker: Actor, day: date) -> Began:
    """When each began in this service, of those who are new to it."""
    held = Holding.objects.filter(post__service_id=worker.service_id)
    began = held.order_by().values_list("worker_id").annotate(began=Min("starts_on"))
    return dict(began.filter(began__gte=day - NEW_SINCE))
