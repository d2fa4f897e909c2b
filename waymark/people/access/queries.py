"""The one policy, asked by every page, search, count, export and job (rules.md 0; security.md). One declaration (`rules.decide`) over the
same dated grants gives two answers: `visible_people`, a queryset for lists and counts; `person_for`, one record. A test holds them equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet

from waymark.core import audit, clock, names
from waymark.core.actors import Actor
from waymark.core.audit import collector
from waymark.core.pages import NotYours
from waymark.organisation.staff.choices import Right
from waymark.people.access import permissions, rules
from waymark.people.access.choices import Action, Answer, Profile, Relationship, Sensitivity
from waymark.people.access.models import Exclusion, Grant, Override, PrivacyAlert
from waymark.people.service_users.models import Person

ORDINARY = Sensitivity.ORDINARY
OVERRIDE = "access.override"
OFFER_HOLDS = timedelta(minutes=10)
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class Offer:
    """That a record may exist, and the token that opens the page which asks why. Nothing else of the record."""

    person_id: UUID
    token: str


@dataclass(frozen=True)
class EntryAccess:
    """Which kinds of entry a worker may read in one record, which among those they wrote, and which show at all, be it as a line."""

    readable: frozenset[Sensitivity]
    own: frozenset[Sensitivity]
    shown: frozenset[Sensitivity]


def visible_people(
    worker: Actor, action: Action = Action.FIND, *, at: datetime | None = None
) -> QuerySet[Person]:
    """The people on whom `worker` may do `action` now, within their own service. Empty for anyone the policy gives nobody."""
    return _people_by(worker, _allowing(worker, action, ORDINARY), at or clock.now())


def person_for(
    worker: Actor, person_id: UUID, action: Action = Action.OPEN, *, at: datetime | None = None
) -> Person:
    """The person, if `worker` may do `action` on their record now; else `NotYours` (404, logged). Notes the basis for the read log."""
    related = relationships(worker, person_id, at=at)
    allowed = rules.decide(_profiles(worker), related, ORDINARY, action) is Answer.YES
    person = Person.objects.filter(pk=person_id, service_id=worker.service_id).first() if allowed else None
    if person is None:
        raise NotYours("service_users.person", person_id, person_id)
    collector.on_basis(", ".join(sorted(related)))
    if Relationship.BREAK_GLASS in related:
        _note_override(worker, person_id, at or clock.now())
    return person


def relationships(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Relationship]:
    """Every relationship `worker` has to the person at `at`; `none` alone when there is none. One query. Grants and exclusions alike."""
    at = at or clock.now()
    held = Grant.objects.filter(_mine(worker), person_id=person_id).values_list(
        "relationship", "starts_at", "ends_at"
    )
    barred = Exclusion.objects.filter(worker_id=worker.worker_id, person_id=person_id).values_list(
        "kind", "declared_at", "ended_at"
    )
    found = {
        rules.standing(Relationship(kind), starts, ends, at) for kind, starts, ends in held.union(barred)
    }
    return frozenset(found - {Relationship.NONE} or {Relationship.NONE})


def readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities whose text `worker` may read on this record; entries they wrote may be theirs to read besides (`own_readable`)."""
    return rules.readable_sensitivities(_profiles(worker), relationships(worker, person_id, at=at))


