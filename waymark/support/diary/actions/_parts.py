"""What the actions of the diary have in common."""

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.support.diary import rules
from waymark.support.diary.choices import GO_TOO, INTERPRETER, MOVE, WHO_GOES_TOO, VisitState
from waymark.support.diary.models import Contact, GroupSession, Visit
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight

OTHERWISE = "This was recorded already, with other content. Open it to see what stands."


def settle(visit: Visit, state: VisitState, reason: str) -> None:
    """How a visit ended."""
    visit.state, visit.state_reason = state, reason.strip()
    visit.save(update_fields=["state", "state_reason", "called_off_by"])


def still_planned(visit: Visit) -> None:
    """Raise Refused for one that was held, called off or moved."""
    if visit.state != VisitState.PLANNED:
        raise Refused("This visit is no longer planned. Open the diary again to see how it stands.")


def nothing_waits(by: Actor, visit: Visit, because: str) -> None:
    """No interpreter is wanted for it any more, nobody waits for another time, and nobody goes too."""
    for source in (INTERPRETER, MOVE, GO_TOO, WHO_GOES_TOO):
        tasks.withdraw_tasks(by=by, source=source, source_id=visit.pk, because=because, at=clock.now())


def same(kept: Visit | Contact | GroupSession, sent: dict[str, object]) -> None:
    """Raise ConflictingRepeat when another thing was sent under this id before."""
    if rules.differs({name: getattr(kept, name) for name in sent}, sent):
        raise ConflictingRepeat(OTHERWISE)


def refuse(sentence: str) -> None:
    """Raise Refused with a sentence; nothing for none."""
    if sentence:
        raise Refused(sentence)


def has_to_move(by: Actor, visit: Visit) -> None:
    """On the list of whoever goes, until it has."""
    if visit.state != VisitState.PLANNED:
        return
    tasks.make_task(
        by=by,
        id=derived(visit.pk, MOVE),
        words=rules.move_words(clock.local(visit.starts_at)),
        owner_id=visit.worker_id,
        person_id=visit.person_id,
        weight=Weight.MUST,
        due_at=visit.starts_at,
        source=MOVE,
        source_id=visit.pk,
    )
