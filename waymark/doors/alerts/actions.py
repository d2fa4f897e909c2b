"""An alert and the manager's task that goes with it, in one transaction."""

from datetime import date, datetime, time
from uuid import UUID

from waymark.core import audit, clock
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived
from waymark.core.pages import Refused
from waymark.doors.alerts.choices import AGREE, REVIEW
from waymark.people.service_users import actions as service_users
from waymark.people.service_users import queries as known
from waymark.people.service_users.models import Alert, AlertReview, Person
from waymark.support.diary import actions as diary
from waymark.work.tasks import actions as tasks
from waymark.work.tasks import permissions
from waymark.work.tasks.choices import Weight

END_OF_DAY = time(17)


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
    """Raise it, and ask the manager to agree: a task they must do. Refused for a manager who could not read the record."""
    if wrong := permissions.wrong_with_owner(by, manager_id, person.pk, clock.today(at)):
        raise Refused(wrong)
    alert = service_users.raise_alert(
        by=by,
        id=id,
        person=person,
        words=words,
        what_to_do=what_to_do,
        rests_on=rests_on,
        told=told,
        not_told_because=not_told_because,
        two_go=two_go,
        manager_id=manager_id,
        at=at,
    )
    _ask(by, alert, AGREE, f"Agree the alert about {person.name}, or say why not.", at, None)
    audit.write(by, "ask_for_alert", alert)
    return alert


@action
def agree_alert(*, by: Actor, alert: Alert, review_on: date, at: datetime) -> Alert:
    """The manager agrees; on the day it is to be looked at again they have a task, which grows overdue until they do.

    Where two go from now on, whoever has planned to go alone must say who goes too.
    """
    agreed = service_users.agree_alert(by=by, alert=alert, review_on=review_on, at=at)
    _settle(by, agreed, "It was agreed.", at)
    _ask_again(by, agreed, review_on, at)
    if agreed.two_go:
        diary.ask_who_goes_too(by=by, person=agreed.person, at=at)
    audit.write(by, "settle_alert", agreed)
    return agreed


@action
def review_alert(
    *, by: Actor, id: UUID, alert: Alert, words: str, next_on: date | None, at: datetime
) -> AlertReview:
    """Looked at again: it stays until another day, or ends. One that waits for agreement and is not agreed ends here too."""
    review = service_users.review_alert(by=by, id=id, alert=alert, words=words, next_on=next_on, at=at)
    _settle(by, alert, "It was looked at again.", at)
    if next_on:
        _ask_again(by, alert, next_on, at)
    elif alert.two_go and not known.two_go(alert.person):
        diary.let_one_go(by=by, person=alert.person, at=at)
    audit.write(by, "settle_alert", review)
    return review


def _ask_again(by: Actor, alert: Alert, day: date, at: datetime) -> None:
    words = f"Look again at the alert about {alert.person.name}."
    _ask(by, alert, REVIEW, words, at, clock.from_local(day, END_OF_DAY))


def _ask(by: Actor, alert: Alert, what: str, words: str, at: datetime, due_at: datetime | None) -> None:
    tasks.make_task(
        by=by,
        id=derived(alert.pk, what, alert.review_on or ""),
        words=words,
        owner_id=alert.manager_id,
        person_id=alert.person_id,
        weight=Weight.MUST,
        due_at=due_at or at,
        source=what,
        source_id=alert.pk,
    )


def _settle(by: Actor, alert: Alert, because: str, at: datetime) -> None:
    for what in (AGREE, REVIEW):
        tasks.withdraw_tasks(by=by, source=what, source_id=alert.pk, because=because, at=at)
