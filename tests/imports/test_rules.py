"""One row of a spreadsheet: every column in the words services use, what is kept of each cell, and who the row is next time."""

from datetime import date

import pytest

from tests.imports.reading import ASHA, KNOWN, NORTH, SOUTH, TODAY, codes, row_of, row_with
from waymark.core.partial_dates import PartialDate
from waymark.doors.imports.choices import Field, Problem
from waymark.doors.imports.rules import Known, columns_of, field_of, read_sheet
from waymark.doors.imports.rules.columns import HEADINGS
from waymark.people.service_users.choices import AddressKind, NeedKind

# ------------------------------------------------------------------------------------------------ headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DOB", Field.BIRTH),
        ("D.O.B.", Field.BIRTH),
        ("Date of Birth (dd/mm/yyyy)", Field.BIRTH),
        ("Client DOB", Field.BIRTH),
        ("Service User's Date of Birth", Field.BIRTH),
        ("SURNAME", Field.FAMILY_NAME),
        ("Family name", Field.FAMILY_NAME),
        ("Forename(s)", Field.GIVEN_NAME),
        ("First  Name *", Field.GIVEN_NAME),
        ("Client name", Field.WHOLE_NAME),
        ("Preferred name", Field.CHOSEN_NAME),
        ("Known as", Field.CHOSEN_NAME),
        ("NHS No", Field.NHS_NUMBER),
        ("NHS No.", Field.NHS_NUMBER),
        ("nhs number", Field.NHS_NUMBER),
        ("Client ID", Field.LOCAL_NUMBER),
        ("RiO number", Field.LOCAL_NUMBER),
        ("Mobile", Field.PHONE),
        ("Tel (home)", Field.PHONE),
        ("Key worker", Field.KEY_WORKER),
        ("Keyworker", Field.KEY_WORKER),
        ("Team", Field.TEAM),
        ("Ref date", Field.REFERRED_ON),
        ("Date referred", Field.REFERRED_ON),
        ("Address 1", Field.ADDRESS),
        ("Post code", Field.POSTCODE),
        ("Postcode", Field.POSTCODE),
        ("GP practice", Field.GP_PRACTICE),
        ("Gender", Field.GENDER),
        ("Ethnicity", Field.ETHNICITY),
        ("Interpreter", Field.INTERPRETER),
        ("Interpreter needed? (Y/N)", Field.INTERPRETER),
        ("Communication needs", Field.COMMUNICATION),
        ("Do not leave voicemail", Field.NO_VOICEMAIL),
        ("Don't leave voicemail", Field.NO_VOICEMAIL),
        ("OK to leave voicemail?", Field.VOICEMAIL_OK),
        ("Date of death", Field.DIED),
        ("\ufeffSurname", Field.FAMILY_NAME),
        ("Post\u00a0code", Field.POSTCODE),
        ("Notes", None),
        ("Risk level", None),
        ("", None),
        (None, None),
        (42.0, None),
    ],
)
def test_a_heading_is_known_in_the_words_services_use(heading, field):
    assert field_of(heading) == field


def test_every_field_has_headings_and_no_heading_means_two_things():
    every = [heading for headings in HEADINGS.values() for heading in headings.split("|")]

    assert set(HEADINGS) == set(Field)
    assert len(every) == len(set(every))
    assert all(field_of(heading) for heading in every)


def test_columns_stand_where_they_stand():
    assert [(column.index, column.field) for column in columns_of(["", "Surname", "Notes", "DOB"])] == [
        (1, Field.FAMILY_NAME),
        (3, Field.BIRTH),
    ]


# ------------------------------------------------------------------------------------------------ what is kept


