"""One entry for several people, as a recovery worker in Leeds makes it: each has a record of their own, and nobody's names anybody else."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.doors.group import rules
from waymark.support.case_notes.models import Note
from waymark.support.diary.models import Contact, GroupSession
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 3, 6)


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def leeds():
    with time_machine.travel(london(date(2026, 1, 5), 8), tick=False):
        return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Patel")


@pytest.fixture
def people(leeds, kiran):
    """Jo, Will and Ayesha, all Kiran's. Helen Ward leads."""
    hire(leeds, "rehabilitation-and-recovery-lead", "Helen Ward")
    found = []
    for given, family in (("Jo", "Reed"), ("Will", "Marsh"), ("Ayesha", "Khan")):
        person = make_person(given, family, service=leeds)
        make_allocation(make_episode(person, unit_of_service(leeds, "recovery-centre")), kiran)
        found.append(person)
    return found


@pytest.fixture
def client(kiran):
    with time_machine.travel(london(FRIDAY, 16), tick=False):
        yield signed_in_client(kiran)


def address(people, group_id=None):
    return f"/group/{group_id or new_id()}/?" + "&".join(f"person={person.pk}" for person in people)


def entry(people, **more):
    jo, will, ayesha = people
    return {
        "name": "Walking group", "date": "2026-03-06", "start": "13:00", "minutes": "90", "place": "Roundhay Park",
        "shared": "We walked round the lake and will go further next week.",
        f"came_{jo.pk}": "yes", f"words_{jo.pk}": "Led the way for the first mile.", f"their_words_{jo.pk}": "I slept after it.",
        f"came_{will.pk}": "yes", f"worries_{will.pk}": "Has not eaten since Wednesday.",
        f"came_{ayesha.pk}": "no", f"words_{ayesha.pk}": "Rang beforehand.", **more,
    }  # fmt: skip


def test_one_entry_is_a_contact_of_their_own_for_each_and_no_name_crosses(client, people, kiran):
    jo, will, ayesha = people
    chosen = client.get("/group/")
    assert all(person.name in said(chosen) for person in people)
    where = address(people)
    assert "Record a group" in said(client.get(where))
    sent = client.post(where, entry(people))
    assert sent.status_code == 302, said(sent)

    assert GroupSession.objects.count() == 1
    contacts = {contact.person_id: contact for contact in Contact.objects.all()}
    assert {id: (c.attendance, c.minutes, c.present) for id, c in contacts.items()} == {
        jo.pk: ("5", 90, "A group of 2"),
        will.pk: ("5", 90, "A group of 2"),
        ayesha.pk: ("3", 0, ""),
    }
    notes = {note.person_id: note for note in Note.objects.all()}
    together = "Walking group: We walked round the lake and will go further next week."
    assert notes[jo.pk].text == f"{together}\n\nLed the way for the first mile."
    assert notes[jo.pk].their_words == "I slept after it."
    assert notes[will.pk].text == together
    assert notes[ayesha.pk].text == "Walking group: did not come.\n\nRang beforehand."
    for person in people:
        record = said(client.get(f"/record/{person.pk}/")).replace("will go", "")
        others = [other.given_name for other in people if other != person]
        assert not [name for name in others if re.search(rf"\b{name}\b", record)], person
    assert Task.objects.get(kind="concern").person_id == will.pk
    done = said(client.get(sent.headers["Location"]))
    assert "Came Jo Reed" in done
    assert "Did not come Ayesha Khan" in done
    assert AuditEntry.objects.filter(action="record_group", outcome="done").count() == 1
    assert AuditEntry.objects.filter(action="record_contact", outcome="done").count() == 3


@pytest.mark.parametrize(
    ("box", "words", "sentence"),
    [
        (
            "shared",
            "Jo led the way.",
            "“Jo” is somebody of this group, and this goes into everybody’s record.",
        ),
        ("shared", "We went to Khan’s for tea.", "“Khan” is somebody of this group"),
        (
            "words_0",
            "Walked with Ayesha.",
            "“Ayesha” is somebody of this group, and this is another’s record.",
        ),
        ("their_words_0", "Will made me laugh", "“Will” is somebody of this group"),
    ],
)
def test_a_name_in_somebody_else_s_record_is_asked_about_and_what_was_typed_stays(
    client, people, box, words, sentence
):
    field = box.replace("_0", f"_{people[0].pk}")
    where = address(people)
    refused = client.post(where, entry(people, **{field: words}))

    assert refused.status_code == 422
    assert sentence in said(refused)
    assert "We walked round the lake" in refused.content.decode() or box == "shared"
    assert words.replace("’", "’") in refused.content.decode()
    assert not Note.objects.exists()
    kept = client.post(where, entry(people, **{field: words, "not_them": "yes"}))
    assert kept.status_code == 302


