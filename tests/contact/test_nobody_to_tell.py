"""A worry that nobody is there for is not taken for granted: the page says so, and keeps what was typed."""

import pytest

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    sign_in,
)
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.support.diary.models import Contact
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(db):
    return make_worker("Ann Dodds", unit=make_unit(make_service(), "north"))


def sent(**answers):
    return {
        "attendance": "5",
        "mechanism": "02",
        "date": f"{clock.today():%Y-%m-%d}",
        "start": "00:00",
        "minutes": "1",
        "text": "Rang as agreed.",
        "worried": "yes",
        "worries": "Sounded frightened and would not say of what",
        "tell": "duty_senior",
        "sensitivity": "ordinary",
        "late_reason": "",
        **answers,
    }


@pytest.mark.parametrize("named", [True, False])
def test_a_worry_nobody_can_be_told_of_is_not_signed(client, alone, named):
    unit = alone.holdings.get().post.unit
    about = {"anonymous": "yes"}
    if named:
        sam = make_person("Sam", "Okafor", service=unit.service)
        make_allocation(make_episode(sam, unit), alone)
        about = {"person": sam.id}
    response = sign_in(client, alone).post(f"/contact/{new_id()}/", sent(**about))
    text = response.content.decode()

    assert response.status_code == 422
    assert "Nobody else holds a post in your service today" in text
    assert "Ring somebody now." in text
    assert "Sounded frightened and would not say of what" in text
    assert (Contact.objects.count(), Task.objects.count()) == (0, 0)
