"""The service of the world: one of the product's own service files, with as many teams beneath it as its people need."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.db import models

from waymark.core import clock
from waymark.core.actors import system
from waymark.organisation.services import actions, queries
from waymark.organisation.services.models import Organisation, Post, Role, Service, Unit
from waymark.organisation.staff.models import Holding, User, Worker
from waymark.people.access.models import Undertaking
from waymark.people.access.rules import FIRST_VERSION
from waymark_testkit.scale.texts import Common, lists

SERVICE = "durham-support-recovery"
PARENT, EMPLOYER, WORKER, LEAD = (
    "support-recovery",
    "durham-county-council",
    "recovery-worker",
    "area-manager",
)
WORKERS_A_TEAM = 12
PASSWORD = "only for measuring 2026"  # noqa: S105  of made-up workers in a made-up world
LONG_AGO, FAR_OFF = date(2020, 1, 1), date(2999, 12, 31)
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Team:
    """A team, its workers and its leader, by id."""

    id: str
    workers: tuple[str, ...]
    leader: str


@dataclass(frozen=True)
class Structure:
    """What people are put into. `role` and `lead` are the titles that stand under what they write."""

    service_id: str
    role: str
    teams: tuple[Team, ...]


def make_structure(random: Random, teams: int) -> Structure:
    """The service and its teams: twelve workers and a leader each, who can sign in as `t001-w01` and `t001-lead`."""
    service = actions.load_service(by=system("testkit"), data=queries.service_file(SERVICE))
    worker, lead = (Role.objects.get(service=service, code=code) for code in (WORKER, LEAD))
    units = _units(service, teams)
    leaders = _staff(random, [Place(unit, lead, "lead") for unit in units])
    places = [
        Place(unit, worker, f"w{n:02}", leader.post)
        for unit, leader in zip(units, leaders, strict=True)
        for n in range(1, WORKERS_A_TEAM + 1)
    ]
    ids = [filled.worker.id.hex for filled in _staff(random, places)]
    return Structure(
        service.id.hex,
        worker.title,
        tuple(
            Team(unit.id.hex, tuple(ids[n * WORKERS_A_TEAM : (n + 1) * WORKERS_A_TEAM]), leader.worker.id.hex)
            for n, (unit, leader) in enumerate(zip(units, leaders, strict=True))
        ),
    )


@dataclass(frozen=True)
class Place:
    """A post to be made: in which team, as what, under which short name, answering to which post."""

    unit: Unit
    role: Role
    short: str
    answers_to: Post | None = None

    @property
    def name(self) -> str:
        return f"{self.unit.code}-{self.short}"


@dataclass(frozen=True)
class Filled:
    """A post and who holds it."""

    post: Post
    worker: Worker


def _units(service: Service, teams: int) -> list[Unit]:
    parent = Unit.objects.get(service=service, code=PARENT)
    return _kept(
        [
            Unit(
                service=service,
                parent=parent,
                code=f"t{n:03}",
                name=f"Team {n}",
                kind="locality team",
                path=f"{parent.path}t{n:03}/",
            )
            for n in range(1, teams + 1)
        ]
    )


def _staff(random: Random, places: list[Place]) -> list[Filled]:
    """A post, a worker who holds it, and their sign-in, for each place."""
    users = _users([place.name for place in places])
    employers = {
        unit.service_id: Organisation.objects.get(service=unit.service_id, code=EMPLOYER)
        for unit in {place.unit for place in places}
    }
    posts = _kept(
        [
            Post(
                service_id=place.unit.service_id,
                number=place.name,
                role=place.role,
                unit=place.unit,
                employer=employers[place.unit.service_id],
                operational_line=place.answers_to,
            )
            for place in places
        ]
    )
    names = _names(random, len(places))
    workers = _kept([Worker(user=user, name=name) for user, name in zip(users, names, strict=True)])
    _kept(
        [
            Holding(post=post, worker=worker, starts_on=LONG_AGO)
            for post, worker in zip(posts, workers, strict=True)
        ]
    )
    _kept(
        [
            Undertaking(
                service_id=post.service_id,
                worker=worker,
                version=FIRST_VERSION,
                name=worker.name,
                signed_at=clock.day_bounds(LONG_AGO)[0],
                good_until=FAR_OFF,
            )
            for post, worker in zip(posts, workers, strict=True)
        ]
    )
    return [Filled(post, worker) for post, worker in zip(posts, workers, strict=True)]


def _users(names: list[str]) -> list[User]:
    """Logins with one known password and one known secret: hashing 3,000 would take longer than all the rest."""
    password, secret = make_password(PASSWORD), encrypt(generate_totp_secret())
    users = _kept([User(username=name, password=password) for name in names])
    _kept([Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": secret}) for user in users])
    return users


def _names(random: Random, many: int) -> list[str]:
    names = lists("names.txt")
    given, family = Common(names["given"]).some(random, many), Common(names["family"]).some(random, many)
    return [f"{one} {other}" for one, other in zip(given, family, strict=True)]


def _kept(rows: list[Row]) -> list[Row]:
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=1_000) if rows else rows
