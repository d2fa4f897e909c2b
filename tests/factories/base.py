"""The ground a test stands on: a service with a team, workers in posts, people, and who may see whom.

    service = make_service(); team = make_unit(service)
    ann = make_worker("Ann Dodds", unit=team); sam = make_person("Sam", "Okafor", service=service)
    make_grant(sam, worker=ann)            # Ann is Sam's key worker
    queries.something(actor_of(ann), …)    # or client = sign_in(client, ann)

Everything is written inside an open frame, as the product's own actions would. Names are made up; NHS numbers begin with 999.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import UUID

from django.test import Client

from waymark.core import actions, clock
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.organisation.services.models import Organisation, Service, Unit
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import Holding, Post, Role, User, Worker
from waymark.organisation.staff.rules import begun
from waymark.people.access.choices import Profile, Relationship
from waymark.people.access.models import Exclusion, Grant, Undertaking
from waymark.people.access.rules import mark
from waymark.people.service_users.models import Person
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.models import Allocation, Episode

PASSWORD = "correct horse battery staple"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LONG_AGO_DAY = LONG_AGO.date()
_numbers = count(1)

WORKING = frozenset(
    {
        Right.SEE_OWN_DAY,
        Right.FIND_PEOPLE,
        Right.OPEN_RECORDS,
        Right.RECORD_CONTACTS,
        Right.WRITE_DETAILS,
        Right.MANAGE_TASKS,
        Right.BREAK_GLASS,
    }
)
RIGHTS = {
    Profile.CASEWORK: WORKING | {Right.PUBLISH_PLANS},
    Profile.CASEWORK_LIMITED: frozenset({Right.OPEN_RECORDS, Right.RECORD_CONTACTS, Right.SEE_OWN_DAY}),
    Profile.COORDINATOR: WORKING
    | {Right.ALLOCATE, Right.SEE_BOARD, Right.COUNTERSIGN, Right.WRITE_DIAGNOSES, Right.PUBLISH_PLANS},
    Profile.LEAD: WORKING
    | {Right.ALLOCATE, Right.SEE_BOARD, Right.COUNTERSIGN, Right.SEE_STRUCTURE, Right.MANAGE_STAFF}
    | {
        Right.IMPORT_PEOPLE,
        Right.SEE_ACCESS_LOG,
        Right.SEE_TOTALS,
        Right.WRITE_DIAGNOSES,
        Right.PUBLISH_PLANS,
    },
    Profile.OVERSIGHT: frozenset({Right.SEE_OWN_DAY, Right.SEE_BOARD, Right.SEE_TOTALS, Right.SEE_STRUCTURE}),
    Profile.WARD: WORKING - {Right.BREAK_GLASS},
    Profile.INFORMATION_GOVERNANCE: frozenset(
        {Right.SEE_ACCESS_LOG, Right.VERIFY_AUDIT, Right.MATCH_RECORDS}
    ),
    Profile.AUDITOR: frozenset({Right.SEE_ACCESS_LOG, Right.VERIFY_AUDIT}),
    Profile.ADMINISTRATOR: frozenset(
        {Right.CONFIGURE_SERVICE, Right.SEE_STRUCTURE, Right.MANAGE_STAFF, Right.IMPORT_PEOPLE}
    ),
    Profile.COMMISSIONER: frozenset({Right.SEE_TOTALS}),
}
"""What a role of each profile holds where a test says nothing else."""


def made(model: type[Any], **fields: Any) -> Any:
    """A row written as an action would write it."""
    with actions.frame("factory"):
        return model.objects.create(**fields)


def make_service(slug: str = "", **fields: Any) -> Service:
    """A service with one employer, whose code is 'provider'."""
    slug = slug or f"service-{next(_numbers)}"
    given = {"name": slug.replace("-", " ").title(), "loaded_at": LONG_AGO, **fields}
    service = made(Service, slug=slug, **given)
    made(Organisation, service=service, code="provider", name="Provider", kind="provider")
    return service


def make_unit(service: Service, code: str = "", *, parent: Unit | None = None, **fields: Any) -> Unit:
    """A team, at the root of the service's tree or beneath `parent`."""
    code = code or f"team-{next(_numbers)}"
    given = {"name": code.replace("-", " ").title(), "kind": "locality team", **fields}
    path = f"{parent.path if parent else ''}{code}/"
    return made(Unit, service=service, code=code, parent=parent, path=path, **given)


def make_role(
    service: Service,
    code: str = "",
    *,
    profile: Profile = Profile.CASEWORK,
    rights: Iterable[str] | None = None,
    **fields: Any,
) -> Role:
    """A role with the rights of its profile, or exactly those given."""
    code = code or f"role-{next(_numbers)}"
    held = sorted(RIGHTS[profile] if rights is None else rights)
    given = {"title": code.replace("-", " ").capitalize(), **fields}
    return made(Role, service=service, code=code, profile=profile, rights=held, **given)


def make_post(unit: Unit, role: Role | None = None, **fields: Any) -> Post:
    """A post in a team; `operational_line` says whom it answers to."""
    given = {
        "number": f"P-{next(_numbers)}",
        "role": role or make_role(unit.service),
        "employer": unit.service.organisations.get(code="provider"),
        **fields,
    }
    return made(Post, service=unit.service, unit=unit, **given)


