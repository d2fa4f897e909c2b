"""What is said about a note: made in error, countersigned, commented. And what is signed stays, whoever asks."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.case_notes.conftest import DAY
from tests.case_notes.test_actions import TEXT, add, sign
from tests.factories.base import (
    make_exclusion,
    make_worker,
)
from tests.factories.case_notes import make_mark, make_note
from tests.factories.diary import make_contact
from tests.factories.goals import make_goal, make_progress
from tests.factories.real_service import london
from waymark.core.actions import frame
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.core.records import NeverDeleted, SignedMeansFixed
from waymark.people.access.choices import Sensitivity
from waymark.support.case_notes import actions
from waymark.support.case_notes.choices import MarkKind
from waymark.support.case_notes.models import Note, NoteMark
from waymark.work.search import queries as search
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
EIGHT = london(DAY, 8)


def mark(by, note, kind=MarkKind.COMMENT, **said):
    given = {"id": new_id(), "words": "Say who was present.", **said}
    return actions.mark_note(by=by, note_id=note.pk, kind=kind, **given)


def in_error(by, note, second, **said):
    given = {"words": "Wrong person’s record", **said}
    return mark(by, note, MarkKind.ENTERED_IN_ERROR, second_id=second.worker_id, **given)


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
