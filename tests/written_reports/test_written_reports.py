"""DUR-57 as it happens in Durham: facts gathered, a report written, a copy sent that nothing changes afterwards."""

import re
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction

from tests.factories.base import actor_of, make_allocation, make_episode, make_person
from tests.factories.goals import make_goal
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.sharing.models import Disclosure
from waymark.governance.written_reports.models import SentReport, WrittenReport
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note

pytestmark = pytest.mark.django_db
DAYS = [(1, 6), (1, 13), (1, 20), (1, 27), (2, 3), (2, 10), (2, 17), (2, 24)]


def said(response):
    html = re.sub(r"<(span|a|em|q)\b[^>]*>|</(span|a|em|q)>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def the_contact(person, month, day, **more):
    return {
        "person": str(person.pk), "attendance": "5", "mechanism": "01", "date": f"2026-{month:02}-{day:02}",
        "start": "10:00", "minutes": "60", "text": f"We took the bus together, day {month}-{day}", "worried": "no",
        "sensitivity": "ordinary", "sign": "yes", **more,
    }  # fmt: skip


@pytest.fixture
def durham():
    with time_machine.travel(london(date(2025, 12, 1), 8), tick=False):
        return real_service("durham-support-recovery")


@pytest.fixture
def ann(durham):
    return hire(durham, "recovery-worker", "Ann Dodds")


@pytest.fixture
def sam(durham, ann):
    """Eight contacts in January and February, one before and one after; a goal with a rating."""
    with time_machine.travel(london(date(2025, 12, 1), 9), tick=False):
        person = make_person("Sam", "Okafor", service=durham)
        make_allocation(make_episode(person, unit_of_service(durham, "north")), ann)
        goal = make_goal(person, ann, words="Ride the bus to town alone", opened_on=date(2025, 12, 1))
    for month, day in [*DAYS, (3, 3)]:
        with time_machine.travel(london(date(2026, month, day), 12), tick=False):
            rated = {"goals": str(goal.pk), f"rating_{goal.pk}": "5"} if (month, day) == (2, 24) else {}
            sent = the_contact(person, month, day, **rated)
            answer = signed_in_client(ann).post(f"/contact/{new_id()}/", sent)
            assert answer.status_code == 302, said(answer)
    return person


def begin(client, person, first="2026-01-01", last="2026-02-28", kind="review"):
    sent = {"id": str(new_id()), "kind": kind, "first": first, "last": last}
    return client.post(f"/written-reports/person/{person.pk}/begin/", sent)


def agreed_with(client, person, name="Beth Moss"):
    """Beth Moss is somebody this may go to, and Sam says so."""
    client.post(
        f"/sharing/{person.pk}/recipients/new/", {"id": str(new_id()), "kind": "health", "name": name}
    )
    page = client.get(f"/sharing/{person.pk}/choices/new/").content.decode()
    recipient = re.search(rf'<option value="([0-9a-f-]{{36}})"[^>]*>\s*{name}', page)[1]
    choice = {
        "id": str(new_id()), "recipient": recipient, "kinds": ["appointments", "plan"], "said": "agrees",
        "words": "Beth may see it", "said_on": "3/3/2026",
    }  # fmt: skip
    assert client.post(f"/sharing/{person.pk}/choices/new/", choice).status_code == 302
    return recipient


def the_copy(page):
    """What is read of a copy, without what stands around it."""
    return (
        said(page).partition("Sent to ")[1]
        + said(page).partition("Sent to ")[2].partition("Send the same")[0]
    )


def facts_in(page):
    return re.findall(r'name="facts"[^>]*value="([^"]+)"', page.content.decode())


@pytest.mark.duty("DUR-57")
def test_eight_contacts_are_listed_and_the_copy_sent_to_beth_moss_on_4_march_stays(durham, ann, sam):
    lee = hire(durham, "area-manager", "Lee Carter")
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        client = signed_in_client(ann)
        started = begin(client, sam)
        assert started.status_code == 302
        page = client.get(started.headers["Location"])
        text = said(page)
        dates = re.findall(r"(\d+ \w+ 2026): Face to face, 60 minutes, with Ann Dodds\.", text)
        assert len(dates) == 8
        timeline = said(client.get(f"/record/{sam.pk}/"))
        on_it = re.findall(r"day (\d)-(\d+)", timeline)
        assert {(int(month), int(day)) for month, day in on_it} >= set(DAYS)
        assert dates == [f"{day} {'January' if month == 1 else 'February'} 2026" for month, day in DAYS]
        assert "24 February 2026: “Ride the bus to town alone”: they rate it 5 out of 10." in text
        assert text.count("Entry of Ann Dodds") == 8
        assert "3 March 2026: Face" not in text

        words = {
            "summary": "Sam takes the bus with company now.",
            "their_view": "I want to go by myself.",
            "asks": "Two more months of support.",
        }
        kept = client.post(started.headers["Location"], {**words, "facts": facts_in(page), "send": "yes"})
        sending = kept.headers["Location"]
        assert sending.endswith("/send/")
        recipient = agreed_with(client, sam)
        send = {
            "id": str(new_id()),
            "recipient": recipient,
            "kinds": ["appointments", "plan"],
            "way": "letter",
        }
        sent = client.post(sending, send)
        assert sent.status_code == 302, said(sent)
        copy = sent.headers["Location"]
        as_sent = said(client.get(copy))
        first_read = the_copy(client.get(copy))
        found = client.get("/search/?q=company+now").content.decode()
        assert f'<a href="{copy}">Report sent</a>' in found
        assert client.get("/search/?q=company+never").content.decode().count("Report sent") == 0
        assert first_read.startswith("Sent to Beth Moss 4 March 2026")
        assert as_sent.count("Face to face, 60 minutes, with Ann Dodds.") == 8
        assert all(words[name] in as_sent for name in words)
        assert "Sent to Beth Moss 4 Mar" in said(client.get(f"/written-reports/person/{sam.pk}/"))
        row = Disclosure.objects.get(recipient_id=recipient)
        assert (row.basis, row.words) == ("agreed", "Report for a review, 1 January 2026 to 28 February 2026")

    with time_machine.travel(london(date(2026, 3, 20), 10), tick=False):
        first = Note.objects.filter(person=sam).order_by("occurred_at").first()
        by = actor_of(ann)
        case_notes.add_addendum(
            by=by, id=new_id(), note_id=first.pk, text="It was the train", reason="I wrote the wrong thing"
        )
        case_notes.mark_note(
            by=by, id=new_id(), note_id=first.pk, kind=MarkKind.ENTERED_IN_ERROR, words="It was somebody else",
            second_id=lee.pk,
        )  # fmt: skip
        client = signed_in_client(ann)
        assert the_copy(client.get(copy)) == first_read
        assert said(client.get(begin(client, sam).headers["Location"])).count("Face to face, 60 minutes") == 7
        changed = client.post(started.headers["Location"], {**words, "summary": "Something else"})
        assert changed.status_code == 302
        assert changed.headers["Location"] == copy
        assert "Something else" not in said(client.get(copy))
        with pytest.raises(DatabaseError), transaction.atomic():
            SentReport.objects.all()._raw_delete("default")


def test_what_it_rests_on_may_be_left_out_and_another_report_begins_with_all_of_it(ann, sam):
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        client = signed_in_client(ann)
        page = begin(client, sam).headers["Location"]
        all_of_them = facts_in(client.get(page))
        client.post(page, {"summary": "In short.", "facts": all_of_them[:1]})
        again = client.get(page).content.decode()

        assert len(all_of_them) == 9
        assert again.count(" checked") == 1
        assert "In short." in again
        assert client.get(begin(client, sam).headers["Location"]).content.decode().count(" checked") == 9


def test_nothing_goes_without_a_summary_or_without_facts_or_against_what_they_said(ann, sam):
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        client = signed_in_client(ann)
        page = begin(client, sam).headers["Location"]
        recipient = agreed_with(client, sam)
        send = {"id": str(new_id()), "recipient": recipient, "kinds": ["appointments"], "way": "letter"}
        empty = client.post(f"{page}send/", send)
        client.post(page, {"summary": "Sam takes the bus.", "facts": []})
        bare = client.post(f"{page}send/", send)
        client.post(page, {"summary": "Sam takes the bus.", "facts": facts_in(client.get(page))})
        client.post(
            f"/sharing/{sam.pk}/recipients/new/",
            {"id": str(new_id()), "kind": "housing", "name": "Town Homes"},
        )
        page_of_it = client.get(f"{page}send/").content.decode()
        landlord = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>\s*Town Homes \(housing\)', page_of_it)[1]
        unasked = client.post(f"{page}send/", {**send, "id": str(new_id()), "recipient": landlord})

        assert "Write the summary before you send it." in said(empty)
        assert "Every fact is left out. Put in at least one" in said(bare)
        assert unasked.status_code == 422
        assert "They have not been asked whether Town Homes may be told" in said(unasked)
        assert not SentReport.objects.exists()
        assert not Disclosure.objects.exists()


def test_what_is_restricted_is_counted_and_does_not_leave(ann, sam):
    with time_machine.travel(london(date(2026, 2, 12), 12), tick=False):
        sent = the_contact(sam, 2, 12, sensitivity="restricted", text="A quiet word")
        assert signed_in_client(ann).post(f"/contact/{new_id()}/", sent).status_code == 302

    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        client = signed_in_client(ann)
        text = said(client.get(begin(client, sam).headers["Location"]))

    assert "12 February 2026" not in text
    assert "1 restricted entry is not offered" in text


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026-02-28", "2026-01-01", "The last day must not be before the first."),
        ("2026-01-01", "2026-03-05", "That day is still to come. A report is about what has been."),
        ("2020-01-01", "2026-03-01", "That is more than three years. Choose a later first day."),
        ("", "2026-03-01", "Give the first day it is about."),
    ],
)
def test_days_that_cannot_be_are_refused_with_what_to_do(ann, sam, first, last, sentence):
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        answer = begin(signed_in_client(ann), sam, first, last)

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not WrittenReport.objects.exists()


