"""Whom a service is for, how a referral and something sent stand on a day: values in, answers out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from waymark.core.partial_dates import PartialDate
from waymark.support.referrals import rules
from waymark.support.referrals.choices import Knows, ReplyKind, SendingKind

LLR = rules.Published(
    least_age=18, areas=("Leicester", "Leicestershire", "Rutland"), route_for_younger="Ring the young."
)
DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        ("Leicester", True),
        ("oadby, LEICESTERSHIRE", True),
        ("Rutland", True),
        ("Nottingham", False),
        ("Leicesters", False),
        ("", False),
    ],
)
def test_an_area_is_one_of_those_named_whole(area, inside):
    assert rules.within(area, LLR.areas) is inside


@pytest.mark.parametrize(
    ("born", "stopped"),
    [
        (PartialDate(2008, 3, 5), False),  # eighteen today
        (PartialDate(2008, 3, 6), True),  # eighteen tomorrow
        (PartialDate(2008), False),  # may be eighteen: asked, never guessed
        (PartialDate(2009), True),
        (None, False),
    ],
)
def test_only_who_is_surely_too_young_is_stopped(born, stopped):
    assert bool(rules.too_young(born, DAY, LLR)) is stopped


def test_a_service_that_states_nothing_turns_nobody_away():
    assert rules.published({}) == rules.Published()
    assert rules.fits(None, "", (), Knows.AGREES, DAY, rules.Published()) == rules.Fits()


def test_what_nobody_has_said_is_not_a_reason():
    found = rules.fits(None, "", (), Knows.NOT_TOLD, DAY, LLR)

    assert found == rules.Fits((), ("where they live", "their age", "They have not been told"))


@pytest.mark.parametrize(
    ("replies", "day", "words"),
    [
        ((), 13, "sent, reply due by 13 March 2026"),
        ((), 14, "no reply, chase"),
        ((ReplyKind.CHASED,), 14, "no reply, chase"),
        ((ReplyKind.RECEIVED,), 13, "received"),
        ((ReplyKind.RECEIVED,), 16, "received, no answer yet: chase"),
        ((ReplyKind.WAITING,), 13, "accepted, waiting"),
        ((ReplyKind.ACCEPTED,), 30, "accepted"),
        ((ReplyKind.CHASED, ReplyKind.DECLINED), 30, "declined"),
    ],
)
def test_how_something_sent_stands(replies, day, words):
    assert rules.stands(SendingKind.REFERRAL_ON, replies, date(2026, 3, 13), date(2026, 3, day)) == words


def test_a_summary_is_done_once_somebody_has_it_and_a_referral_is_not():
    assert rules.ends(SendingKind.LEAVING_SUMMARY, ReplyKind.RECEIVED)
    assert not rules.ends(SendingKind.REFERRAL_ON, ReplyKind.RECEIVED)
    assert not rules.ends(SendingKind.REFERRAL_ON, ReplyKind.WAITING)


def test_seventy_two_hours_are_true_hours_when_the_clocks_go_forward():
    """Left at 11:00 on Friday 27 March 2026: due at noon by the clock on Monday 30 March."""
    left = datetime(2026, 3, 27, 11, tzinfo=UTC)
    due = left + timedelta(hours=72)

    assert rules.first_contact_words(due, None, due - timedelta(seconds=1)) == "due"
    assert rules.first_contact_words(due, None, due) == "overdue"
    assert rules.first_contact_words(due, due, due + timedelta(days=1)) == "done"
    assert rules.first_contact_words(due, due + timedelta(minutes=1), due) == "done late"
