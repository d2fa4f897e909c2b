"""Six services out of the product's own files, two users for every role in each, and those who move, leave, or are served themselves."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from waymark.core import actions, clock
from waymark.core.actors import system
from waymark.doors.imports.choices import Status
from waymark.doors.imports.models import Batch
from waymark.organisation.services import actions as services
from waymark.organisation.services import queries
from waymark.organisation.services.models import Organisation, Post, Role, Service, Site, Unit
from waymark.organisation.staff.models import Holding, User, Worker
from waymark.people.access.models import Undertaking, UndertakingText
from waymark.people.access.rules import FIRST_VERSION
from waymark_testkit.seed.canaries import Canaries
from waymark_testkit.seed.ground import Ground, SignIn

PASSWORD = "only for checks from outside 42"  # noqa: S105  of made-up workers in a made-up world
ANOTHER = "north-riding-recovery"
EACH_ROLE = 2
NAMED = {"organisations": Organisation, "units": Unit, "sites": Site, "roles": Role}
SINCE = timedelta(days=400)


@dataclass
class Place:
    """A service as it stands: its row, and where its people can be put."""

    service: Service
    unit: Unit
    other_unit: Unit | None
    employer: Organisation


def make_services(canaries: Canaries, ground: Ground) -> list[Place]:
    """Every service file that comes with the product, and one more organisation of the same shape."""
    files = [(name, queries.service_file(name)) for name in queries.shipped()]
    another = deepcopy(files[-1][1]) | {"slug": ANOTHER, "name": "North Riding Recovery"}
    password = make_password(PASSWORD)
    return [_service(canaries, ground, data, password) for data in (*(data for _, data in files), another)]


def _service(canaries: Canaries, ground: Ground, data: dict[str, Any], password: str) -> Place:
    marks = _mark(canaries, data)
    service = services.load_service(by=system("testkit"), data=data)
    units = list(Unit.objects.filter(service=service).order_by("path"))
    place = _place(service, units)
    made = [
        user
        for role in Role.objects.filter(service=service).order_by("code")
        for user in _users(canaries, ground, place, role, password)
    ]
    made += _those_who_move(canaries, ground, place, password)
    everybody = {user.username for user in ground.of(service.slug)}
    for row, canary in _marked(service, marks):
        ground.planted(row, canary, everybody)
    for worker, canary in made:
        ground.planted(worker, canary, everybody)
    _sheet(canaries, ground, place)
    _undertaking(canaries, ground, place)
    return place


def _undertaking(canaries: Canaries, ground: Ground, place: Place) -> None:
    """The text everybody has signed: the service's own words, which everybody in it reads."""
    everybody = ground.of(place.service.slug)
    text, canary = canaries.planted(
        UndertakingText, service=place.service, version=FIRST_VERSION, renew_months=12, published_at=clock.now() - SINCE,
        published_by_id=everybody[0].worker_id,
    )  # fmt: skip
    ground.planted(text, canary, {user.username for user in everybody})


def _sheet(canaries: Canaries, ground: Ground, place: Place) -> None:
    """A sheet of people brought in last month: who gave which file stands in a register for all who bring people in."""
    givers = [user for user in ground.of(place.service.slug) if "import_people" in user.rights]
    at = clock.now() - timedelta(days=30)
    batch, canary = canaries.planted(
        Batch, service=place.service, worker_id=givers[0].worker_id if givers else None, sha256="0" * 64, size=4_000,
        given_at=at, started_at=at, finished_at=at, unit=place.unit, status=Status.BROUGHT_IN, rows=8, added=8,
    )  # fmt: skip
    ground.planted(batch, canary, {user.username for user in givers})


def _mark(canaries: Canaries, data: dict[str, Any]) -> dict[tuple[str, str], str]:
    """Put a canary into every name of a service file. Returns each by its table and code."""
    marks = {("service", ""): canaries.one()}
    for owner, name in ((data, "name"), (data["brand"], "name"), (data["hours"], "text")):
        owner[name] = f"{owner[name]} {marks['service', '']}"
    for policy in data["policies"]:
        policy["name"] = f"{policy['name']} {marks['service', '']}"
    for table in NAMED:
        for row in data[table]:
            canary = marks[table, row["code"]] = canaries.one()
            for name in ("title", "label", "reference", "grade", "name"):
                if row.get(name):
                    row[name] = f"{row[name][:40]} {canary}"
    return marks


