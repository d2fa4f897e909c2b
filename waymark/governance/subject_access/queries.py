"""Requests and their clocks; what the copy is made of; what waits for somebody to agree."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.governance.subject_access import permissions, rules
from waymark.governance.subject_access.choices import WHY, Step, Why
from waymark.governance.subject_access.models import AccessRequest, Redaction, Release, RequestStep
from waymark.people.access import permissions as access_permissions
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.case_notes import queries as case_notes
from waymark.support.case_notes.queries import Entry
from waymark.support.goals import queries as goals
from waymark.work.due import queries as due

PAGE, EVERYTHING = 50, 10_000


@dataclass(frozen=True)
class Asked:
    """A request as a list shows it."""

    row: AccessRequest
    person: str
    clock: rules.Clock
    words: str
    is_over: bool
    released: bool


@dataclass(frozen=True)
class Passage:
    """Something blacked out, or proposed to be."""

    row: Redaction
    number: int
    why: str
    why_not: str


@dataclass(frozen=True)
class RequestPage:
    """One request. `release`: the copy, once it was given."""

    asked: Asked
    steps: list[RequestStep]
    passages: list[Passage]
    release: Release | None
    may_prepare: bool

    @property
    def waiting(self) -> int:
        return sum(1 for one in self.passages if one.row.agreed is None)


def requests(worker: Actor, day: date) -> list[Asked]:
    """Requests that `worker` may know of: those not yet answered first, the soonest due first."""
    rows = list(_within(worker).order_by("-received_on", "-id")[:PAGE])
    found = _asked(worker, rows, day)
    return sorted(found, key=lambda one: (one.released, one.clock.due or date.max))


def request_for(worker: Actor, request_id: UUID, day: date) -> RequestPage:
    """One of them, or NotYours."""
    row = row_for(worker, request_id)
    return RequestPage(
        asked=_asked(worker, [row], day)[0],
        steps=list(row.steps.select_related("by").order_by("on", "at", "id")),
        passages=passages(worker, row),
        release=Release.objects.select_related("by").filter(request=row).first(),
        may_prepare=permissions.may_prepare(worker, row.person_id),
    )


def row_for(worker: Actor, request_id: UUID) -> AccessRequest:
    """The request, or NotYours."""
    row = _within(worker).filter(pk=request_id).first()
    if row is None:
        raise NotYours("subject_access.accessrequest", request_id)
    return row


def person_named(worker: Actor, person_id: UUID) -> Person:
    """The person a request is taken from, or NotYours."""
    permissions.require_take(worker, person_id)
    return access.person_for(worker, person_id, Action.FIND)


def passages(worker: Actor, row: AccessRequest) -> list[Passage]:
    """What is blacked out or proposed, numbered in the order it was proposed; what was not agreed to has no number in the copy."""
    found = row.redactions.select_related("proposed_by", "decided_by").order_by("proposed_at", "id")
    return [
        Passage(
            one,
            number,
            WHY[Why(one.why)],
            permissions.why_not_agree(worker, row.person_id, one.proposed_by_id),
        )
        for number, one in enumerate(found, start=1)
    ]


def facts_of(row: AccessRequest) -> rules.Facts:
    """What its clock is worked out from; the latest of each step counts."""
    steps = {Step(step.step): step.on for step in row.steps.order_by("at", "id")}
    return rules.Facts(
        received=row.received_on,
        identity_asked=steps.get(Step.IDENTITY_ASKED),
        identity_checked=steps.get(Step.IDENTITY_CHECKED),
        clarity_asked=steps.get(Step.CLARITY_ASKED),
        clarity_given=steps.get(Step.CLARITY_GIVEN),
        extended=Step.EXTENDED in steps,
    )


def clock_of(row: AccessRequest, day: date) -> rules.Clock:
    """Its clock on a day."""
    return rules.clock_of(facts_of(row), day, due.next_working_day)


def items(worker: Actor, person: Person) -> list[rules.Item]:
    """Everything the copy is made of, that `worker` may read: details, their words, hopes, goals, and every entry, the oldest first.

    An entry `worker` may not read is a line that says so: its author, or the lead, decides with the privacy officer what is given of it.
    """
    history = service_users.history_of(worker, person)
    names = [one.name for one in history["important_people"]]
    found = [
        rules.Item("details", "Who you are", service_users.identity_line(person, clock.today())),
        *(rules.Item(f"about:{one.pk}", "In your words", _about(one)) for one in history["abouts"]),
        *(rules.Item(f"need:{one.pk}", "What you need", one.words) for one in history["needs"]),
        *(
            rules.Item(f"address:{one.pk}", "Where you live", f"{one.lines}\n{one.postcode}")
            for one in history["addresses"]
        ),
        *(
            rules.Item(f"point:{one.pk}", "How you are reached", one.value)
            for one in history["contact_points"]
        ),
        *(
            rules.Item(
                f"other:{one.pk}", "Somebody in your life", f"{one.name}, {one.is_their}. {one.may_be_told}"
            )
            for one in history["important_people"]
        ),
        *(rules.Item(f"hope:{one.pk}", "A hope", one.words) for one in goals.hopes_of(worker, person.pk)),
        *(
            rules.Item(f"goal:{one.goal.pk}", "A goal", _goal(one))
            for one in goals.goals_of(worker, person.pk)
        ),
        *(_entry(one) for one in reversed(case_notes.timeline(worker, person.pk, limit=EVERYTHING))),
    ]
    return [item._replace(mentions=rules.mentioned(item.text, names)) for item in found if item.text.strip()]


def copy_of(worker: Actor, row: AccessRequest) -> dict[str, Any]:
    """The copy as it would be given now: every item with what was agreed blacked out, and the list of that with who agreed."""
    black = [one for one in passages(worker, row) if one.row.agreed]
    cuts = [rules.Cut(one.row.item, one.row.passage, one.number) for one in black]
    whole = items(worker, access.person_for(worker, row.person_id, Action.EXPORT))
    return {
        "items": [
            {"heading": item.heading, "text": item.text}
            for item in (rules.blacked_out(one, cuts) for one in whole)
        ],
        "black": [
            {
                "number": one.number,
                "why": one.why,
                "agreed_by": one.row.decided_by.name if one.row.decided_by else "",
                "agreed_on": f"{clock.today(one.row.decided_at):%Y-%m-%d}" if one.row.decided_at else "",
            }
            for one in black
        ],
    }


def _within(worker: Actor) -> QuerySet[AccessRequest]:
    officer = access_permissions.is_privacy_officer(worker)
    people = access.visible_people(worker, Action.FIND if officer else Action.OPEN)
    mine = Q(service_id=worker.service_id, person__in=people.values("pk"))
    return AccessRequest.objects.filter(mine).select_related("logged_by")


def _asked(worker: Actor, rows: list[AccessRequest], day: date) -> list[Asked]:
    people = {
        p.pk: p.name for p in access.visible_people(worker).filter(pk__in=[row.person_id for row in rows])
    }
    given = set(Release.objects.filter(request__in=rows).values_list("request_id", flat=True))
    found = []
    for row in rows:
        stands = clock_of(row, day)
        over = stands.due is not None and day > stands.due and row.pk not in given
        name = people.get(row.person_id, "")
        found.append(Asked(row, name, stands, rules.words(stands, day), over, row.pk in given))
    return found


def _about(one: Any) -> str:
    return "\n".join(filter(None, [one.in_their_words, one.what_matters, one.please_do, one.please_do_not]))


def _goal(one: Any) -> str:
    steps = [f"Step: {step.words}" for step in one.steps]
    noted = [f"{clock.today(p.at):%d/%m/%Y}: {p.words}" for p in one.progress if p.words]
    return "\n".join(filter(None, [one.goal.words, one.goal.why, *steps, *noted]))


def _entry(entry: Entry) -> rules.Item:
    day = clock.local(entry.occurred_at)
    heading = f"{entry.kind_words}, {day.day} {day:%B %Y}"
    if not entry.readable:
        return rules.Item(
            f"note:{entry.id}",
            heading,
            "This entry is held back while its author and the privacy officer decide.",
        )
    added = [f"Added by {one.author}: {one.text}" for one in entry.addenda]
    said = [entry.went_well, entry.text, entry.their_words, entry.worries, entry.what_next, entry.reason]
    text = "\n".join(filter(None, [*said, *added, f"Written by {entry.author}, {entry.author_role}"]))
    return rules.Item(f"note:{entry.id}", heading, text)
