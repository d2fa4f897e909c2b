"""Referrals not decided, waiting, declined in a month, and what we sent on. By date alone: nothing here ranks anybody."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.services.models import Service
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.support.diary.choices import HAPPENED
from waymark.support.diary.models import Contact
from waymark.support.referrals import rules
from waymark.support.referrals.choices import (
    OPEN,
    SOURCE_IN_WORDS,
    STATE_IN_WORDS,
    WHY_IN_WORDS,
    Source,
    State,
    StepKind,
    WhyNot,
)
from waymark.support.referrals.models import FirstContact, Referral, Sending, Step
from waymark.work.due import queries as due


@dataclass(frozen=True)
class Line:
    """One referral in a list, as it stands on `day`."""

    referral: Referral
    published: rules.Published
    day: date

    @property
    def received_on(self) -> date:
        return clock.today(self.referral.received_at)

    @property
    def source_words(self) -> str:
        one = self.referral
        words = SOURCE_IN_WORDS[Source(one.source)]
        named = ", ".join(filter(None, [one.referrer_name, one.referrer_from]))
        return f"{words}: {named}" if named else words

    @property
    def state_words(self) -> str:
        return STATE_IN_WORDS[State(self.referral.state)]

    @property
    def waited(self) -> str:
        """'12 days', from when it came, whoever opened it when."""
        return rules.waited(self.received_on, self.day)

    @property
    def acknowledge_by(self) -> str:
        """'by 6 March 2026', 'overdue 1 day'; '' once done, or where the service says nothing."""
        if self.referral.acknowledged_at is not None:
            return ""
        return rules.by_when(due_on(self.published.acknowledge, self.received_on), self.day)

    @property
    def decide_by(self) -> str:
        if self.referral.state != State.NEW:
            return ""
        return rules.by_when(due_on(self.published.decide, self.received_on), self.day)

    @property
    def touch_by(self) -> str:
        return rules.by_when(self.referral.in_touch_by, self.day)

    @property
    def fits(self) -> rules.Fits:
        """What of the service's published rules it does not meet."""
        one = self.referral
        born = service_users.birth_of(one.person)
        return rules.fits(born, one.area, one.not_met, one.knows, self.received_on, self.published)


@dataclass(frozen=True)
class Declined:
    """One row of the monthly list: when, from whom, why, and what else was offered. The name only for whoever may still know it."""

    step: Step
    name: str

    @property
    def why(self) -> str:
        return WHY_IN_WORDS[WhyNot(self.step.why)]

    @property
    def source_words(self) -> str:
        return SOURCE_IN_WORDS[Source(self.step.referral.source)]


@dataclass(frozen=True)
class Sent:
    """Something sent on, as it stands."""

    sending: Sending
    replies: tuple[str, ...]
    day: date
    known: bool = True

    @property
    def words(self) -> str:
        """'no reply, chase' from the day after a reply was due (TPL-12)."""
        return rules.stands(self.sending.kind, self.replies, self.sending.reply_by, self.day)

    @property
    def to_chase(self) -> bool:
        return self.sending.closed_at is None and self.day > self.sending.reply_by


@dataclass(frozen=True)
class First:
    """A first contact that is due, was held, or is overdue, to the minute."""

    row: FirstContact
    answered_at: datetime | None
    answered_by: str
    now: datetime

    @property
    def words(self) -> str:
        return rules.first_contact_words(self.row.due_at, self.answered_at, self.now)


def published(worker: Actor) -> rules.Published:
    """Whom the worker's service says it is for, and its clocks."""
    source = Service.objects.values_list("source", flat=True).filter(pk=worker.service_id).first()
    return rules.published((source or {}).get("referrals", {}))


def due_on(working_days: int, start: date) -> date | None:
    """The last day of so many working days; None where the service says nothing."""
    window = (
        due.first_window({"rule": "after", "working_days": working_days}, start) if working_days else None
    )
    return window.due_on if window else None


def new_referrals(worker: Actor) -> list[Line]:
    """Those of the worker's teams that nobody has decided, the longest here first."""
    return _lines(worker, _open(worker).filter(state=State.NEW))


