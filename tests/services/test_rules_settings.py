"""Each setting that is wrong gives its own sentence."""

import pytest

from tests.services.files import drop, row
from waymark.organisation.services.rules import problems
from waymark.organisation.services.rules.settings import contrast_with_white


@pytest.mark.parametrize(
    ("table", "key", "value", "sentence"),
    [
        ("terms", "person", "", "[terms]: 'person' has no word."),
        ("brand", "colour", "teal", "[brand]: 'teal' is not a colour; write it as #rrggbb."),
        (
            *("brand", "colour", "#9fd3c7"),
            "[brand]: #9fd3c7 is too pale to read on white; it needs a contrast of 4.5.",
        ),
        ("brand", "colour", "#b00020", "[brand]: #b00020 is red, and red is kept for 'act now'."),
        (
            *("brand", "colour", "#005EB8"),
            "[brand]: #005eb8 is an NHS blue, and this service is not run by the NHS.",
        ),
        (
            "hours",
            "source",
            "somebody",
            "[hours]: its source must be [S], [P] or an outside fact such as [X3].",
        ),
        ("hours", "opening", ["monday"], "[hours]: each opening has days, from and to."),
        (
            *("hours", "opening", [{"days": ["monday"], "from": "20:00", "to": "08:00"}]),
            "[hours]: opens at 20:00 but closes at 08:00.",
        ),
        (
            *("hours", "opening", [{"days": ["monday"], "from": "8", "to": "20:00"}]),
            "[hours]: '8' to '20:00' are not times; write them as 08:00.",
        ),
        (
            *("hours", "opening", [{"days": ["Mon"], "from": "08:00", "to": "20:00"}]),
            "[hours]: there is no day 'Mon'.",
        ),
        (
            "switches",
            "toil",
            "on",
            "[switches]: 'toil' turns a screen on or off, so it must be true or false.",
        ),
        ("switches", "dbs_rule", "", "[switches]: 'dbs_rule' must be true, false or words that say how."),
        ("limits", "beds", -1, "[limits]: 'beds' must be a whole number, 0 when not stated."),
        ("limits", "allowed_bands", ["one"], "[limits]: 'allowed_bands' must be a list of whole numbers."),
        (
            "clocks",
            "late_entry_hours",
            0,
            "[clocks]: 'late_entry_hours' must be a whole number of hours, more than 0.",
        ),
        ("clocks", "note_written_rule", 24, "[clocks]: 'note_written_rule' must be words in quotes."),
        ("clocks", "safety_plan", 180, "[clocks]: 'safety_plan' must be a table."),
    ],
)
def test_a_setting_that_is_wrong(durham, table, key, value, sentence):
    durham[table][key] = value

    assert problems(durham) == [sentence]


@pytest.mark.parametrize("table", ["terms", "switches", "limits", "clocks"])
def test_a_setting_missing_or_unknown(durham, table):
    key = sorted(durham[table])[0]
    durham[table]["nonsense_zz"] = durham[table].pop(key)

    found = problems(durham)

    assert f"[{table}] has no '{key}': leave it empty if the job description is silent." in found
    assert any(sentence.startswith(f"[{table}] has an unknown key 'nonsense_zz'") for sentence in found)


def test_a_service_open_round_the_clock_has_no_opening_times(llr):
    llr["hours"]["opening"] = [{"days": ["monday"], "from": "08:00", "to": "20:00"}]

    assert problems(llr) == ["[hours]: a service open round the clock has no opening times."]


def test_the_nhs_may_wear_its_own_blue(leeds):
    leeds["brand"]["colour"] = "#005eb8"

    assert problems(leeds) == []


