"""Keeping what a person said about sharing, what was passed on, and what they themselves are sent (LDS-92, LDS-108)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.governance.sharing import permissions, queries, rules
from waymark.governance.sharing.choices import BASES, KINDS, Basis, Kind, RecipientKind, Said, Way
from waymark.governance.sharing.models import Disclosure, Message, Recipient, SharingChoice
from waymark.organisation.staff import queries as staff
from waymark.people.access import actions as access
from waymark.people.access.choices import Told
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import Person
from waymark.support.diary import queries as diary
from waymark.work.correspondence import actions as letters
from waymark.work.correspondence import queries as correspondence
from waymark.work.correspondence.choices import Channel
from waymark.work.tasks import actions as tasks
from waymark.work.tasks.choices import TaskKind, Weight

OTHERWISE = "This was kept before, otherwise. Open the page again to see what stands."


@action
def add_recipient(*, by: Actor, id: UUID, person: Person, kind: RecipientKind, name: str) -> Recipient:
    """Somebody this person's information may concern. Idempotent on `id`; NotYours unless `by` may write in the record."""
    permissions.may_write_about(by, person.pk)
    made = Recipient.objects.kept(id)
    if made is not None:
        if (made.person_id, made.name) != (person.pk, name.strip()):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "add_recipient", made, outcome="repeat")
        return made
    if not name.strip():
        raise Refused("Say who it is.")
    made = Recipient(
        id=id, person=person, kind=kind, name=name.strip(), added_by_id=by.worker_id, added_at=clock.now()
    )
    made.save(force_insert=True)
    audit.write(by, "add_recipient", made, detail={"kind": kind})
    return made


@action
def record_choice(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    recipient_id: UUID,
    kinds: Iterable[Kind],
    said: Said,
    words: str,
    said_on: date,
) -> list[SharingChoice]:
    """What the person said of these kinds and this recipient, in their words. Holds until they say otherwise. Idempotent on `id`."""
    permissions.may_write_about(by, person.pk)
    recipient = queries.recipient_for(by, person, recipient_id)
    kept = []
    for kind in kinds:
        row_id = derived(id, kind)
        row = SharingChoice.objects.filter(pk=row_id).first()
        if row is not None and (row.recipient_id, row.said) != (recipient.pk, said):
            raise ConflictingRepeat(OTHERWISE)
        outcome = "done" if row is None else "repeat"
        if row is None:
            row = SharingChoice(
                id=row_id,
                person=person,
                recipient=recipient,
                kind=kind,
                said=said,
                words=words.strip(),
                said_on=said_on,
                recorded_by_id=by.worker_id,
                recorded_at=clock.now(),
            )
            row.save(force_insert=True)
        audit.write(by, "record_sharing_choice", row, detail={"kind": kind, "said": said}, outcome=outcome)
        kept.append(row)
    if not kept:
        raise Refused("Choose at least one kind of information.")
    return kept


