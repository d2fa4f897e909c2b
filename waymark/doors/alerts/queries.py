"""One person's alerts, and who may agree to one."""

from datetime import date
from uuid import UUID

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.organisation.staff import queries as staff
from waymark.organisation.staff.choices import Right
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Alert, Person


def alerts_page(worker: Actor, person_id: UUID) -> dict[str, object]:
    """Those that stand, that wait, and that ended."""
    person = access.person_for(worker, person_id, Action.OPEN)
    alerts = list(service_users.alerts_of(worker, person))
    edits = access.can(worker, person_id, Action.EDIT_DETAILS)
    return {
        "person": person,
        "standing": [one for one in alerts if one.agreed_at and not one.ended_at],
        "waiting": [one for one in alerts if not one.agreed_at and not one.ended_at],
        "ended": [one for one in alerts if one.ended_at],
        "day": clock.today(),
        "may_raise": edits and worker.may(Right.WRITE_DETAILS),
        "may_agree": edits and worker.may(Right.ALLOCATE),
    }


def person_to_edit(worker: Actor, person_id: UUID) -> Person:
    """The person, if the policy lets `worker` change their details; else NotYours."""
    return access.person_for(worker, person_id, Action.EDIT_DETAILS)


def alert_to_judge(worker: Actor, person: Person, alert_id: UUID) -> Alert:
    """One of theirs that has not ended, or NotYours."""
    return service_users.alert_of(worker, person, alert_id)


def managers(worker: Actor, day: date) -> list[tuple[str, str]]:
    """Who may agree to an alert: those who lead here."""
    held = staff.holdings_on(day).filter(post__service_id=worker.service_id)
    rows = held.select_related("worker", "post__role").order_by("worker__name")
    leads = {row.worker_id: row.worker.name for row in rows if Right.ALLOCATE in row.post.role.rights}
    return [(str(pk), name) for pk, name in leads.items()]
