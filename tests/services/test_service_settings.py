"""Switches, channels, clocks, hours and limits, as the tables have them (capabilities.md 2.6 and 2.7)."""

import pytest

from tests.services.files import ASC, DURHAM, FIVE, LEEDS, LLR, SURREY, file
from waymark.organisation.services.choices import SWITCHES, Channel

# One line a row of the table of switches, in the order Durham, Leeds, LLR, ASC011, Surrey. A row that names several
# screens, or a part of one, is several lines here.
TABLE = {
    "beds_and_stays": (False, False, True, False, False),
    "inpatient_transition_view": (False, True, False, False, False),
    "helpline": (False, False, True, False, False),
    "cafe": (False, False, True, False, False),
    "outreach": (False, False, True, False, False),
    "groups_and_activities": (True, True, True, False, True),
    "medication_runs": (False, True, False, False, False),
    "medicines_held_at_stay": (False, False, True, False, False),
    "service_user_money_ledger": (True, True, False, False, False),
    "ward_safe": (False, True, False, False, False),
    "service_user_property": (False, True, True, False, False),
    "petty_cash": (False, False, True, False, False),
    "volunteer_expenses": (False, False, True, False, False),
    "budget_screens": ("per post", "resource booking", False, "refused", "recommendation only"),
    "toil": (True, False, False, False, False),
    "outside_hours_by_approval": (False, True, False, False, False),
    "sleep_in_night_on_call_shifts": (False, False, True, False, False),
    "two_accountability_lines": (False, True, False, False, False),
    "employer_policies": (False, True, False, False, False),
    "clinical_sign_off": (False, True, "shift lead", "case team", "coordinator approves plans"),
    "supervising_others": ("acting up", "designated", False, False, "guidance only"),
    "dbs_rule": (
        "enhanced, required",
        "Trust check (ask at set-up)",
        "decision per post",
        "decision per post",
        "decision per post",
    ),
    "driver_rule": (
        "if driving",
        "travel across sites",
        "desirable",
        "mobile",
        "licence and insured vehicle",
    ),
    "commissioner_sign_in": (False, False, True, False, False),
    "peer_workers": (False, True, True, False, False),
    "volunteers": (False, True, True, False, False),
    "students": (False, True, False, False, False),
    "autism_profile_first": (False, False, False, True, False),
    "recovery_prompts": (False, True, False, False, False),
    "complexity_bands": ("weights", "coordinator-led", "channel", "'beyond my role' flag", "bands 1-2"),
    "locality_split": ("North / South", "sites", "county outreach venues", False, "locality teams"),
}


def test_the_table_of_switches_has_every_switch():
    assert set(TABLE) == SWITCHES


@pytest.mark.parametrize("key", TABLE)
def test_a_switch_stands_as_the_table_says(key):
    assert tuple(file(slug)["switches"][key] for slug in FIVE) == TABLE[key]


@pytest.mark.parametrize(
    ("slug", "on"),
    [
        (DURHAM, {"visit", "community", "group", "phone"}),
        (LEEDS, {"visit", "community", "group", "inpatient", "phone", "text"}),
        (LLR, {"bed", "helpline", "cafe", "outreach", "group", "phone"}),
        (ASC, {"visit", "community", "phone", "text"}),
        (SURREY, {"visit", "community", "group", "phone"}),
    ],
)
def test_the_channels_that_are_on(slug, on):
    channels = file(slug)["channels"]

    assert [channel["code"] for channel in channels] == list(Channel)
    assert {channel["code"] for channel in channels if channel["on"]} == on