@pytest.mark.parametrize(
    ("clock", "sentence"),
    [
        ({"rule": "sometimes", "source": "[P]", "words": "Now and then."}, "there is no rule 'sometimes'."),
        ({"rule": ["every"], "source": "[P]", "words": "Often."}, "there is no rule '['every']'."),
        ({"rule": "every", "source": "[P]", "words": "Often."}, "does not say how long."),
        ({"rule": "every", "source": "[P]", "words": "", "days": 1}, "does not say in words what it asks."),
        ({"rule": "off", "source": "[P]", "words": "Off.", "days": 3}, "is off, so it cannot count."),
        ({"rule": "at_points", "source": "[P]", "words": "Then."}, "does not say at which points."),
        (
            {"rule": "by_channel", "source": "[P]", "words": "So.", "days": 7},
            "does not say how long for each.",
        ),
        (
            {"rule": "every", "source": "[P]", "words": "Often.", "days": 7, "fortnights": 2},
            "has an unknown key 'fortnights'.",
        ),
        (
            {"rule": "care_act", "source": "[P]", "words": "So.", "days": 42, "latest_days": 56},
            "follows the Care Act, so it needs 'then_days'.",
        ),
        (
            {
                "rule": "care_act",
                "source": "[P]",
                "words": "So.",
                "days": 60,
                "then_days": 365,
                "latest_days": 56,
            },
            "the first review would be later than the law's 56 days.",
        ),
        (
            {"rule": "every", "source": "[P]", "words": "Often.", "days": 0},
            "'days' must be a whole number, more than 0.",
        ),
        (
            {"rule": "every", "words": "Often.", "days": 7},
            "its source must be [S], [P] or an outside fact such as [X3].",
        ),
    ],
)
def test_a_clock_that_cannot_count(durham, clock, sentence):
    durham["clocks"]["safety_plan"] = clock

    [found] = problems(durham)

    assert found.removeprefix("[clocks]: 'safety_plan'").lstrip(": ") == sentence


def test_the_parts_of_a_clock_are_checked_too(llr):
    llr["clocks"]["support_plan_review"]["by_channel"] = {"bed": {"hours": 0}, "outreach": {"weeks": 1}}

    assert problems(llr) == [
        "[clocks]: 'support_plan_review', bed: 'hours' must be a whole number, more than 0.",
        "[clocks]: 'support_plan_review', outreach: has an unknown key 'weeks'.",
    ]


def test_a_clock_by_channel_is_a_table_of_tables(llr):
    llr["clocks"]["support_plan_review"]["by_channel"] = {"bed": 24}

    assert problems(llr) == ["[clocks]: 'support_plan_review': 'by_channel' must be a table of tables."]


def test_a_channel_and_its_switch_agree(durham):
    row(durham, "channels", "helpline")["on"] = True

    assert problems(durham) == ["The channel 'helpline' and the switch 'helpline' disagree."]


def test_every_channel_is_listed(durham):
    drop(durham, "channels", "video")

    assert problems(durham) == ["The file has no channel 'video': list it and switch it off."]


@pytest.mark.parametrize(
    ("key", "name", "field", "value", "sentence"),
    [
        ("units", "north", "kind", "cellar", "units, 'north': there is no kind 'cellar'."),
        (
            *("organisations", "durham-county-council", "legal_kind", "club"),
            "organisations, 'durham-county-council': there is no legal kind 'club'.",
        ),
        (
            *("posts", "RW-014", "source", "me"),
            "posts, 'RW-014': its source must be [S], [P] or an outside fact such as [X3].",
        ),
    ],
)
def test_a_word_that_is_not_one_of_ours(durham, key, name, field, value, sentence):
    row(durham, key, name)[field] = value

    assert problems(durham) == [sentence]


def test_999_is_always_there_and_every_number_is_dated(durham):
    durham["crisis_wording"][0]["number"] = "998"
    durham["crisis_wording"][1]["checked_on"] = "last week"
    durham["crisis_wording"][2]["when"] = " "

    assert problems(durham) == [
        "[[crisis_wording]]: 999 is not there.",
        "[[crisis_wording]]: say on what date 'NHS 111, mental health option' was last checked, as 2026-11-25.",
        "[[crisis_wording]]: 'Samaritans' needs a name, a number, when to use it and where it comes from.",
    ]


def test_a_service_needs_a_unit(durham):
    durham["units"], durham["posts"] = [], []

    assert "The file has no unit: a service needs at least one team." in problems(durham)


def test_a_default_names_a_setting_that_is_there(durham):
    durham["defaults"].append("limits.chairs")

    assert problems(durham) == ["defaults: there is no setting 'limits.chairs' in this file."]


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
