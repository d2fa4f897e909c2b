"""What the writing of this room shares: the same sent twice, how a goal stood before, and words that can be found."""

from datetime import datetime
from typing import Any
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actors import Actor
from waymark.core.pages import Refused, refuse_other
from waymark.core.records import Recorded
from waymark.people.access.choices import Sensitivity
from waymark.support.goals.choices import ChangeKind
from waymark.support.goals.models import Change, Goal
from waymark.work.search import actions as search

OTHERWISE = "This was kept before, with other words. Open the page again to see what stands."


def keep_as_it_was(by: Actor, id: UUID, goal: Goal, kind: ChangeKind, said: str = "") -> None:
    Change(
        id=id,
        person_id=goal.person_id,
        goal=goal,
        kind=kind,
        words=goal.words,
        why=goal.why,
        agreed_how=goal.agreed_how,
        state=goal.state,
        said=said.strip(),
        at=clock.now(),
        by_id=by.worker_id,
    ).save(force_insert=True)


def again(by: Actor, verb: str, kept: Any, **given: object) -> Any:
    """The row that stands under this id, when it is the same that was sent; else ConflictingRepeat, and nothing is kept."""
    refuse_other(kept, given, OTHERWISE)
    audit.write(by, verb, kept, outcome="repeat")
    return kept


def findable(by: Actor, row: Recorded, source: str, at: datetime, text: str) -> None:
    search.push_passage(
        by=by,
        id=row.pk,
        person_id=row.person_id,  # type: ignore[attr-defined]
        source=source,
        author_id=by.worker_id,
        occurred_at=at,
        sensitivity=Sensitivity.ORDINARY,
        text=text,
    )


def refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
