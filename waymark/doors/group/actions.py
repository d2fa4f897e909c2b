"""One entry for several people: the session once, and in each person's record a contact of their own, all of it or nothing."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import NotYours, Refused
from waymark.doors.contact import actions as contact
from waymark.doors.contact import queries as drafts
from waymark.doors.contact.choices import Tell
from waymark.doors.group import rules
from waymark.organisation.staff import queries as staff
from waymark.support.diary import actions as diary
from waymark.support.diary.choices import Attendance, Mechanism
from waymark.support.diary.models import GroupSession


@action
def keep_typed(
    *, by: Actor, id: UUID, typed: dict[str, object], people: list[UUID], at: datetime
) -> datetime:
    """What stands in the boxes so far is a draft of the worker's own, under the id the session will have. Gives when it was kept."""
    earlier = drafts.draft_if_any(by, id)
    kept = contact.save_draft(
        by=by, id=id, fields={**typed, "person": [str(one) for one in people]}, revision=(earlier.revision if earlier else 0) + 1,
        person_id=None, visit_id=None, at=at, form=drafts.GROUP,
    )  # fmt: skip
    return kept.saved_at


@action
def record_group(*, by: Actor, id: UUID, group: rules.Group) -> GroupSession:
    """Keep a group's entry. Each person's contact is the one their own page would have written, with its note and whoever must know.

    Idempotent on `id`: the same again returns the first and writes nothing. NotYours for anybody in whose record `by` may not write; then
    nothing at all is kept.
    """
    made = GroupSession.objects.kept(id)
    if made is not None:
        if made.worker_id != by.worker_id:
            raise NotYours("diary.groupsession", id)
        audit.write(by, "record_group", made, outcome="repeat")
        return made
    if wrong := rules.wrong_with_number(len({member.person_id for member in group.members})):
        raise Refused(wrong)
    made = diary.keep_group(
        by=by, id=id, unit_id=staff.own_unit(by, clock.today()).pk, name=group.name, started_at=group.started_at,
        minutes=group.minutes, place=group.place, shared=group.shared,
    )  # fmt: skip
    for member in group.members:
        contact.record_contact(by=by, id=derived(id, member.person_id), given=_given(made, group, member))
    if drafts.draft_if_any(by, id) is not None:
        contact.discard_draft(by=by, id=id)
    audit.write(by, "record_group", made, detail={"people": len(group.members), "came": group.came})
    return made


def _given(made: GroupSession, group: rules.Group, member: rules.Member) -> contact.Given:
    """Of the others no record says more than how many they were."""
    return contact.Given(
        attendance=Attendance.ON_TIME if member.came else Attendance.NOT_ATTENDED,
        mechanism=Mechanism.FACE_TO_FACE,
        started_at=group.started_at,
        minutes=group.minutes if member.came else 0,
        person_id=member.person_id,
        place=group.place,
        present=f"A group of {group.came}" if member.came else "",
        text=group.text_of(member),
        their_words=member.their_words if member.came else "",
        worries=member.worries,
        tell=Tell.DUTY_SENIOR if member.worries else None,
        group_id=made.pk,
    )
