"""What makes a demo of an installation: posts filled, and sign-ins that are printed. The rest is the product's own actions (jobs.py)."""

from datetime import date, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.doors.demo.choices import LEADS_ON, PASSWORD, SEED_OF_CODES
from waymark.organisation.role_documents import actions as published
from waymark.organisation.role_documents import queries as role_documents
from waymark.organisation.services.models import Post
from waymark.organisation.staff import actions as staff
from waymark.organisation.staff import queries as staff_queries
from waymark.organisation.staff.choices import Right
from waymark.organisation.staff.models import User
from waymark.people.access import actions as access
from waymark.people.access import queries as access_queries

SERVED = timedelta(days=300)
"""How long everybody has been in their post: longer than anybody is with the service, shorter than any fixed term."""
TERM = timedelta(days=360)


@action
def fill_post(*, by: Actor, post: Post, name: str, username: str, day: date) -> UUID:
    """Somebody in a post since 300 days before `day`, with a sign-in. Idempotent. Returns the worker's id."""
    worker_id = derived(post.id, "demo", "worker")
    starts_on = day - SERVED
    staff.add_worker(by=by, id=worker_id, name=name, travels_by="car")
    staff.give_post(
        by=by,
        id=derived(post.id, "demo", "holding"),
        worker_id=worker_id,
        post_id=post.id,
        starts_on=starts_on,
        ends_on=starts_on + TERM if post.fixed_term_months else None,
    )
    user = staff.make_sign_in(by=by, worker_id=worker_id, username=username, password=PASSWORD)
    let_in(by=by, user=user)
    _sign(user, derived(post.id, "demo", "undertaking"), day)
    _introduce(user, post, username, day)
    return worker_id


def _sign(user: User, id: UUID, day: date) -> None:
    """They sign the confidentiality undertaking themselves, as everybody does before a record opens to them (DUR-45)."""
    worker = staff_queries.actor_for(user, day)
    if worker is not None:
        access.sign_undertaking(
            by=worker,
            id=id,
            version=access_queries.undertaking_text(worker.service_id).version,
            name=worker.name,
            at=clock.now(),
        )


def _introduce(user: User, post: Post, username: str, day: date) -> None:
    """They say how they are reached, and whoever manages staff publishes what their team's roles are for, for everybody to sign."""
    worker = staff_queries.actor_for(user, day)
    if worker is None or worker.worker_id is None:
        return
    number = post.id.int
    staff.set_reach(
        by=worker,
        worker_id=worker.worker_id,
        phone=f"07700 900{number % 1000:03}",
        email=f"{username}@example.org",
        leads_on=LEADS_ON[number % len(LEADS_ON)],
    )
    if worker.may(Right.MANAGE_STAFF):
        for role, document in role_documents.roles_with_documents(worker):
            if document is None and role.may and role.chart_order:
                may_not = ["", "May not:", *role.may_not] if role.may_not else []
                text = "\n".join(["May:", *role.may, *may_not])
                published.publish(by=worker, id=derived(role.id, "demo"), role_id=role.id, text=text)


@action
def let_in(*, by: Actor, user: User) -> None:
    """The second factor with the seed that is printed, in place of none: no code has been used up by setting it up. Idempotent."""
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    new = not kept.exists()
    if new:
        TOTP.activate(user, SEED_OF_CODES)
    audit.write(by, "set_up_second_factor", user, outcome="done" if new else "repeat")
