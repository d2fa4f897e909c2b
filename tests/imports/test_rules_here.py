"""The sheet against the records there are: values in, answer out."""

from uuid import UUID

from tests.imports.reading import ASHA, codes, sheet_of
from waymark.doors.imports.choices import Doubt, Problem
from waymark.doors.imports.rules import Caseload, Like, against_records

ADA, BOB = {"Surname": "Bell"}, {"Surname": "Coe", "First name": "Bob"}
NHS = {"Surname": "Dow", "NHS No": "999 047 5148"}


def checked(*rows, alike=(), caseloads=None):
    return against_records(sheet_of(*rows), alike, caseloads or {})


def test_whoever_is_here_already_is_passed_over():
    found = checked(ADA, BOB, alike=[Like(2)])

    assert [row.number for row in found.coming] == [3]
    assert found.here == {2}
    assert codes(found.sheet.rows[0]) == [Doubt.ALREADY_HERE]
    assert found.is_all_sound


def test_whoever_may_be_here_comes_in_and_somebody_should_look():
    found = checked(ADA, alike=[Like(2, ("the same telephone number and first name",), are_one=False)])

    assert [row.number for row in found.coming] == [2]
    assert found.sheet.rows[0].doubts[0].sentence == (
        "This person may have a record here already: the same telephone number and first name. Check before you bring them in."
    )


def test_somebody_elses_nhs_number_is_refused_in_its_own_cell():
    found = checked(NHS, alike=[Like(2, ("the same NHS number",), are_one=False, same_number=True)])
    problem = found.sheet.rows[0].problems[0]

    assert (problem.code, problem.heading) == (Problem.NHS_ELSEWHERE, "NHS No")
    assert found.coming == ()
    assert not found.is_all_sound


def test_beyond_doubt_outweighs_every_suspicion():
    perhaps = Like(2, ("the same NHS number",), are_one=False, same_number=True)

    assert codes(checked(NHS, alike=[perhaps, Like(2)]).sheet.rows[0]) == [Doubt.ALREADY_HERE]


def test_a_row_that_is_wrong_is_not_compared():
    found = checked({"DOB": "31/2/1984"}, alike=[Like(2)])

    assert codes(found.sheet.rows[0]) == [Problem.BIRTH_NO_SUCH_DAY]
    assert found.here == frozenset()


def test_a_worker_who_would_carry_more_than_the_limit_is_named_once():
    rows = [{"Surname": name, "Key worker": "Asha Patel"} for name in ("Bell", "Coe", "Dow")]
    found = checked(*rows, caseloads={ASHA: Caseload("Asha Patel", 23, 25)})
    within = checked(
        *rows, caseloads={ASHA: Caseload("Asha Patel", 22, 25), UUID(int=9): Caseload("Nobody", 99, 1)}
    )

    assert [finding.sentence for finding in found.sheet.findings] == [
        "Asha Patel would carry 26, and the limit is 25. They can be brought in; look at the caseload after."
    ]
    assert within.sheet.findings == ()


def test_whoever_is_here_already_adds_to_no_caseload():
    found = checked(
        {"Key worker": "Asha Patel"}, alike=[Like(2)], caseloads={ASHA: Caseload("Asha Patel", 25, 25)}
    )

    assert found.sheet.findings == ()
