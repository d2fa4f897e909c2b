"""A change says what it would alter before it is made."""

import copy

from tests.services.files import changed, drop, row
from waymark.organisation.services.rules import (
    preview_change,
)


def test_the_same_file_changes_nothing(durham):
    assert preview_change(durham, copy.deepcopy(durham)) == []


def test_a_change_that_does_not_count_up_says_so(durham):
    new = changed(durham)
    new["version"] = 1
    new["name"] = "Durham Recovery"

    assert preview_change(durham, new) == [
        "The service is called 'Durham Recovery' instead of 'Durham Support & Recovery'.",
        "The version stays at 1: count it up, so that people can tell the two apart.",
    ]


def test_a_file_of_another_service_changes_nothing(durham, leeds):
    assert preview_change(durham, leeds) == [
        "This file is for 'leeds-recovery-centre', not for 'durham-support-recovery': nothing would change."
    ]


def test_a_clock_changes_for_new_dates_only(durham):
    new = changed(durham)
    new["clocks"]["personal_risk_assessment"] |= {"days": 60, "words": "Every 60 days."}

    assert preview_change(durham, new) == [
        "Clock 'personal_risk_assessment' changes from 'Every 90 days and on change.' (days 90) to 'Every 60 days.' (days 60), "
        "for dates set from now on. No date already set moves, and each keeps the rule it was set by."
    ]


def test_a_clock_whose_words_were_forgotten_still_shows_what_changes(durham):
    new = changed(durham)
    new["clocks"]["appraisal"]["months"] = 6

    [sentence] = preview_change(durham, new)

    assert "from 'Every year.' (months 12) to 'Every year.' (months 6)" in sentence


def test_the_hours_for_a_note_are_a_clock_too(durham):
    new = changed(durham)
    new["clocks"]["note_written_hours"] = 48

    [sentence] = preview_change(durham, new)

    assert sentence.startswith(
        "Clock 'note_written_hours' changes from '24' to '48', for dates set from now on."
    )


def test_rights_gained_and_lost_say_how_many_posts(durham):
    new = changed(durham)
    rights = row(new, "roles", "recovery-worker")["rights"]
    rights.append("countersign")
    rights.remove("break_glass")

    assert preview_change(durham, new) == [
        "Role 'recovery-worker' gains 'countersign': 8 posts would have it at the next page they open.",
        "Role 'recovery-worker' loses 'break_glass': 8 posts would be refused at the next page they open.",
    ]


def test_roles_posts_and_units_that_come_and_go(durham):
    new = changed(durham)
    drop(new, "posts", "RW-014")
    new["units"].append({**row(new, "units", "north"), "code": "east", "name": "Support & Recovery East"})
    row(new, "posts", "RW-013")["operational_line"] = "AM-002"
    drop(new, "roles", "auditor")

    assert preview_change(durham, new) == [
        "Unit 'east' is added.",
        "Role 'auditor' is no longer in the file: 2 posts held it. Past records keep its name.",
        "Post 'RW-014' is no longer in the file: whoever holds it loses what it lets them do. "
        "Past records keep its name.",
        "Post 'RW-013': operational line changes from 'AM-001' to 'AM-002'.",
    ]


def test_switches_on_off_and_otherwise(durham):
    new = changed(durham)
    new["switches"] |= {
        "toil": False,
        "petty_cash": True,
        "driver_rule": "all drive",
        "budget_screens": "refused",
    }

    assert preview_change(durham, new) == [
        "Switch 'budget_screens' is turned off: its screens are refused and logged. What they recorded is kept.",
        "Switch 'driver_rule' changes from 'if driving' to 'all drive'.",
        "Switch 'petty_cash' is turned on.",
        "Switch 'toil' is turned off: its screens are refused and logged. What they recorded is kept.",
    ]


def test_words_channels_and_the_rest(leeds):
    new = changed(leeds)
    new["terms"]["review"] = "Care and support review"
    row(new, "channels", "text")["on"] = False
    row(new, "channels", "visit")["hours"] = "Any day"
    new["hours"]["text"] = "Any day."
    new["profile_date"] = "2027-01-04"

    assert preview_change(leeds, new) == [
        "The job profile is dated '2027-01-04' instead of ''.",
        "Channel 'text' is turned off: what was recorded by it is kept.",
        "Channel 'visit': its name or hours change.",
        "Screens will say 'Care and support review' instead of 'CPA review'. "
        "Earlier entries keep the word they were made with.",
        "The opening hours change.",
    ]
