"""NHS numbers and postcodes: every vector, what spreadsheets do to numbers, one slip of a finger, and what a worker reads."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.core import nhs
from waymark.core.nhs import NotAPostcode, Range, Why, check, from_cell, postcode, show

DATA = Path(__file__).parents[1] / "data"
VECTORS = json.loads((DATA / "vectors" / "nhs_number.json").read_text(encoding="utf8"))
LISTS = json.loads((DATA / "vectors" / "code_lists.json").read_text(encoding="utf8"))
VALID = (DATA / "identifiers" / "nhs_number_valid_9.csv").read_text(encoding="utf-8-sig").split()
SOUND = "9990475148"


def reason(checked: nhs.Checked) -> str:
    return f"RANGE:{checked.range}" if checked.why == Why.RANGE else checked.why


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["why"])
def test_every_vector(case):
    checked, expected = check(case["input"]), case["expect"]

    assert (checked.digits or None) == expected["normalised"]
    assert checked.has_format is expected["format_ok"]
    assert checked.has_check_digit is expected["checksum_ok"]
    assert checked.is_live is expected["accept_live"]
    assert reason(checked) == expected["reason"]
    assert checked.range == expected.get("range")
    assert checked.display.replace("\u00a0", " ") == expected.get("display", "")


@pytest.mark.parametrize("number", VECTORS["synthetic_numbers_safe_for_tests"] + VALID)
def test_synthetic_numbers_are_allowed_where_people_are_invented_and_nowhere_else(number):
    assert check(number).problem(synthetic=True) == ""
    assert "belong to nobody" in check(number).problem()


def test_a_number_outside_the_999_block_is_refused_even_where_people_are_invented():
    assert "belong to nobody" in check("9434765919").problem(synthetic=True)


def test_shown_in_three_groups_that_do_not_break():
    assert show(SOUND) == "999\u00a0047\u00a05148"
    assert show("") == ""


@pytest.mark.parametrize(
    "typed",
    ["999‑047‑5148", "\ufeff9990475148", "999\u202f047\u202f5148", "\u200e999 047 5148", "999–047–5148"],
)
def test_what_comes_along_when_a_number_is_copied_does_no_harm(typed):
    assert check(typed).digits == SOUND


@pytest.mark.parametrize(
    "typed", ["999047 5148", "999 0475148", "9990 475 148", "999.047.5148", "999047514", "NHS 9990475148"]
)
def test_other_groupings_are_not_guessed_at(typed):
    assert check(typed).why == Why.FORMAT


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("999047514", "10 digits"),
        ("9990475149", "One of the digits is wrong"),
        ("4010000040", "No NHS number begins with these nine digits"),
        ("4444444444", "Ten of the same digit"),
        ("0101800010", "Scottish CHI number"),
        ("3200000015", "Northern Ireland"),
        ("5000000005", "begins with 5"),
        ("8000000008", "in this range"),
    ],
)
def test_each_refusal_says_what_is_wrong(typed, says):
    assert says in check(typed).problem()


def test_a_live_number_has_no_problem():
    assert check("400 000 0004").problem() == check("6000000006").problem() == ""


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (9990475148, SOUND),
        (9990475148.0, SOUND),
        ("9990475148.0", SOUND),
        (" 999 047 5148 ", "999 047 5148"),
        (101800010, "0101800010"),
        (101800010.0, "0101800010"),
        ("101800010.0", "0101800010"),
        ("101800010", "101800010"),
        (None, ""),
        ("", ""),
        (12345, "12345"),
        (9990475148.5, "9990475148.5"),
        ("9.990475148E9", "9.990475148E9"),
    ],
)
def test_a_cell_of_a_spreadsheet_gives_the_text_it_had(cell, text):
    assert from_cell(cell) == text


def test_a_number_the_spreadsheet_shortened_is_refused():
    assert check(from_cell("9.990475148E9")).why == check(from_cell(9990475148.5)).why == Why.FORMAT


def test_the_status_words_are_the_standards_own():
    assert (
        nhs.VERIFICATION
        == VECTORS["verification_status_codes"]
        == LISTS["NHSNumberVerificationStatusEngland"]["codes"]
    )
    assert LISTS["NHSNumberUnavailableReason"]["codes"] == nhs.UNAVAILABLE


@pytest.mark.parametrize("status", sorted(nhs.VERIFICATION))
def test_only_status_01_is_verified(status):
    assert nhs.said_of(status) == ("verified" if status == "01" else "not traced")


sound_numbers = (
    st.integers(0, 999_999_999)
    .map(lambda n: f"{n:09d}")
    .filter(nhs.check_digit)
    .map(lambda nine: nine + nhs.check_digit(nine))
)


@given(sound_numbers, st.integers(0, 9), st.sampled_from("123456789"))
def test_a_number_with_one_digit_wrong_is_refused_and_leads_back_to_the_right_one(number, at, by):
    wrong = number[:at] + str((int(number[at]) + int(by)) % 10) + number[at + 1 :]

    assert not check(wrong).has_check_digit
    if len(set(number)) > 1:
        assert number in nhs.one_digit_wrong(wrong)


@given(sound_numbers, st.integers(0, 9))
def test_a_number_with_one_digit_missing_leads_back_to_the_right_one(number, at):
    if len(set(number)) > 1:
        assert number in nhs.one_digit_missing(number[:at] + number[at + 1 :])


@given(sound_numbers, st.integers(0, 8))
def test_two_neighbours_swapped_lead_back_to_the_right_one(number, at):
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]

    assert swapped == number or number in nhs.two_digits_swapped(swapped)


@given(sound_numbers)
def test_shown_and_read_again_it_is_the_same(number):
    assert check(show(number)).digits == check(from_cell(int(number))).digits == number or number.startswith(
        "00"
    )


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(text):
    checked = check(text)
    assert checked.why == Why.OK or checked.problem()
    assert checked.digits == "" or (
        checked.digits.isascii() and checked.digits.isdigit() and len(checked.digits) == 10
    )


@given(sound_numbers)
def test_every_number_is_in_one_range(number):
    assert check(number).range in Range


# ------------------------------------------------------------------------------------------------ postcodes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dh13nj", "DH1 3NJ"),
        (" DH1  3NJ ", "DH1 3NJ"),
        ("dh1\u00a03nj", "DH1 3NJ"),
        ("M1 1AE", "M1 1AE"),
        ("b338th", "B33 8TH"),
        ("CR2 6XH", "CR2 6XH"),
        ("DN551PT", "DN55 1PT"),
        ("w1a 0ax", "W1A 0AX"),
        ("EC1A1BB", "EC1A 1BB"),
        ("GIR0AA", "GIR 0AA"),
        ("BF1 0AX", "BF1 0AX"),
        ("zz993vz", nhs.NO_FIXED_ABODE),
        ("ZZ99 3WZ", nhs.NOT_KNOWN),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_postcode_is_kept_one_way(typed, kept):
    assert postcode(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["DH1", "DH13N", "QQ1 1AA", "DH1 3NV", "DH1 CNJ", "12345", "unknown", "ＤＨ１３ＮＪ", "DH1 3NJX", "ZZ99"],
)
def test_what_is_no_postcode_is_refused_with_a_sentence(typed):
    with pytest.raises(NotAPostcode, match="is not a postcode"):
        postcode(typed)


@pytest.mark.parametrize(
    ("typed", "half"),
    [("DH1 3NJ", "DH1"), ("ec1a1bb", "EC1A"), ("ZZ993VZ", "ZZ99"), ("nowhere", ""), ("", "")],
)
def test_the_first_half_names_a_district(typed, half):
    assert nhs.outward(typed) == half


@pytest.mark.parametrize("typed", ["DH1", "dh1 3", "DH1 3N", "DH1 3NJ", "SW1A", "ZZ99", "ZZ99 3", "M1"])
def test_part_of_a_postcode_is_known_for_one(typed):
    assert nhs.is_part_of_postcode(typed)


@pytest.mark.parametrize("typed", ["", "DH", "1984", "DH1 3NJX", "smith", "QQ1"])
def test_other_things_are_not_part_of_a_postcode(typed):
    assert not nhs.is_part_of_postcode(typed)


@given(st.text(max_size=12))
def test_a_kept_postcode_is_kept_the_same_when_read_again(text):
    try:
        kept = postcode(text)
    except NotAPostcode:
        return
    assert postcode(kept) == kept
