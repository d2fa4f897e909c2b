"""What is impossible is refused, what is unlikely pointed out: every code by at least one cell, and the sentence a worker reads."""

from datetime import date

import pytest

from tests.imports.reading import NORTH, TODAY, codes, row_of, row_with, sheet_of
from waymark.doors.imports.choices import Doubt, Problem
from waymark.doors.imports.rules import SENTENCES, Known

REFUSED = [
    (Problem.NAME_MISSING, {"Surname": "", "First name": " "}, "Add one, or delete the row"),
    (Problem.GIVEN_NAME_MISSING, {"First name": ""}, "If this person has one name only, put it under first name"),
    (Problem.NAME_HAS_NO_LETTER, {"First name": "???"}, "'???' has no letter in it"),
    (Problem.NAME_HAS_NO_LETTER, {"First name": 12345.0}, "'12345.0' has no letter in it"),
    (Problem.NAME_PLACEHOLDER, {"First name": "Unknown"}, "stands for a name nobody knew"),
    (Problem.NAME_PLACEHOLDER, {"First name": "Test client"}, "stands for a name nobody knew"),
    (Problem.TOO_LONG, {"Surname": "x" * 201}, "This has 201 characters, and 200 can be kept"),
    (Problem.TOO_LONG, {"Communication needs": "x" * 301}, "This has 301 characters, and 300 can be kept"),
    (Problem.NHS_FORMAT, {"NHS No": "999047514"}, "has 10 digits"),
    (Problem.NHS_FORMAT, {"NHS No": "9990 475 148"}, "has 10 digits"),
    (Problem.NHS_FORMAT, {"NHS No": "٩٩٩٠٤٧٥١٤٨"}, "has 10 digits"),
    (Problem.NHS_SHORTENED, {"NHS No": "9.99E+09"}, "The spreadsheet has shortened this number"),
    (Problem.NHS_CHECK_DIGIT, {"NHS No": "9990475149"}, "One of the digits is wrong"),
    (Problem.NHS_NO_SUCH_NUMBER, {"NHS No": "4010000040"}, "begins with these nine digits"),
    (Problem.NHS_SAME_DIGIT, {"NHS No": "9999999999"}, "Ten of the same digit"),
    (Problem.NHS_NOT_ISSUED, {"NHS No": "5000000005"}, "No NHS number begins with 5"),
    (Problem.BIRTH_UNREADABLE, {"DOB": "about 1970"}, "cannot be read as a date"),
    (Problem.BIRTH_NO_SUCH_DAY, {"DOB": "31/2/1984"}, "There is no 31 February 1984"),
    (Problem.BIRTH_FUTURE, {"DOB": "26/11/2026"}, "26 November 2026 is in the future"),
    (Problem.BIRTH_TOO_OLD, {"DOB": "14/7/1884"}, "more than 120 years ago"),
    (Problem.BIRTH_PLACEHOLDER, {"DOB": date(1900, 1, 1)}, "usually stands for 'not known'"),
    (Problem.BIRTH_WHICH_CENTURY, {"DOB": "3/2/20"}, "1920 or 2020"),
    (Problem.DATE_UNREADABLE, {"Ref date": "last spring"}, "Write it like 3/2/2026"),
    (Problem.DATE_UNREADABLE, {"Ref date": "2025"}, "Write it like 3/2/2026"),
    (Problem.DATE_UNREADABLE, {"Ref date": "31/2/2025"}, "There is no 31 February 2025"),
    (Problem.DATE_FUTURE, {"Start date": "4/1/2027"}, "Give the day it happened"),
    (Problem.DATE_BEFORE_BIRTH, {"Ref date": "3/2/2020", "DOB": "4/2/2020"}, "before they were born"),
    (Problem.OPENED_BEFORE_REFERRED, {"Ref date": "3/2/2025", "Start date": "2/2/2025"}, "before the referral"),
    (Problem.HAS_DIED, {"Date of death": "3/2/2025"}, "This person has died"),
    (Problem.HAS_DIED, {"Deceased": "Y"}, "This person has died"),
    (Problem.PHONE_WRONG, {"Mobile": "07700 900 12"}, "has 10 digits where 11 are needed"),
    (Problem.PHONE_WRONG, {"Mobile": "ring mum"}, "Use digits only"),
    (Problem.PHONE_SHORTENED, {"Mobile": "7.7E+09"}, "The spreadsheet has shortened this number"),
    (Problem.PHONE_TWO, {"Mobile": "07700 900123 / 0191 498 0123"}, "There are two numbers in this cell"),
    (Problem.PHONE_TWO, {"Mobile": "07700 900123 or 0191 498 0123"}, "There are two numbers in this cell"),
    (Problem.EMAIL_WRONG, {"E-mail": "ada at example.org"}, "'ada at example.org' is not an email address"),
    (Problem.POSTCODE_WRONG, {"Post code": "DH1 3NV"}, "'DH1 3NV' is not a postcode"),
    (Problem.YES_NO_UNCLEAR, {"Do not leave voicemail": "ask first"}, "'ask first' is neither yes nor no"),
    (Problem.YES_NO_UNCLEAR, {"OK to leave voicemail": "x"}, "'x' is neither yes nor no"),
    (Problem.TEAM_UNKNOWN, {"Team": "Support & Recovery Nroth"}, "Did you mean 'Support & Recovery North'?"),
    (Problem.TEAM_UNKNOWN, {"Team": "Zebra"}, "Use one of: Support & Recovery North"),
    (Problem.TEAM_MISSING, {"Team": ""}, "Without one nobody can see this person"),
    (Problem.WORKER_UNKNOWN, {"Key worker": "Asha Patal"}, "Did you mean 'Asha Patel'?"),
    (Problem.WORKER_TWO, {"Key worker": "John Smith"}, "Two workers are called 'John Smith'"),
    (Problem.GENDER_UNKNOWN_WORD, {"Gender": "see notes"}, "Use Male, Female, Non-binary"),
    (Problem.ETHNICITY_UNKNOWN_WORD, {"Ethnicity": "human"}, "Use its code"),
    (Problem.CELL_ERROR, {"GP practice": "#N/A"}, "The spreadsheet shows #N/A here"),
    (Problem.CELL_ERROR, {"DOB": "#REF!"}, "The spreadsheet shows #REF! here"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "cells", "says"), REFUSED, ids=[f"{code}-{at}" for at, (code, _, _) in enumerate(REFUSED)]
)
def test_what_is_impossible_is_refused_with_a_sentence_at_its_cell(code, cells, says):
    row = sheet_of(cells).rows[0]

    assert [finding.code for finding in row.problems] == [code]
    assert says in row.problems[0].sentence
    assert row.problems[0].heading in cells or code == Problem.NAME_MISSING
    assert not row.is_sound


