"""Names from before somebody came: written down with the day they ended, and they find the person."""

import pytest

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id

pytestmark = pytest.mark.django_db


def test_a_name_from_before_they_came_finds_them_and_says_until_when():
    team = make_unit(make_service(), "north")
    ann = make_worker("Ann Dodds", unit=team)
    jo = make_person("Jo", "Bennett", service=team.service)
    make_allocation(make_episode(jo, team), ann)
    client = signed_in_client(ann)
    before = {"id": new_id(), "text": "Joanna Maddox", "until": "1/6/2019"}
    assert "Jo Bennett" not in client.get("/find/?q=joanna+maddox").content.decode()

    assert client.post(f"/details/{jo.pk}/name-before/", before | {"text": ""}).status_code == 422
    assert client.post(f"/details/{jo.pk}/name-before/", before).status_code == 302

    page = " ".join(client.get(f"/details/{jo.pk}/").content.decode().split())
    assert 'Joanna Maddox <span class="wm-note">until 1 Jun 2019</span>' in page
    assert "Jo Bennett" in client.get("/find/?q=joanna+maddox").content.decode()


def test_another_team_s_worker_does_not_write_in_it():
    team = make_unit(make_service(), "north")
    jo = make_person("Jo", "Bennett", service=team.service)
    make_episode(jo, team)
    stranger = signed_in_client(make_worker("Stran Ger", unit=make_unit(team.service, "south")))

    answer = stranger.post(f"/details/{jo.pk}/name-before/", {"id": new_id(), "text": "Joanna Maddox"})

    assert answer.status_code == 404
    assert not jo.names.exists()
