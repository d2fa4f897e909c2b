"""One of the five services as its file has it, and workers in its posts: for tests that show a duty through the actor's own door."""

from datetime import date, datetime, time
from typing import Any

from tests.factories.base import PASSWORD, made, make_holding
from waymark.core import clock
from waymark.core.actors import system
from waymark.organisation.services import actions as services
from waymark.organisation.services import queries as service_files
from waymark.organisation.services.models import Post, Service, Unit
from waymark.organisation.staff.models import User, Worker

LONG_AGO_DAY = date(2020, 1, 1)


def real_service(slug: str, **changes: Any) -> Service:
    """Loaded through the product's own action. `changes` are keys of the file to set otherwise, such as limits."""
    data = service_files.service_file(slug)
    for key, value in changes.items():
        data[key] = {**data[key], **value} if isinstance(value, dict) else value
    return services.load_service(by=system("install"), data=data)


def unit_of_service(service: Service, code: str) -> Unit:
    """A team by its code."""
    return Unit.objects.get(service=service, code=code)


def hire(
    service: Service,
    role: str,
    name: str,
    *,
    unit: str = "",
    starts_on: date = LONG_AGO_DAY,
    signed: bool = True,
) -> Worker:
    """A worker in a free post of that role (of that team, when one is named), with a login that is the name in small letters.

    `signed`: whether they have signed the confidentiality undertaking, without which nothing opens.
    """
    posts = Post.objects.filter(service=service, role__code=role, holdings__isnull=True)
    post = (posts.filter(unit__code=unit) if unit else posts).order_by("number")[0]
    username = f"{name.lower().replace(' ', '.')}.{service.slug}"
    user = User.objects.create_user(username=username, password=PASSWORD)
    worker = made(Worker, user=user, name=name)
    make_holding(worker, post, starts_on, signed=signed)
    return worker


def london(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by London's clock."""
    return clock.from_local(day, time(hour, minute))
