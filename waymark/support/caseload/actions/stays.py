"""Going onto a ward and leaving it. What was planned for that time is held until somebody decides; the ward may open the record."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.services.models import Unit
from waymark.people.access import actions as access
from waymark.people.access.choices import Relationship
from waymark.support.caseload import permissions, queries, rules
from waymark.support.caseload.choices import STAY, WARD
from waymark.support.caseload.models import KeptVisit, Stay
from waymark.support.diary.models import Visit
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import Weight

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."


@action
def admit(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    admitted_at: datetime,
    place: str = "",
    unit_id: UUID | None = None,
    legal_status: str = "",
) -> Stay:
    """Somebody is on a ward from `admitted_at` (LDS-12). Visits planned from then on are held, and their workers told to decide.

    One of our own wards (`unit_id`) may open the record while they are there. Idempotent on `id`; one stay at a time.
    """
    permissions.may_write_about(by, person_id)
    ward = _ward(by, unit_id)
    where = place.strip() or (ward.name.removesuffix(" inpatient unit") if ward else "")
    kept = Stay.objects.kept(id)
    if kept is not None:
        if (kept.person_id, kept.admitted_at, kept.place) != (person_id, admitted_at, where):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "admit", kept, outcome="repeat")
        return kept
    _refuse("" if where else "Say which ward they are on.")
    _refuse(rules.wrong_with_stay(clock.today(admitted_at), None, clock.today()))
    if Stay.objects.filter(person_id=person_id, left_at__isnull=True).exists():
        raise Refused("They are on a ward already. Say first that they left it.")
    if Stay.objects.filter(person_id=person_id, left_at__gt=admitted_at).exists():
        raise Refused("They were on another ward at that time. Put the days right.")
    stay = Stay(
        id=id,
        person_id=person_id,
        unit=ward,
        place=where[:200],
        legal_status=legal_status.strip(),
        admitted_at=admitted_at,
    )
    stay.save(force_insert=True)
    audit.write(by, "admit", stay, detail={"unit": unit_id})
    if ward is not None:
        access.grant(
            by=by,
            person_id=person_id,
            relationship=Relationship.TEAM,
            source=STAY,
            source_id=id,
            starts_at=admitted_at,
            unit_id=ward.pk,
        )
    _tell_of_held_visits(by, stay)
    return stay


@action
def leave(*, by: Actor, id: UUID, left_at: datetime, left_to: str = "") -> Stay:
    """They left the ward. The same again changes nothing; another moment is refused."""
    stay = _stay(by, id)
    if stay.left_at is not None:
        if stay.left_at != left_at:
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "leave", stay, outcome="repeat")
        return stay
    _refuse("They left before they were admitted. Put the days right." if left_at <= stay.admitted_at else "")
    _refuse("Give a day and time that have come." if left_at > clock.now() else "")
    stay.left_at, stay.left_to = left_at, left_to.strip()[:300]
    stay.save(update_fields=["left_at", "left_to"])
    audit.write(by, "leave", stay)
    if stay.unit_id is not None:
        access.end_grants(by=by, source=STAY, source_id=id, at=left_at)
    return stay


@action
def keep_visit(*, by: Actor, id: UUID, stay_id: UUID, visit_id: UUID, words: str = "") -> KeptVisit:
    """A visit that was held goes on, on the ward. Moving it and calling it off are the diary's."""
    stay = _stay(by, stay_id)
    visit = Visit.objects.filter(pk=visit_id, person_id=stay.person_id).first()
    if visit is None:
        raise NotYours("diary.visit", visit_id, stay.person_id)
    permissions.may_decide_about(by, visit.worker_id)
    kept = KeptVisit.objects.filter(stay=stay, visit=visit).first()
    if kept is not None:
        audit.write(by, "keep_visit", kept, outcome="repeat")
        return kept
    kept = KeptVisit(
        id=id,
        person_id=stay.person_id,
        stay=stay,
        visit=visit,
        words=words.strip()[:300],
        by_id=by.worker_id,
        at=clock.now(),
    )
    kept.save(force_insert=True)
    audit.write(by, "keep_visit", kept)
    return kept


def _ward(by: Actor, unit_id: UUID | None) -> Unit | None:
    if unit_id is None:
        return None
    ward = Unit.objects.filter(pk=unit_id, service_id=by.service_id, kind=WARD).first()
    if ward is None:
        raise NotYours("services.unit", unit_id)
    return ward


def _stay(by: Actor, stay_id: UUID) -> Stay:
    stay = (
        Stay.objects.select_for_update()
        .filter(pk=stay_id, person__service_id=by.service_id)
        .order_by("pk")
        .first()
    )
    if stay is None:
        raise NotYours("caseload.stay", stay_id)
    permissions.may_write_about(by, stay.person_id)
    return stay


def _tell_of_held_visits(by: Actor, stay: Stay) -> None:
    """One task for each worker who had planned to see them: nothing is called off, or kept, by itself."""
    held: dict[UUID, list[str]] = {}
    for one in queries.held_visits(by, stay):
        there = clock.local(one.visit.starts_at)
        held.setdefault(one.visit.worker_id, []).append(f"{there.day} {there:%B}, {there:%H:%M}")
    for worker_id, visits in held.items():
        if not permissions.holds_post(by, worker_id, clock.today()):
            continue
        tasks.make_task(
            by=by,
            id=derived(stay.pk, "held", worker_id),
            words=f"They are on {stay.place} now. Decide what becomes of your visits: {'; '.join(visits)}. "
            "Keep each on the ward, move it or call it off.",
            owner_id=worker_id,
            person_id=stay.person_id,
            weight=Weight.MUST,
            due_at=clock.day_bounds(clock.today())[1],
            source=STAY,
            source_id=stay.pk,
        )


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
