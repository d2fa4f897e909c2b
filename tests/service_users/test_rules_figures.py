"""Finding a person by figures: NHS number, telephone, postcode, birth date; whole, in part, or with one slip of a finger."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service_users.people import TODAY, find, person
from waymark.core import nhs
from waymark.core.partial_dates import PartialDate, of_date
from waymark.people.service_users.rules import Strength, read_query


@pytest.mark.parametrize("text", ["9990475148", "999 047 5148", "999-047-5148", "999\u00a0047\u00a05148"])
def test_an_nhs_number_in_any_form(text):
    assert find(text) == [("zoe", Strength.EXACT, ("NHS number",))]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9990475149", "NHS number, one digit different"),
        ("8990475148", "NHS number, one digit different"),
        ("9990475418", "NHS number, two digits swapped"),
        ("990475148", "NHS number, one digit missing"),
    ],
)
def test_one_slip_in_an_nhs_number(text, why):
    assert find(text) == [("zoe", Strength.NEAR, (why,))]


@pytest.mark.parametrize("text", ["07700 900123", "07700900123", "+44 7700 900123", "0044 7700 900123"])
def test_a_telephone_number_in_any_form(text):
    assert find(text) == [("zoe", Strength.EXACT, ("telephone number",))]


@pytest.mark.parametrize("text", ["900123", "0900123", "00123"])
def test_the_last_digits_of_a_telephone_number(text):
    assert find(text) == [("zoe", Strength.PREFIX, ("telephone number ends 0123",))]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("07700 900124", "one digit different"),
        ("07700 900 13", "one digit missing"),
        ("0770090123", "one digit missing"),
    ],
)
def test_one_slip_in_a_telephone_number(text, why):
    assert find(text) == [("zoe", Strength.NEAR, (f"telephone number, {why}",))]


@pytest.mark.parametrize(
    ("text", "strength", "why"),
    [
        ("dh13nj", Strength.EXACT, "postcode"),
        ("DH1 3NJ", Strength.EXACT, "postcode"),
        ("DH1", Strength.PREFIX, "part of the postcode"),
        ("dh1 3", Strength.PREFIX, "part of the postcode"),
        ("3nj", Strength.PREFIX, "part of the postcode"),
    ],
)
def test_a_postcode_or_part_of_one(text, strength, why):
    assert find(text) == [("zoe", strength, (why,))]


@pytest.mark.parametrize(
    "text",
    [
        "3/2/1984",
        "3.2.84",
        "03021984",
        "19840203",
        "1984-02-03",
        "3 Feb 84",
        "Feb 3 1984",
        "3rd February 1984",
        "3 2 1984",
    ],
)
def test_a_birth_date_in_any_order(text):
    assert find(text)[0] == ("zoe", Strength.EXACT, ("birth date",))
    assert ("sam", Strength.PREFIX, ("only 1984 is known of the birth date",)) in find(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4/2/1984", "one digit different"),
        ("3/2/1994", "one digit different"),
        ("33/02/1984", "one digit different"),
        ("33021984", "one digit different"),
        ("2/3/1984", "day and month swapped"),
    ],
)
def test_one_slip_in_a_birth_date(text, why):
    assert ("zoe", Strength.NEAR, (f"birth date, {why}",)) in find(text)


def test_a_year_or_a_month_is_enough():
    assert find("1984") == [
        ("zoe", Strength.EXACT, ("year of birth",)),
        ("sam", Strength.EXACT, ("year of birth",)),
    ]
    assert find("May 1971") == [("fiona", Strength.EXACT, ("month of birth",))]
    assert find("02/1984")[0] == ("zoe", Strength.EXACT, ("month of birth",))


def test_two_digits_that_can_be_either_century_are_both():
    assert read_query("3/2/20", TODAY).parts[0].births == (PartialDate(1920, 2, 3), PartialDate(2020, 2, 3))


@given(st.dates(date(1910, 1, 1), date(2015, 12, 31)))
def test_every_birth_date_is_found_as_typed(day):
    one = person("one", "Somebody", birth=of_date(day))

    for text in (f"{day:%d/%m/%Y}", f"{day:%d%m%Y}", day.isoformat(), f"{day.day} {day:%b %Y}"):
        assert find(text, [one]) == [("one", Strength.EXACT, ("birth date",))]


@given(
    st.integers(0, 9_999_999).map(lambda n: f"99{n:07d}").filter(nhs.check_digit),
    st.integers(0, 9),
    st.integers(1, 9),
)
def test_every_nhs_number_is_found_with_one_digit_wrong(nine, at, by):
    number = nine + nhs.check_digit(nine)
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]

    assert find(wrong, [person("one", "Somebody", nhs_number=number)])[0][:2] == ("one", Strength.NEAR)
