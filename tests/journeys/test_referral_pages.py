"""The pages of referrals, stays and weeks in a browser: usable by everybody on phone and desk, by night and enlarged."""

from datetime import timedelta

import pytest

from tests.factories.base import (
    actor_of,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.diary import make_visit
from tests.journeys.test_a_worker_s_lists import enter
from tests.referrals.conftest import REFERRALS
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile
from waymark.support.caseload import actions as caseload
from waymark.support.caseload.choices import Purpose
from waymark.support.referrals import actions, rules
from waymark.support.referrals.choices import Agreed, MoveKind, SendingKind, StepKind

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def world(db):
    """Lee leads. Grace is not decided, Idris waits; Sam is on a ward with a visit held; something was sent on; a band to decide."""
    service = make_service(
        source={"referrals": REFERRALS},
        limits={"allowed_bands": [1, 2]},
        clocks={"first_contact_after_discharge": {"rule": "after", "hours": 72}},
    )
    team, south = make_unit(service, "north", name="North"), make_unit(service, "south", name="South")
    make_worker("Sid Hill", unit=south, profile=Profile.LEAD)
    lee = make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    ann = make_worker("Ann Dodds", unit=team)
    sam, ruth = (make_person(name, "Okafor", service=service) for name in ("Sam", "Ruth"))
    held = [
        make_allocation(make_episode(person, team), ann, weekly_contacts=2, weight=2)
        for person in (sam, ruth)
    ]
    make_allocation(held[0].episode, lee, purpose=Purpose.CARE_COORDINATOR)
    by, leads, now = actor_of(ann), actor_of(lee), clock.now()
    new = _take(by, team, "Grace", now - 3 * DAY, area="Nottingham", urgency="2", not_met=("Help at night",))
    waits = _take(by, team, "Idris", now - 20 * DAY)
    actions.decide_referral(
        by=leads,
        id=new_id(),
        referral_id=waits.pk,
        kind=StepKind.ACCEPTED,
        words="Wants help with the flat and lives round the corner.",
        waits_for="A key worker in the north",
        keeps_in_touch_id=ann.pk,
        in_touch_by=clock.today(),
    )
    make_visit(sam, ann, now + DAY, place="Shildon")
    stay = caseload.admit(
        by=by,
        id=new_id(),
        person_id=sam.pk,
        admitted_at=now - 5 * DAY,
        place="Asket Croft",
        legal_status="Informal",
    )
    for kind, words in ((MoveKind.HOUSING, "Key and meter card"), (MoveKind.MEDICINES, "Two weeks’ supply")):
        actions.plan_move(by=by, id=new_id(), stay_id=stay.pk, kind=kind, words=words, who="Ann Dodds")
    sending = actions.send_on(
        by=by,
        id=new_id(),
        person_id=ruth.pk,
        kind=SendingKind.REFERRAL_ON,
        to="Talking Therapies",
        content="About Ruth\n\nIn her words: “I want to sleep.”",
        agreed=Agreed.YES,
        sent_how="post",
        at=now - 12 * DAY,
    )
    change = caseload.change_band(
        by=by, id=new_id(), allocation_id=held[1].pk, weight=3, words="The court is in it now"
    )
    return {
        "ann": ann, "lee": lee, "sam": sam, "ruth": ruth, "new": new, "waits": waits, "stay": stay,
        "sending": sending, "change": change, "held": held[1], "episode": held[1].episode,
    }  # fmt: skip


def _take(by, team, name, at, **more):
    asked = rules.Asked(
        source="gp",
        reason="Has not been out since June, and says the days are long.",
        knows="agrees",
        received_at=at,
        asked_for="Somebody to go out with, to begin with.",
        referrer_name="Dr Shah",
        referrer_from="Castle Surgery",
        **more,
    )
    newcomer = rules.Newcomer(name, "Byrne")
    return actions.take_referral(by=by, id=new_id(), unit_id=team.pk, asked=asked, newcomer=newcomer)


def addresses(world):
    ids = {name: world[name].pk for name in ("sam", "ruth", "new", "waits", "stay", "sending", "change")}
    yield from (
        "/referrals/",
        "/referrals/take/",
        f"/referrals/take/?person={ids['ruth']}",
        "/referrals/declined/",
    )
    yield from (f"/referrals/{ids['new']}/{end}" for end in ("", "acknowledge/", "give/", "decide/"))
    yield from (f"/referrals/{ids['waits']}/{end}" for end in ("", "waiting/", "allocate/"))
    yield from (f"/referrals/person/{ids['ruth']}/{end}" for end in ("", "refer-on/"))
    yield f"/referrals/sent/{ids['sending']}/"
    yield from (f"/referrals/stay/{ids['stay']}/{end}" for end in ("", "plan/", "leave/", "hope/"))
    yield f"/referrals/episode/{world['episode'].pk}/transfer/"
    yield from (f"/caseload/stay/{ids['stay']}/", f"/caseload/person/{ids['sam']}/tenure/")
    yield from (f"/caseload/person/{ids['ruth']}/", f"/caseload/person/{ids['ruth']}/admit/")
    yield from (
        "/caseload/",
        "/caseload/workload/",
        "/caseload/workload/days/",
        f"/caseload/band/{ids['change']}/",
    )
    yield from (f"/caseload/allocation/{world['held'].pk}/band/", "/boards/")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_referrals_is_usable(open_context, client, axe, world, width):
    page = open_context(viewport={"width": width, "height": 740}).new_page()
    enter(page, client, world["lee"])
    wrong = []
    for address in addresses(world):
        page.goto(address)
        wrong += [f"{address}: {fault}" for fault in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong += [f"{address} is {wide} pixels too wide"] if wide > 0 else []

    assert not wrong, "\n".join(wrong)


def test_a_worker_s_own_week_and_people_too(open_context, client, axe, world):
    page = open_context(viewport={"width": 360, "height": 740}).new_page()
    enter(page, client, world["ann"])
    wrong = []
    for address in ("/caseload/", "/caseload/planner/", "/my-day/", "/referrals/"):
        page.goto(address)
        wrong += [f"{address}: {fault}" for fault in axe(page)]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong += [f"{address} is {wide} pixels too wide"] if wide > 0 else []

    assert not wrong, "\n".join(wrong)
