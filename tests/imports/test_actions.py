"""Bringing a sheet in: whole or not at all, once, by whoever gave it, into their own service; and the file gone afterwards."""

import stat

import pytest

from tests.factories.base import actor_of, make_person, make_unit, make_worker
from tests.factories.imports import make_batch, make_ground
from waymark.core import clock
from waymark.core.actors import system
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.doors.imports import actions, jobs, permissions, queries
from waymark.doors.imports.choices import Status
from waymark.doors.imports.models import Batch, KeptFile
from waymark.organisation.staff.models import Holding
from waymark.people.access import queries as access
from waymark.people.access.choices import Action, Profile
from waymark.people.service_users import queries as service_users
from waymark.people.service_users.models import ContactPoint, Need, Person
from waymark.support.caseload.models import Allocation, Episode

pytestmark = pytest.mark.django_db
HEADINGS = "Surname,First name,DOB,NHS No,Team,Key worker,Mobile,Previous name,Do not leave voicemail,Communication needs"
ADA = "Bell,Ada,3/2/1984,999 047 5148,North,Asha Patel,07700 900123 text first,Ada Smith,Yes,BSL interpreter"
BOB = "Coe,Bob,1970,,south,,,,,"
WRONG = "Dow,Cy,31/2/1984,,North,,,,,"


def sheet(*rows):
    return "\n".join([HEADINGS, *rows]).encode()


@pytest.fixture
def ground():
    return make_ground()


def bring_in(ground, batch, *, sound_rows_only=False):
    actions.ask_to_bring_in(by=ground.by, id=batch.pk, sound_rows_only=sound_rows_only)
    assert jobs.bring_in_waiting(clock.now()) == 1
    batch.refresh_from_db()
    return batch


def people(ground):
    return [person.name for person in Person.objects.filter(service=ground.service).order_by("family_name")]


# ------------------------------------------------------------------------------------------------ what is kept of a sheet


def test_a_checked_sheet_adds_nobody_and_says_who_when_and_from_what(ground):
    batch = make_batch(ground.by, sheet(ADA, WRONG), file_name="caseload.csv")

    assert people(ground) == []
    assert (batch.given_by, batch.file_name, batch.rows, batch.coming, batch.wrong) == (
        "Lee Marsh",
        "caseload.csv",
        2,
        1,
        1,
    )
    assert [(each["row"], each["heading"], each["is_problem"]) for each in batch.findings] == [
        (3, "DOB", True)
    ]
    assert AuditEntry.objects.get(action="check_sheet").object == f"imports.batch:{batch.pk}"


def test_the_file_is_for_the_product_alone(ground):
    kept = KeptFile(make_batch(ground.by, sheet(ADA)).pk)

    assert kept.read() == sheet(ADA)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


def test_the_same_page_sent_twice_is_one_sheet_and_another_file_under_its_id_is_refused(ground):
    data, id, now = sheet(ADA), new_id(), clock.now()
    checked = queries.read_file(ground.by, data, clock.today(), invented=True)
    for _ in range(2):
        actions.check_sheet(by=ground.by, id=id, at=now, file_name="a.csv", data=data, checked=checked)

    assert Batch.objects.count() == 1
    with pytest.raises(ConflictingRepeat):
        actions.check_sheet(by=ground.by, id=id, at=now, file_name="a.csv", data=b"other", checked=checked)
    assert KeptFile(id).read() == data


@pytest.mark.parametrize("end", ["brought in", "thrown away"])
def test_when_it_is_done_with_the_file_is_gone_and_so_is_what_its_cells_said(
    ground, end, django_capture_on_commit_callbacks
):
    batch = make_batch(ground.by, sheet(ADA, "Dow,Cy,,,Nowhere at all,,,,,"))
    with django_capture_on_commit_callbacks(execute=True):
        if end == "brought in":
            bring_in(ground, batch, sound_rows_only=True)
        else:
            actions.throw_away(by=ground.by, id=batch.pk, at=clock.now())
    batch.refresh_from_db()

    assert not KeptFile(batch.pk).path.exists()
    assert not KeptFile(batch.pk).progress_path.exists()
    assert "Nowhere" not in str(batch.findings)
    assert (batch.rows, batch.wrong) == (2, 1)


