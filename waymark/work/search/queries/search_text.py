"""One search: which people, which words, which passages; eight statements with those of the page around it (performance.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextField, Window
from django.db.models.functions import Cast

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.core.prepared import Given, Prepared
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.models import Person
from waymark.work.search import rules
from waymark.work.search.models import Passage
from waymark.work.search.queries import matching

SHOWN = (
    "text",
    "source",
    "occurred_at",
    "author_id",
    "sensitivity",
    "person__given_name",
    "person__family_name",
    "person__chosen_name",
)


@dataclass(frozen=True)
class Found:
    """What a search found: the latest passages, how many there are in all, and the words it looked for.

    `cut`: so many words begin like one that was asked for that not all of them were looked for.
    """

    passages: Sequence[Passage] = field(default_factory=list)
    total: int = 0
    words: tuple[rules.Asked, ...] = ()
    cut: bool = False


def search_text(
    worker: Actor,
    query: str,
    *,
    person_id: UUID | None = None,
    since: datetime | None = None,
    limit: int = 50,
) -> Found:
    """The passages with every word of `query` that `worker` may read, latest first; with `person_id`, of one person (else NotYours).

    A word is found in all its forms, and from four letters on by its beginning. No words, or nobody to search: nothing found.
    """
    words = rules.asked(query)
    people = _people(worker, person_id)
    if not words or not people:
        return Found(words=words)
    known, cut = matching.words_beginning(words)
    way, values = matching.asked(words, known, people)
    hits = _hits(worker, person_id, since, limit, way, *map(Given, values))
    return Found(_shown([pk for pk, _ in hits]), hits[0][1] if hits else 0, words, cut)


@Prepared
def _hits(
    worker: Actor,
    person_id: UUID | None,
    since: datetime | None,
    limit: int,
    way: matching.Way,
    *values: Any,
) -> QuerySet[Passage, Any]:
    """The latest, and how many there are in all."""
    narrow = Q(person_id=person_id) if person_id else Q()
    narrow &= Q(occurred_at__gte=since) if since else Q()
    return (
        matching.holding(Passage.objects.filter(narrow), way, values)
        .filter(access.readable_entries(worker, author="author_id"), service_id=worker.service_id)
        .annotate(total=Window(Count("*")))
        .order_by("-occurred_at", "-id")
        .values_list("pk", "total")[:limit]
    )


def ids_with(query: str, person_id: UUID, *, most: int = 1_000) -> list[UUID]:
    """The ids of the rows about one person that hold every word of `query`, the latest first: for a room that shows those rows itself and
    asks the policy about them. None of them is read here.
    """
    words = rules.asked(query)
    if not words:
        return []
    known, _ = matching.words_beginning(words)
    found = matching.matching(Passage.objects.filter(person_id=person_id), words, known, [person_id.hex])
    return list(found.order_by("-occurred_at", "-id").values_list("pk", flat=True)[:most])


def _shown(ids: list[UUID]) -> list[Passage]:
    """These passages in their order: only what is shown of a search is read, however much it found."""
    if not ids:
        return []
    rows = _passages(Given(matching.named(ids)))
    return sorted(rows, key=lambda row: ids.index(row.pk))


@Prepared
def _passages(ids: Any) -> QuerySet[Passage]:
    return matching.under(Passage.objects.all(), ids).select_related("person").only(*SHOWN)


@Prepared
def _ids_of_people_to_read(worker: Actor) -> QuerySet[Person, str]:
    ids = access.people_to_read(worker).values_list(Cast("pk", TextField()), flat=True)
    return ids[: matching.MOST_PEOPLE + 1]


def _people(worker: Actor, person_id: UUID | None) -> list[str]:
    """Whose passages may come into question, by the digits of their ids. One more than can be named means that the policy alone narrows."""
    if person_id is None:
        return [written.replace("-", "") for written in _ids_of_people_to_read(worker)]
    if not access.can(worker, person_id, Action.READ_ENTRY):
        raise NotYours("search.passage", "", person_id)
    return [person_id.hex]
