"""The one-page guide: there for whoever is signed in, one press away on every page, and true to the page it speaks of."""

import re

import pytest
from django.test import Client

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
    post_of,
    sign_in,
)
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize(
    "profile", [Profile.CASEWORK, Profile.CASEWORK_LIMITED, Profile.LEAD, Profile.ADMINISTRATOR]
)
def test_every_role_finds_the_guide_at_the_foot_of_its_pages(client, profile):
    client = sign_in(client, make_worker(profile=profile))
    assert 'href="/guide/"' in client.get("/account/").content.decode()
    assert client.get("/guide/").status_code in (200, 403)


def test_nobody_reads_it_before_signing_in():
    assert Client().get("/guide/").status_code == 302


def test_what_the_guide_names_is_what_the_pages_say(client):
    team = make_unit(make_service())
    ann = make_worker("Ann Dodds", unit=team)
    sam = make_person(service=post_of(ann).service)
    make_allocation(make_episode(sam, team), ann)
    client = sign_in(client, ann)
    guide = said(client.get("/guide/"))
    page = said(client.get(f"/contact/?person={sam.pk}", follow=True))
    for words in ("Did it happen?", "Sign and finish"):
        assert words in guide
        assert words in page
    assert "Sign out" in guide
    assert "Sign out" in page
