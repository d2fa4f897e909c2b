"""What a message may say, and to which number; and what happens when it went to a wrong one (LDS-108)."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.factories.diary import make_visit
from tests.factories.sign_in import signed_in_client
from tests.sharing.conftest import NOW, Leeds, shown
from waymark.core import clock
from waymark.core.models import AuditEntry
from waymark.governance.breaches.models import Breach
from waymark.governance.sharing import rules
from waymark.governance.sharing.models import Message
from waymark.people.access.models import PrivacyAlert
from waymark.people.service_users import actions as service_users
from waymark.work.correspondence.choices import Channel

THURSDAY = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
TEXT = "You have an appointment Thu 5 Mar 10:00. Reply C to change"


def proposed(leeds: Leeds) -> str:
    """What the page would have the text say."""
    page = leeds.client.get(leeds.at("write_message")).content.decode()
    found = re.search(r'<textarea[^>]*name="words"[^>]*>([^<]*)<', page)
    assert found
    return html.unescape(found[1]).strip()


@pytest.mark.duty("LDS-108")
def test_a_reminder_gives_nothing_away_and_a_wrong_number_opens_a_breach_with_72_hours(leeds: Leeds) -> None:
    make_visit(leeds.jo, leeds.kiran, THURSDAY, unit=leeds.unit)
    service_users.set_safe_contact(by=leeds.by, person=leeds.jo, discreet=True)
    assert proposed(leeds) == TEXT
    kept = leeds.writes(proposed(leeds))
    assert kept["Location"] == leeds.at("sharing")
    row = Message.objects.get()
    assert (row.words, row.to, row.channel, row.worker) == (TEXT, "+447700900123", "text", leeds.kiran)
    assert leeds.service.name not in row.words
    assert AuditEntry.objects.get(action="keep_message").person_id == leeds.jo.pk
    page = leeds.client.get(leeds.at("sharing")).content.decode()
    assert "Not sent by Waymark." in page

    wrong = re.search(r'href="(/breaches/report/[^"]+source[^"]+)"', page)
    assert wrong, "a wrong number is reported from the message itself"
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        kiran = signed_in_client(leeds.kiran)
        asked = kiran.get(html.unescape(wrong[1]))
        assert len(re.findall(r"\b[123]\. ", shown(asked))) == 3, "three questions"
        said = dict(
            re.findall(r'type="hidden" name="(id|person|source)" value="([^"]*)"', asked.content.decode())
        )
        said |= {
            "what": "The reminder went to a number she no longer has",
            "where_now": "The new owner deleted it",
        }
        answer = kiran.post(reverse("report_breach"), {**said, "aware_on": "4/3/2026", "aware_time": "11:15"})
        assert answer.status_code == 302, shown(answer)
        breach = Breach.objects.get()
        assert (breach.source_id, breach.person, breach.reported_by) == (row.pk, leeds.jo, leeds.kiran)
        page = shown(kiran.get(answer["Location"]))
        assert "72 hours end 7 Mar 2026, 11:15: 71 hours left" in page
        officer = signed_in_client(leeds.ola)
        assert "71 hours left" in shown(officer.get(reverse("breaches")))
        assert PrivacyAlert.objects.get().kind == "breach"


def test_without_discretion_the_service_says_who_it_is(leeds: Leeds) -> None:
    make_visit(leeds.jo, leeds.kiran, THURSDAY, unit=leeds.unit)
    assert proposed(leeds).endswith(": you have an appointment Thu 5 Mar 10:00. Reply C to change")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Jo, ring me please", "Take out their name"),
        ("Your number is 999 000 0018", "Take out their number"),
        ("Recovery worker is coming", "Take out the word “recovery”"),
        ("x" * 161, "A text has 160 characters at most. This has 161."),
    ],
)
def test_words_that_tell_too_much_are_sent_back(leeds: Leeds, words: str, said: str) -> None:
    service_users.set_safe_contact(by=leeds.by, person=leeds.jo, discreet=True)
    answer = leeds.writes(words)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("barred", "channel", "said"),
    [
        ("no_text", "text", "They asked for no text messages."),
        ("no_voicemail", "voicemail", "They asked that no voicemail is left."),
        ("no_email", "email", "They asked for no emails."),
    ],
)
def test_safe_contact_bars_every_way(leeds: Leeds, barred: str, channel: str, said: str) -> None:
    service_users.set_safe_contact(by=leeds.by, person=leeds.jo, **{barred: True})
    answer = leeds.writes("Please ring me today", channel=channel)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert not Message.objects.exists()


def test_before_a_voicemail_the_number_dialled_is_read_back(leeds: Leeds) -> None:
    wrong = leeds.writes("Please ring me today", channel="voicemail", read_back="124")
    assert "These are not the last three figures of that number." in shown(wrong)
    assert leeds.writes("Please ring me today", channel="voicemail", read_back="123").status_code == 302


def test_a_birth_date_is_found_however_it_is_written() -> None:
    facts = rules.Facts(born=datetime(1984, 2, 3).date())  # noqa: DTZ001
    for words in ("born 3/2/1984", "born 03/02/1984", "3 February 1984", "1984-02-03"):
        assert rules.wrong_with_message(words, facts, channel=Channel.EMAIL, discreet=False).endswith(
            "date of birth."
        )


def test_british_summer_time_is_what_the_person_reads() -> None:
    there = clock.local(datetime(2026, 7, 2, 9, 0, tzinfo=UTC))
    said = "You have an appointment Thu 2 Jul 10:00. Reply C to change"
    assert rules.reminder(there, "Leeds", discreet=True) == said