def waiting(worker: Actor) -> list[Line]:
    """The waiting list of the worker's teams, by the date they came, the longest waiting first."""
    return _lines(worker, _open(worker).filter(state=State.WAITING))


def count_open(worker: Actor) -> tuple[int, int]:
    """How many are not decided, and how many wait: for the board of whoever may know the names. One statement."""
    counted = Counter(_open(worker).order_by().values_list("state", flat=True))
    return counted[State.NEW], counted[State.WAITING]


def referrals_of(worker: Actor, person_id: UUID) -> list[Line]:
    """Every referral of one person whose record the caller has opened, the latest first."""
    rows = Referral.objects.filter(person_id=person_id, person__service_id=worker.service_id)
    if not access.can(worker, person_id, Action.OPEN):
        return []
    return _lines(worker, rows.select_related(*BESIDE).order_by("-received_at", "-id"))


def declined(worker: Actor, month: date) -> tuple[list[tuple[str, int]], list[Declined]]:
    """The declined of the worker's teams in the month of `month`: how many for each reason, and the rows by date (TPL-17)."""
    begins = clock.day_bounds(month.replace(day=1))[0]
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    steps = (
        Step.objects.filter(
            kind=StepKind.DECLINED,
            referral__unit_id__in=worker.team_ids,
            referral__unit__service_id=worker.service_id,
            at__gte=begins,
            at__lt=clock.day_bounds(after)[0],
        )
        .select_related("referral__unit", "by")
        .order_by("at", "id")
    )
    names = {
        person.pk: person.name
        for person in access.visible_people(worker).filter(pk__in=steps.order_by().values("person_id"))
    }
    rows = [Declined(step, names.get(step.person_id, "")) for step in steps]
    counted = Counter(row.why for row in rows)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])), rows


def my_sendings(worker: Actor, day: date) -> list[Sent]:
    """What the worker sent on and has no answer to, those to chase first, then by the day a reply is due."""
    rows = (
        Sending.objects.filter(sent_by_id=worker.worker_id, closed_at__isnull=True)
        .select_related("person")
        .prefetch_related("replies")
        .order_by("reply_by", "id")
    )
    known = set(
        access.visible_people(worker).filter(pk__in=[r.person_id for r in rows]).values_list("pk", flat=True)
    )
    found = [_sent(row, day, known=row.person_id in known) for row in rows]
    return sorted(found, key=lambda one: not one.to_chase)


def sendings_of(worker: Actor, person_id: UUID, day: date) -> list[Sent]:
    """All that was sent about one person, the latest first."""
    people = access.visible_ids(worker, Action.READ_ENTRY)
    rows = Sending.objects.filter(person_id=person_id, person__in=people).select_related("person", "sent_by")
    return [_sent(row, day) for row in rows.prefetch_related("replies").order_by("-sent_at", "-id")]


@dataclass(frozen=True)
class Reminder:
    """One line of somebody's day: what has had no reply, whom to be in touch with, whom nobody has reached. `act_now`: time has passed."""

    name: str
    words: str
    href: str
    act_now: bool = False


def for_my_day(worker: Actor, now: datetime, there: Set[str]) -> list[Reminder]:
    """What of referrals is the worker's own to do today: first contacts, those they keep in touch with, and what to chase.

    `there`: which of `has_my_name` have rows.
    """
    if not there & {"first", "waiting", "sent"}:
        return []
    day = clock.today(now)
    people = access.visible_ids(worker, Action.OPEN)
    mine = has_my_name(worker, now, day)
    found: list[Reminder] = []
    if "first" in there:
        rows = mine["first"].filter(person__in=people).order_by("due_at", "id")
        found += [_to_hold(one) for one in _firsts(rows, now) if one.answered_at is None]
    if "waiting" in there:
        waiting = mine["waiting"].filter(person__in=people).select_related("person")
        found += [_to_keep_in_touch(one, day) for one in waiting.order_by("in_touch_by", "id")]
    if "sent" in there:
        found += [
            Reminder(one.sending.to, one.words, reverse("sending", args=[one.sending.pk]))
            for one in my_sendings(worker, day)
            if one.to_chase and one.known
        ]
    return found