@pytest.mark.parametrize(
    ("heading", "cell", "name", "kept"),
    [
        ("DOB", "3/2/1984", "birth", PartialDate(1984, 2, 3)),
        ("DOB", date(1984, 2, 3), "birth", PartialDate(1984, 2, 3)),
        ("DOB", "1984", "birth", PartialDate(1984)),
        ("DOB", "unknown", "birth", None),
        ("NHS No", "999 047 5148", "nhs_number", "9990475148"),
        ("NHS No", 9990475148.0, "nhs_number", "9990475148"),
        ("NHS No", "9990475148.0", "nhs_number", "9990475148"),
        ("NHS No", "not known", "nhs_number", ""),
        ("Gender", "F", "gender", "2"),
        ("Gender", "Non-binary", "gender", "3"),
        ("Gender", "prefer not to say", "gender", "Z"),
        ("Gender", "unknown", "gender", "X"),
        ("Gender", 1.0, "gender", "1"),
        ("Gender", "", "gender", ""),
        ("Ethnicity", "White British", "ethnicity", "A"),
        ("Ethnicity", "Asian or Asian British - Indian", "ethnicity", "H"),
        ("Ethnicity", "n", "ethnicity", "N"),
        ("Ethnicity", "not stated", "ethnicity", "Z"),
        ("Ethnicity", "unknown", "ethnicity", "99"),
        ("Ethnicity", "99.0", "ethnicity", "99"),
        ("Preferred name", " Ace\u00a0🙂 ", "chosen_name", "Ace 🙂"),
        ("Pronouns", "they/them", "pronouns", "they/them"),
        ("Previous name", "Okafor", "previous_names", ("Okafor",)),
        ("E-mail", " Ada+x@Example.org", "email", "Ada+x@Example.org"),
        ("Mobile", "07700 900 123 (text first)", "phones", (("+447700900123", "text first"),)),
        ("Mobile", 7700900123.0, "phones", (("+447700900123", ""),)),
        ("Mobile", "none", "phones", ()),
        ("Post code", "dh13nj", "postcode", "DH1 3NJ"),
        ("Post code", "ZZ99 3WZ", "postcode", ""),
        ("Post code", "unknown", "postcode", ""),
        ("GP practice", "Claypath  Surgery", "gp_practice", "Claypath Surgery"),
        ("GP practice", "n/a", "gp_practice", ""),
        ("Team", "support & recovery SOUTH", "team_id", SOUTH),
        ("Team", "South team", "team_id", SOUTH),
        ("Key worker", "PATEL, Asha", "key_worker_id", ASHA),
        ("Key worker", "Unallocated", "key_worker_id", None),
        ("Ref date", "3/2/25", "referred_on", date(2025, 2, 3)),
        ("Ref date", "4 Jan 2026", "referred_on", date(2026, 1, 4)),
        ("Ref date", "", "referred_on", None),
        ("Referred by", "GP", "referred_by", "GP"),
        ("Client ID", 10001.0, "other_numbers", {"Client ID": "10001"}),
        ("Address", "5 Elm Row\nDurham", "address_lines", "5 Elm Row\nDurham"),
        ("Protected address", "Yes", "address_protected", True),
        ("Interpreter", "Polish", "needs", ((NeedKind.INTERPRETER, "Needs an interpreter: Polish"),)),
        ("Interpreter", "Y", "needs", ((NeedKind.INTERPRETER, "Needs an interpreter"),)),
        ("Interpreter", "No", "needs", ()),
        ("Communication needs", "Large print", "needs", ((NeedKind.COMMUNICATION, "Large print"),)),
        ("Communication needs", "none", "needs", ()),
        ("First language", "Tamil", "needs", ((NeedKind.COMMUNICATION, "Speaks Tamil"),)),
        ("First language", "English", "needs", ()),
        ("Reasonable adjustments", "Ground floor", "needs", ((NeedKind.ADJUSTMENT, "Ground floor"),)),
        ("Letters in", "Easy Read", "needs", ((NeedKind.FORMAT, "Easy Read"),)),
        ("Do not leave voicemail", "Y", "safe_contact", {"no_voicemail": True}),
        ("Do not leave voicemail", "x", "safe_contact", {"no_voicemail": True}),
        ("Do not leave voicemail", "✓", "safe_contact", {"no_voicemail": True}),
        ("Do not leave voicemail", True, "safe_contact", {"no_voicemail": True}),
        ("Do not leave voicemail", "No", "safe_contact", {}),
        ("Do not leave voicemail", "", "safe_contact", {}),
        ("OK to leave voicemail?", "No", "safe_contact", {"no_voicemail": True}),
        ("OK to leave voicemail?", "Yes", "safe_contact", {}),
        ("OK to text?", False, "safe_contact", {"no_text": True}),
        ("No post", "yes", "safe_contact", {"no_post": True}),
        ("OK to email", "n", "safe_contact", {"no_email": True}),
        ("No home visits", "Yes", "safe_contact", {"no_home_visit": True}),
        ("Discreet", "Yes", "safe_contact", {"discreet": True}),
        ("Code name", "Jo from the library", "safe_contact", {"code_name": "Jo from the library"}),
        ("Contact notes", "After six.\nText first.", "safe_contact", {"words": "After six.\nText first."}),
    ],
)
def test_a_cell_is_kept_in_its_one_form(heading, cell, name, kept):
    row = row_with(heading, cell)

    assert codes(row) == []
    assert getattr(row.person, name) == kept


