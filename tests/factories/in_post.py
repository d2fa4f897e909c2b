"""A worker in a post that its number names, taken on and given a sign-in as `waymark staff add` does it."""

from datetime import date

from tests.factories.base import PASSWORD, make_undertaking
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.organisation.services.models import Post, Service
from waymark.organisation.staff import actions
from waymark.organisation.staff.models import Worker

INSTALLER = system("staff")


def in_post(
    service: Service,
    number: str,
    name: str,
    *,
    starts_on: date = date(2026, 1, 5),
    ends_on: date | None = None,
) -> Worker:
    """Their username is their name: ann.dodds."""
    worker_id = new_id()
    actions.take_on(
        by=INSTALLER,
        id=worker_id,
        name=name,
        pronouns="",
        holding_id=new_id(),
        post_id=Post.objects.get(service=service, number=number).id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    username = name.lower().replace(" ", ".").replace("'", "")
    actions.make_sign_in(by=INSTALLER, worker_id=worker_id, username=username, password=PASSWORD)
    worker = Worker.objects.get(pk=worker_id)
    make_undertaking(worker, service)
    return Worker.objects.select_related("user").get(pk=worker_id)
