"""The health summary of one person: what clinicians gave, and what the person says. `person` comes from people/access (DUR-54)."""

from uuid import UUID

from django.db.models import QuerySet

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.service_users.models import Account, Diagnosis, Person


def diagnoses_of(worker: Actor, person: Person) -> QuerySet[Diagnosis]:
    """Every diagnosis ever given, those that were withdrawn too, the latest first."""
    rows = Diagnosis.objects.filter(person=person, person__service_id=worker.service_id)
    return rows.select_related("written_by").order_by("-given_on", "-id")


def diagnosis_of(worker: Actor, person: Person, diagnosis_id: UUID) -> Diagnosis:
    """One of theirs that still stands, or NotYours."""
    found = diagnoses_of(worker, person).filter(pk=diagnosis_id, withdrawn_on=None).first()
    if found is None:
        raise NotYours("service_users.diagnosis", diagnosis_id, person.pk)
    return found


def accounts_of(worker: Actor, person: Person) -> QuerySet[Account]:
    """What they have said it is like, the latest first."""
    rows = Account.objects.filter(person=person, person__service_id=worker.service_id)
    return rows.select_related("written_by").order_by("-said_on", "-id")
