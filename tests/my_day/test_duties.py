"""DUR-56 through the worker's own screen, in the service as its file has it: what is late and safe first, then the day by time."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories.base import actor_of, make_allocation, make_episode, make_person, sign_in
from tests.factories.diary import make_visit
from tests.factories.due import make_obligation
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.tasks import make_task
from waymark.core.ids import new_id
from waymark.work.due.models import Deferral, Obligation

pytestmark = pytest.mark.django_db
THE_DAY = date(2026, 3, 3)
WHY = "Sam is in hospital until Thursday"


@pytest.fixture
def durham():
    """3 March: Ann has one overdue risk review, visits at eleven and at two, and a message from Lee."""
    with time_machine.travel(datetime(2026, 3, 3, 9, 0, tzinfo=UTC), tick=False):
        service = real_service("durham-support-recovery")
        team = unit_of_service(service, "north")
        lee = hire(service, "area-manager", "Lee Carter", unit="north")
        ann = hire(service, "recovery-worker", "Ann Dodds", unit="north")
        people = [make_person(name, "Reid", service=service) for name in ("Sam", "Tom", "Ruth")]
        for person in people:
            make_allocation(make_episode(person, team), ann)
        sam, tom, ruth = people
        make_visit(ruth, ann, london(THE_DAY, 14), purpose="Letter from the landlord")
        make_visit(tom, ann, london(THE_DAY, 11), purpose="Bus to the market")
        make_obligation(sam, by=actor_of(ann), opens_on=date(2025, 12, 1), due_on=date(2026, 3, 1))
        make_task("Ring me about the rota, Lee", by=actor_of(lee), owner=ann)
        yield {"ann": ann, "lee": lee}


def in_order(page, *words):
    places = [page.index(word, page.index(">Today<")) for word in words]
    assert places == sorted(places)


@pytest.mark.duty("DUR-56")
def test_the_late_review_is_first_then_the_visits_by_time_and_moving_it_needs_a_reason(client, durham):
    ann = sign_in(client, durham["ann"])
    day = ann.get("/my-day/").content.decode()
    in_order(
        day,
        "Personal risk assessment",
        "Bus to the market",
        "Letter from the landlord",
        "Ring me about the rota",
    )
    in_order(day, "overdue 2 days", "11:00", "14:00")

    review = Obligation.objects.get()
    move = {"id": new_id(), "to": "5/3/2026", "approver": durham["lee"].pk}
    refused = ann.post(f"/due/{review.pk}/defer/", move)
    assert refused.status_code == 422
    assert "Say why the date moves." in refused.content.decode()
    assert 'value="5/3/2026"' in refused.content.decode()
    assert not Deferral.objects.exists()

    assert ann.post(f"/due/{review.pk}/defer/", {**move, "reason": WHY}).status_code == 302
    kept = Deferral.objects.get()
    assert (kept.to, kept.reason, kept.approved_by) == (date(2026, 3, 5), WHY, durham["lee"])
    assert Obligation.objects.get().due_on == date(2026, 3, 1)
    day = ann.get("/my-day/").content.decode()
    in_order(day, "Personal risk assessment", "Bus to the market", "Letter from the landlord")
    in_order(day, "overdue 2 days", "11:00")
    board = sign_in(client, durham["lee"]).get("/boards/").content.decode()
    assert "Reviews and checks overdue" in " ".join(board.split())
    behind = " ".join(client.get("/boards/overdue/").content.decode().split())
    assert "Sam Reid" in behind
    assert "Overdue 2 days" in behind or "overdue 2 days" in behind