# ------------------------------------------------------------------------------------------------ what comes in


def test_everything_a_row_says_goes_to_where_it_belongs(ground):
    bring_in(ground, make_batch(ground.by, sheet(ADA)))
    ada = Person.objects.get(service=ground.service)
    know = service_users.to_know(ada, clock.today())

    assert (ada.name, ada.nhs_number, ada.nhs_number_status) == ("Ada Bell", "9990475148", "02")
    assert [(phone["value"], phone["note"]) for phone in know.phones] == [("+447700900123", "text first")]
    assert know.safe_contact == ["Do not leave a voicemail"]
    assert [need["words"] for need in know.needs] == ["BSL interpreter"]
    assert [name.text for name in ada.names.all()] == ["Ada Smith"]
    assert Episode.objects.get(person=ada).unit == ground.north
    assert Allocation.objects.get(person=ada).worker.name == "Asha Patel"


def test_the_key_worker_and_the_team_see_them_at_once(ground):
    other = actor_of(make_worker("Una", unit=make_unit(ground.service, "east")))
    asha = actor_of(ground.workers[0])
    bring_in(ground, make_batch(ground.by, sheet(ADA)))
    ada = Person.objects.get(service=ground.service)

    assert access.can(asha, ada.pk, Action.OPEN)
    assert access.can(ground.by, ada.pk, Action.OPEN)
    assert not access.can(other, ada.pk, Action.OPEN)


def test_nothing_comes_in_while_a_row_is_wrong_unless_that_is_said(ground):
    batch = make_batch(ground.by, sheet(ADA, WRONG, BOB))

    with pytest.raises(actions.NotAllSound):
        actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    assert jobs.bring_in_waiting(clock.now()) == 0
    assert people(ground) == []

    bring_in(ground, batch, sound_rows_only=True)
    assert people(ground) == ["Ada Bell", "Bob Coe"]
    assert (batch.added, batch.wrong) == (2, 1)


def test_the_same_sheet_twice_adds_nobody(ground):
    bring_in(ground, make_batch(ground.by, sheet(ADA, BOB)))
    again = make_batch(ground.by, sheet(ADA, BOB))

    assert (again.coming, again.here, again.is_all_sound) == (0, 2, True)
    with pytest.raises(Refused, match="nobody in this sheet"):
        actions.ask_to_bring_in(by=ground.by, id=again.pk)
    assert (Person.objects.count(), ContactPoint.objects.count(), Need.objects.count()) == (2, 1, 1)


def test_two_copies_of_a_sheet_waiting_together_add_everybody_once(ground):
    one, other = (make_batch(ground.by, sheet(ADA, BOB)) for _ in range(2))
    for batch in (one, other):
        actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    assert jobs.bring_in_waiting(clock.now()) == jobs.bring_in_waiting(clock.now()) == 1
    one.refresh_from_db()
    other.refresh_from_db()

    assert (one.added, other.added, other.here) == (2, 0, 2)
    assert people(ground) == ["Ada Bell", "Bob Coe"]


def test_whoever_was_added_by_hand_is_here_already(ground):
    make_person("ADA", "bell", service=ground.service, birth_year=1984, birth_month=2, birth_day=3)

    assert make_batch(ground.by, sheet(ADA, BOB)).here == 1


def test_somebody_elses_nhs_number_is_wrong_and_never_says_whose_it_is(ground):
    make_person("Quite", "Another", service=ground.service, nhs_number="9990475148")
    batch = make_batch(ground.by, sheet(ADA))

    assert (batch.coming, batch.wrong) == (0, 1)
    assert "is on the record of somebody with another name" in batch.findings[0]["sentence"]
    assert "Another" not in str(batch.findings).replace("another name", "")