def make_holding(
    worker: Worker, post: Post, starts_on: date = LONG_AGO_DAY, *, signed: bool = True, **fields: Any
) -> Holding:
    """`worker` in `post` from a day on; `ends_on` is the last day. `signed`: they have signed that service's undertaking."""
    if signed and not worker.undertakings.filter(service_id=post.service_id).exists():
        make_undertaking(worker, post.service)
    return made(Holding, worker=worker, post=post, starts_on=starts_on, **fields)


def make_worker(
    name: str = "",
    *,
    unit: Unit | None = None,
    profile: Profile = Profile.CASEWORK,
    rights: Iterable[str] | None = None,
    reports_to: Post | None = None,
    ends_on: date | None = None,
) -> Worker:
    """A worker with a login, in a post of their own in `unit` (a fresh service's team when not given). Their post: `post_of(worker)`."""
    unit = unit or make_unit(make_service())
    number = next(_numbers)
    user = User.objects.create_user(username=f"worker-{number}", password=PASSWORD)
    worker = made(Worker, user=user, name=name or f"Worker {number}")
    role = make_role(unit.service, profile=profile, rights=rights)
    make_holding(worker, make_post(unit, role, operational_line=reports_to), ends_on=ends_on)
    return worker


def make_undertaking(worker: Worker, service: Service, **fields: Any) -> Undertaking:
    """The confidentiality undertaking as everybody has signed it long ago, for good."""
    given = {"version": 1, "name": worker.name, "signed_at": LONG_AGO, "good_until": date(2999, 12, 31)}
    return made(Undertaking, worker=worker, service=service, **{**given, **fields})


def post_of(worker: Worker) -> Post:
    """The post a worker was given first."""
    return worker.holdings.order_by("starts_on", "id")[0].post


def make_person(
    given_name: str = "Sam", family_name: str = "Okafor", *, service: Service, **fields: Any
) -> Person:
    """Somebody the service supports."""
    given = {"id": new_id(), "added_at": LONG_AGO, **fields}
    return made(Person, service=service, given_name=given_name, family_name=family_name, **given)


def make_grant(
    person: Person,
    *,
    worker: Worker | None = None,
    unit: Unit | None = None,
    relationship: Relationship | None = None,
    starts_at: datetime = LONG_AGO,
    ends_at: datetime | None = None,
    source_id: UUID | None = None,
) -> Grant:
    """A relationship: a worker's (their key worker, unless said otherwise) or a team's."""
    kind = relationship or (Relationship.KEY_WORKER if worker else Relationship.TEAM)
    return made(
        Grant,
        person=person,
        worker=worker,
        unit=unit,
        relationship=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        source="factory",
        source_id=source_id or new_id(),
    )


def make_episode(
    person: Person,
    unit: Unit,
    *,
    opened_on: date = LONG_AGO_DAY,
    closed_on: date | None = None,
    **fields: Any,
) -> Episode:
    """An episode with a team, and the team's relationship that goes with it, from its first day to its last."""
    episode = made(Episode, person=person, unit=unit, opened_on=opened_on, closed_on=closed_on, **fields)
    _grant_for(episode, Relationship.TEAM, "caseload.episode", opened_on, closed_on, unit=unit)
    return episode


def make_allocation(
    episode: Episode,
    worker: Worker,
    *,
    purpose: Purpose = Purpose.KEY_WORKER,
    starts_on: date | None = None,
    ends_on: date | None = None,
    **fields: Any,
) -> Allocation:
    """A worker's part in an episode (its key worker, unless said otherwise), and their relationship to the person."""
    first = starts_on or episode.opened_on
    allocation = made(
        Allocation,
        person=episode.person,
        episode=episode,
        worker=worker,
        purpose=purpose,
        starts_on=first,
        ends_on=ends_on,
        **fields,
    )
    kind = Relationship.KEY_WORKER if purpose is Purpose.KEY_WORKER else Relationship.ALLOCATED
    _grant_for(allocation, kind, "caseload.allocation", first, ends_on, worker=worker)
    return allocation


def _grant_for(
    row: Episode | Allocation,
    kind: Relationship,
    source: str,
    first: date,
    last: date | None,
    **whom: Any,
) -> Grant:
    """The grant the caseload's actions write: from the beginning of the first day to the end of the last."""
    return made(
        Grant,
        person=row.person,
        relationship=kind,
        starts_at=clock.day_bounds(first)[0],
        ends_at=clock.day_bounds(last)[1] if last else None,
        source=source,
        source_id=row.pk,
        **whom,
    )


def make_exclusion(
    person: Person, worker: Worker, kind: Relationship = Relationship.DECLARED_CONFLICT
) -> Exclusion:
    """A worker who may never open this record."""
    return made(Exclusion, person=person, worker=worker, kind=kind, declared_at=LONG_AGO)


def actor_of(worker: Worker, day: date | None = None, *, service: str = "") -> Actor:
    """The actor this worker is on `day` (today when not given). Fails for a leaver: nobody acts as one."""
    actor = staff.actor_for(worker.user, day or clock.today(), service=service)
    assert actor is not None, f"{worker.name} holds no post that day"
    return actor


def sign_in(client: Client, worker: Worker) -> Client:
    """The client, signed in as this worker past both factors (a fresh one: sign_in.signed_in_client)."""
    client.force_login(worker.user)
    session = client.session
    session.update(begun("totp", clock.now()))
    signed = worker.undertakings.order_by("id").first()
    if signed is not None:
        session["undertaking"] = mark(signed.service_id, clock.today())
    session.save()
    return client