def test_names_are_kept_as_written_in_their_own_script():
    row = row_of(Surname=" O’Brien-Łukasz ", First_name="தமிழ்\u00a0செல்வி")

    assert (row.person.given_name, row.person.family_name, codes(row)) == ("தமிழ் செல்வி", "O’Brien-Łukasz", [])


@pytest.mark.parametrize(
    ("surname", "kept"),
    [("-", ""), ("unknown", ""), ("n/k", ""), ("", ""), ("Na", "Na"), ("New", "New"), ("Null", "Null")],
)
def test_one_name_is_enough_and_na_is_a_name(surname, kept):
    row = row_of(Surname=surname)

    assert (row.person.family_name, codes(row)) == (kept, [])


def test_a_whole_name_is_parted_at_its_comma():
    headings = ["Client name", "Team"]
    rows = sheet_of_whole_names(headings, "Smith, John", "Madonna", "SMITH , John Paul")

    assert [(row.person.given_name, row.person.family_name) for row in rows] == [
        ("John", "Smith"),
        ("Madonna", ""),
        ("John Paul", "SMITH"),
    ]
    assert [codes(row) for row in rows] == [[], [], []]


def test_a_whole_name_without_a_comma_is_not_guessed_at():
    assert codes(sheet_of_whole_names(["Name", "Team"], "John Smith")[0]) == [Problem.NAME_ORDER]


def sheet_of_whole_names(headings, *names):
    return read_sheet([headings, *([name, "North"] for name in names)], KNOWN).rows


def test_two_telephones_and_four_lines_of_an_address():
    row = row_of(
        Mobile="07700 900123",
        Tel_home="0191 498 0123",
        Address_1="Flat 2",
        Address_2="5 Elm Row",
        Town="Durham",
    )

    assert row.person.phones == (("+447700900123", ""), ("+441914980123", ""))
    assert row.person.address_lines == "Flat 2\n5 Elm Row\nDurham"
    assert row.person.address_kind == AddressKind.HOME


def test_the_same_telephone_twice_is_one():
    assert row_of(Mobile="07700 900123", Tel_home="+44 7700 900123").person.phones == (("+447700900123", ""),)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Post code", "NFA"),
        ("Post code", "zz993vz"),
        ("Address 1", "No fixed abode"),
        ("Address", "homeless"),
    ],
)
def test_no_fixed_abode_has_its_postcode(heading, cell):
    person = row_with(heading, cell).person

    assert (person.address_kind, person.postcode, person.address_lines) == (
        AddressKind.NO_FIXED_ABODE,
        "ZZ99 3VZ",
        "",
    )


def test_no_address_is_no_kind_of_address():
    assert row_of().person.address_kind is None


def test_a_number_out_of_a_spreadsheet_is_not_traced():
    assert row_with("NHS No", "9990475148").person.nhs_number_status == "02"
    assert row_of().person.nhs_number_status == ""


def test_rows_without_a_team_go_to_the_team_that_was_chosen_for_them():
    known = Known(TODAY, {"North": NORTH, "South": SOUTH}, team_when_empty=SOUTH)

    assert (row_of(known, Team="").person.team_id, codes(row_of(known, Team=""))) == (SOUTH, [])
    assert row_of(known, Team="North").person.team_id == NORTH


# ------------------------------------------------------------------------------------------------ who it is, next time


def test_the_same_row_is_the_same_person_next_time_however_it_is_written():
    one = row_of(Mobile="07700 900123", DOB="3/2/1984", Post_code="DH1 3NJ").person
    again = row_of(Surname="BELL ", Mobile="07700-900-123", DOB=date(1984, 2, 3), Post_code="dh13nj").person

    assert one.identity == again.identity


@pytest.mark.parametrize(
    "column",
    [
        ("DOB", "3/2/1984"),
        ("Mobile", "07700 900123"),
        ("Surname", "Carter"),
        ("Client ID", "77"),
        ("NHS No", "9990475148"),
    ],
)
def test_what_tells_two_people_apart_is_part_of_who_they_are(column):
    assert row_with(*column).person.identity != row_of().person.identity


def test_a_number_outlives_a_change_of_name():
    assert (
        row_of(Surname="Bell", NHS_No="9990475148").person.identity
        == row_of(Surname="Carter", NHS_No="999 047 5148").person.identity
    )
    assert (
        row_of(Surname="Bell", Client_ID="C1").person.identity
        == row_of(Surname="Carter", Client_ID="c1").person.identity
    )
