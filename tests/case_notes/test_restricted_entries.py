"""LDS-110: an entry for the care coordinator and the lead alone, as everybody else around the person meets it."""

import html
import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_grant, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.access.choices import Relationship
from waymark.support.case_notes.models import Note
from waymark.support.caseload.choices import Purpose

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)
TEXT = "He spoke of what his uncle did."
WORD = "uncle"


@pytest.fixture
def leeds():
    with time_machine.travel(london(DAY, 16), tick=False):
        yield real_service("leeds-recovery-centre")


@pytest.fixture
def jo(leeds):
    """Somebody the centre works with, who has also a stay at Asket Croft."""
    return make_person("Jo", "Bennett", service=leeds)


@pytest.fixture
def episode(leeds, jo):
    make_episode(jo, unit_of_service(leeds, "asket-croft-unit"))
    return make_episode(jo, unit_of_service(leeds, "recovery-centre"))


@pytest.fixture
def kiran(leeds, episode):
    worker = hire(leeds, "recovery-worker", "Kiran Shah")
    make_allocation(episode, worker)
    return worker


@pytest.fixture
def colleagues(leeds, jo, episode):
    """Who else meets Jo: a volunteer named for them, ward staff of Asket Croft, another recovery worker; a coordinator and the lead."""
    volunteer = hire(leeds, "volunteer", "Val Moss")
    make_allocation(episode, volunteer, purpose=Purpose.CO_WORKER)
    coordinator = hire(leeds, "care-co-ordinator", "Cora Webb")
    make_allocation(episode, coordinator, purpose=Purpose.CARE_COORDINATOR)
    return {
        "volunteer": volunteer,
        "ward staff": hire(leeds, "ward-staff", "Wes Hill", unit="asket-croft-unit"),
        "recovery worker": hire(leeds, "recovery-worker", "Rae Cole"),
        "coordinator": coordinator,
        "lead": hire(leeds, "rehabilitation-and-recovery-lead", "Lena Ford"),
    }


@pytest.fixture
def written(kiran, jo):
    """Kiran marks the note of 4 March on the page where it is written."""
    client, where = signed_in_client(kiran), f"/case-notes/write/?person={jo.pk}"
    asked = client.get(where).content.decode()
    assert "Only me, the care coordinator and the lead" in asked
    sent = {
        "id": str(new_id()),
        "kind": "observation",
        "date": "4/3/2026",
        "start": "15:10",
        "text": TEXT,
        "sensitivity": "restricted",
    }
    assert client.post(where, sent).status_code == 302
    return Note.objects.get()


def opened(worker, where, **asked):
    """The page as one line of plain text, but for what the reader typed themselves."""
    answer = signed_in_client(worker).get(where, asked)
    assert answer.status_code == 200, where
    page = re.sub(r'value="[^"]*"', "", answer.content.decode())
    return " ".join(html.unescape(page).split())


def found(worker, jo, word):
    """How often the timeline and the search show something for a word, as this worker."""
    in_timeline = opened(worker, f"/record/{jo.pk}/", q=word)
    in_search = opened(worker, "/search/", q=word, person=str(jo.pk))
    return in_timeline.count("<article"), in_search.count("He spoke")


@pytest.mark.duty("LDS-110")
@pytest.mark.parametrize("role", ["volunteer", "ward staff", "recovery worker"])
def test_others_see_that_there_is_an_entry_and_never_its_words(written, colleagues, jo, role):
    worker = colleagues[role]

    page = opened(worker, f"/record/{jo.pk}/")

    assert "restricted entry, 4 March" in page
    for words in (TEXT, WORD, "15:10", "Kiran Shah, Recovery Worker"):
        assert words not in page
    assert found(worker, jo, WORD) == (0, 0)


@pytest.mark.parametrize("role", ["coordinator", "lead"])
def test_the_named_roles_read_it_and_find_it(written, colleagues, jo, role):
    page = opened(colleagues[role], f"/record/{jo.pk}/")

    assert TEXT in page
    assert "restricted entry, 4 March" not in page
    assert found(colleagues[role], jo, WORD) == (1, 1)


def test_its_author_reads_it_and_finds_it(written, kiran, jo):
    assert TEXT in opened(kiran, f"/record/{jo.pk}/")
    assert found(kiran, jo, WORD) == (1, 1)


def test_an_ordinary_word_of_jo_s_is_found_by_those_who_may_open_the_record(written, colleagues, kiran, jo):
    """What finds nothing for them is the restriction, not the search."""
    client = signed_in_client(kiran)
    sent = {
        "id": str(new_id()),
        "kind": "observation",
        "date": "4/3/2026",
        "start": "15:30",
        "text": "He spoke of the allotment.",
        "sensitivity": "ordinary",
    }
    client.post(f"/case-notes/write/?person={jo.pk}", sent)

    for role in ("volunteer", "ward staff", "recovery worker"):
        assert found(colleagues[role], jo, "allotment") == (1, 1)


@pytest.mark.parametrize("role", ["volunteer", "ward staff", "recovery worker"])
def test_by_its_own_address_it_tells_no_more(written, colleagues, role):
    page = opened(colleagues[role], f"/case-notes/{written.pk}/")

    assert "There is a restricted entry, 4 March." in page
    assert WORD not in page
    assert "Add addendum" not in page
    for end in ("add", "in-error"):
        answer = signed_in_client(colleagues[role]).post(
            f"/case-notes/{written.pk}/{end}/", {"id": str(new_id()), "text": "More", "reason": "To find out"}
        )
        assert answer.status_code == 403
        assert WORD not in answer.content.decode()
    assert Note.objects.count() == 1


def test_somebody_named_for_an_afternoon_alone_sees_no_line_either(written, leeds, jo):
    helper = hire(leeds, "volunteer", "Hal Frost")
    make_grant(jo, worker=helper, relationship=Relationship.LIVE, ends_at=london(DAY, 18))

    assert signed_in_client(helper).get(f"/record/{jo.pk}/").status_code == 404
    assert signed_in_client(helper).get(f"/case-notes/{written.pk}/").status_code == 404