def _marked(service: Service, marks: dict[tuple[str, str], str]) -> list[tuple[Any, str]]:
    rows: list[tuple[Any, str]] = [(service, marks["service", ""])]
    for table, model in NAMED.items():
        rows += [(row, marks[table, row.code]) for row in model.objects.filter(service=service)]
    return rows


def _place(service: Service, units: list[Unit]) -> Place:
    """The team of most caseworkers, and one beside it where there is one."""
    posts = Post.objects.filter(service=service, role__profile="casework").order_by("number")
    unit = posts[0].unit if posts else units[-1]
    beside = [
        one for one in units if not one.path.startswith(unit.path) and not unit.path.startswith(one.path)
    ]
    employer = (
        posts[0].employer if posts else Organisation.objects.filter(service=service).order_by("code")[0]
    )
    return Place(service, unit, beside[0] if beside else None, employer)


def _users(
    canaries: Canaries, ground: Ground, place: Place, role: Role, password: str
) -> list[tuple[Worker, str]]:
    posts = list(Post.objects.filter(service=place.service, role=role).order_by("number")[:EACH_ROLE])
    while len(posts) < EACH_ROLE:
        posts.append(_post(place, role, posts[0].unit if posts else place.unit))
    return [
        _worker(canaries, ground, post, f"{place.service.slug}.{role.code}.{number}", password)
        for number, post in enumerate(posts, start=1)
    ]


def _post(place: Place, role: Role, unit: Unit) -> Post:
    number = f"TK-{Post.objects.filter(service=place.service).count():03}"
    with actions.frame("testkit seed"):
        return Post.objects.create(
            service=place.service, number=number, role=role, unit=unit, employer=place.employer
        )


def _worker(
    canaries: Canaries, ground: Ground, post: Post, username: str, password: str, *, ended: int | None = None
) -> tuple[Worker, str]:
    """A worker in a post with a sign-in. `ended`: how many days ago they left it."""
    user = User.objects.create(username=username, password=password)
    device = {"secret": encrypt(generate_totp_secret())}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=device)
    worker, canary = canaries.planted(Worker, name=username.replace(".", " ").title()[:80], user=user)
    _hold(worker, post, ended=ended)
    ground.users.append(
        SignIn(
            username=username,
            worker_id=worker.id,
            service=post.service.slug,
            organisation=post.employer.name,
            role=post.role.title,
            profile=post.role.profile,
            rights=frozenset(post.role.rights),
            unit_path=post.unit.path,
            has_left=ended is not None,
        )
    )
    return worker, canary


def _hold(worker: Worker, post: Post, *, ended: int | None = None, began: timedelta = SINCE) -> None:
    today = clock.today()
    with actions.frame("testkit seed"):
        Holding.objects.create(
            worker=worker,
            post=post,
            starts_on=today - began,
            ends_on=None if ended is None else today - timedelta(days=ended),
        )
        Undertaking.objects.create(
            service_id=post.service_id,
            worker=worker,
            version=FIRST_VERSION,
            name=worker.name,
            signed_at=clock.now() - began,
            good_until=today + SINCE,
        )


def _those_who_move(
    canaries: Canaries, ground: Ground, place: Place, password: str
) -> list[tuple[Worker, str]]:
    """A leaver, and a mover who was in the first team until five days ago and is now in the one beside it."""
    role = Role.objects.filter(service=place.service, profile="casework").order_by("code").first()
    if role is None:
        return []
    slug, old = place.service.slug, _post(place, role, place.unit)
    leaver = _worker(canaries, ground, old, f"{slug}.leaver", password, ended=1)
    if place.other_unit is None:
        return [leaver]
    mover = _worker(canaries, ground, _post(place, role, place.other_unit), f"{slug}.mover", password)
    with actions.frame("testkit seed"):
        Holding.objects.filter(worker=mover[0]).update(starts_on=clock.today() - timedelta(days=4))
    _hold(mover[0], _post(place, role, place.unit), ended=5)
    return [leaver, mover]
