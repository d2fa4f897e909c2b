"""Emergency openings and what the privacy officer looks at: asked for, running, judged; alerts, and the facts the clock compares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from waymark.core import audit, clock, names
from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.organisation.staff.choices import Right
from waymark.people.access import permissions, rules
from waymark.people.access.choices import Action, Answer, Relationship
from waymark.people.access.models import Exclusion, Override, PrivacyAlert
from waymark.people.access.queries.people import visible_people
from waymark.people.access.queries.standing import ORDINARY, profiles_of, relationships
from waymark.people.service_users.models import Person

OVERRIDE = "access.override"
OFFER_HOLDS = timedelta(minutes=10)


@dataclass(frozen=True)
class Offer:
    """That a record may exist, and the token that opens the page which asks why. Nothing else of the record."""

    person_id: UUID
    token: str


def offer_break_glass(
    worker: Actor, given: str, family: str, year: int, month: int, day: int, *, at: datetime | None = None
) -> Offer | None:
    """What Find may offer for an exact name and birth date: the one record of this service that has both and is not open to `worker`.

    None when there is none, more than one, the record is open to them already, or they may not ask: all the same to them (A16). Logged
    when a record has that name and date, because asking already tells something.
    """
    if not worker.may(Right.BREAK_GLASS):
        return None
    found = _exactly(worker, f"{given} {family}", (year, month, day))
    if len(found) != 1:
        return None
    asks = _may_ask(worker, found[0], at or clock.now())
    write = audit.write if asks else audit.refused
    write(worker, "offer_break_glass", "service_users.person", person_id=found[0])
    return Offer(found[0], signing.dumps(_bound(worker, found[0]), salt=OVERRIDE)) if asks else None


def offer_holds(worker: Actor, person_id: UUID, offer: str, *, at: datetime | None = None) -> bool:
    """Whether `offer` was given to this worker, in this session, for this person, in the last ten minutes, and they may still ask."""
    try:
        said = signing.loads(offer, salt=OVERRIDE, max_age=OFFER_HOLDS)
    except signing.BadSignature:
        return False
    mine = said == _bound(worker, person_id) and worker.may(Right.BREAK_GLASS)
    return mine and _may_ask(worker, person_id, at or clock.now())


def override_banner(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> Override | None:
    """The emergency opening by which `worker` reads this record now: its reason and its end, for the banner on the person's pages."""
    return running(worker, person_id, at or clock.now())


def override_for(worker: Actor, override_id: UUID) -> Override:
    """An emergency opening that `worker` reviews; else `NotYours`."""
    found = overrides(worker).filter(pk=override_id).first()
    if found is None:
        raise NotYours("access.override", override_id)
    return found


def overrides(worker: Actor) -> QuerySet[Override]:
    """Emergency openings, latest first: the service's for the privacy officer; for a manager, those of their own teams' records."""
    permissions.require_reviewer(worker)
    rows = Override.objects.filter(person__service_id=worker.service_id)
    if not permissions.is_privacy_officer(worker):
        rows = rows.filter(person__in=visible_people(worker, Action.ALLOCATE).values("pk"))
    return rows.select_related("worker", "reviewed_by").order_by("-starts_at", "-id")


def alert_for(worker: Actor, alert_id: UUID) -> PrivacyAlert:
    """A privacy alert in the privacy officer's service; else `NotYours`."""
    found = alerts(worker).filter(pk=alert_id).first()
    if found is None:
        raise NotYours("access.privacyalert", alert_id)
    return found


def alerts(worker: Actor) -> QuerySet[PrivacyAlert]:
    """Every privacy alert in the service, latest first. The privacy officer's alone."""
    permissions.require_privacy_officer(worker)
    rows = PrivacyAlert.objects.filter(service_id=worker.service_id)
    return rows.select_related("worker", "closed_by").order_by("-raised_at", "-id")


def alerts_raised(ids: Iterable[UUID]) -> set[UUID]:
    """Which of these alerts exist already. For the clock, which shows them to nobody."""
    return set(PrivacyAlert.objects.filter(pk__in=list(ids)).values_list("id", flat=True))


def own_records(workers: Iterable[UUID], people: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """(worker, person) where the record is the worker's own, of any of these workers or people. For the clock."""
    theirs = Exclusion.objects.filter(kind=Relationship.OWN_RECORD, ended_at=None)
    either = Q(worker_id__in=list(workers)) | Q(person_id__in=list(people))
    return list(theirs.filter(either).values_list("worker_id", "person_id"))


def homes(people: Iterable[UUID]) -> dict[UUID | None, list[tuple[str, str]]]:
    """Each person's surname with each address they have now. For the clock, which compares them and shows them to nobody."""
    rows = Person.objects.filter(pk__in=list(people), addresses__until=None, addresses__isnull=False)
    found: dict[UUID | None, list[tuple[str, str]]] = {}
    for person_id, family, lines, postcode in rows.values_list(
        "id", "family_name", "addresses__lines", "addresses__postcode"
    ):
        found.setdefault(person_id, []).append((family, f"{lines}, {postcode}"))
    return found


def running(worker: Actor, person_id: UUID, at: datetime) -> Override | None:
    """The emergency opening of this record by `worker` that has not run out. Asks nothing where the policy knows of none."""
    if Relationship.BREAK_GLASS not in relationships(worker, person_id, at=at):
        return None
    theirs = Override.objects.filter(
        worker_id=worker.worker_id, person_id=person_id, starts_at__lte=at, ends_at__gt=at
    )
    return theirs.order_by("-ends_at").first()


def _exactly(worker: Actor, name: str, born: tuple[int, int, int]) -> list[UUID]:
    """The people of the service with just this name and birth date. Their rows are compared, not loaded: nothing is shown of them."""
    year, month, day = born
    rows = Person.objects.filter(
        service_id=worker.service_id, birth_year=year, birth_month=month, birth_day=day
    ).values_list("id", "given_name", "family_name", "chosen_name")
    return [
        person_id
        for person_id, given, family, chosen in rows
        if any(names.same(name, known) for known in (f"{given} {family}", chosen, f"{chosen} {family}"))
    ]


def _may_ask(worker: Actor, person_id: UUID, at: datetime) -> bool:
    """Whether the policy lets `worker` ask, and the record is not open to them already."""
    related = relationships(worker, person_id, at=at)
    profiles = profiles_of(worker)
    asks = rules.decide(profiles, related, ORDINARY, Action.BREAK_GLASS) is Answer.YES
    return asks and rules.decide(profiles, related, ORDINARY, Action.OPEN) is not Answer.YES


def _bound(worker: Actor, person_id: UUID) -> list[str]:
    return [str(worker.worker_id), str(worker.service_id), worker.session, str(person_id)]