def has_my_name(worker: Actor, now: datetime, today: date) -> dict[str, QuerySet[Any]]:
    """What has the worker's name on it, whoever it is about: for asking which of it there is."""
    me = worker.worker_id
    return {
        "first": FirstContact.objects.filter(owner_id=me, due_at__gt=now - LONG_AGO),
        "waiting": Referral.objects.filter(state=State.WAITING, keeps_in_touch_id=me, in_touch_by__lte=today),
        "sent": Sending.objects.filter(sent_by_id=me, closed_at__isnull=True),
    }


def _to_hold(one: First) -> Reminder:
    return Reminder(
        f"First contact with {one.row.person.name}",
        f"{one.words}, by {_moment(one.row.due_at)}",
        reverse("referrals_of", args=[one.row.person_id]),
        one.words == "overdue",
    )


def _to_keep_in_touch(one: Referral, day: date) -> Reminder:
    return Reminder(
        f"Keep in touch with {one.person.name}, who waits for: {one.waits_for}",
        rules.by_when(one.in_touch_by, day),
        reverse("referral", args=[one.pk]),
    )


def first_contacts(worker: Actor, now: datetime) -> list[First]:
    """First contacts of the worker's teams that are not held yet, or that are the worker's own to see to; the soonest due first."""
    mine = Q(owner_id=worker.worker_id) | Q(unit_id__in=worker.team_ids)
    rows = FirstContact.objects.filter(mine, person__in=access.visible_ids(worker, Action.OPEN))
    return [one for one in _firsts(rows.order_by("due_at", "id"), now) if one.answered_at is None]


def first_contacts_of(worker: Actor, person_id: UUID, now: datetime) -> list[First]:
    """Those of one person, the latest first, with who was in touch and when."""
    if not access.can(worker, person_id, Action.OPEN):
        return []
    return _firsts(FirstContact.objects.filter(person_id=person_id).order_by("-due_at", "-id"), now)


def first_of_stay(stay_id: UUID, now: datetime) -> First | None:
    """The first contact that leaving this stay made due. The caller has opened the stay."""
    return next(iter(_firsts(FirstContact.objects.filter(source_id=stay_id), now)), None)


def passed(now: datetime, limit: int = 100) -> list[First]:
    """What has passed, of every service, and nobody has been told of: for the clock."""
    rows = FirstContact.objects.filter(told_at__isnull=True, due_at__lte=now).order_by("due_at", "id")
    return _firsts(rows[:limit], now)


LONG_AGO = timedelta(days=30)
BESIDE = ("person", "unit", "decider", "keeps_in_touch", "taken_by", "leaving__unit")


def _moment(at: datetime) -> str:
    there = clock.local(at)
    return f"{there:%H:%M} on {there.day} {there:%B}"


def _open(worker: Actor) -> QuerySet[Referral]:
    return (
        Referral.objects.filter(
            state__in=OPEN,
            unit_id__in=worker.team_ids,
            unit__service_id=worker.service_id,
            person__in=access.visible_ids(worker, Action.OPEN),
        )
        .select_related(*BESIDE)
        .order_by("received_at", "id")
    )


def _lines(worker: Actor, rows: QuerySet[Referral]) -> list[Line]:
    stated, day = published(worker), clock.today()
    return [Line(row, stated, day) for row in rows]


def _sent(row: Sending, day: date, *, known: bool = True) -> Sent:
    replies = sorted(row.replies.all(), key=lambda reply: (reply.on, reply.at))
    return Sent(row, tuple(reply.kind for reply in replies), day, known)


def _firsts(rows: QuerySet[FirstContact], now: datetime) -> list[First]:
    """Each with the first contact that happened after its beginning: one index, however many contacts there are."""
    held = Contact.objects.filter(
        person=OuterRef("person"), attendance__in=HAPPENED, started_at__gte=OuterRef("from_at")
    ).order_by("started_at")
    found = rows.select_related("person", "unit", "owner").annotate(
        answered_at=Subquery(held.values("started_at")[:1]),
        answered_by=Subquery(held.values("worker__name")[:1]),
    )
    return [First(row, row.answered_at, row.answered_by or "", now) for row in found]
