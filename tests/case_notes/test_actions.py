"""Signing, adding to and marking notes. What is signed stays as it is."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from tests.case_notes.conftest import DAY
from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.case_notes import make_mark, make_note
from tests.factories.diary import make_contact
from tests.factories.goals import make_goal, make_progress
from tests.factories.real_service import london
from waymark.core import clock
from waymark.core.actions import frame
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.core.records import NeverDeleted, SignedMeansFixed
from waymark.people.access.choices import Profile, Relationship, Sensitivity
from waymark.support.case_notes import actions, rules
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.work.search import queries as search
from waymark.work.search.models import Passage
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
EIGHT = london(DAY, 8)
TEXT = "  Walked to the market.\r\nZoë said “fine” 👍 "


def sign(by, person, **said):
    given = {"id": new_id(), "kind": NoteKind.OBSERVATION, "occurred_at": EIGHT, "text": TEXT, **said}
    return actions.sign_note(by=by, person_id=person.pk if person else None, **given)


def add(by, note, **said):
    given = {"id": new_id(), "text": "Dan was there too.", "reason": "Left him out", **said}
    return actions.add_addendum(by=by, note_id=note.pk, **given)


def mark(by, note, kind=MarkKind.COMMENT, **said):
    given = {"id": new_id(), "words": "Say who was present.", **said}
    return actions.mark_note(by=by, note_id=note.pk, kind=kind, **given)


def in_error(by, note, second, **said):
    given = {"words": "Wrong person’s record", **said}
    return mark(by, note, MarkKind.ENTERED_IN_ERROR, second_id=second.worker_id, **given)


# ---------------------------------------------------------------- signing


def test_a_note_is_kept_exactly_as_typed_with_its_three_times_and_its_digest(ann, sam, team):
    typed = london(DAY, 8, 30)
    sign(ann, sam, their_words="I kept up", worries="Not eating", what_next="Ring Dan", recorded_at=typed)

    note = Note.objects.get()
    assert (note.text, note.their_words, note.worries, note.what_next) == (
        TEXT,
        "I kept up",
        "Not eating",
        "Ring Dan",
    )
    assert (note.occurred_at, note.recorded_at, note.received_at) == (EIGHT, typed, clock.now())
    assert (note.author_id, note.author_role, note.unit, note.service) == (
        ann.worker_id,
        ann.role,
        team,
        team.service,
    )
    assert note.sha256 == rules.digest(rules.Said(TEXT, "I kept up", "Not eating", "Ring Dan"))


def test_signing_is_audited_without_a_word_of_it(ann, sam):
    note = sign(ann, sam)

    row = AuditEntry.objects.get(action="sign_note")
    assert (row.object, row.person_id, row.outcome) == (f"case_notes.note:{note.pk}", sam.pk, "done")
    assert row.detail["sha256"] == note.sha256
    assert "market" not in str(row.detail)


def test_what_was_signed_is_found_by_its_words(ann, sam):
    note = sign(ann, sam, what_next="Ring the surgery")

    assert set(search.ids_with("market", sam.pk)) == {note.pk}
    assert set(search.ids_with("surgery", sam.pk)) == {note.pk}


@pytest.mark.parametrize("text", ["", " \n ", "x"])
def test_nothing_is_not_signed(ann, sam, text):
    with pytest.raises(Refused, match="Write what you did, or what they said"):
        sign(ann, sam, text=text)

    assert not Note.objects.exists()
    assert not Passage.objects.exists()


def test_the_future_and_the_long_past_need_a_reason(ann, sam):
    for at, sentence in (
        (london(DAY, 10), "This is in the future"),
        (london(date(2026, 2, 17), 9), "more than 14 days ago"),
    ):
        with pytest.raises(Refused, match=sentence):
            sign(ann, sam, occurred_at=at)

    assert sign(ann, sam, occurred_at=london(date(2026, 2, 17), 9), reason="Found on paper").reason


def test_lateness_is_from_the_event_to_when_it_was_typed(ann, sam):
    late = sign(ann, sam, occurred_at=london(date(2026, 3, 2), 14))
    typed = sign(ann, sam, occurred_at=london(date(2026, 3, 2), 14), recorded_at=london(date(2026, 3, 3), 13))

    assert (late.late_hours, typed.late_hours) == (43, 0)


def test_nobody_dates_a_signature_ahead(ann, sam):
    assert sign(ann, sam, recorded_at=london(DAY, 12)).recorded_at == clock.now()


@pytest.mark.parametrize(("clocks", "hours"), [({"note_written_hours": 12}, 19), ({}, 0)])
def test_a_service_s_own_limit_decides_and_24_hours_where_it_names_none(clocks, hours):
    worker = make_worker(unit=make_unit(make_service(clocks=clocks)))
    by = actor_of(worker)
    jo = make_person("Jo", "Bell", service=worker.holdings.get().post.service)
    make_grant(jo, worker=worker)

    assert sign(by, jo, occurred_at=london(date(2026, 3, 3), 14)).late_hours == hours


def test_the_same_again_is_the_first_and_nothing_more(ann, sam):
    first = sign(ann, sam)

    assert sign(ann, sam, id=first.pk) == first
    assert Note.objects.count() == 1
    assert (
        AuditEntry.objects.filter(action="sign_note").values_list("outcome", flat=True).order_by("id").last()
        == "repeat"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"text": TEXT.strip()},
        {"their_words": "More"},
        {"sensitivity": Sensitivity.RESTRICTED},
        {"kind": NoteKind.SPOKEN_REPORT},
    ],
)
def test_other_content_under_the_same_id_is_told_apart_and_changes_nothing(ann, sam, other):
    first = sign(ann, sam)
    with pytest.raises(ConflictingRepeat):
        sign(ann, sam, id=first.pk, **other)

    assert Note.objects.get().text == TEXT


def test_another_person_under_the_same_id_is_told_apart(ann, sam, team):
    jo = make_person("Jo", "Bell", service=team.service)
    make_grant(jo, unit=team)
    first = sign(ann, sam)
    with pytest.raises(ConflictingRepeat):
        sign(ann, jo, id=first.pk)


def test_an_id_of_a_colleague_s_note_tells_nothing(ann, ben, sam):
    first = sign(ann, sam)
    with pytest.raises(NotYours):
        sign(ben, sam, id=first.pk)


def test_nobody_signs_about_a_stranger_or_someone_they_are_barred_from(ann, ben, ben_worker, sam, ruth):
    make_exclusion(sam, ben_worker)
    for by, person in ((ann, ruth), (ben, sam)):
        with pytest.raises(NotYours):
            sign(by, person)

    assert not Note.objects.exists()


def test_a_note_is_about_somebody_or_about_one_s_own_nameless_contact(ann, ben, ann_worker):
    with pytest.raises(Refused, match="Say who this note is about"):
        sign(ann, None)
    contact = make_contact(None, ann_worker, EIGHT)
    with pytest.raises(NotYours):
        sign(ben, None, contact_id=contact.pk)

    assert sign(ann, None, contact_id=contact.pk).person_id is None


def test_a_contact_has_one_note_and_it_is_about_the_same_person(ann, sam, team, ann_worker):
    contact = make_contact(sam, ann_worker, EIGHT)
    jo = make_person("Jo", "Bell", service=team.service)
    make_grant(jo, unit=team)
    with pytest.raises(NotYours):
        sign(ann, jo, contact_id=contact.pk)
    sign(ann, sam, contact_id=contact.pk)
    with pytest.raises(NotYours):
        sign(ann, sam, contact_id=contact.pk)


def test_for_two_weeks_after_a_hand_over_one_s_own_contact_is_still_written_up(team, sam):
    former = make_worker("Former", unit=team)
    jo = make_person("Jo", "Bell", service=team.service)
    make_grant(jo, worker=former, ends_at=london(date(2026, 3, 3), 0))
    contact = make_contact(jo, former, london(date(2026, 3, 2), 14))
    by = actor_of(former)

    with pytest.raises(NotYours):
        sign(by, jo)
    assert sign(by, jo, contact_id=contact.pk, occurred_at=contact.started_at).contact == contact
    second = make_contact(jo, former, london(date(2026, 3, 2), 16))
    with time_machine.travel(london(date(2026, 3, 17), 1), tick=False), pytest.raises(NotYours):
        sign(by, jo, contact_id=second.pk, occurred_at=second.started_at)


# ---------------------------------------------------------------- adding


def test_what_is_added_stands_beside_the_note_with_its_reason(ann, sam):
    note = sign(ann, sam, sensitivity=Sensitivity.RESTRICTED)
    added = add(ann, note)

    assert (added.amends, added.person, added.kind, added.reason) == (note, sam, "addendum", "Left him out")
    assert added.sensitivity == "restricted"
    assert added.occurred_at == added.recorded_at == clock.now()
    assert Note.objects.get(pk=note.pk).text == TEXT
    assert AuditEntry.objects.filter(action="add_addendum", person_id=sam.pk).count() == 1


def test_an_addendum_to_an_addendum_adds_to_the_note(ann, sam):
    note = sign(ann, sam)

    assert add(ann, add(ann, note)).amends == note


def test_an_addendum_needs_words_and_a_reason(ann, sam):
    note = sign(ann, sam)
    for said, sentence in (({"text": " "}, "Write what you did"), ({"reason": "because"}, "few words")):
        with pytest.raises(Refused, match=sentence):
            add(ann, note, **said)

    assert Note.objects.count() == 1


def test_an_addendum_sent_twice_is_one_and_other_content_is_told_apart(ann, sam):
    note, other = sign(ann, sam), sign(ann, sam)
    first = add(ann, note)

    assert add(ann, note, id=first.pk) == first
    for again in (
        lambda: add(ann, note, id=first.pk, text="Nobody was there."),
        lambda: add(ann, note, id=first.pk, reason="Got it wrong"),
        lambda: add(ann, other, id=first.pk),
    ):
        with pytest.raises(ConflictingRepeat):
            again()
    assert Note.objects.filter(amends__isnull=False).get().text == "Dan was there too."


def test_nobody_adds_to_what_they_may_not_read(ann, ben, sid, sam):
    ordinary, restricted = sign(ann, sam), sign(ann, sam, sensitivity=Sensitivity.RESTRICTED)
    for by, note in ((sid, ordinary), (ben, restricted)):
        with pytest.raises(NotYours):
            add(by, note)

    assert add(ben, ordinary).author_id == ben.worker_id


def test_a_note_about_nobody_is_added_to_by_its_author_and_who_leads_the_team(ann, ben, lee, ann_worker):
    note = sign(ann, None, contact_id=make_contact(None, ann_worker, EIGHT).pk)
    with pytest.raises(NotYours):
        add(ben, note)

    assert add(ann, note).amends == add(lee, note).amends == note


# ---------------------------------------------------------------- made in error


def test_an_entry_made_in_error_is_found_no_more_and_a_second_person_is_asked(ann, ben, sam):
    note = sign(ann, sam)
    add(ann, note, text="Hailstones all day.")
    made = in_error(ann, note, ben)

    assert (made.by_id, made.second_id, made.words) == (
        ann.worker_id,
        ben.worker_id,
        "Wrong person’s record",
    )
    assert not set(search.ids_with("market", sam.pk))
    assert not set(search.ids_with("hailstones", sam.pk))
    task = Task.objects.get()
    assert (task.owner_id, task.person, task.source_id) == (ben.worker_id, sam, note.pk)
    assert task.words == (
        "Ann Dodds marked a note as entered in error and named you as the second person. "
        "Open it and say if it was not."
    )
    assert Note.objects.get(pk=note.pk).text == TEXT


def test_the_second_person_is_another_who_works_here_today_and_may_read_it(ann, ben_worker, sid, sam, team):
    note = sign(ann, sam)
    gone = make_worker("Gone", unit=team, ends_on=date(2026, 3, 3))
    make_exclusion(sam, ben_worker)
    for second_id, sentence in (
        (None, "somebody else as the second person"),
        (ann.worker_id, "somebody else as the second person"),
        (gone.pk, "works here today"),
        (sid.worker_id, "works with this person"),
        (ben_worker.pk, "works with this person"),
    ):
        with pytest.raises(Refused, match=sentence):
            mark(ann, note, MarkKind.ENTERED_IN_ERROR, second_id=second_id, words="Wrong record")

    assert not NoteMark.objects.exists()
    assert set(search.ids_with("market", sam.pk)) == {note.pk}


def test_an_error_needs_its_reason(ann, ben, sam):
    note = sign(ann, sam)
    with pytest.raises(Refused, match="few words"):
        in_error(ann, note, ben, words="oops")


def test_nothing_is_added_to_or_said_about_an_entry_made_in_error(ann, ben, lee, sam):
    note = sign(ann, sam)
    in_error(ann, note, ben)
    for again in (
        lambda: add(ann, note),
        lambda: in_error(ann, note, ben),
        lambda: mark(lee, note, MarkKind.COUNTERSIGNED),
        lambda: mark(lee, note),
    ):
        with pytest.raises(Refused, match="made in error"):
            again()


def test_a_task_about_a_restricted_entry_is_as_closely_held(ann, lee, sam):
    note = sign(ann, sam, sensitivity=Sensitivity.RESTRICTED)
    in_error(ann, note, lee)

    assert Task.objects.get().sensitivity == "restricted"


# ---------------------------------------------------------------- countersigned, commented


def test_a_supervisor_countersigns_and_comments_and_the_author_is_told(ann, lee, sam):
    note = sign(ann, sam)
    mark(lee, note, MarkKind.COUNTERSIGNED, words="")
    mark(lee, note)

    assert {(m.kind, m.by_id) for m in note.marks.all()} == {
        ("countersigned", lee.worker_id),
        ("comment", lee.worker_id),
    }
    task = Task.objects.get()
    assert (task.owner_id, task.words) == (
        ann.worker_id,
        "Lee Carter commented on your note: Say who was present.",
    )


def test_the_author_never_judges_their_own_and_a_colleague_does_not_either(ann, ben, lee, sam):
    hers, his = sign(ann, sam), sign(lee, sam)
    for by, note in ((ann, hers), (ben, hers), (lee, his)):
        for kind in (MarkKind.COUNTERSIGNED, MarkKind.COMMENT):
            with pytest.raises(Refused, match="never by their author"):
                mark(by, note, kind)

    assert not NoteMark.objects.exists()


def test_a_comment_says_something(ann, lee, sam):
    with pytest.raises(Refused, match="Write the comment"):
        mark(lee, sign(ann, sam), words="  ")


def test_a_mark_sent_twice_is_one_and_other_content_is_told_apart(ann, lee, sam):
    note, other = sign(ann, sam), sign(ann, sam)
    first = mark(lee, note)

    assert mark(lee, note, id=first.pk) == first
    for again in (
        lambda: mark(lee, note, id=first.pk, words="Something else"),
        lambda: mark(lee, note, MarkKind.COUNTERSIGNED, id=first.pk),
        lambda: mark(lee, other, id=first.pk),
    ):
        with pytest.raises(ConflictingRepeat):
            again()
    assert NoteMark.objects.count() == 1
    assert Task.objects.count() == 1


def test_nobody_marks_what_they_may_not_read(ann, sid, sam):
    note = sign(ann, sam)
    with pytest.raises(NotYours):
        mark(sid, note, MarkKind.COUNTERSIGNED)


# ---------------------------------------------------------------- fixed


def inside_an_action(write):
    """Being inside one does not help."""
    with frame("test"):
        write()


def test_no_code_changes_or_deletes_what_was_signed(ann, lee, sam):
    note = sign(ann, sam)
    said = mark(lee, note)
    for row, change in ((note, {"text": "Nothing"}), (said, {"words": "Nothing"})):
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(SignedMeansFixed):
            inside_an_action(row.save)
        with pytest.raises(SignedMeansFixed):
            inside_an_action(
                lambda row=row, change=change: type(row).objects.filter(pk=row.pk).update(**change)
            )
        with pytest.raises(NeverDeleted):
            inside_an_action(row.delete)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("case_notes_note", "text", "'x'"),
        ("case_notes_notemark", "words", "'x'"),
        ("diary_contact", "minutes", "1"),
        ("goals_progress", "words", "'x'"),
    ],
)
def test_the_database_itself_refuses_every_change_and_deletion(
    ann_worker, lee_worker, sam, table, column, value
):
    make_mark(make_note(sam, ann_worker), lee_worker)
    make_contact(sam, ann_worker)
    make_progress(make_goal(sam, ann_worker), ann_worker)

    assert missing_guards(connection, table) == []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        before = cursor.fetchall()
        assert len(before) == 1
        for statement in (f"UPDATE {table} SET {column} = {value}", f"DELETE FROM {table}"):
            with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
                cursor.execute(statement)
        cursor.execute(f"SELECT * FROM {table}")
        assert cursor.fetchall() == before


def test_a_volunteer_by_name_signs_and_a_team_alone_gives_a_volunteer_nothing(team, sam):
    val = make_worker("Val", unit=team, profile=Profile.CASEWORK_LIMITED)
    with pytest.raises(NotYours):
        sign(actor_of(val), sam)
    make_grant(sam, worker=val, relationship=Relationship.ALLOCATED)

    assert sign(actor_of(val), sam).author == val
    with pytest.raises(NotYours):
        sign(actor_of(val), sam, sensitivity=Sensitivity.RESTRICTED)


def test_two_notes_of_one_minute_are_two(ann, sam):
    sign(ann, sam)
    sign(ann, sam, occurred_at=EIGHT + timedelta(seconds=1))

    assert Note.objects.count() == 2