def test_another_service_is_untouched_and_unasked(ground):
    elsewhere = make_ground()
    make_person(
        "Ada",
        "Bell",
        service=elsewhere.service,
        nhs_number="9990475148",
        birth_year=1984,
        birth_month=2,
        birth_day=3,
    )
    bring_in(ground, make_batch(ground.by, sheet(ADA)))

    assert people(ground) == ["Ada Bell"]
    assert Person.objects.filter(service=elsewhere.service).count() == 1
    assert make_batch(elsewhere.by, sheet(ADA)).here == 1
    assert len({person.pk for person in Person.objects.all()}) == 2


def test_over_the_limit_they_come_in_with_the_reason(ground):
    ground.service.limits = {"caseload_weight": 1}
    made_ready(ground.service)
    second = ADA.replace("Ada", "Eve").replace("999 047 5148", "").replace("07700 900123", "07700 900124")
    batch = make_batch(ground.by, sheet(ADA, second))

    assert batch.findings[0]["sentence"].startswith("Asha Patel would carry 2, and the limit is 1.")
    bring_in(ground, batch)
    assert sorted(Allocation.objects.values_list("over_limit_reason", flat=True)) == ["", actions.REASON]


def made_ready(row):
    from waymark.core import actions as core

    with core.frame("factory"):
        row.save()


def test_injected_words_are_kept_as_the_words_they_are(ground):
    """Past the form's own cleaning (A23), as a formula (A25), and as a log line (A27)."""
    row = '"<script>alert(\'x\')</script>","=HYPERLINK(""http://example.org"")",,,North,,,"\'); DROP TABLE person;--",,"{{7*7}} ${7*7}"'
    bring_in(ground, make_batch(ground.by, sheet(row)))
    person = Person.objects.get(service=ground.service)

    assert (person.family_name, person.given_name) == (
        "<script>alert('x')</script>",
        '=HYPERLINK("http://example.org")',
    )
    assert person.names.get().text == "'); DROP TABLE person;--"
    assert person.needs.get().words == "{{7*7}} ${7*7}"


# ------------------------------------------------------------------------------------------------ when something goes wrong


