"""What is known of a person, in a browser: each page usable by everybody on phone and desk, and none wider than its screen."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from tests.factories.base import (
    actor_of,
    made,
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.diary import make_visit
from tests.journeys.test_a_worker_s_lists import enter
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.people.access.choices import Profile
from waymark.people.service_users import actions
from waymark.people.service_users.choices import Confirm, Confirmed, NeedKind
from waymark.people.service_users.models import Duplicate

pytestmark = pytest.mark.django_db(transaction=True)
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CLOCKS = {"details_confirmed": {"days": 180, "rule": "every"}}
CRISIS = [{"name": "Samaritans", "number": "116 123", "when": "To talk to someone, day or night"}]


@pytest.fixture
def world(db):
    """Ann is Sam's key worker, Lee leads, Rae is the records lead; Sam has everything on record."""
    team = make_unit(make_service(clocks=CLOCKS, crisis_wording=CRISIS))
    lee = make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    ann = make_worker("Ann Dodds", unit=team)
    rae = make_worker("Rae Lind", unit=team, profile=Profile.INFORMATION_GOVERNANCE)
    born = {"birth_year": 1984, "birth_month": 2, "birth_day": 3}
    sam, twin = (make_person("Sam", "Okafor", service=team.service, **born) for _ in range(2))
    make_allocation(make_episode(sam, team), ann)
    now, today = clock.now(), clock.today()
    by, lead = {"by": actor_of(ann), "person": sam}, {"by": actor_of(lee), "person": sam}
    actions.set_about(
        id=new_id(), at=now, please_do="Sit beside me, not opposite", please_do_not="Ring before ten", **by
    )
    actions.add_need(
        id=new_id(),
        kind=NeedKind.INTERPRETER,
        words="Urdu interpreter for meetings",
        language="Urdu",
        from_on=today,
        **by,
    )
    said = {Confirm.GP: actions.Said(Confirmed.RIGHT, "Mill Lane Surgery")}
    actions.confirm_details(id=new_id(), said=said, at=now, **by)
    actions.add_account(id=new_id(), words="I talk fast and stop sleeping", said_on=today, at=now, **by)
    given = {"words": "Bipolar disorder", "given_by": "Dr Rao, psychiatrist", "source": "clinic letter"}
    diagnosis = actions.add_diagnosis(id=new_id(), given_on=today, at=now, **given, **lead)
    actions.set_pathway(id=new_id(), at=now, stage="community care, S117", what_next="A review in May", **by)
    told = {"does": "Care coordinator", "reach": "01632 960 001", "hours": "Monday to Friday, 9 to 5"}
    contact = actions.add_key_contact(id=new_id(), at=now, name="Eve Marsh", **told, **by)
    sheet = actions.print_sheet(id=new_id(), at=now, **by)
    rests = {"what_to_do": "Ring first", "rests_on": "Bitten on 2 March", "told": False}
    alert = actions.raise_alert(
        id=new_id(),
        at=now,
        words="A dog is loose in the yard",
        manager_id=lee.pk,
        not_told_because="He would look for who said it",
        **rests,
        **by,
    )
    actions.agree_alert(by=lead["by"], alert=alert, review_on=today + timedelta(days=30), at=now)
    duplicate = made(
        Duplicate, person=sam, other_id=twin.pk, why="The same name and birth date", raised_at=now
    )
    visit = make_visit(sam, ann, purpose="CPA review")
    return {
        "ann": ann, "lee": lee, "rae": rae, "sam": sam, "diagnosis": diagnosis, "contact": contact, "sheet": sheet,
        "alert": alert, "duplicate": duplicate, "visit": visit,
    }  # fmt: skip


def addresses(world):
    """Who opens which page."""
    sam, row = world["sam"].pk, {name: getattr(world[name], "pk", None) for name in world}
    anns = [
        f"/record/{sam}/", f"/record/{sam}/story/", f"/details/{sam}/", f"/details/{sam}/confirm/", f"/details/{sam}/health/",
        f"/details/{sam}/health/account/", f"/details/{sam}/death/", "/details/add-person/", f"/diary/{row['visit']}/",
        f"/pathway/{sam}/", f"/pathway/{sam}/where/", f"/pathway/{sam}/contact/", f"/pathway/{sam}/sheet/{row['sheet']}/",
        f"/pathway/{sam}/sheet/{row['sheet']}/given/", f"/pathway/{sam}/contact/{row['contact']}/leaves/",
        f"/alerts/{sam}/", f"/alerts/{sam}/raise/",
    ]  # fmt: skip
    lees = [
        f"/details/{sam}/health/diagnosis/", f"/details/{sam}/health/diagnosis/{row['diagnosis']}/withdraw/",
        f"/alerts/{sam}/{row['alert']}/review/",
    ]  # fmt: skip
    raes = ["/duplicates/", f"/duplicates/{row['duplicate']}/"]
    return [("ann", anns), ("lee", lees), ("rae", raes)]


@pytest.mark.slow
@pytest.mark.parametrize("screen", ["phone", "desk"])
def test_each_page_is_usable_by_everybody(screen, open_context, world, axe):
    size = {"width": 360, "height": 740} if screen == "phone" else {"width": 1280, "height": 900}
    wrong = []
    for name, pages in addresses(world):
        page = open_context(viewport=size).new_page()
        enter(page, Client(), world[name])
        for address in pages:
            assert page.goto(address).status == 200, address
            wrong += [f"{address}: {fault}" for fault in axe(page)]
            wrong += [f"{address}: wider than the screen"] if page.evaluate(WIDER) else []
            if folder := os.environ.get("WAYMARK_SHOTS"):
                shot = f"{screen}-{name}-{address.strip('/').replace('/', '_')[-60:]}.png"
                page.screenshot(path=Path(folder) / shot, full_page=True)
    assert not wrong, "\n".join(wrong)
