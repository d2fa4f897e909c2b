"""Keeping advice with its options, source and decision, and what they say when it comes up again (SUR-20)."""

from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import NotYours, Refused, refuse_other
from waymark.people.access.choices import Sensitivity
from waymark.support.advice import permissions, rules
from waymark.support.advice.models import Advice, Answer
from waymark.support.diary.models import Contact
from waymark.work.search import actions as search

OTHERWISE = "This was kept before, with other words. Open the page again to see what stands."


@action
def give_advice(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID,
    topic: str,
    options: str,
    source: str,
    decision: str,
    settled: bool = False,
    contact: Contact | None = None,
) -> Advice:
    """Keep what was explained and what they decided. Unless it is settled it comes up again after 28 days. Idempotent on `id`."""
    permissions.may_write_about(by, person_id)
    given = {
        "person_id": person_id,
        "topic": topic.strip(),
        "options": options.strip(),
        "source": source.strip(),
        "decision": decision.strip(),
        "contact_id": contact.pk if contact else None,
    }
    kept = Advice.objects.kept(id)
    if kept is not None:
        refuse_other(kept, given, OTHERWISE)
        audit.write(by, "give_advice", kept, outcome="repeat")
        return kept
    if contact is not None and (contact.person_id, contact.worker_id) != (person_id, by.worker_id):
        raise NotYours("diary.contact", contact.pk, person_id)
    wrong = rules.wrong_with_advice(topic, options, source, decision) or (
        {} if topic.strip() else {"topic": "Say what it was about."}
    )
    if wrong:
        raise Refused(next(iter(wrong.values())))
    now = clock.now()
    day = clock.today(contact.started_at if contact else now)
    row = Advice(
        id=id, given_on=day, again_on=rules.again_on(day, settled), at=now, by_id=by.worker_id, **given
    )
    row.save(force_insert=True)
    audit.write(by, "give_advice", row, detail={"contact": given["contact_id"], "settled": settled})
    search.push_passage(
        by=by,
        id=row.pk,
        person_id=person_id,
        source="advice.advice",
        author_id=by.worker_id,
        occurred_at=now,
        sensitivity=Sensitivity.ORDINARY,
        text="\n".join((row.topic, row.options, row.decision)),
    )
    return row


@action
def answer_advice(*, by: Actor, id: UUID, advice_id: UUID, decision: str, settled: bool) -> Answer:
    """What they say now. What they said before stays; unless it is settled it comes up again after 28 days."""
    advice = permissions.advice_to_answer(by, advice_id)
    given = {"advice_id": advice_id, "decision": decision.strip()}
    kept = Answer.objects.kept(id)
    if kept is not None:
        refuse_other(kept, given, OTHERWISE)
        audit.write(by, "answer_advice", kept, outcome="repeat")
        return kept
    if not decision.strip():
        raise Refused("Write what they say now, in their words.")
    now = clock.now()
    again_on = rules.again_on(clock.today(now), settled)
    row = Answer(id=id, person_id=advice.person_id, again_on=again_on, at=now, by_id=by.worker_id, **given)
    row.save(force_insert=True)
    audit.write(by, "answer_advice", row, detail={"advice": advice_id, "settled": settled})
    return row
