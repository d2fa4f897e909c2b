"""The pages of information rights in a browser: the undertaking, sharing, copies, papers, what went astray. Usable on phone and desk."""

import pytest
from django.urls import reverse

from tests.factories.base import (
    make_allocation,
    make_episode,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_note
from tests.journeys.test_a_worker_s_lists import enter
from tests.sweeps.furnishing import Record
from tests.sweeps.furnishing_rights import furnish_rights
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db(transaction=True)
OF_THE_PERSON = (
    *("sharing", "add_recipient", "record_choice", "share", "write_message"),
    *("log_request", "papers", "bring_in_paper", "print_plan"),
)
OF_THE_OFFICER = (
    *(
        "undertakings",
        "publish_undertaking",
        "shared_register",
        "assets_register",
        "access_requests",
        "breaches",
    ),
    "overrides",
)


@pytest.fixture
def record(db):
    """Ann's person, with everything these rooms keep."""
    team = make_unit(make_service(), "north", name="North")
    ann, lee = make_worker("Ann Dodds", unit=team), make_worker("Lee Hall", unit=team, profile=Profile.LEAD)
    sam = make_person("Sam", "Okafor", service=team.service)
    make_allocation(make_episode(sam, team), ann)
    made = Record("sam", sam, ann, lee, team, "9990237573")
    made.rows["person"], made.rows["note"] = sam, make_note(sam, ann, "We walked to the market with Leila.")
    furnish_rights(made)
    return made


def worker_s(record):
    yield from (reverse(name, args=[record.person.pk]) for name in OF_THE_PERSON)
    for name, row in (
        ("access_request", "request"),
        ("note_step", "request"),
        ("prepare_copy", "request"),
        ("given_copy", "request given"),
        ("paper", "paper"),
        ("printout", "printout"),
        ("breach", "breach"),
    ):
        yield reverse(name, args=[record.rows[row].pk])
    yield from (reverse("undertaking"), reverse("report_breach"), reverse("breaches"))
    yield f"{reverse('prepare_copy', args=[record.rows['request'].pk])}?item=note:{record.rows['note'].pk}"


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_information_rights_is_usable(open_context, client, axe, record, width):
    officer = make_worker("Ola Reed", unit=record.unit, profile=Profile.INFORMATION_GOVERNANCE)
    wrong = []
    for worker, addresses in (
        (record.key_worker, worker_s(record)),
        (officer, [*map(reverse, OF_THE_OFFICER), reverse("breach", args=[record.rows["breach"].pk])]),
    ):
        page = open_context(viewport={"width": width, "height": 740}).new_page()
        enter(page, client, worker)
        for address in addresses:
            answer = page.goto(address)
            assert answer.status == 200, address
            wrong += [f"{address}: {fault}" for fault in axe(page)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{address}: wider than the window")
    assert wrong == []
