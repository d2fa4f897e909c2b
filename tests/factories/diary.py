"""Visits and contacts, as they stand in a record."""

from datetime import datetime, timedelta
from typing import Any

from tests.factories.base import made, post_of
from waymark.core import clock
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person
from waymark.support.diary.choices import Attendance, Mechanism
from waymark.support.diary.models import Contact, Visit


def make_visit(
    person: Person,
    worker: Worker,
    starts_at: datetime | None = None,
    *,
    minutes: int = 60,
    **fields: Any,
) -> Visit:
    """A visit planned for an hour from now (or the time given), for the worker's own team."""
    begins = starts_at or clock.now() + timedelta(hours=1)
    given = {
        "unit": post_of(worker).unit,
        "mechanism": Mechanism.FACE_TO_FACE,
        "made_at": begins - timedelta(days=7),
        **fields,
    }
    return made(
        Visit,
        person=person,
        worker=worker,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=minutes),
        **given,
    )


def make_contact(
    person: Person | None, worker: Worker, started_at: datetime | None = None, **fields: Any
) -> Contact:
    """A contact that happened an hour ago (or at the time given), 45 minutes face to face. Nobody's name: person None."""
    begun = started_at or clock.now() - timedelta(hours=1)
    given = {
        "unit": post_of(worker).unit,
        "attendance": Attendance.ON_TIME,
        "mechanism": Mechanism.FACE_TO_FACE,
        "minutes": 45,
        "recorded_at": begun + timedelta(minutes=50),
        **fields,
    }
    return made(Contact, person=person, anonymous=person is None, worker=worker, started_at=begun, **given)
