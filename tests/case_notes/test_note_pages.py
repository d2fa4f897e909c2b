"""Notes through the front door: written, read, added to, marked, and judged by a supervisor."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.case_notes.conftest import DAY
from tests.factories.base import (
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_mark, make_note
from tests.factories.diary import make_contact
from tests.factories.real_service import london
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.people.access.choices import Profile
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
EIGHT = london(DAY, 8)


def said(response):
    """The page as one line of text."""
    return " ".join(response.content.decode().split())


def typed(**changed):
    return {
        "id": str(new_id()),
        "kind": "observation",
        "date": "4/3/2026",
        "start": "8:30",
        "text": "Curtains drawn at noon.",
        "sensitivity": "ordinary",
        **changed,
    }


@pytest.fixture
def client(ann_worker):
    return signed_in_client(ann_worker)


@pytest.fixture
def supervisor(lee_worker):
    return signed_in_client(lee_worker)


@pytest.fixture
def note(sam, ann_worker):
    return make_note(sam, ann_worker, "Walked to the market.", EIGHT)


# ---------------------------------------------------------------- writing one by hand


def test_a_note_is_written_signed_and_shown(client, sam, ann_worker):
    page = said(client.get(f"/case-notes/write/?person={sam.pk}"))
    assert 'value="2026-03-04"' in page
    assert 'value="09:00"' in page

    sent = typed(their_words="Leave me be", what_next="Ring tomorrow")
    answer = client.post(f"/case-notes/write/?person={sam.pk}", sent, follow=True)

    kept = Note.objects.get()
    assert (str(kept.pk), kept.author, kept.person, kept.kind) == (
        sent["id"],
        ann_worker,
        sam,
        "observation",
    )
    assert kept.occurred_at == london(DAY, 8, 30)
    shown = said(answer)
    for words in ("Signed. It can be added to, and is never changed.", "Leave me be", "Ring tomorrow"):
        assert words in shown


def test_sent_twice_it_is_one_note(client, sam):
    sent = typed()
    for _ in range(2):
        answer = client.post(f"/case-notes/write/?person={sam.pk}", sent)
        assert answer.headers["Location"] == f"/case-notes/{sent['id']}/"

    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Write what you did, or what they said."),
        ({"text": "x"}, "Write what you did, or what they said."),
        ({"kind": ""}, "Say what kind of note it is."),
        ({"kind": "contact"}, "Say what kind of note it is."),
        ({"date": "31/2/2026"}, "Give the day like 25/11/2026."),
        ({"date": ""}, "Give the day it happened."),
        ({"start": "noon"}, "Give the time like 14:30."),
        ({"sensitivity": "sealed"}, "Say who may read it."),
        (
            {"date": "5/3/2026", "reason": ""},
            "This is in the future. Give the day and time it happened, or say why.",
        ),
        ({"date": "1/2/2026", "reason": ""}, "This was more than 14 days ago. Say why it is written now."),
    ],
)
def test_bad_input_says_what_to_do_and_keeps_every_word(client, sam, wrong, sentence):
    words = {"text": "Curtains <i>drawn</i>", "reason": "Found &\nfound"}
    answer = client.post(f"/case-notes/write/?person={sam.pk}", typed(**{**words, **wrong}))
    page = said(answer)

    assert answer.status_code == 422
    assert page.count(sentence) == 2
    assert "<title>Error: " in page
    assert "text" in wrong or "Curtains &lt;i&gt;drawn&lt;/i&gt;" in page
    assert "reason" in wrong or "Found &amp; found" in page
    assert not Note.objects.exists()


def test_a_day_long_past_is_kept_with_its_reason(client, sam):
    sent = typed(date="1/2/2026", reason="Found in my notebook")
    shown = said(client.post(f"/case-notes/write/?person={sam.pk}", sent, follow=True))

    assert "Why it was written then: Found in my notebook" in shown
    assert "Late entry: 744 hours" in shown


def test_plainer_words_can_be_asked_for_before_anything_is_right_or_kept(client, sam):
    where = f"/case-notes/write/?person={sam.pk}"
    sent = typed(text="She refused <tea>", start="", their_words="No", sensitivity="restricted", wording="1")
    answer = client.post(where, sent)
    page = said(answer)

    assert answer.status_code == 200
    assert "“refused”: perhaps “decided not to”" in page
    assert "There is something to put right" not in page
    assert "She refused &lt;tea&gt;</textarea>" in page
    assert f'value="{sent["id"]}"' in page
    assert 'value="restricted" checked' in page
    assert not Note.objects.exists()
    assert "perhaps" not in said(client.post(where, {**sent, "text": "She decided not to"}))


def test_the_note_that_a_contact_still_lacks(client, sam, ann_worker):
    contact = make_contact(sam, ann_worker, EIGHT, place="Shildon")
    where = f"/case-notes/write/?contact={contact.pk}"
    assert 'name="date"' not in said(client.get(where))

    sent = {"id": str(new_id()), "text": "Twice round the park.", "sensitivity": "ordinary"}
    shown = said(client.post(where, sent, follow=True))

    kept = Note.objects.get()
    assert (kept.contact, kept.kind, kept.occurred_at) == (contact, "contact", EIGHT)
    assert "face to face, 45 minutes, Shildon" in shown
    assert client.get(where).status_code == 404


def test_a_contact_that_did_not_happen_is_written_as_not_seen(client, sam, ann_worker):
    contact = make_contact(sam, ann_worker, EIGHT, attendance="3", minutes=0)
    sent = {"id": str(new_id()), "text": "Knocked twice, left a card.", "sensitivity": "ordinary"}
    client.post(f"/case-notes/write/?contact={contact.pk}", sent)

    assert Note.objects.get().kind == "non_attendance"


# ---------------------------------------------------------------- reading and adding


def test_times_are_london_s(client, sam, ann_worker):
    summer = make_note(sam, ann_worker, occurred_at=london(date(2025, 7, 1), 14))

    assert "1 Jul 2025, 14:00" in said(client.get(f"/case-notes/{summer.pk}/"))


def test_an_addendum_needs_words_and_a_reason_and_keeps_what_was_typed(client, note):
    where = f"/case-notes/{note.pk}/add/"
    for sent, sentence in (
        ({"text": "", "reason": "I left it out"}, "Write what you add."),
        ({"text": "Dan <was> there", "reason": ""}, "Say why you add it, in a few words."),
        ({"text": "Dan <was> there", "reason": "because"}, "Say why, in a few words."),
    ):
        answer = client.post(where, {"id": str(new_id()), **sent})
        page = said(answer)
        assert (answer.status_code, page.count(sentence)) == (422, 2)
        assert "Walked to the market." in page
        for words in filter(None, sent.values()):
            assert words.replace("<", "&lt;").replace(">", "&gt;") in page
    assert Note.objects.count() == 1


def test_the_same_addendum_with_other_words_is_refused_on_the_page(client, note):
    sent = {"id": str(new_id()), "text": "Dan was there.", "reason": "I left it out"}
    where = f"/case-notes/{note.pk}/add/"
    assert client.post(where, sent).status_code == client.post(where, sent).status_code == 302
    other = client.post(where, {**sent, "text": "Nobody was there."})

    assert other.status_code == 422
    assert "A note was signed already under this id" in said(other)
    assert "Nobody was there." in said(other)
    assert note.addenda.get().text == "Dan was there."


# ---------------------------------------------------------------- made in error


def test_an_error_names_why_and_who_agrees_and_leaves_the_timeline(client, note, sam, ben_worker):
    where = f"/case-notes/{note.pk}/in-error/"
    lacking = client.post(where, {"id": str(new_id()), "words": "Wrong <record>"})
    assert lacking.status_code == 422
    assert "Choose who agrees that it was made in error." in said(lacking)
    assert "Wrong &lt;record&gt;" in said(lacking)
    asked = said(client.get(where))
    assert "Ben Reed</option>" in asked
    assert "Ann Dodds</option>" not in asked

    sent = {"id": str(new_id()), "words": "Wrong record", "second": str(ben_worker.pk)}
    shown = said(client.post(where, sent, follow=True))

    assert "Entered in error by Ann Dodds, agreed by Ben Reed" in shown
    assert "Add addendum" not in shown
    assert "Walked to the market." not in said(client.get(f"/record/{sam.pk}/"))
    asked_to_look = Task.objects.get()
    assert asked_to_look.owner == ben_worker
    colleague = said(signed_in_client(ben_worker).get(f"/case-notes/{note.pk}/"))
    assert "Walked to the market." not in colleague
    assert "Ann Dodds marked it on 4 Mar 2026, agreed by Ben Reed." in colleague
    for again in (where, f"/case-notes/{note.pk}/add/"):
        assert client.get(again).status_code == 403


# ---------------------------------------------------------------- a supervisor's reading


def test_what_waits_is_read_countersigned_and_gone(supervisor, note, lee_worker):
    assert "Walked to the market." in said(supervisor.get("/case-notes/to-read/"))
    page = said(supervisor.get(f"/case-notes/{note.pk}/"))
    assert f'action="/case-notes/{note.pk}/countersign/"' in page

    sent = {"id": str(new_id())}
    for _ in range(2):
        shown = said(supervisor.post(f"/case-notes/{note.pk}/countersign/", sent, follow=True))

    assert "Countersigned by Lee Carter, 4 Mar 2026, 09:00" in shown
    mark = NoteMark.objects.get()
    assert (mark.kind, mark.by) == (MarkKind.COUNTERSIGNED, lee_worker)
    assert "Nothing is waiting to be read." in said(supervisor.get("/case-notes/to-read/"))


def test_a_comment_reaches_the_author_and_leaves_the_words(supervisor, note, ann_worker):
    where = f"/case-notes/{note.pk}/comment/"
    empty = supervisor.post(where, {"id": str(new_id()), "words": " "})
    assert (empty.status_code, said(empty).count("Write the comment.")) == (422, 2)

    sent = {"id": str(new_id()), "words": "Say who was present."}
    shown = said(supervisor.post(where, sent, follow=True))

    assert "The author has been told." in shown
    assert "Comment by Lee Carter, 4 Mar 2026, 09:00: Say who was present." in shown
    assert Task.objects.get().owner == ann_worker
    assert Note.objects.get().text == "Walked to the market."


def test_nobody_judges_their_own(supervisor, sam, lee_worker):
    own = make_note(sam, lee_worker)

    assert "countersign" not in said(supervisor.get(f"/case-notes/{own.pk}/")).lower()
    for end in ("comment", "countersign"):
        answer = supervisor.post(f"/case-notes/{own.pk}/{end}/", {"id": str(new_id()), "words": "Good"})
        assert answer.status_code == 403
    assert not NoteMark.objects.exists()


# ---------------------------------------------------------------- for whom it is there


def addresses(person, note, contact):
    yield "get", f"/case-notes/write/?person={person.pk}"
    yield "post", f"/case-notes/write/?person={person.pk}"
    yield "get", f"/case-notes/write/?contact={contact.pk}"
    for end in ("", "add/", "in-error/", "comment/"):
        yield "get", f"/case-notes/{note.pk}/{end}"
    for end in ("add/", "in-error/", "comment/", "countersign/"):
        yield "post", f"/case-notes/{note.pk}/{end}"


def test_a_stranger_finds_nothing_and_every_try_is_logged(note, sam, ann_worker, sid_worker):
    contact = make_contact(sam, ann_worker, EIGHT)
    stranger = signed_in_client(sid_worker)
    tried = list(addresses(sam, note, contact))
    for verb, where in tried:
        answer = getattr(stranger, verb)(where, typed(words="Wrong one", reason="I may not"))
        assert answer.status_code == 404, where
        assert "Sam" not in said(answer)

    logged = AuditEntry.objects.filter(
        action="open_record", outcome="refused", actor=str(sid_worker.pk)
    ).values_list("person_id", flat=True)
    assert len(logged) == len(tried)
    assert set(logged) - {None} == {sam.pk}
    assert Note.objects.count() == 1
    assert not NoteMark.objects.exists()


def test_who_may_not_open_records_or_judge_is_told_so(note, sam, team, ben_worker):
    auditor = signed_in_client(make_worker("Al", unit=team, profile=Profile.AUDITOR))
    for where in (f"/case-notes/{note.pk}/", f"/case-notes/write/?person={sam.pk}", "/case-notes/to-read/"):
        assert auditor.get(where).status_code == 403
    colleague = signed_in_client(ben_worker)
    for end in ("comment", "countersign"):
        answer = colleague.post(f"/case-notes/{note.pk}/{end}/", {"id": str(new_id()), "words": "Good"})
        assert answer.status_code == 403
    assert colleague.get("/case-notes/to-read/").status_code == 403


def test_nobody_at_all_is_asked_to_sign_in(note):
    answer = Client().get(f"/case-notes/{note.pk}/")

    assert (answer.status_code, urlsplit(answer.headers["Location"]).path) == (302, "/sign-in/")


def test_an_address_that_names_nobody_is_not_found(client):
    for where in ("/case-notes/write/", "/case-notes/write/?person=sam", f"/case-notes/{new_id()}/"):
        assert client.get(where).status_code == 404


def test_each_page_has_one_heading_and_its_own_title(client, supervisor, note, sam, ann_worker, lee_worker):
    contact = make_contact(sam, ann_worker, EIGHT)
    make_mark(note, lee_worker, MarkKind.COMMENT, words="Say who was present.")
    titles = set()
    for verb, where in addresses(sam, note, contact):
        if verb == "get":
            who = supervisor if where.endswith("comment/") else client
            page = said(who.get(where))
            assert page.count("<h1") == 1, where
            titles.add(page[page.index("<title>") : page.index("</title>")])
    assert len(titles) == 5


def test_the_note_of_another_service_is_not_found(client, ann_worker):
    elsewhere = make_worker("Else", unit=make_unit(make_service()))
    theirs = make_person("Tom", "Reed", service=elsewhere.holdings.get().post.service)

    assert client.get(f"/case-notes/{make_note(theirs, elsewhere).pk}/").status_code == 404
