"""What there can be in the diary about somebody: visits as they stand, one that has to move, contacts, and a draft of one."""

from datetime import timedelta
from typing import Any

from tests.factories.base import made, make_worker
from tests.factories.diary import make_contact, make_visit
from waymark.core import clock
from waymark.doors.contact.models import Draft
from waymark.support.diary.choices import Attendance, VisitState
from waymark.support.diary.models import MoveAnswer, MoveOffer

HOUR = timedelta(hours=1)


def furnish_diary(r: Any) -> None:
    """All of it the key worker's, but for one visit of somebody who has left."""
    now = clock.now()
    r.rows["visit"] = make_visit(
        r.person,
        r.key_worker,
        now + 2 * HOUR,
        place=r.said("place"),
        purpose=r.said("purpose"),
        goal=r.rows["goal"],
        clash_reason=r.said("clash"),
    )
    offer = made(
        MoveOffer,
        visit=r.rows["visit"],
        first_at=now + 4 * HOUR,
        told="text",
        because=r.said("why it moves"),
        by=r.key_worker,
        at=now,
    )
    made(
        MoveAnswer, offer=offer, said="not_reached", words=r.said("answer to a move"), by=r.key_worker, at=now
    )
    left = make_worker(f"Left {r.name}", unit=r.unit, ends_on=clock.today() - 24 * HOUR)
    r.rows["visit of one who left"] = make_visit(
        r.person, left, now + 50 * HOUR, purpose=r.said("visit of one who left")
    )
    make_visit(r.person, r.key_worker, now - 2 * HOUR, purpose=r.said("visit not written up"))
    make_visit(
        r.person,
        r.key_worker,
        now - 26 * HOUR,
        state=VisitState.CANCELLED,
        state_reason=r.said("why off"),
        called_off_by="person",
    )
    r.rows["contact"] = make_contact(
        r.person, r.key_worker, now - 3 * HOUR, place=r.said("contact place"), present=r.said("present")
    )
    r.rows["bare contact"] = make_contact(
        r.person, r.key_worker, now - 5 * HOUR, attendance=Attendance.ON_TIME
    )
    fields = {"text": r.said("draft"), "attendance": "5", "place": r.said("draft place")}
    r.rows["draft"] = made(
        Draft,
        person=r.person,
        worker=r.key_worker,
        fields=fields,
        revision=3,
        started_at=now,
        saved_at=now,
        visit_id=None,
    )
