"""The made-up month: the same for the same seed, plausible in its times, and written in English about whoever it is about."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest

from waymark.core import clock, nhs
from waymark.doors.demo import queries
from waymark.doors.demo.jobs import making

NOW = datetime(2026, 11, 25, 13, tzinfo=UTC)
AREA = "durham-support-recovery"


def team(people=30, days=28, workers=4, now=NOW, **limits):
    words = queries.words()
    made = making.made_up(making.dice("seed"), people, words, words["areas"][AREA], 1980, serial=0)
    return making.Team(made, workers, now, days, words, limits)


@pytest.fixture(scope="module")
def month():
    the_team = team()
    return making.set_apart(making.month(the_team, "seed"), the_team.people, the_team.words, "seed")


def given_of(month, **wanted):
    met = [event.what["given"] for event in month if event.do == "meet"]
    return [given for given in met if all(given.get(k) == v for k, v in wanted.items())]


# ------------------------------------------------------------------ the people


def test_the_same_seed_makes_the_same_month(month):
    the_team = team()

    assert making.set_apart(making.month(the_team, "seed"), the_team.people, the_team.words, "seed") == month
    assert making.month(the_team, "another") != making.month(the_team, "seed")


def test_nobody_is_twice_and_every_number_is_a_sound_one_of_the_synthetic_range():
    people = team().people

    numbers = {made.nhs_number for made in people}
    assert len({(made.given, made.family) for made in people}) == len(numbers) == 30
    assert {nhs.check(number).why for number in numbers} == {nhs.Why.RANGE}
    assert all(number.startswith("999") for number in numbers)


@pytest.mark.parametrize("people", [4, 30])
def test_one_of_each_team_has_a_name_in_tamil_and_an_interpreter(people):
    found = [made for made in team(people).people if made.given == "கயல்விழி"]

    assert [made.known_as for made in found] == ["Kayal"]
    assert found[0].needs[0]["kind"] == "interpreter"


def test_telephone_numbers_are_those_kept_for_films():
    assert all(re.fullmatch(r"07700 900\d{3}", made.phone) for made in team().people)


# ------------------------------------------------------------------ the days


def test_visits_are_on_working_days_and_nobody_sees_two_at_once(month):
    the_team, diaries = team(), {}
    for event in month:
        if event.do == "plan":
            starts = event.what["starts"]
            ends = starts + timedelta(minutes=event.what["minutes"])
            diaries.setdefault(the_team.key_worker(event.about), []).append((starts, ends))

    days = {clock.local(starts) for diary in diaries.values() for starts, _ in diary}
    assert all(day.weekday() < 5 and 9 <= day.hour < 18 for day in days)
    for diary in diaries.values():
        assert all(a[1] <= b[0] or b[1] <= a[0] for a, b in combinations(diary, 2))


def test_no_visit_is_on_a_bank_holiday():
    events = making.month(team(now=datetime(2026, 12, 30, 13, tzinfo=UTC)), "seed")

    days = {clock.today(event.what["starts"]).isoformat() for event in events if event.do == "plan"}
    assert "2026-12-24" in days
    assert not days & {"2026-12-25", "2026-12-28", "2027-01-01"}


def test_nothing_has_happened_yet_that_lies_ahead(month):
    assert all(event.at <= NOW for event in month)
    assert all(event.at >= event.what["given"]["starts"] for event in month if event.do == "meet")
    assert any(event.what["starts"] > NOW + timedelta(days=7) for event in month if event.do == "plan")


def test_everybody_is_taken_on_before_anything_else_happens_to_them(month):
    first = {}
    for event in month:
        first.setdefault(event.about, event.do)

    assert set(first.values()) == {"take_on"}


# ------------------------------------------------------------------ what a month holds


def test_a_month_holds_what_a_month_holds(month):
    did = Counter(event.do for event in month)
    went = Counter(given["attendance"] for given in given_of(month))
    unseen = given_of(month, happened=True)

    assert {"draft", "move", "see", "answer", "finish", "add", "notice", "comment", "move_on"} <= did.keys()
    assert {"2", "3", "4", "5", "6"} == set(went)
    assert 0.6 < (went["5"] + went["6"]) / went.total() < 0.95
    assert sum(bool(given.get("worries")) for given in unseen) == did["see"] + 1
    assert len(given_of(month, sensitivity="restricted")) == 1
    assert [event.what["key_worker"] for event in month if event.do == "take_on"].count(None) == 1


def test_some_notes_are_written_late(month):
    late = [
        event
        for event in month
        if event.do == "meet" and event.at - event.what["given"]["starts"] > timedelta(hours=26)
    ]

    assert 0 < len(late) < 40


def test_a_month_does_not_read_as_copies(month):
    texts = [given["text"] for given in given_of(month, happened=True)]

    assert len(texts) > 150
    assert len(set(texts)) > 0.9 * len(texts)
    for number in range(30):
        theirs = [e.what["given"]["text"] for e in month if e.do == "meet" and e.about == number]
        assert all(a != b for a, b in pairwise(theirs))


def test_there_are_enough_words():
    themes, phrases = queries.words()["themes"], queries.words()

    assert len({note for theme in themes for note in theme["notes"]}) >= 60
    assert len({quote for theme in themes for quote in theme["quotes"]}) >= 40
    assert len(phrases["worries"]) >= 8


def test_a_team_of_four_has_a_month_too():
    events = making.month(team(people=4, days=5), "seed")

    assert Counter(event.do for event in events)["take_on"] == 4
    assert given_of(events, happened=True)
