"""The alerts of one person: those that stand, that wait for a manager, and that ended. `person` comes from people/access."""

from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.service_users.models import Alert, Person


def alerts_of(worker: Actor, person: Person) -> QuerySet[Alert]:
    """Every alert there ever was, those of a record merged into theirs too; what stands first."""
    theirs = Q(person=person) | Q(person__merged_into=person)
    rows = Alert.objects.filter(theirs, person__service_id=worker.service_id)
    return (
        rows.select_related("person", "raised_by", "manager")
        .prefetch_related("reviews__by")
        .order_by("ended_at", "raised_at", "id")
    )


def alert_of(worker: Actor, person: Person, alert_id: UUID) -> Alert:
    """One of theirs that has not ended, or NotYours."""
    found = alerts_of(worker, person).filter(pk=alert_id, person=person, ended_at=None).first()
    if found is None:
        raise NotYours("service_users.alert", alert_id, person.pk)
    return found
