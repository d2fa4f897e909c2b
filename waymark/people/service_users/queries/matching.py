"""Records that may be one person, and those that were merged: for the records lead, and for whoever reads a record that has two parts."""

from uuid import UUID

from django.db.models import Q, QuerySet

from waymark.core.actors import Actor
from waymark.people.service_users.models import Duplicate, Person, SamePerson


def duplicates(worker: Actor) -> QuerySet[Duplicate]:
    """Every pair of the service, those that wait first, the oldest first. Who may see which is the caller's to ask."""
    rows = Duplicate.objects.filter(person__service_id=worker.service_id)
    return rows.select_related("person", "raised_by", "decided_by").order_by("verdict", "raised_at", "id")


def merges(worker: Actor) -> QuerySet[SamePerson]:
    """Every merge of the service, the latest first; those that were undone too."""
    rows = SamePerson.objects.filter(person__service_id=worker.service_id)
    return rows.select_related("person", "by", "undone_by").order_by("-at", "-id")


def merges_of(person_id: UUID) -> list[tuple[UUID, UUID]]:
    """The merges a record is part of now, each with the other record. For access, which opens both to the same people."""
    rows = SamePerson.objects.filter(
        Q(person_id=person_id) | Q(away_id=person_id), undone_at=None
    ).values_list("pk", "person_id", "away_id")
    return [(pk, away if kept == person_id else kept) for pk, kept, away in rows]


def merged_into(worker: Actor, person: Person) -> list[Person]:
    """The records that were merged into this one, as they stand."""
    return list(Person.objects.filter(merged_into=person, service_id=worker.service_id).order_by("added_at"))
