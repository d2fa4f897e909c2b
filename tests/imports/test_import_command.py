"""`waymark import people FILE` at the command line."""

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from tests.factories.imports import make_ground
from waymark.core.models import AuditEntry
from waymark.doors.imports import jobs
from waymark.doors.imports.models import Batch, KeptFile
from waymark.people.service_users.models import Person

pytestmark = pytest.mark.django_db
HEADINGS = "Surname,First name,DOB,NHS No,Team"
ADA, WRONG = "Bell,Ada,3/2/1984,999 047 5148,North", "Dow,Cy,31/2/1984,,North"


@pytest.fixture
def ground():
    return make_ground(slug="durham")


@pytest.fixture
def run(tmp_path, capsys, django_capture_on_commit_callbacks):
    """Runs the command over these rows: its exit code, and what it said on each of its two mouths."""

    def command(*rows, options=()):
        path = tmp_path / "caseload.csv"
        path.write_text("\n".join([HEADINGS, *rows]))
        code = 0
        with django_capture_on_commit_callbacks(execute=True):
            try:
                call_command("import", "people", str(path), *options)
            except SystemExit as end:
                code = end.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def names():
    return [person.name for person in Person.objects.order_by("family_name")]


def test_all_well_is_0_and_progress_goes_to_the_other_mouth(ground, run):
    code, out, err = run(ADA, options=["--service", "durham"])

    assert (code, names()) == (0, ["Ada Bell"])
    assert "1 rows: 1 can come in" in out
    assert "1 people brought in." in out
    assert "1 of 1 people" in err
    assert "of 1 people" not in out
    assert not KeptFile(Batch.objects.get().pk).path.exists()


def test_something_to_put_right_is_1_and_nobody_comes_in(ground, run):
    code, out, _ = run(ADA, WRONG)

    assert (code, names()) == (1, [])
    assert "Row 3, Column C, DOB: There is no 31 February 1984." in out
    assert "Nobody was brought in." in out


def test_sound_rows_only_brings_in_the_others_and_is_still_1(ground, run):
    code, _, _ = run(ADA, WRONG, options=["--sound-rows-only"])

    assert (code, names()) == (1, ["Ada Bell"])


def test_a_dry_run_brings_in_nobody_and_is_in_the_register(ground, run):
    code, _, _ = run(ADA, options=["--dry-run"])
    batch = Batch.objects.get()

    assert (code, names()) == (0, [])
    assert (batch.given_by, batch.status, batch.file_name) == (
        "The command line",
        "thrown_away",
        "caseload.csv",
    )
    assert not KeptFile(batch.pk).path.exists()


def test_twice_adds_nobody(ground, run):
    run(ADA)
    code, out, _ = run(ADA)

    assert (code, names()) == (0, ["Ada Bell"])
    assert "0 can come in, 1 are here already" in out


def test_errors_are_written_where_asked(ground, run, tmp_path):
    out = tmp_path / "out.xlsx"
    run(ADA, WRONG, options=["--errors", str(out), "--dry-run"])
    rows = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()

    assert rows[2][5] == "DOB: There is no 31 February 1984. Check the day and month."


def test_in_whose_name(ground, run):
    run(ADA, options=["--by", ground.lee.user.username])

    assert Batch.objects.get().given_by == "Lee Marsh"
    entry = AuditEntry.objects.get(action="add_person")
    assert (entry.actor_name, entry.door) == ("Lee Marsh", "import")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by", "nobody"], "'nobody' holds no post in Durham today."),
        (["--service", "leeds"], "Say which service with --service. There are: durham."),
        (["--team", "east"], "There is no team with the code 'east'. There are: north, south."),
    ],
)
def test_a_question_that_is_wrong_is_2(ground, run, options, sentence):
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")) as wrong:
        run(ADA, options=options)
    assert wrong.value.returncode == 2
    assert names() == []


def test_a_worker_without_the_right_is_refused(ground, run):
    with pytest.raises(CommandError, match="Your role does not bring people in"):
        run(ADA, options=["--by", ground.workers[0].user.username])


def test_a_file_that_is_not_there(ground):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import", "people", "/nowhere/caseload.csv")


def test_of_two_services_one_must_be_named(ground, run):
    make_ground(slug="leeds")

    with pytest.raises(CommandError, match="Say which service"):
        run(ADA)
    assert run(ADA, options=["--service", "durham"])[0] == 0
    assert {person.service_id for person in Person.objects.all()} == {ground.service.pk}


def test_invented_people_stay_out_of_a_service_unless_that_is_said(ground, run, settings):
    settings.INVENTED_PEOPLE = False
    code, out, _ = run(ADA)

    assert (code, names()) == (1, [])
    assert "add --invented" in out
    assert run(ADA, options=["--invented"])[0] == 0


def test_rows_without_a_team_go_where_it_says(ground, run):
    run("Bell,Ada,,,", options=["--team", "south"])

    assert Person.objects.get().episodes.get().unit == ground.south


def test_the_clock_leaves_it_alone(ground, run, monkeypatch):
    """It is taken up in the same transaction in which it is asked for."""
    from waymark.core import clock

    seen = []
    inner = jobs.bring_in_taken
    monkeypatch.setattr(
        jobs,
        "bring_in_taken",
        lambda *given: seen.append(jobs.bring_in_waiting(clock.now())) or inner(*given),
    )
    run(ADA)

    assert seen == [0]
    assert names() == ["Ada Bell"]
