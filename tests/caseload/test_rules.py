"""Workload as sums, limits and order: values in, answers out."""

from datetime import date

import pytest

from waymark.support.caseload import rules
from waymark.support.caseload.choices import Purpose
from waymark.support.caseload.rules import Limits, Load

ANN = Load(weights=(4, 4, 4) + (1,) * 12, weekly_minutes=600)
"""Weight 24 of 25, as in DUR-39."""


# ---------------------------------------------------------------- sums and limits


def test_a_weight_says_how_it_comes_about():
    assert (ANN.weight, ANN.people) == (24, 15)
    assert ANN.words == "24 = 3 of weight 4 + 12 of weight 1"
    assert Load().words == "0"


@pytest.mark.parametrize(
    ("added", "limits", "said"),
    [
        (3, Limits(weight=25), "27 over limit 25"),
        (1, Limits(weight=25), ""),
        (1, Limits(weight=25, people=15), "16 people over limit 15"),
        (3, Limits(weight=25, people=15), "27 over limit 25, 16 people over limit 15"),
        (20, Limits(), ""),
    ],
)
def test_one_more_goes_over_or_does_not(added, limits, said):
    assert rules.over_limit(ANN, added, limits) == said


def test_what_is_carried_already_is_over_only_past_the_limit():
    assert rules.stands_over(ANN, Limits(weight=24, people=15)) == ""
    assert rules.stands_over(ANN, Limits(weight=23, people=14)) == "24 over limit 23, 15 people over limit 14"
    assert rules.stands_over(ANN, Limits()) == ""


def test_limits_are_read_from_a_service_s_file_and_missing_ones_are_none():
    stated = {"caseload_weight": 25, "caseload_people": None, "allowed_bands": [1, 2]}

    assert rules.limits_of(stated) == Limits(weight=25, people=0, bands=(1, 2))
    assert rules.limits_of({}) == Limits()


def test_bands_bind_only_those_without_seniority():
    bands = Limits(bands=(1, 2))

    assert rules.wrong_with_band(3, bands, senior=False) == (
        "Band 3 goes to a senior colleague: this role holds bands 1 and 2."
    )
    assert rules.wrong_with_band(2, bands, senior=False) == ""
    assert rules.wrong_with_band(3, bands, senior=True) == ""
    assert rules.wrong_with_band(3, Limits(), senior=False) == ""


@pytest.mark.parametrize(
    ("weight", "minutes", "wrong"),
    [
        (0, 0, "weight"),
        (21, 0, "weight"),
        (1, -1, "minutes"),
        (1, 2401, "minutes"),
        (1, 0, ""),
        (20, 2400, ""),
    ],
)
def test_amounts_have_their_bounds(weight, minutes, wrong):
    sentence = rules.wrong_with_amounts(weight, minutes)

    assert wrong in sentence
    assert bool(sentence) is bool(wrong)


# ---------------------------------------------------------------- sentences and days


def test_a_reason_is_more_than_one_word():
    assert rules.wrong_with_reason("urgent") == "Say why, in a few words."
    assert rules.wrong_with_reason("knows her") == ""


def test_an_end_before_the_first_day_names_that_day():
    first = date(2026, 3, 2)

    assert rules.wrong_with_end(first, first) == ""
    assert rules.wrong_with_end(first, date(2026, 3, 1)) == (
        "It began on 2 March 2026. The last day cannot be before that."
    )


@pytest.mark.parametrize(
    ("ends_on", "day", "stands"),
    [
        (None, date(2026, 3, 1), False),
        (None, date(2026, 3, 2), True),
        (date(2026, 3, 9), date(2026, 3, 9), True),
        (date(2026, 3, 9), date(2026, 3, 10), False),
    ],
)
def test_first_and_last_day_count(ends_on, day, stands):
    assert rules.holds(date(2026, 3, 2), ends_on, day) is stands


def test_who_would_be_left_without_a_key_worker_is_named():
    assert rules.left_without(["Sam Okafor"]) == "Sam Okafor would have no key worker. Name who takes over."
    assert rules.left_without(["Sam Okafor", "Jo Bell"]) == (
        "2 people would have no key worker: Sam Okafor, Jo Bell. Name who takes over."
    )


def test_what_is_open_is_listed():
    assert rules.still_open(["a task: Ring the surgery", "a visit on 4 March"]) == (
        "There is still something open: a task: Ring the surgery; a visit on 4 March. "
        "Finish it or hand it over first."
    )


def test_a_week_runs_from_monday_to_sunday():
    for day in (date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 8)):
        assert rules.week_of(day) == (date(2026, 3, 2), date(2026, 3, 8))


# ---------------------------------------------------------------- time given (ASC-02)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0.0"), (30, "0.5"), (45, "0.8"), (120, "2.0"), (63, "1.1")]
)
def test_minutes_are_said_in_hours(minutes, said):
    assert rules.hours(minutes) == said


def test_time_given_is_said_of_what_was_planned():
    assert rules.given_of_planned(30, 120) == "0.5 of 2.0"
    assert rules.given_of_planned(30, 0) == "0.5"


def test_least_share_comes_first_and_none_planned_last():
    given = [("none planned", 0, 0), ("half", 60, 120), ("a quarter", 30, 120), ("all of little", 30, 30)]

    ordered = sorted(given, key=lambda one: rules.least_first(one[1], one[2]))

    assert [name for name, *_ in ordered] == ["a quarter", "half", "all of little", "none planned"]


# ---------------------------------------------------------------- where somebody is


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"kind": "home", "lines": "1 High Street"}, "Home"),
        ({"kind": "staying", "lines": "Ward 4\nCounty Hospital"}, "Ward 4"),
        ({"kind": "staying", "lines": "The refuge", "protected": True}, "Staying elsewhere"),
        ({"kind": "no_fixed_abode"}, "No fixed address"),
        ({"kind": "home", "until": "2026-03-03"}, ""),
        ({"kind": "home", "until": "2026-03-04"}, "Home"),
        ({"kind": "correspondence"}, ""),
    ],
)
def test_a_list_says_where_somebody_is_and_never_a_protected_address(address, said):
    assert rules.place({"addresses": [address]}, date(2026, 3, 4)) == said


def test_where_nothing_is_kept_nothing_is_said():
    assert rules.place({}, date(2026, 3, 4)) == ""


def test_exactly_one_key_worker():
    assert rules.one_key_worker([Purpose.KEY_WORKER, Purpose.CO_WORKER])
    assert not rules.one_key_worker([Purpose.CO_WORKER])
    assert not rules.one_key_worker([Purpose.KEY_WORKER, Purpose.KEY_WORKER])