def own_readable(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> frozenset[Sensitivity]:
    """The sensitivities whose text `worker` may read among the entries they themselves wrote on this record."""
    return rules.readable_sensitivities(
        _profiles(worker), relationships(worker, person_id, at=at), theirs=True
    )


def readable_entries(
    worker: Actor, *, person: str = "person", author: str = "author", at: datetime | None = None
) -> Q:
    """A filter over rows that have a person, a sensitivity and an author: the entries `worker` may read, over all their people.

    `person` and `author` name the foreign keys on the filtered table (`author` may be '' where it has none).
    """
    at = at or clock.now()
    allowed = NOBODY
    for sensitivity in Sensitivity:
        kinds = _allowing(worker, Action.READ_ENTRY, sensitivity)
        theirs = _allowing(worker, Action.READ_ENTRY, sensitivity, theirs=True) - kinds
        allowed |= _entries(person, sensitivity, _people_by(worker, kinds, at)) if kinds else NOBODY
        if theirs and author:
            allowed |= _entries(person, sensitivity, _people_by(worker, theirs, at)) & Q(
                **{author: worker.worker_id}
            )
    return allowed


def people_to_read(worker: Actor, *, at: datetime | None = None) -> QuerySet[Person]:
    """The people of whom `worker` may read an entry, be it only one they wrote: a search narrows by them, `readable_entries` decides."""
    kinds = {k for s in Sensitivity for k in _allowing(worker, Action.READ_ENTRY, s, theirs=True)}
    return _people_by(worker, kinds, at or clock.now())


def can(
    worker: Actor,
    person_id: UUID,
    action: Action,
    sensitivity: Sensitivity = ORDINARY,
    *,
    theirs: bool = False,
    at: datetime | None = None,
) -> bool:
    """Whether `worker` may do `action` on this record: for buttons, which ask what the server asks. `theirs`: on an entry they wrote."""
    related = relationships(worker, person_id, at=at)
    return rules.lets_through(rules.decide(_profiles(worker), related, sensitivity, action), theirs=theirs)


def names_its_teams(worker: Actor) -> bool:
    """Whether `worker` may know by name the people of their own teams, or only how many they are (LDS-16)."""
    return Relationship.TEAM in _allowing(worker, Action.FIND, ORDINARY)


def entry_access(worker: Actor, person_id: UUID, *, at: datetime | None = None) -> EntryAccess:
    """What `worker` may see of the entries of one record. One query, for a page that shows many of them."""
    profiles, related = _profiles(worker), relationships(worker, person_id, at=at)
    shown = (s for s in Sensitivity if rules.decide(profiles, related, s, Action.OPEN) is Answer.YES)
    return EntryAccess(
        readable=rules.readable_sensitivities(profiles, related),
        own=rules.readable_sensitivities(profiles, related, theirs=True),
        shown=frozenset(shown),
    )


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
    return _running(worker, person_id, at or clock.now())


def override_for(worker: Actor, override_id: UUID) -> Override:
    """An emergency opening in the privacy officer's service; else `NotYours`."""
    found = overrides(worker).filter(pk=override_id).first()
    if found is None:
        raise NotYours("access.override", override_id)
    return found


def overrides(worker: Actor) -> QuerySet[Override]:
    """Every emergency opening in the service, latest first. The privacy officer's alone."""
    permissions.require_privacy_officer(worker)
    rows = Override.objects.filter(person__service_id=worker.service_id)
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
    profiles = _profiles(worker)
    asks = rules.decide(profiles, related, ORDINARY, Action.BREAK_GLASS) is Answer.YES
    return asks and rules.decide(profiles, related, ORDINARY, Action.OPEN) is not Answer.YES


def _bound(worker: Actor, person_id: UUID) -> list[str]:
    return [str(worker.worker_id), str(worker.service_id), worker.session, str(person_id)]


def _running(worker: Actor, person_id: UUID, at: datetime) -> Override | None:
    running = Override.objects.filter(
        worker_id=worker.worker_id, person_id=person_id, starts_at__lte=at, ends_at__gt=at
    )
    return running.order_by("-ends_at").first()


def _note_override(worker: Actor, person_id: UUID, at: datetime) -> None:
    """Every row this request writes about the person names the override (access_cases 12)."""
    if override := _running(worker, person_id, at):
        collector.under(person_id, override.pk)


def _profiles(worker: Actor) -> frozenset[Profile]:
    return frozenset(Profile(profile) for profile in worker.profiles)


def _allowing(
    worker: Actor, action: Action, sensitivity: Sensitivity, *, theirs: bool = False
) -> set[Relationship]:
    profiles = _profiles(worker)
    return {
        kind
        for kind in Relationship
        if rules.lets_through(rules.decide(profiles, frozenset({kind}), sensitivity, action), theirs=theirs)
    }


def _entries(person: str, sensitivity: Sensitivity, people: QuerySet[Person]) -> Q:
    return Q(sensitivity=sensitivity) & Q(**{f"{person}__in": people.values("pk")})


def _people_by(worker: Actor, kinds: set[Relationship], at: datetime) -> QuerySet[Person]:
    """People of the worker's service to whom they stand in one of `kinds`, less those they are barred from.

    Found from the worker's own grants, never by walking the service's people: a service ten times the size feels the same (performance.md).
    """
    barred = Exclusion.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=at), worker_id=worker.worker_id
    )
    people = Person.objects.filter(service_id=worker.service_id).exclude(pk__in=barred.values("person_id"))
    if Relationship.NONE in kinds:
        return people
    held = Grant.objects.filter(_mine(worker), _standing_in(kinds, at), starts_at__lte=at)
    return people.filter(pk__in=held.values("person_id"))


def _standing_in(kinds: set[Relationship], at: datetime) -> Q:
    """rules.standing as a filter over grants that have begun."""
    standing = Q(relationship__in=kinds) & (Q(ends_at__isnull=True) | Q(ends_at__gt=at))
    if Relationship.LIVE in kinds:
        standing |= Q(relationship=Relationship.LIVE, ends_at__gt=at - rules.AFTER_LIVE)
    if Relationship.FORMER in kinds:
        standing |= Q(relationship__in=rules.LEAVES_FORMER, ends_at__lte=at, ends_at__gt=at - rules.HAND_OVER)
    return standing


def _mine(worker: Actor) -> Q:
    return Q(worker_id=worker.worker_id) | Q(unit_id__in=worker.team_ids)
