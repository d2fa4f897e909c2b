"""Alerts: raised with what they rest on, agreed by a manager until a day, looked at again, never dropped by the calendar."""

from datetime import date, datetime
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.pages import ConflictingRepeat, Refused
from waymark.people.service_users import permissions, rules
from waymark.people.service_users.actions import _gather as gather
from waymark.people.service_users.models import Alert, AlertReview, Person

OTHERWISE = "This was kept before, as something else. Open the page again to see what stands."
ENDED = "This alert has ended. Raise another one if it is needed again."


@action
def raise_alert(
    *,
    by: Actor,
    id: UUID,
    person: Person,
    words: str,
    what_to_do: str,
    rests_on: str,
    told: bool,
    manager_id: UUID,
    at: datetime,
    not_told_because: str = "",
    two_go: bool = False,
) -> Alert:
    """Something to know for safety, on what it rests, and whether the person knows of it. It shows when the manager has agreed.

    `two_go`: from then on nobody is to meet them face to face alone.
    """
    permissions.may_write_details(by, person)
    _refuse(rules.wrong_with_basis(rests_on))
    _refuse(rules.wrong_with_telling(told, not_told_because))
    said = {
        "words": words,
        "what_to_do": what_to_do,
        "rests_on": rests_on,
        "told": told,
        "not_told_because": "" if told else not_told_because,
        "manager_id": manager_id,
        "two_go": two_go,
    }
    row, new = Alert.objects.get_or_create(
        pk=id, defaults={"person": person, "raised_by_id": by.worker_id, "raised_at": at, **said}
    )
    if row.person_id != person.pk or {name: getattr(row, name) for name in said} != said:
        raise ConflictingRepeat(OTHERWISE)
    audit.write(by, "raise_alert", row, outcome="done" if new else "repeat")
    return row


@action
def agree_alert(*, by: Actor, alert: Alert, review_on: date, at: datetime) -> Alert:
    """The manager agrees, until the day it is looked at again. From now on it stands first at every opening."""
    permissions.may_agree_alerts(by, alert.person)
    if alert.agreed_at:
        audit.write(by, "agree_alert", alert, outcome="repeat")
        return alert
    _refuse(ENDED if alert.ended_at else "")
    _refuse(rules.wrong_with_review(review_on, clock.today(at)))
    alert.manager_id, alert.agreed_at, alert.review_on = by.worker_id, at, review_on
    alert.save(update_fields=["manager", "agreed_at", "review_on"])
    gather.again(alert.person)
    audit.write(by, "agree_alert", alert, detail={"review_on": review_on})
    return alert


@action
def review_alert(
    *, by: Actor, id: UUID, alert: Alert, words: str, next_on: date | None, at: datetime
) -> AlertReview:
    """A manager looked at it again: it stays until `next_on`, or ends where there is none, and why. Idempotent on `id`."""
    permissions.may_agree_alerts(by, alert.person)
    kept = AlertReview.objects.kept(id)
    if kept is not None:
        if (kept.alert_id, kept.words, kept.next_on) != (alert.pk, words, next_on):
            raise ConflictingRepeat(OTHERWISE)
        audit.write(by, "review_alert", kept, outcome="repeat")
        return kept
    _refuse(ENDED if alert.ended_at else "")
    _refuse(rules.wrong_with_review(next_on, clock.today(at)) if next_on else "")
    row = AlertReview(
        id=id, person=alert.person, alert=alert, words=words, next_on=next_on, by_id=by.worker_id, at=at
    )
    row.save(force_insert=True)
    if next_on:
        alert.review_on, alert.manager_id = next_on, by.worker_id
        alert.agreed_at = alert.agreed_at or at
    else:
        alert.ended_at, alert.ended_because = at, words
    alert.save(update_fields=["review_on", "manager", "agreed_at", "ended_at", "ended_because"])
    gather.again(alert.person)
    audit.write(by, "review_alert", row, detail={"next_on": next_on or "ended"})
    return row


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)