def test_twice_is_once_and_somebody_else_s_person_stops_all_of_it(client, leeds, people, kiran):
    where = address(people)
    assert client.post(where, entry(people)).status_code == 302
    assert client.post(where, entry(people, shared="Something else")).status_code == 302
    assert Note.objects.count() == 3

    stranger = make_person("Nobody", "Known", service=leeds)
    everybody = [*people[:2], stranger]
    assert client.get(address(everybody)).status_code == 404
    sent = {**entry(people), f"came_{stranger.pk}": "yes"}
    assert client.post(address(everybody), sent).status_code == 404
    assert Note.objects.count() == 3


def test_nothing_is_kept_where_one_of_them_cannot_be(client, people, monkeypatch):
    """The third is refused while the first two are written already."""
    from waymark.core.pages import Refused
    from waymark.doors.contact import actions as contact

    real, calls = contact.record_contact, []

    def third_fails(**given):
        calls.append(given)
        if len(calls) == 3:
            raise Refused("Not this one.")
        return real(**given)

    monkeypatch.setattr(contact, "record_contact", third_fails)
    answer = client.post(address(people), entry(people))

    assert answer.status_code == 422
    assert "Not this one." in said(answer)
    assert not Note.objects.exists()
    assert not GroupSession.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Give the group its name, such as Walking group."),
        ({"minutes": ""}, "Give the minutes you were together."),
        ({"minutes": "long"}, "Give the minutes as a whole number, like 45."),
        ({"shared": ""}, "Write what the group did."),
        ({"date": "2026-03-07"}, "This is in the future. Give the day and time it happened."),
    ],
)
def test_what_is_missing_is_said_beside_it(client, people, change, sentence):
    answer = client.post(address(people), entry(people, **change))

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "Led the way for the first mile." in answer.content.decode()


def test_somebody_of_whom_it_was_not_said_whether_they_came(client, people):
    sent = entry(people)
    del sent[f"came_{people[1].pk}"]

    assert "Say whether Will Marsh came." in said(client.post(address(people), sent))


def test_a_group_is_of_two_at_least(client, people):
    answer = client.get(address(people[:1]))

    assert answer.status_code == 422
    assert "Choose at least two people. For one, record an ordinary contact." in said(answer)


def test_a_colleague_of_another_team_does_not_find_the_session(client, leeds, people):
    where = address(people)
    done = client.post(where, entry(people)).headers["Location"]
    ward = hire(leeds, "nurse", "Nia Evans")
    with time_machine.travel(london(FRIDAY, 17), tick=False):
        assert signed_in_client(ward).get(done).status_code == 404


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("will you come", ""),
        ("Will came", "Will"),
        ("O’Brien’s turn", "O’Brien"),
        ("ŁUKASZ cooked", "ŁUKASZ"),
        ("கவிதா பாடினார்", "கவிதா"),
        ("Willow trees", ""),
        ("", ""),
    ],
)
def test_a_name_is_found_as_names_are_written(text, found):
    names = [("Will", "O’Brien", ""), ("Łukasz", "", "கவிதா")]

    assert rules.named_in(text, names) == found


def test_what_is_typed_is_kept_as_a_draft_and_gone_once_signed(client, people, kiran):
    group_id = new_id()
    whom = address(people, group_id).partition("?")[2]
    htmx = {"HX-Request": "true"}
    kept = client.post(f"/group/{group_id}/draft/?{whom}", entry(people, minutes=""), headers=htmx)
    assert "Draft kept at 16:00." in said(kept)
    assert "Unsigned: a group" in said(client.get("/my-day/"))
    assert "A group Kept 6 Mar 2026" in said(client.get("/contact/"))
    found = client.get(f"/contact/{group_id}/")
    assert found.headers["Location"] == f"/group/{group_id}/"
    again = client.get(found.headers["Location"]).content.decode()
    assert "Led the way for the first mile." in again
    assert "We walked round the lake" in again
    refused = client.post(address(people, group_id), entry(people, minutes="", place="Temple Newsam"))
    assert refused.status_code == 422
    assert "Temple Newsam" in client.get(f"/group/{group_id}/").content.decode()

    assert client.post(address(people, group_id), entry(people)).status_code == 302
    assert "Unsigned" not in said(client.get("/my-day/"))
    assert client.get(f"/group/{group_id}/").headers["Location"] == f"/group/{group_id}/done/"


def test_nobody_else_opens_it_and_nobody_else_s_people_get_into_it(client, leeds, people):
    group_id = new_id()
    whom = address(people, group_id).partition("?")[2]
    client.post(f"/group/{group_id}/draft/?{whom}", entry(people))
    colleague = hire(leeds, "recovery-worker", "Leroy James")
    stranger = make_person("Nobody", "Known", service=leeds)
    with time_machine.travel(london(FRIDAY, 17), tick=False):
        other = signed_in_client(colleague)
        assert other.get(f"/group/{group_id}/").status_code == 404
        assert other.post(f"/group/{group_id}/draft/?{whom}", entry(people)).status_code == 404
    assert (
        client.post(f"/group/{group_id}/draft/?{whom}&person={stranger.pk}", entry(people)).status_code == 404
    )
    assert client.post(f"/group/{group_id}/draft/", entry(people)).status_code == 422
    assert client.post(f"/group/{group_id}/draft/?{whom}", entry(people, shared="a\x00b")).status_code == 422
