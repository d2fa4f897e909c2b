"""What is a fault and what is not, on values alone."""

from datetime import date

import pytest

from waymark.core.partial_dates import PartialDate
from waymark.doors.data_quality import rules
from waymark.doors.data_quality.choices import Answer, Field, Measure

DAY = date(2026, 3, 4)
WHOLE = {
    "id": 1,
    "given_name": "Sam",
    "family_name": "Okafor",
    "birth": PartialDate(1984, 2, 3),
    "nhs_number": "9990237573",
    "gp_practice": "Marsh House",
    "gender": "1",
    "ethnicity": "A",
    "addresses": ("home",),
    "phones": (("+447700900123", ""),),
    "next_of_kin": 1,
    "opened_on": date(2025, 1, 1),
}


def faults(**changes):
    found = rules.looked_at(rules.Facts(**{**WHOLE, **changes}), DAY, ask_again=180)
    return [(fault.field, fault.measure) for fault in rules.faults(found)]


def test_a_whole_record_has_nothing_to_put_right():
    assert faults() == []


@pytest.mark.parametrize(
    ("field", "nothing"),
    [
        (Field.BIRTH_DATE, {"birth": None}),
        (Field.NHS_NUMBER, {"nhs_number": ""}),
        (Field.GP_PRACTICE, {"gp_practice": " "}),
        (Field.ADDRESS, {"addresses": ()}),
        (Field.TELEPHONE, {"phones": ()}),
        (Field.GENDER, {"gender": ""}),
        (Field.ETHNICITY, {"ethnicity": ""}),
        (Field.NEXT_OF_KIN, {"next_of_kin": 0}),
    ],
)
def test_what_nobody_asked_is_missing_and_any_answer_is_an_answer(field, nothing):
    assert faults(**nothing) == [(field, Measure.COMPLETENESS)]
    for answer in (Answer.DECLINED, Answer.NOT_KNOWN, Answer.NOT_APPLICABLE):
        assert faults(**nothing, answers={field: (answer, "")}, asked={field: DAY}) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"birth": PartialDate(1900, 1, 1)}, (Field.BIRTH_DATE, Measure.VALIDITY)),
        ({"birth": PartialDate(1909)}, (Field.BIRTH_DATE, Measure.VALIDITY)),
        ({"birth": PartialDate(2025, 6, 1)}, (Field.BIRTH_DATE, Measure.CONSISTENCY)),
        ({"nhs_number": "9990000000"}, (Field.NHS_NUMBER, Measure.VALIDITY)),
        ({"nhs_number": "9999999999"}, (Field.NHS_NUMBER, Measure.VALIDITY)),
        ({"gp_practice": "TBC"}, (Field.GP_PRACTICE, Measure.VALIDITY)),
        ({"gp_practice": "n/a"}, (Field.GP_PRACTICE, Measure.VALIDITY)),
        ({"gp_practice": "?"}, (Field.GP_PRACTICE, Measure.VALIDITY)),
        ({"given_name": "Test"}, (Field.NAME, Measure.VALIDITY)),
        ({"given_name": "Mickey", "family_name": "Mouse"}, (Field.NAME, Measure.VALIDITY)),
        ({"phones": (("+447777777777", ""),)}, (Field.TELEPHONE, Measure.VALIDITY)),
        ({"addresses": ("home", "no_fixed_abode")}, (Field.ADDRESS, Measure.CONSISTENCY)),
        ({"addresses": ("home", "home")}, (Field.ADDRESS, Measure.CONSISTENCY)),
        (
            {"phones": (("+447700900123", "text first"),), "no_texts": True},
            (Field.TELEPHONE, Measure.CONSISTENCY),
        ),
        ({"needs": (("Large print", date(2026, 3, 3)),)}, (Field.NEEDS, Measure.TIMELINESS)),
        ({"asked": {Field.GP_PRACTICE: date(2025, 9, 1)}}, (Field.GP_PRACTICE, Measure.TIMELINESS)),
        ({"like_others": ("Sam Okafor",)}, (Field.NAME, Measure.UNIQUENESS)),
    ],
)
def test_each_fault_is_found_and_only_it(changes, fault):
    assert faults(**changes) == [fault]


@pytest.mark.parametrize(
    "changes",
    [
        {"birth": PartialDate(1970, 1, 1)},
        {"birth": PartialDate(1984)},
        {"birth": PartialDate(1911)},
        {"given_name": "Na", "family_name": "Testa"},
        {"gp_practice": "None Such Surgery"},
        {"addresses": ("no_fixed_abode",)},
        {"addresses": ("home", "staying")},
        {"phones": (("+447700900123", "text first"),)},
        {"needs": (("Large print", DAY), ("Tamil", None))},
        {"asked": {Field.GP_PRACTICE: date(2025, 9, 5)}},
        {"nhs_number_status": "02"},
    ],
)
def test_what_is_likely_is_no_fault(changes):
    assert faults(**changes) == []


def test_right_as_it_stands_holds_for_that_value_alone():
    doubted = {"given_name": "Test", "family_name": "Er"}
    right = {Field.NAME: (Answer.RIGHT, "Test Er")}
    assert faults(**doubted, answers=right) == []
    assert faults(given_name="Test", family_name="Patient", answers=right) == [(Field.NAME, Measure.VALIDITY)]


def test_a_not_known_is_asked_again_after_the_interval():
    gone = {"nhs_number": "", "answers": {Field.NHS_NUMBER: (Answer.NOT_KNOWN, "")}}
    assert faults(**gone, asked={Field.NHS_NUMBER: date(2025, 9, 5)}) == []
    assert faults(**gone, asked={Field.NHS_NUMBER: date(2025, 9, 4)}) == [
        (Field.NHS_NUMBER, Measure.TIMELINESS)
    ]


@pytest.mark.parametrize(
    ("good", "of", "words"),
    [
        (35, 40, "87.5%"),
        (38, 40, "95.0%"),
        (0, 0, "–"),
        (3, 3, "100.0%"),
        (2999, 3000, "99.9%"),
        (0, 7, "0.0%"),
    ],
)
def test_a_share_is_never_rounded_up_to_all(good, of, words):
    assert rules.percent(good, of) == words


def test_a_table_counts_records_field_by_measure():
    records = [
        rules.looked_at(rules.Facts(**{**WHOLE, "gp_practice": gp}), DAY, ask_again=180)
        for gp in ("", "TBC", "Marsh")
    ]
    tallies = rules.tallied(records)
    assert tallies[Field.GP_PRACTICE, Measure.COMPLETENESS].percent == "66.7%"
    assert tallies[Field.GP_PRACTICE, Measure.VALIDITY].percent == "50.0%"
    assert (Field.GP_PRACTICE, Measure.UNIQUENESS) not in tallies
    assert rules.Tally().percent == "–"
    clean = rules.clean(records)
    assert (clean.good, clean.of) == (1, 3)
