"""What went well, asked first at every contact, becomes a sheet in the person's own words (LDS-58)."""

import hashlib
import html
import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.case_notes import make_mark
from tests.factories.real_service import hire, london, real_service
from tests.factories.sign_in import signed_in_client
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note
from waymark.support.case_notes.rules import Said, digest

pytestmark = pytest.mark.django_db


def said(response):
    """What is read on the page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


SESSIONS = {
    2: "I rang the surgery by myself",
    4: "",
    9: "I said no to my brother and it was all right",
    11: "",
    16: "Took the bus to the market",
    18: "I slept six hours",
    23: "",
    27: "I cooked for Dad",
}


def contact(client, person, day, went_well, **more):
    with time_machine.travel(london(date(2026, 3, day), 15), tick=False):
        where = client().get("/contact/", {"person": person.pk}).headers["Location"]
        sent = {
            "person": person.pk, "attendance": "5", "mechanism": "01", "date": f"{day}/3/2026", "start": "14:00", "minutes": "45",
            "went_well": went_well, "text": "We walked and talked about the week.", "worried": "no", "sensitivity": "ordinary", **more,
        }  # fmt: skip
        answer = client().post(where, sent)
        assert answer.status_code == 302, said(answer)


@pytest.fixture
def leeds():
    with time_machine.travel(london(date(2026, 3, 1), 9), tick=False):
        return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    with time_machine.travel(london(date(2026, 3, 1), 9), tick=False):
        return hire(leeds, "recovery-worker", "Kiran Patel")


@pytest.fixture
def jo(leeds, kiran):
    with time_machine.travel(london(date(2026, 3, 1), 9), tick=False):
        person = make_person("Jo", "Bell", service=leeds)
        team = kiran.holdings.get().post.unit
        make_allocation(make_episode(person, team), kiran)
        return person


@pytest.mark.duty("LDS-58")
def test_eight_sessions_with_five_achievements_are_a_sheet_of_five(leeds, kiran, jo):
    def client():
        return signed_in_client(kiran)

    with time_machine.travel(london(date(2026, 3, 2), 14), tick=False):
        where = client().get("/contact/", {"person": jo.pk}).headers["Location"]
        page = client().get(where).content.decode()
    assert page.index("What went well, as they say it?") < page.index("What we did"), "it is asked first"
    for day, went_well in SESSIONS.items():
        worry = (
            {"worried": "yes", "worries": "Has not eaten since Friday", "tell": "duty_senior"}
            if day == 18
            else {}
        )
        lead = hire(leeds, "rehabilitation-and-recovery-lead", "Helen Ward") if worry else None
        assert lead or not worry
        contact(client, jo, day, went_well, **worry)

    with time_machine.travel(london(date(2026, 3, 31), 10), tick=False):
        person_page = client().get(f"/record/{jo.pk}/").content.decode()
        assert f'href="/record/{jo.pk}/story/"' in person_page
        sheet = client().get(f"/record/{jo.pk}/story/", {"since": "1/3/2026", "until": "31/3/2026"})
    told = re.findall(r"<dt>(.*?)</dt><dd>\s*<p>(.*?)</p>", sheet.content.decode(), re.DOTALL)
    assert [(day, html.unescape(words)) for day, words in told] == [
        ("2 Mar 2026", "I rang the surgery by myself"),
        ("9 Mar 2026", "I said no to my brother and it was all right"),
        ("16 Mar 2026", "Took the bus to the market"),
        ("18 Mar 2026", "I slept six hours"),
        ("27 Mar 2026", "I cooked for Dad"),
    ]
    text = said(sheet)
    assert "Has not eaten" not in text, "no risk text"
    assert "We walked and talked" not in text
    assert "Kiran Patel" not in text.partition("what went well")[2], "nobody else stands on it"


@pytest.fixture
def told(leeds, kiran, jo):
    contact(lambda: signed_in_client(kiran), jo, 2, "I rang the surgery by myself")
    return Note.objects.get()


def story(worker, jo, **asked):
    with time_machine.travel(london(date(2026, 3, 31), 10), tick=False):
        return signed_in_client(worker).get(f"/record/{jo.pk}/story/", asked)


def test_it_stands_in_the_note_too_and_is_found(kiran, jo, told):
    with time_machine.travel(london(date(2026, 3, 3), 10), tick=False):
        client = signed_in_client(kiran)
        assert "What went well I rang the surgery by myself" in said(client.get(f"/record/{jo.pk}/"))
        assert "What went well I rang the surgery by myself" in said(client.get(f"/case-notes/{told.pk}/"))
        assert "rang the surgery" in said(client.get("/search/", {"q": "surgery"}))


def test_what_was_entered_in_error_or_is_restricted_stays_off_the_sheet(kiran, jo, told, leeds):
    contact(lambda: signed_in_client(kiran), jo, 4, "I told Kiran about court", sensitivity="restricted")
    assert "court" not in said(story(kiran, jo))
    assert "I rang the surgery" in said(story(kiran, jo))
    with time_machine.travel(london(date(2026, 3, 5), 10), tick=False):
        second = hire(leeds, "recovery-worker", "Sam Reed")
        make_mark(told, kiran, MarkKind.ENTERED_IN_ERROR, words="It was somebody else", second=second)
    assert "I rang the surgery" not in said(story(kiran, jo))
    assert "Nothing was written down in these days yet." in said(story(kiran, jo))


def test_days_that_will_not_do_are_said_so_and_the_usual_three_months_are_shown(kiran, jo, told):
    page = said(story(kiran, jo, since="31/3/2026", until="1/3/2026"))
    assert "Give a day after the first." in page
    assert "I rang the surgery" in page
    assert "Give the day like 25/11/2026." in said(story(kiran, jo, since="March"))
    assert "I rang the surgery" not in said(story(kiran, jo, since="3/3/2026"))


def test_what_was_signed_before_keeps_its_digest():
    before = '{"reason":"","text":"Met","their_words":"","what_next":"","worries":""}'
    assert digest(Said(text="Met")) == hashlib.sha256(before.encode()).hexdigest()
    assert digest(Said(text="Met", went_well="I rang")) != digest(Said(text="Met"))


def test_a_stranger_is_told_no_story(jo, told, leeds):
    with time_machine.travel(london(date(2026, 3, 1), 9), tick=False):
        other = hire(real_service("surrey-str"), "str-worker", "Ben Hall", unit="woking")
    assert story(other, jo).status_code == 404
