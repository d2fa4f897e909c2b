"""The whole sheet: 2,000 people as services have them, each row's verdict the one that was written down when it was spoilt; headings
wherever they stand; one number on two people; and that a sheet read twice says the same.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.messy_people import FIRST, HEADINGS, TEAMS, TODAY, WORKERS, make_sheet
from tests.imports.reading import KNOWN, NORTH, codes, row_of, sheet_of
from waymark.core import ids
from waymark.core.names import fold
from waymark.doors.imports.choices import Doubt, Problem
from waymark.doors.imports.rules import Known, findings_in_order, grid_of, read_sheet
from waymark.doors.imports.rules.sheet import MOST_ROWS

MESSY = make_sheet()
SERVICE = ids.new_id(0)
MESSY_KNOWN = Known(
    TODAY,
    {team: ids.derived(SERVICE, team) for team in TEAMS},
    tuple((name, ids.derived(SERVICE, at, name)) for at, name in enumerate(WORKERS)),
    synthetic=True,
)


def problems(sheet):
    return {row.number: frozenset(finding.code for finding in row.problems) for row in sheet.rows}


def doubts(sheet):
    return {row.number: frozenset(finding.code for finding in row.doubts) for row in sheet.rows}


@pytest.fixture(scope="module")
def from_xlsx():
    return read_sheet(grid_of(MESSY.as_xlsx()), MESSY_KNOWN)


# ------------------------------------------------------------------------------------------------ two thousand people


def test_the_sheet_is_as_messy_as_services_have_them():
    kinds = {problem for row in MESSY.expected.values() for problem in row}

    assert len(MESSY.expected) == 2000
    assert len(MESSY.wrong) >= 200
    assert len(kinds) >= 36
    assert {doubt for row in MESSY.doubts.values() for doubt in row} > {
        Doubt.PHONE_SHARED,
        Doubt.PERHAPS_TWICE,
    }


def test_the_same_seed_makes_the_same_sheet_and_another_another():
    assert make_sheet().as_csv() == MESSY.as_csv() != make_sheet(seed=43).as_csv()
    assert make_sheet().as_xlsx() == MESSY.as_xlsx()


def test_every_row_of_the_workbook_gets_the_verdict_it_deserves(from_xlsx):
    assert from_xlsx.problems == ()
    assert problems(from_xlsx) == MESSY.expected
    assert doubts(from_xlsx) == MESSY.doubts
    assert set(from_xlsx.skipped) == MESSY.skipped


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"), ("|", "utf-8-sig")]
)
def test_every_row_of_a_text_file_gets_the_verdict_it_deserves(separator, encoding):
    sheet = read_sheet(grid_of(MESSY.as_csv(separator, encoding)), MESSY_KNOWN)

    assert problems(sheet) == MESSY.expected_as_csv
    assert doubts(sheet) == MESSY.doubts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_get_their_verdicts_too(seed):
    messy = make_sheet(seed=seed, count=600)
    sheet = read_sheet(grid_of(messy.as_xlsx()), MESSY_KNOWN)

    assert problems(sheet) == messy.expected
    assert doubts(sheet) == messy.doubts


def test_merged_teams_count_for_every_row_they_cover(from_xlsx):
    teams = {row.number: row.person.team_id for row in from_xlsx.rows}

    assert len(MESSY.merged) == 6
    for first, last in MESSY.merged:
        assert len({teams[number] for number in range(first, last + 1)}) == 1


def test_nothing_is_lost_of_the_names(from_xlsx):
    """The names that come out are those that went in, but for the marks around them."""
    given_name, family_name = HEADINGS.index("Forename(s)"), HEADINGS.index("Surname")
    for row in from_xlsx.sound:
        cells = MESSY.grid[row.number - 1]
        assert fold(row.person.given_name) == fold(cells[given_name])
        assert fold(row.person.family_name) == fold(cells[family_name])


def test_every_finding_says_what_to_do_and_where(from_xlsx):
    for finding in findings_in_order(from_xlsx.rows):
        assert finding.sentence.endswith((".", "?")), finding
        assert "{" not in finding.sentence, finding
        assert FIRST <= finding.row <= len(MESSY.grid)
        assert (
            finding.column is None
            or finding.column >= len(HEADINGS)
            or finding.heading == HEADINGS[finding.column]
        )


def test_people_stay_the_same_when_the_sheet_is_read_again(from_xlsx):
    again = read_sheet(grid_of(MESSY.as_xlsx()), MESSY_KNOWN)
    who = [row.person.identity for row in from_xlsx.sound]

    assert [row.person.identity for row in again.sound] == who
    assert len(set(who)) == len(who)


def test_a_mended_sheet_has_nothing_against_it():
    """What is sound in a messy sheet is sound by itself."""
    keep = [row for number, row in enumerate(MESSY.grid, 1) if not MESSY.expected.get(number)]

    assert read_sheet(keep, MESSY_KNOWN).unsound == ()


def test_columns_that_are_not_brought_in_are_named_and_risk_never_is(from_xlsx):
    assert [(finding.code, finding.heading) for finding in from_xlsx.findings] == [
        (Doubt.COLUMN_IGNORED, "Status"),
        (Doubt.RISK_COLUMN_IGNORED, "RAG / risk level"),
    ]
    assert "no level of risk is kept of anybody" in from_xlsx.findings[1].sentence


# ------------------------------------------------------------------------------------------------ headings


def test_titles_may_stand_above_the_headings():
    sheet = read_sheet(
        [["Caseload"], [], ["", "Surname", "First name", "Team"], ["", "Bell", "Ada", "North"]], KNOWN
    )

    assert (sheet.heading_at, sheet.rows[0].number, sheet.rows[0].person.name) == (2, 4, "Ada Bell")


@pytest.mark.parametrize(
    "grid",
    [[], [[]], [["a", "b"], ["c", "d"]], [["Surname"], ["Bell"]], [["DOB", "Team"], ["1984", "North"]]],
)
def test_a_sheet_without_headings_is_refused(grid):
    sheet = read_sheet(grid, KNOWN)

    assert [finding.code for finding in sheet.problems] == [Problem.NO_HEADINGS]
    assert sheet.sound == sheet.rows == ()


def test_two_columns_for_one_thing_are_refused_and_named():
    sheet = read_sheet(
        [["Surname", "First name", "DOB", "Date of birth", "Team"], ["Bell", "Ada", "1984", "1985", "North"]],
        KNOWN,
    )

    assert [(finding.code, finding.column, finding.heading) for finding in sheet.problems] == [
        (Problem.COLUMN_TWICE, 3, "Date of birth")
    ]
    assert sheet.sound == ()


def test_nobody_below_the_headings():
    assert [
        finding.code for finding in read_sheet([["Surname", "First name"], ["", " "]], KNOWN).problems
    ] == [Problem.NOBODY]


def test_more_than_can_be_brought_in_at_once():
    grid = [["Surname", "First name"], *([["Bell", "Ada"]] * (MOST_ROWS + 1))]
    sheet = read_sheet(grid, KNOWN)

    assert f"There are {MOST_ROWS + 1} rows" in sheet.problems[0].sentence
    assert sheet.rows == sheet.sound == ()


@pytest.mark.parametrize(
    "row",
    [
        ["Total", 17.0],
        ["", "TOTAL:", 17],
        ["Count = 12"],
        ["Surname", "First name", "Team"],
        ["", " ", None],
        ["Grand total", "", "12"],
    ],
)
def test_rows_that_describe_nobody_are_passed_over(row):
    sheet = read_sheet([["Surname", "First name", "Team"], ["Bell", "Ada", "North"], row], KNOWN)

    assert (len(sheet.rows), sheet.skipped) == (1, (3,))


def test_somebody_called_total_is_somebody():
    sheet = read_sheet([["Surname", "First name", "DOB", "Team"], ["Total", "Ada", "1984", "North"]], KNOWN)

    assert [row.person.name for row in sheet.sound] == ["Ada Total"]


def test_a_row_that_slipped_to_the_side_is_refused():
    sheet = read_sheet([["Surname", "First name", "Team"], ["Bell", "Ada", "North", "", "Durham"]], KNOWN)

    assert [(finding.code, finding.column) for finding in sheet.rows[0].problems] == [
        (Problem.CELL_BEYOND, 4)
    ]


def test_short_rows_are_as_if_filled_with_nothing():
    assert (
        codes(read_sheet([["Surname", "First name", "Team", "DOB"], ["Bell", "Ada", "North"]], KNOWN).rows[0])
        == []
    )


# ------------------------------------------------------------------------------------------------ rows side by side


def test_one_nhs_number_on_two_people_refuses_both():
    sheet = sheet_of({"NHS No": "9990475148"}, {"NHS No": "999 047 5148", "First name": "Eve"}, {})

    assert [codes(row) for row in sheet.rows] == [[Problem.NHS_TWICE], [Problem.NHS_TWICE], []]
    assert "in row 3, with another name" in sheet.rows[0].problems[0].sentence
    assert sheet.rows[0].problems[0].heading == "NHS No"


@pytest.mark.parametrize("by", [{"NHS No": "9990475148"}, {"DOB": "3/2/1984"}])
def test_the_same_person_twice_keeps_the_first(by):
    sheet = sheet_of(by, {**by, "Surname": " BELL"}, by)

    assert [codes(row) for row in sheet.rows] == [[], [Problem.ROW_TWICE], [Problem.ROW_TWICE]]
    assert sheet.rows[2].problems[0].sentence == "The same person is in row 2. Delete one of them."


@pytest.mark.parametrize("heading", ["DOB", "Mobile", "Post code", "Client ID"])
def test_two_people_of_one_name_are_two_people_when_something_tells_them_apart(heading):
    differ = {
        "DOB": ("1984", "1985"),
        "Mobile": ("07700 900123", "07700 900124"),
        "Post code": ("DH1 3NJ", "DH1 3NH"),
        "Client ID": ("1", "2"),
    }

    assert [codes(row) for row in sheet_of(*({heading: value} for value in differ[heading])).rows] == [[], []]


def test_two_people_whom_nothing_tells_apart_are_not_made_one_unsaid():
    sheet = sheet_of({}, {"GP practice": "Claypath"}, {"First name": "Eve"})

    assert [codes(row) for row in sheet.rows] == [[], [Problem.NOT_TOLD_APART], []]
    assert "apart from the one in row 2" in sheet.rows[1].problems[0].sentence


def test_one_reference_in_two_rows_of_one_name_is_one_person():
    assert [codes(row) for row in sheet_of({"Client ID": "C1"}, {"Client ID": "c1"}).rows] == [
        [],
        [Problem.ROW_TWICE],
    ]


def test_one_reference_on_two_people_refuses_both():
    sheet = sheet_of({"Client ID": "C1"}, {"Client ID": "c1", "First name": "Eve"}, {"Client ID": "C2"})

    assert [codes(row) for row in sheet.rows] == [
        [Problem.LOCAL_NUMBER_TWICE],
        [Problem.LOCAL_NUMBER_TWICE],
        [],
    ]
    assert "The same Client ID is in row 3" in sheet.rows[0].problems[0].sentence


def test_one_number_of_another_nation_on_two_people_refuses_both():
    sheet = sheet_of({"NHS No": 101800010.0}, {"NHS No": "010 180 0010", "First name": "Eve"})

    assert [codes(row)[1:] for row in sheet.rows] == [
        [Problem.LOCAL_NUMBER_TWICE],
        [Problem.LOCAL_NUMBER_TWICE],
    ]
    assert (sheet.rows[0].problems[0].heading, sheet.rows[0].problems[0].column) == ("NHS No", 3)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            {"DOB": "3/2/1984", "NHS No": "9990475148"},
            {"DOB": "3/2/1984", "NHS No": "9990554331"},
            "the same name and birth date",
        ),
        ({"DOB": "3/2/1984", "NHS No": "9990475148"}, {"DOB": "3/2/1984"}, "the same name and birth date"),
        (
            {"Mobile": "07700 900123"},
            {"Mobile": "07700900123", "Surname": "Carter", "DOB": "1984"},
            "the same telephone number and first name",
        ),
    ],
)
def test_two_that_may_be_one_are_pointed_out(one, other, why):
    sheet = sheet_of(one, other)

    assert [codes(row) for row in sheet.rows] == [[], [Doubt.PERHAPS_TWICE]]
    assert f"as in row 2: {why}" in sheet.rows[1].doubts[0].sentence


def test_a_telephone_number_of_many_people_is_pointed_out():
    rows = [{"First name": name, "Mobile": "01632 960123"} for name in ("Ada", "Ben", "Cy", "Di")]

    assert [codes(row) for row in sheet_of(*rows).rows] == [[Doubt.PHONE_SHARED]] * 4
    assert [codes(row) for row in sheet_of(*rows[:3]).rows] == [[]] * 3


# ------------------------------------------------------------------------------------------------ whatever comes

any_cell = st.one_of(
    st.text(max_size=40),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


@given(
    st.dictionaries(
        st.sampled_from([*HEADINGS, "OK to leave voicemail", "Language", "Notes"]), any_cell, max_size=12
    )
)
def test_any_row_gets_a_verdict(cells):
    for row in sheet_of(cells, cells).rows:
        assert all(finding.sentence for finding in row.findings)
        assert row.is_sound is not bool(row.problems)


few = {
    "First name": st.sampled_from(["Ada", "Eve"]), "DOB": st.sampled_from(["", "1984", "3/2/1984"]), "Mobile": st.sampled_from(["", "111"]),
    "NHS No": st.sampled_from(["", "9990475148", "9990554331"]), "Client ID": st.sampled_from(["", "", "C1"]),
}  # fmt: skip


@given(st.lists(st.fixed_dictionaries(few), min_size=2, max_size=8))
def test_no_two_sound_rows_are_ever_the_same_person(rows):
    who = [row.person.identity for row in sheet_of(*rows).sound]

    assert len(set(who)) == len(who)


@given(st.lists(st.lists(any_cell, max_size=6), max_size=8))
def test_any_grid_gets_a_verdict(grid):
    sheet = read_sheet(grid, KNOWN)

    assert sheet.problems or sheet.rows


@given(
    st.text(st.characters(categories=["L", "Mn", "Mc"]), min_size=1, max_size=30).filter(
        lambda text: any(map(str.isalpha, text))
    )
)
def test_any_name_with_a_letter_is_kept_and_comes_back(name):
    row = row_of(Surname=name)

    assert not row.problems or codes(row) == [Problem.NAME_PLACEHOLDER]
    assert row.person.team_id == NORTH
