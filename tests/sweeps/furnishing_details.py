"""What more is known of a person: what was confirmed, what clinicians gave, what it is like for them. Called by furnishing."""

from typing import Any

from tests.factories.base import actor_of
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import Confirm, Confirmed, NeedKind


def more_details(r: Any) -> None:
    """All of it, by the key worker; what only a clinician's word allows, by the lead."""
    by, person, today, now = actor_of(r.key_worker), r.person, clock.today(), clock.now()
    asked = {
        what: service_users.Said(Confirmed.RIGHT, r.said(f"{what} confirmed"))
        for what in (Confirm.GP, Confirm.CONSENT, Confirm.RHYTHM)
    }
    service_users.confirm_details(by=by, id=new_id(), person=person, said=asked, at=now)
    service_users.add_need(
        by=by,
        id=new_id(),
        person=person,
        kind=NeedKind.INTERPRETER,
        words=r.said("interpreter"),
        language=r.said("language"),
        from_on=today,
    )
    r.rows["account"] = service_users.add_account(
        by=by,
        id=new_id(),
        person=person,
        words=r.said("account"),
        said_on=today,
        at=now,
        helped_by=r.said("account helped by"),
    )
    for name in ("diagnosis", "diagnosis withdrawn"):
        r.rows[name] = service_users.add_diagnosis(
            by=actor_of(r.lead),
            id=new_id(),
            person=person,
            words=r.said(name),
            given_by=r.said(f"{name} given by"),
            given_on=today,
            source=r.said(f"{name} source"),
            at=now,
        )
    service_users.withdraw_diagnosis(
        by=actor_of(r.lead),
        id=r.rows["diagnosis withdrawn"].pk,
        person=person,
        withdrawn_by=r.said("withdrawn by"),
        source=r.said("withdrawn source"),
        on=today,
    )
