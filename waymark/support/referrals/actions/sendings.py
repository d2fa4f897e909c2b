"""Referring somebody on, and the summary when they leave: what went, on what basis, chased until somebody answers (TPL-12)."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.organisation.staff import queries as staff
from waymark.support.caseload import queries as caseload
from waymark.support.referrals import permissions, queries, rules
from waymark.support.referrals.choices import Agreed, ReplyKind, SendingKind
from waymark.support.referrals.models import Reply, Sending

OTHERWISE = "This was sent before, with other words. Open it to see what went."


@action
def send_on(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    kind: SendingKind,
    to: str,
    content: str,
    agreed: Agreed,
    sent_how: str,
    at: datetime,
    to_contact: str = "",
    agreed_words: str = "",
) -> Sending:
    """Keep what was sent, as it was looked at before it went. A reply is due in the service's working days.

    Only what the person agreed to, or the law allows with the reason in words. Idempotent on `id`.
    """
    permissions.may_write_about(by, person_id)
    kept = Sending.objects.kept(id)
    if kept is not None:
        if kept.sent_by_id != by.worker_id or kept.person_id != person_id:
            raise NotYours("referrals.sending", id, person_id)
        if (kept.to, kept.content) != (to.strip(), content.strip()):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "send_on", kept, outcome="repeat")
        return kept
    _refuse("" if to.strip() and content.strip() else "Say to whom it goes, and what.")
    if agreed != Agreed.YES and len(agreed_words.split()) < rules.FEWEST_WORDS:
        raise Refused("Say in a few words what they agreed to, or why the law allows it.")
    sent_on = clock.today(at)
    reply_by = queries.due_on(queries.published(by).reply, sent_on) or sent_on
    sending = Sending(
        id=id,
        person_id=person_id,
        unit_id=caseload.unit_of(by, person_id, sent_on) or staff.own_unit(by, sent_on).pk,
        kind=kind,
        to=to.strip(),
        to_contact=to_contact.strip(),
        content=content.strip(),
        agreed=agreed,
        agreed_words=agreed_words.strip(),
        sent_how=sent_how,
        sent_by_id=by.worker_id,
        sent_at=at,
        reply_by=reply_by,
    )
    sending.save(force_insert=True)
    audit.write(by, "send_on", sending, detail={"kind": kind, "agreed": agreed})
    return sending


@action
def note_reply(*, by: Actor, id: UUID, sending_id: UUID, kind: ReplyKind, on: date, words: str = "") -> Reply:
    """What came back, or that we asked again, which makes a reply due anew. An answer closes it; until then it stays open."""
    sending = _sending(by, sending_id)
    kept = Reply.objects.kept(id)
    if kept is not None:
        if kept.sending_id != sending_id:
            raise NotYours("referrals.reply", id)
        audit.write(by, "note_reply", kept, outcome="repeat")
        return kept
    if sending.closed_at is not None:
        raise Refused("This is answered already. Open it again to see how.")
    _refuse(rules.wrong_with_reply(kind, words, on, clock.today(sending.sent_at), clock.today()))
    reply = Reply(
        id=id,
        person_id=sending.person_id,
        sending=sending,
        kind=kind,
        words=words.strip(),
        on=on,
        by_id=by.worker_id,
        at=clock.now(),
    )
    reply.save(force_insert=True)
    audit.write(by, "note_reply", reply, detail={"kind": kind})
    if rules.ends(sending.kind, kind):
        sending.closed_at = clock.now()
        sending.save(update_fields=["closed_at"])
    else:
        sending.reply_by = max(
            sending.reply_by, queries.due_on(queries.published(by).reply, on) or sending.reply_by
        )
        sending.save(update_fields=["reply_by"])
    return reply


def _sending(by: Actor, sending_id: UUID) -> Sending:
    found = (
        Sending.objects.select_for_update().filter(pk=sending_id, person__service_id=by.service_id).first()
    )
    if found is None:
        raise NotYours("referrals.sending", sending_id)
    permissions.may_write_about(by, found.person_id)
    return found


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