def test_whatever_stops_it_half_way_leaves_nobody(ground, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    batch = make_batch(ground.by, sheet(ADA, BOB))
    actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    told = []
    monkeypatch.setattr(
        KeptFile, "note_progress", lambda self, done, of: told.append(done) or stop_at(done, 1)
    )

    with pytest.raises(RuntimeError):
        jobs.bring_in_waiting(clock.now())
    batch.refresh_from_db()

    assert told == [0, 0, 1]
    assert not Person.objects.filter(service=ground.service).exists()
    assert not AuditEntry.objects.filter(action="add_person").exists()
    assert (batch.status, batch.why_not) == (Status.CHECKED, jobs.GONE_WRONG)


def stop_at(done, when):
    if done == when:
        raise RuntimeError("the power went")


def test_a_sheet_that_reads_otherwise_by_now_is_looked_at_again(ground):
    batch = make_batch(ground.by, sheet(ADA))
    actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    make_person("Quite", "Another", service=ground.service, nhs_number="9990475148")
    jobs.bring_in_waiting(clock.now())
    batch.refresh_from_db()

    assert (batch.status, batch.wrong, batch.coming) == (Status.CHECKED, 1, 0)
    assert batch.why_not.startswith("Something is wrong in this sheet that was not wrong before.")


def test_whoever_asked_and_no_longer_may_brings_nobody_in(ground):
    batch = make_batch(ground.by, sheet(ADA))
    actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    end_posts_of(ground.lee)
    jobs.bring_in_waiting(clock.now())
    batch.refresh_from_db()

    assert people(ground) == []
    assert (batch.status, batch.why_not) == (Status.CHECKED, jobs.NO_LONGER)


def end_posts_of(worker):
    from waymark.core import actions as core

    with core.frame("factory"):
        Holding.objects.filter(worker=worker).update(ends_on="2021-01-01")


def test_a_file_that_was_changed_on_the_disk_does_not_come_in(ground):
    batch = make_batch(ground.by, sheet(ADA))
    actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    KeptFile(batch.pk).keep(sheet(ADA, BOB))
    jobs.bring_in_waiting(clock.now())
    batch.refresh_from_db()

    assert people(ground) == []
    assert "not the one that was given" in batch.why_not


def test_a_sheet_is_taken_up_by_one(ground):
    batch = make_batch(ground.by, sheet(ADA))
    actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    by, now = system("clock", ground.service.pk), clock.now()

    assert [actions.take_up(by=by, id=batch.pk, at=now) for _ in range(2)] == [True, False]
    assert queries.next_waiting(now) is None


def test_one_whose_process_died_is_taken_up_again(ground):
    batch = make_batch(ground.by, sheet(ADA))
    actions.ask_to_bring_in(by=ground.by, id=batch.pk)
    now = clock.now()
    actions.take_up(by=system("clock", ground.service.pk), id=batch.pk, at=now)
    later = now + queries.SILENT_AFTER * 2

    assert queries.next_waiting(now + queries.SILENT_AFTER / 2) is None
    assert jobs.bring_in_waiting(later) == 1
    assert people(ground) == ["Ada Bell"]


# ------------------------------------------------------------------------------------------------ who may


def test_a_colleague_with_the_right_cannot_open_anothers_sheet(ground):
    batch = make_batch(ground.by, sheet(ADA))
    colleague = actor_of(make_worker("Kim", unit=ground.north, profile=Profile.LEAD))

    for attempt in (
        lambda: queries.batch_for(colleague, batch.pk),
        lambda: queries.progress_of(colleague, batch.pk),
        lambda: actions.ask_to_bring_in(by=colleague, id=batch.pk),
        lambda: actions.throw_away(by=colleague, id=batch.pk, at=clock.now()),
        lambda: actions.export_marked(by=colleague, id=batch.pk, at=clock.now()),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert [(entry.given_by, entry.is_mine, entry.file_name) for entry in queries.register(colleague)] == [
        ("Lee Marsh", False, "")
    ]
    assert [entry.file_name for entry in queries.register(ground.by)] == [batch.file_name]


def test_nor_can_anybody_of_another_service(ground):
    batch, elsewhere = make_batch(ground.by, sheet(ADA)), make_ground()

    with pytest.raises(NotYours):
        queries.batch_for(elsewhere.by, batch.pk)
    with pytest.raises(NotYours):
        queries.batch_for(permissions.operator(elsewhere.service.pk), batch.pk)
    assert queries.register(elsewhere.by) == []


@pytest.mark.parametrize("profile", [Profile.CASEWORK, Profile.AUDITOR, Profile.COMMISSIONER])
def test_a_role_without_the_right_is_refused(ground, profile):
    by = actor_of(make_worker(unit=ground.north, profile=profile))

    with pytest.raises(Refused):
        make_batch(by, sheet(ADA))
    with pytest.raises(Refused):
        queries.register(by)


# ------------------------------------------------------------------------------------------------ what is left lying


def test_a_sheet_nobody_brought_in_is_erased_after_a_week(ground, django_capture_on_commit_callbacks):
    batch, now = make_batch(ground.by, sheet(ADA)), clock.now()

    assert jobs.erase_old(now) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert jobs.erase_old(now + queries.KEPT_FOR * 1.01) >= 1
    batch.refresh_from_db()
    assert batch.status == Status.THROWN_AWAY
    assert not KeptFile(batch.pk).path.exists()


def test_a_file_that_belongs_to_no_sheet_is_erased(ground):
    stray, kept = KeptFile(new_id()), KeptFile(make_batch(ground.by, sheet(ADA)).pk)
    stray.keep(b"never checked")

    assert jobs.erase_old(clock.now()) == 0
    assert jobs.erase_old(clock.now() + queries.SILENT_AFTER * 2) >= 1
    assert not stray.path.exists()
    assert kept.path.exists()


def test_the_clock_runs_both():
    from waymark.project.clock import JOBS

    assert {jobs.bring_in_waiting, jobs.erase_old} <= {job.run for job in JOBS}