def test_until_it_is_sent_it_is_its_writer_s_alone(durham, ann, sam):
    lee = hire(durham, "area-manager", "Lee Carter")
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        client, manager = signed_in_client(ann), signed_in_client(lee)
        page = begin(client, sam).headers["Location"]
        client.post(page, {"summary": "Sam takes the bus.", "facts": facts_in(client.get(page))})
        unseen = manager.get(page).status_code
        listed = said(manager.get(f"/written-reports/person/{sam.pk}/"))
        recipient = agreed_with(client, sam)
        send = {"id": str(new_id()), "recipient": recipient, "kinds": ["appointments"], "way": "email"}
        copy = client.post(f"{page}send/", send).headers["Location"]
        twice = client.post(f"{page}send/", send)

        assert unseen == 404
        assert "None yet" in listed
        assert "Sent to Beth Moss 4 March 2026" in said(manager.get(copy))
        assert twice.headers["Location"] == copy
        assert SentReport.objects.count() == Disclosure.objects.count() == 1
        assert AuditEntry.objects.filter(action="send_report", person_id=sam.pk, outcome="done").count() == 1


def test_a_second_copy_has_the_words_of_the_first(ann, sam):
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        client = signed_in_client(ann)
        page = begin(client, sam).headers["Location"]
        client.post(page, {"summary": "Sam takes the bus.", "facts": facts_in(client.get(page))})
        for name in ("Beth Moss", "Dr Iqbal"):
            recipient = agreed_with(client, sam, name)
            send = {"id": str(new_id()), "recipient": recipient, "kinds": ["appointments"], "way": "email"}
            assert client.post(f"{page}send/", send).status_code == 302
        one, other = SentReport.objects.order_by("at", "id")

    assert one.body == other.body
    assert one.sha256 == other.sha256
