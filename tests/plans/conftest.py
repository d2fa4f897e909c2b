"""Ann is Sam's key worker and puts plans in force; Bea works with Sam too and drafts; a stranger works elsewhere in the service."""

import pytest

from tests.factories.base import (
    RIGHTS,
    actor_of,
    made,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_note
from waymark.core import clock
from waymark.organisation.staff.choices import Right
from waymark.people.access.choices import Profile
from waymark.support.measures.models import Filled
from waymark.work.questionnaires.models import Version


@pytest.fixture
def team():
    return make_unit(make_service(), "north")


@pytest.fixture
def sam(team):
    person = make_person("Sam", service=team.service)
    make_episode(person, team)
    return person


@pytest.fixture
def ann_worker(team, sam):
    worker = make_worker("Ann Dodds", unit=team)
    make_allocation(sam.episodes.get(), worker)
    return worker


@pytest.fixture
def bea_worker(team, sam):
    rights = RIGHTS[Profile.CASEWORK] - {Right.PUBLISH_PLANS}
    return make_worker("Bea Hall", unit=team, rights=rights)


@pytest.fixture
def ann(ann_worker):
    return actor_of(ann_worker)


@pytest.fixture
def bea(bea_worker):
    return actor_of(bea_worker)


@pytest.fixture
def filled_in(team, sam, ann_worker):
    """An assessment of Sam, as it was signed."""

    def fill(answers, name="StrengthsAndNeeds"):
        now = clock.now()
        version = made(
            Version, service=team.service, name=name, number=1, title=name, body={}, sha256="0" * 64, licence="ours", source="x",
            state="published", loaded_by=ann_worker, loaded_at=now,
        )  # fmt: skip
        note = make_note(sam, ann_worker)
        return made(
            Filled, person=sam, version=version, note=note, answers=answers, figures={}, answered_by="themselves", mode="01",
            language="English", answered_at=now, recorded_at=now, author=ann_worker,
        )  # fmt: skip

    return fill


@pytest.fixture
def stranger(team):
    return actor_of(make_worker("Sid", unit=make_unit(team.service, "south"), profile=Profile.LEAD))
