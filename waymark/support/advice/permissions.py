"""Who may write down advice: whoever may write in the person's record."""

from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.support.advice.models import Advice


def may_write_about(worker: Actor, person_id: UUID) -> None:
    """Raise NotYours unless `worker` may write in this person's record."""
    if not access.visible_people(worker, Action.WRITE_ENTRY).filter(pk=person_id).exists():
        raise NotYours("advice.advice", "", person_id)


def advice_to_answer(worker: Actor, advice_id: UUID) -> Advice:
    """Advice to somebody `worker` may write about, or NotYours."""
    people = access.visible_ids(worker, Action.WRITE_ENTRY)
    found = Advice.objects.filter(pk=advice_id, person__in=people).first()
    if found is None:
        raise NotYours("advice.advice", advice_id)
    return found
