"""The sheet of 2,000 people as services have it, brought into a service: what comes in, what does not, what is sent back."""

import io
import time

import pytest
from python_calamine import CalamineWorkbook

from tests.factories.base import make_person, make_service
from tests.factories.imports import make_batch, make_ground
from tests.factories.messy_people import HEADINGS, TODAY, make_sheet
from waymark.core import clock
from waymark.core.audit import jobs as audit
from waymark.core.models import AuditEntry
from waymark.core.names import fold
from waymark.doors.imports import actions, jobs, queries
from waymark.doors.imports.choices import Status
from waymark.doors.imports.rules import findings_in_order
from waymark.people.access import jobs as access
from waymark.people.access.models import Grant
from waymark.people.service_users.models import Person
from waymark.support.caseload.models import Allocation, Episode

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MESSY = make_sheet()
SOUND = {number for number, problems in MESSY.expected.items() if not problems}


@pytest.fixture
def ground():
    return make_ground()


def bring_in(ground, data, callbacks):
    batch = make_batch(ground.by, data)
    actions.ask_to_bring_in(by=ground.by, id=batch.pk, sound_rows_only=True)
    with callbacks(execute=True):
        assert jobs.bring_in_waiting(clock.now()) == 1
    batch.refresh_from_db()
    return batch


def test_the_whole_sheet(ground, django_capture_on_commit_callbacks):
    """One long story, so that 2,000 people come in once: checked, sent back, brought in, given again."""
    elsewhere = make_service()
    make_person("Somebody", "Else", service=elsewhere, nhs_number="9990000009")
    data = MESSY.as_xlsx()

    began = time.process_time()
    batch = make_batch(ground.by, data)
    checked = queries.read_again(ground.by, batch, TODAY)
    assert {
        row.number: frozenset(p.code for p in row.problems) for row in checked.sheet.rows
    } == MESSY.expected
    assert (batch.rows, batch.coming, batch.wrong, batch.here) == (2000, len(SOUND), 2000 - len(SOUND), 0)
    assert not Person.objects.filter(service=ground.service).exists()

    copy = actions.export_marked(by=ground.by, id=batch.pk, at=clock.now())
    sentences_stand_on_their_rows(copy, checked)

    batch = bring_in(ground, data, django_capture_on_commit_callbacks)
    assert time.process_time() - began < 60
    assert (batch.status, batch.added) == (Status.BROUGHT_IN, len(SOUND))
    exactly_the_sound_rows_are_there(ground)
    each_has_a_team_and_the_key_worker_named(ground)

    before = Person.objects.count(), Episode.objects.count(), Grant.objects.count()
    again = bring_in_again(ground, data)
    assert (again.coming, again.here, again.wrong) == (0, len(SOUND), 2000 - len(SOUND))
    assert (Person.objects.count(), Episode.objects.count(), Grant.objects.count()) == before
    assert Person.objects.filter(service=elsewhere).count() == 1

    the_log_can_be_read_by_those_who_watch_it()


def sentences_stand_on_their_rows(copy, checked):
    grid = (
        CalamineWorkbook.from_filelike(io.BytesIO(copy))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    column = grid[checked.sheet.heading_at].index("What to put right")
    said = {number: row[column] for number, row in enumerate(grid, 1) if row[column]}
    found = findings_in_order(checked.sheet.rows)

    assert len(found) > 300
    assert [each for each in found if each.sentence not in said[each.row]] == []
    assert set(said) == {each.row for each in found} | {checked.sheet.heading_at + 1}


def exactly_the_sound_rows_are_there(ground):
    given, family = HEADINGS.index("Forename(s)"), HEADINGS.index("Surname")
    wanted = sorted(
        (fold(str(MESSY.grid[number - 1][given])), fold(str(MESSY.grid[number - 1][family])))
        for number in SOUND
    )
    there = Person.objects.filter(service=ground.service)

    assert sorted((fold(person.given_name), fold(person.family_name)) for person in there) == wanted
    assert {person.nhs_number_status for person in there if person.nhs_number} == {"02"}


def each_has_a_team_and_the_key_worker_named(ground):
    worker = HEADINGS.index("Key worker")
    named = sum(bool(str(MESSY.grid[number - 1][worker]).strip()) for number in SOUND)
    allocated = Allocation.objects.filter(person__service=ground.service)

    assert Episode.objects.filter(person__service=ground.service).count() == len(SOUND)
    assert 0 < allocated.count() <= named
    assert not allocated.exclude(starts_on=clock.today()).exists()
    assert Grant.objects.filter(person__service=ground.service).count() == len(SOUND) + allocated.count()


def bring_in_again(ground, data):
    """Given again, there is nobody to bring in, and asking for it says so."""
    again = make_batch(ground.by, data)
    with pytest.raises(actions.Refused, match="nobody in this sheet"):
        actions.ask_to_bring_in(by=ground.by, id=again.pk, sound_rows_only=True)
    return again


def the_log_can_be_read_by_those_who_watch_it():
    while audit.seal(clock.now()):
        pass
    access.raise_curious(clock.now())

    assert AuditEntry.objects.filter(action="add_person").count() == len(SOUND)
    assert not AuditEntry.objects.filter(seq=None).exists()
