"""Two records that may be one person: raised, told apart, merged, parted again (LDS-93). A merge is a row: nothing moves, so both histories
stay and it can be undone.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.service_users import permissions
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.choices import Verdict
from waymark.people.service_users.models import Duplicate, Person, SamePerson

DECIDED = "The records lead has said already what these two records are. Open the page again to see."
WHY = "Say how you know, in a few words."
FEWEST_WORDS = 2


@action
def raise_duplicate(
    *, by: Actor, id: UUID, person: Person, other_id: UUID, why: str, at: datetime, reason: str = ""
) -> Duplicate:
    """Say that these two records may be one person's. `why`: what they share; `reason`: why somebody made a second one. Once for two."""
    permissions.may_add_person(by)
    if not Person.objects.filter(pk=other_id, service_id=by.service_id).exists():
        raise NotYours("service_users.person", other_id, other_id)
    pair = Q(person=person, other_id=other_id) | Q(person_id=other_id, other_id=person.pk)
    kept = Duplicate.objects.filter(pair).first()
    if kept is not None:
        audit.write(by, "raise_duplicate", kept, outcome="repeat")
        return kept
    made = Duplicate(
        id=id,
        person=person,
        other_id=other_id,
        why=why,
        reason=reason,
        raised_by_id=by.worker_id,
        raised_at=at,
    )
    made.save(force_insert=True)
    _gather_both(person.pk, other_id)
    audit.write(by, "raise_duplicate", made, detail={"other": str(other_id)})
    return made


@action
def tell_apart(*, by: Actor, duplicate: Duplicate, words: str, at: datetime) -> Duplicate:
    """They are two people: the records lead says so, and how they know. The records lead's alone."""
    permissions.may_match(by, duplicate.person)
    if duplicate.verdict == Verdict.TWO_PEOPLE:
        audit.write(by, "tell_apart", duplicate, outcome="repeat")
        return duplicate
    if duplicate.verdict:
        raise Refused(DECIDED)
    _enough(words)
    _decide(by, duplicate, Verdict.TWO_PEOPLE, words, at)
    _gather_both(duplicate.person_id, duplicate.other_id)
    audit.write(by, "tell_apart", duplicate)
    return duplicate


@action
def merge_records(
    *, by: Actor, id: UUID, keep: Person, away: Person, because: str, at: datetime
) -> SamePerson:
    """They are one person: `keep` is kept up from now on and shows both, `away` stays as it is. Idempotent on `id`; undone by
    `part_records`.

    Refused where either is part of a merge that would make a chain.
    """
    permissions.may_match(by, keep, away)
    kept = SamePerson.objects.kept(id)
    if kept is not None:
        if (kept.person_id, kept.away_id) != (keep.pk, away.pk):
            raise ConflictingRepeat(DECIDED)
        audit.write(by, "merge_records", kept, outcome="repeat")
        return kept
    _enough(because)
    if keep.pk == away.pk or keep.merged_into_id or away.merged_into_id or away.merged.exists():
        raise Refused("One of these is part of another merge. Part those first.")
    made = SamePerson(id=id, person=keep, away_id=away.pk, because=because, by_id=by.worker_id, at=at)
    made.save(force_insert=True)
    away.merged_into = keep
    away.save(update_fields=["merged_into"])
    pair = Q(person=keep, other_id=away.pk) | Q(person=away, other_id=keep.pk)
    for duplicate in Duplicate.objects.filter(pair, verdict=""):
        _decide(by, duplicate, Verdict.ONE_PERSON, because, at)
    _gather_both(keep.pk, away.pk)
    audit.write(by, "merge_records", made, detail={"kept": str(keep.pk), "away": str(away.pk)})
    return made


@action
def part_records(*, by: Actor, merge: SamePerson, because: str, at: datetime) -> SamePerson:
    """They are two after all: each record stands by itself again, with what was written on it. The records lead's alone."""
    permissions.may_match(by, merge.person)
    if merge.undone_at:
        audit.write(by, "part_records", merge, outcome="repeat")
        return merge
    _enough(because)
    merge.undone_at, merge.undone_by_id, merge.undone_because = at, by.worker_id, because
    merge.save(update_fields=["undone_at", "undone_by", "undone_because"])
    away = Person.objects.get(pk=merge.away_id)
    away.merged_into = None
    away.save(update_fields=["merged_into"])
    _gather_both(merge.person_id, merge.away_id)
    audit.write(by, "part_records", merge, detail={"away": str(merge.away_id)})
    return merge


def _decide(by: Actor, duplicate: Duplicate, verdict: Verdict, words: str, at: datetime) -> None:
    duplicate.verdict, duplicate.verdict_words = verdict, words
    duplicate.decided_by_id, duplicate.decided_at = by.worker_id, at
    duplicate.save(update_fields=["verdict", "verdict_words", "decided_by", "decided_at"])


def _gather_both(*ids: UUID) -> None:
    for person in Person.objects.filter(pk__in=ids):
        gather.again(person)


def _enough(words: str) -> None:
    if len(words.split()) < FEWEST_WORDS:
        raise Refused(WHY)
