"""Who goes too, where two go: named, asked for, and looked for again when they have left (LDS-97)."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.people.service_users.models import Person
from waymark.support.diary import permissions, queries, rules
from waymark.support.diary.actions._parts import no_clash, refuse, second_out, still_planned, tell_second
from waymark.support.diary.choices import GO_TOO, WHO_GOES_TOO, Mechanism, VisitState
from waymark.support.diary.models import Visit
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight


@action
def name_second(*, by: Actor, id: UUID, second_id: UUID) -> Visit:
    """Say who goes too, or that somebody else does: whoever went too until now is told no more of it (LDS-97)."""
    visit = permissions.visit_to_change(by, id)
    if visit.second_id == second_id:
        audit.write(by, "name_second", visit, outcome="repeat")
        return visit
    still_planned(visit)
    person = Person.objects.get(pk=visit.person_id)
    refuse(rules.wrong_with_second(False, visit.mechanism, visit.worker_id, second_id))
    no_clash(by, second_id, visit.starts_at, visit.ends_at, "", instead="Choose somebody else.")
    _nobody_goes_too(by, visit, "Somebody else goes too.")
    visit.second_id = second_id
    visit.save(update_fields=["second"])
    audit.write(by, "name_second", visit, detail={"second": second_id})
    tell_second(by, visit, person)
    return visit


@action
def ask_who_goes_too(*, by: Actor, person: Person, at: datetime) -> None:
    """Two go to meet them from now on: whoever has planned to go alone must say who goes too. The caller has asked the policy."""
    alone = Visit.objects.filter(
        person=person,
        unit__service_id=by.service_id,
        state=VisitState.PLANNED,
        mechanism=Mechanism.FACE_TO_FACE,
        second=None,
        ends_at__gt=at,
    ).order_by("starts_at", "id")
    for visit in alone:
        words = rules.who_goes_too_words(person.name, clock.local(visit.starts_at))
        _ask(by, visit, derived(visit.pk, WHO_GOES_TOO), words, at)
    audit.write(by, "ask_who_goes_too", person, detail={"visits": len(alone)})


@action
def let_one_go(*, by: Actor, person: Person, at: datetime) -> None:
    """One may go alone again: nobody is asked who goes too. Who was named still goes. The caller has asked the policy."""
    planned = Visit.objects.filter(
        person=person, unit__service_id=by.service_id, state=VisitState.PLANNED, second=None
    )
    for visit_id in planned.values_list("pk", flat=True):
        because = "The alert has ended."
        tasks.withdraw_tasks(by=by, source=WHO_GOES_TOO, source_id=visit_id, because=because, at=at)
    audit.write(by, "let_one_go", person)


@action
def second_has_left(*, by: Actor, visit: Visit, at: datetime) -> None:
    """Whoever was to go too holds no post on the day of the visit: nobody goes too, and where two must, whoever goes is asked who does."""
    still_planned(visit)
    gone = visit.second
    _nobody_goes_too(by, visit, "They hold no post here on that day.")
    naming = queries.namings(visit)
    visit.second = None
    visit.save(update_fields=["second"])
    audit.write(by, "second_has_left", visit, detail={"second": gone.pk if gone else None})
    if gone and queries.two_go_to(visit):
        words = rules.second_left_words(gone.name, visit.person.name, clock.local(visit.starts_at))
        _ask(by, visit, derived(visit.pk, WHO_GOES_TOO, naming), words, at)


def _ask(by: Actor, visit: Visit, task_id: UUID, words: str, at: datetime) -> None:
    tasks.make_task(
        by=by,
        id=task_id,
        words=words,
        owner_id=visit.worker_id,
        person_id=visit.person_id,
        weight=Weight.MUST,
        due_at=max(at, min(visit.starts_at, at + rules.TO_NAME_WITHIN)),
        source=WHO_GOES_TOO,
        source_id=visit.pk,
    )


def _nobody_goes_too(by: Actor, visit: Visit, because: str) -> None:
    now = clock.now()
    for source in (GO_TOO, WHO_GOES_TOO):
        tasks.withdraw_tasks(by=by, source=source, source_id=visit.pk, because=because, at=now)
    second_out(by, visit, now)