CLOCKS = {
    "support_plan_review": (
        {"days": 42, "then_days": 365, "latest_days": 56},
        {"days": 182},
        {"days": 7, "by_channel": {"bed": {"hours": 24}, "outreach": {"days": 7}}},
        {"days": 42, "then_days": 365, "latest_days": 56},
        {"days": 42, "then_days": 365, "latest_days": 56},
    ),
    "personal_risk_assessment": (
        {"days": 90, "on_change": True},
        {"days": 90, "on_change": True},
        {"days": 1, "on_change": True, "at": ["admission"]},
        {"days": 180, "on_change": True},
        {"days": 180, "on_change": True},
    ),
    "safety_plan": (
        {"days": 180, "on_change": True},
        {"days": 90, "on_change": True},
        {"at": ["admission", "leaving"], "on_change": True},
        {"days": 180, "on_change": True},
        {"days": 180, "on_change": True},
    ),
    "review_meeting": (
        {"days": 365},
        {"days": 182},
        {"at": ["leaving"]},
        {"days": 365},
        {"days": 182, "by_framework": {"health": {"days": 182}, "care_act": {"days": 365}}},
    ),
    "first_contact_after_discharge": (
        {},
        {"hours": 72, "of": "leaving a ward"},
        {"hours": 72, "of": "leaving the house"},
        {},
        {"hours": 72, "of": "leaving hospital, when told"},
    ),
    "escalation_acknowledged": (
        {"minutes": 5, "of": "emergency"},
        {"hours": 4, "of": "urgent"},
        {"minutes": 10, "of": "on call"},
        {"minutes": 30, "of": "red sign"},
        {"working_days": 1, "of": "trend"},
    ),
    "supervision_management": ({"days": 42}, {"days": 28}, {"days": 28}, {"days": 42}, {"days": 42}),
    "supervision_peer": ({}, {"days": 42}, {}, {}, {}),
    "supervision_case": ({}, {}, {}, {}, {"days": 56}),
    "appraisal": (
        {"months": 12},
        {"months": 12},
        {"months": 12, "at": ["mid-year"]},
        {"months": 12},
        {"months": 12},
    ),
    "hand_hygiene_training": ({}, {"months": 12, "non_clinical_months": 36}, {"months": 12}, {}, {}),
    "complaint_acknowledged": ({"working_days": 3},) * 5,
    "data_protection_complaint_acknowledged": ({"days": 30},) * 5,
    "subject_access": ({"months": 1},) * 5,
    "breach_report": ({"hours": 72},) * 5,
    "rota_rest": ({"hours": 11},) * 5,
    "details_confirmed": ({"days": 180},) * 5,
    "note_countersigned": ({}, {}, {}, {"working_days": 5, "first_weeks": 12}, {}),
}


@pytest.mark.parametrize("key", CLOCKS)
def test_a_clock_counts_as_the_table_says(key):
    said = {"rule", "source", "words"}
    found = [file(slug)["clocks"][key] for slug in FIVE]

    assert tuple({k: v for k, v in clock.items() if k not in said} for clock in found) == CLOCKS[key]
    assert [clock["rule"] == "off" for clock in found] == [not numbers for numbers in CLOCKS[key]]


@pytest.mark.parametrize(("slug", "hours"), [(DURHAM, 24), (LEEDS, 24), (LLR, 12), (ASC, 24), (SURREY, 24)])
def test_a_note_is_written_within_a_day_or_by_the_end_of_the_shift(slug, hours):
    clocks = file(slug)["clocks"]

    assert (clocks["note_written_hours"], clocks["late_entry_hours"]) == (hours, 24)


def test_only_the_annual_clocks_and_hand_hygiene_are_stated_and_the_rest_are_ours_or_the_law_s():
    stated = {
        (slug, key)
        for slug in FIVE
        for key, clock in file(slug)["clocks"].items()
        if isinstance(clock, dict) and clock["source"] == "[S]"
    }

    assert stated == {
        (DURHAM, "appraisal"),
        (LEEDS, "appraisal"),
        (LEEDS, "hand_hygiene_training"),
        (SURREY, "appraisal"),
    }


@pytest.mark.parametrize(
    ("slug", "opening", "round_the_clock"),
    [
        (DURHAM, None, False),
        (LEEDS, ("08:00", "20:00"), False),
        (LLR, None, True),
        (ASC, ("09:00", "17:00"), False),
        (SURREY, None, False),
    ],
)
def test_the_hours(slug, opening, round_the_clock):
    hours = file(slug)["hours"]
    week = ["monday", "tuesday", "wednesday", "thursday", "friday"]

    assert hours["round_the_clock"] is round_the_clock
    assert hours["opening"] == ([{"days": week, "from": opening[0], "to": opening[1]}] if opening else [])
    assert bool(hours["closed_words"]) is bool(opening)


def test_the_limits_are_empty_but_for_the_fixed_term_the_bands_and_our_weight():
    set_limits = {slug: {k: v for k, v in file(slug)["limits"].items() if v} for slug in FIVE}

    assert set_limits == {
        DURHAM: {"caseload_weight": 25},
        LEEDS: {"fixed_term_max_months": 12},
        LLR: {},
        ASC: {},
        SURREY: {"allowed_bands": [1, 2]},
    }