@action
def disclose(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    recipient_id: UUID,
    kinds: Iterable[Kind],
    way: Way,
    words: str,
    basis: Basis | None = None,
    reason: str = "",
    at: datetime,
) -> Disclosure:
    """Keep that something leaves, after asking whether it may (rules.may_leave). Waymark sends nothing by itself.

    Refused with the sentence where the person said no or was not asked, unless `basis` may set that aside and `reason` says why: then it is
    kept, and the privacy officer and the lead of the team are told at once (LDS-92). Idempotent on `id`.
    """
    permissions.may_write_about(by, person.pk)
    recipient, kinds = queries.recipient_for(by, person, recipient_id), list(kinds)
    made = Disclosure.objects.kept(id)
    if made is not None:
        if (made.recipient_id, made.words) != (recipient.pk, words.strip()):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "disclose", made, outcome="repeat")
        return made
    said = queries.said_of(person, recipient)
    verdict = rules.may_leave(RecipientKind(recipient.kind), recipient.name, kinds, said, basis)
    if verdict.basis is None:
        raise Refused(verdict.why_not)
    if verdict.overrides and (wrong := rules.wrong_with_reason(reason)):
        raise Refused(wrong)
    made = Disclosure(
        id=id,
        person=person,
        recipient=recipient,
        kinds=",".join(kinds),
        way=way,
        words=words.strip(),
        basis=verdict.basis,
        overrides=verdict.overrides,
        reason=reason.strip() if verdict.overrides else "",
        worker_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    detail = {"to": recipient.pk, "kinds": made.kinds, "basis": made.basis, "overrides": made.overrides}
    audit.write(by, "disclose", made, detail=detail)
    if made.overrides:
        _tell(by, made, at)
    return made


def _tell(by: Actor, made: Disclosure, at: datetime) -> None:
    """The privacy officer and whoever leads the team, at once."""
    access.raise_alert(
        by=by,
        id=derived(made.pk, "alert"),
        service_id=by.service_id,
        kind=Told.SHARING_OVERRIDE,
        worker_id=by.worker_id,
        person_id=made.person_id,
        at=at,
    )
    unit_id = diary.team_for(by, made.person_id, at) or diary.own_team(by, clock.today(at))
    try:
        lead = staff.duty_senior(by.service_id, unit_id, at, by.worker_id)
    except staff.NobodyThere:
        return
    kinds = ", ".join(KINDS[Kind(kind)].lower() for kind in made.kinds.split(","))
    tasks.make_task(
        by=by,
        id=derived(made.pk, "task"),
        words=(
            f"Told {made.recipient.name} without agreement: {kinds}. Basis: {BASES[Basis(made.basis)].lower()}. "
            f"{by.name}’s reason: {made.reason}"
        ),
        owner_id=lead.pk,
        person_id=made.person_id,
        kind=TaskKind.CONCERN,
        weight=Weight.MUST,
        due_at=at,
        source="sharing.disclosure",
        source_id=made.pk,
    )


@action
def keep_message(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    channel: Channel,
    point_id: UUID,
    words: str,
    read_back: str = "",
    visit_id: UUID | None = None,
    at: datetime,
) -> Message:
    """Keep what the person is sent, as it reads, once safe contact allows it and it says nothing it may not; where this installation has
    a sender for it, it is on its way in the same transaction.

    Refused with a sentence for a barred way, a number that is not theirs now, words that tell too much, and, before a voicemail, a number
    not read back (LDS-108). Idempotent on `id`.
    """
    permissions.may_write_about(by, person.pk)
    made = Message.objects.kept(id)
    if made is not None:
        if (made.person_id, made.words) != (person.pk, words.strip()):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "keep_message", made, outcome="repeat")
        return made
    safe = service_users.safe_contact_of(by, person)
    point = next((point for point in queries.points_of(by, person) if point.pk == point_id), None)
    if point is None:
        raise NotYours("service_users.contactpoint", point_id, person.pk)
    wrong = (
        correspondence.barred(channel, safe)
        or rules.wrong_way(channel, point.kind)
        or (rules.wrong_with_read_back(point.value, read_back) if channel is Channel.VOICEMAIL else "")
        or rules.wrong_with_message(
            words, queries.facts_about(by, person), channel=channel, discreet=bool(safe.get("discreet"))
        )
    )
    if wrong:
        raise Refused(wrong)
    made = Message(
        id=id,
        person=person,
        channel=channel,
        to=point.value,
        words=words.strip(),
        visit_id=visit_id,
        worker_id=by.worker_id,
        at=at,
    )
    made.save(force_insert=True)
    audit.write(by, "keep_message", made, detail={"channel": channel})
    if correspondence.is_sent_here(channel):
        letters.queue_message(
            by=by, id=made.pk, person=person, channel=channel, to=made.to, words=made.words, at=at
        )
    return made
