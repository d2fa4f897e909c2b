"""What the records lead says of two records: the verdict, the merge, and who may open what by it, in one transaction (LDS-93)."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.people.access import actions as access
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.models import Person, SamePerson


@action
def merge_records(
    *, by: Actor, id: UUID, keep: Person, away: Person, because: str, at: datetime
) -> SamePerson:
    """One person: `keep` is kept up, both histories stay, and whoever opened one opens both. Idempotent on `id`."""
    merge = service_users.merge_records(by=by, id=id, keep=keep, away=away, because=because, at=at)
    access.join_records(by=by, one_id=keep.pk, other_id=away.pk, merge_id=id, at=at)
    audit.write(by, "merge", merge)
    return merge


@action
def part_records(*, by: Actor, merge: SamePerson, because: str, at: datetime) -> SamePerson:
    """Two people after all: each stands by itself again, and opens to those it opened to before."""
    parted = service_users.part_records(by=by, merge=merge, because=because, at=at)
    access.part_records(by=by, merge_id=merge.pk, person_id=merge.person_id, other_id=merge.away_id, at=at)
    audit.write(by, "part", parted)
    return parted