def test_several_things_wrong_are_all_told():
    row = row_of(First_name="", DOB="31/2/1984", Mobile="1", NHS_No="1")

    assert codes(row) == [
        Problem.GIVEN_NAME_MISSING,
        Problem.NHS_FORMAT,
        Problem.BIRTH_NO_SUCH_DAY,
        Problem.PHONE_WRONG,
    ]


def test_synthetic_numbers_are_refused_where_people_are_real():
    known = Known(TODAY, {"North": NORTH})

    assert codes(row_with("NHS No", "9990475148", known)) == [Problem.NHS_NOT_ISSUED]
    assert codes(row_with("NHS No", "4000000004", known)) == []


@pytest.mark.parametrize("word", ["", "No", "n/a", "alive"])
def test_the_living_are_not_dead(word):
    assert codes(row_with("Deceased", word)) == []


# ------------------------------------------------------------------------------------------------ what is pointed out

UNLIKELY = [
    (Doubt.NHS_OTHER_NATION, {"NHS No": "010 180 0010"}, "a Scottish CHI number"),
    (Doubt.NHS_OTHER_NATION, {"NHS No": 101800010.0}, "a Scottish CHI number"),
    (Doubt.NHS_OTHER_NATION, {"NHS No": "3200000015"}, "Northern Ireland Health and Care number"),
    (Doubt.BIRTH_MONTH_FIRST, {"DOB": "2/13/1984"}, "Read as 13 February 1984, because there is no month 13"),
    (Doubt.BIRTH_SPREADSHEET_NUMBER, {"DOB": 30715.0}, "how a spreadsheet keeps 3 February 1984"),
    (Doubt.BIRTH_FIRST_OF_JANUARY, {"DOB": "1/1/1984"}, "write the year alone"),
    (Doubt.BIRTH_CHILD, {"DOB": "3/2/2014"}, "This makes them 12"),
    (Doubt.BIRTH_VERY_OLD, {"DOB": "3/2/1920"}, "This makes them 106"),
    (Doubt.DATE_LONG_AGO, {"Ref date": "3/2/2006"}, "more than ten years ago"),
    (Doubt.POSTCODE_PART, {"Post code": "dh1"}, "first half of a postcode"),
    (Doubt.NAME_HAS_FIGURE, {"First name": "Ada 2"}, "There is a figure in this name"),
    (Doubt.LOOKS_LIKE_FORMULA, {"Surname": "=HYPERLINK(\"//x\")"}, "It is kept as words"),
    (Doubt.LOOKS_LIKE_FORMULA, {"Contact notes": "@SUM(A1)"}, "It is kept as words"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "cells", "says"), UNLIKELY, ids=[f"{code}-{at}" for at, (code, _, _) in enumerate(UNLIKELY)]
)
def test_what_is_unlikely_is_pointed_out_and_brought_in(code, cells, says):
    row = sheet_of(cells).rows[0]

    assert codes(row) == [code]
    assert says in row.doubts[0].sentence
    assert row.is_sound


def test_another_nations_number_is_kept_with_the_others():
    assert row_with("NHS No", 101800010.0).person.other_numbers == {"CHI number": "0101800010"}
    assert row_with("NHS No", "3200000015").person.other_numbers == {"Health and Care number": "3200000015"}


def test_a_formula_is_kept_as_the_words_it_is():
    assert row_with("Surname", "=1+1 Bell").person.family_name == "=1+1 Bell"


# ------------------------------------------------------------------------------------------------ the sentences


def test_every_problem_and_doubt_has_a_sentence_that_ends():
    assert set(SENTENCES) == {*Problem, *Doubt}
    assert all(sentence.endswith((".", "{hint}")) for sentence in SENTENCES.values())


def test_there_are_many_ways_to_be_wrong_and_each_can_happen():
    shown = {code for code, _, _ in REFUSED}

    assert len(shown) > 24
    assert set(Problem) - shown == {
        Problem.NO_HEADINGS, Problem.COLUMN_TWICE, Problem.TOO_MANY_ROWS, Problem.NOBODY,  # of the sheet: test_rules_sheet.py
        Problem.NHS_TWICE, Problem.LOCAL_NUMBER_TWICE, Problem.ROW_TWICE, Problem.NOT_TOLD_APART, Problem.CELL_BEYOND, Problem.NAME_ORDER,
        Problem.NHS_ELSEWHERE,  # of the records there are: test_rules_here.py
    }  # fmt: skip
