"""Reading notes: the timeline, one note, what waits to be read, what is not written up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.case_notes.conftest import DAY
from tests.case_notes.test_actions import add, sign
from tests.case_notes.test_marks import in_error, mark
from tests.factories.base import actor_of, make_grant, make_person, make_service, make_unit, make_worker
from tests.factories.case_notes import make_mark, make_note
from tests.factories.diary import make_contact, make_visit
from tests.factories.real_service import london
from waymark.core.actions import frame
from waymark.core.audit import collector
from waymark.core.pages import NotYours
from waymark.people.access.choices import Profile, Relationship, Sensitivity
from waymark.support.case_notes import queries
from waymark.support.case_notes.choices import MarkKind, NoteKind
from waymark.support.diary.choices import Attendance, VisitState

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
EIGHT = london(DAY, 8)


def texts(entries):
    return [entry.text for entry in entries]


# ---------------------------------------------------------------- the timeline


def test_the_latest_comes_first_with_what_was_added_and_said(ann, lee, sam):
    old = sign(ann, sam, text="The older one", occurred_at=EIGHT - HOUR)
    sign(ann, sam, text="The newer one")
    add(ann, old, text="Dan was there too.")
    mark(lee, old, words="Say who was present.")

    newer, older = queries.timeline(ann, sam.pk)

    assert (newer.text, older.text) == ("The newer one", "The older one")
    assert [(a.text, a.reason, a.author) for a in older.addenda] == [
        ("Dan was there too.", "Left him out", "Ann Dodds")
    ]
    assert [(m.kind_words, m.words, m.by) for m in older.marks] == [
        ("Comment", "Say who was present.", "Lee Carter")
    ]
    assert (newer.addenda, newer.marks) == ([], [])


def test_a_contact_s_note_says_what_happened(ann, sam, ann_worker):
    contact = make_contact(sam, ann_worker, EIGHT, minutes=75, place="Shildon")
    sign(ann, sam, contact_id=contact.pk, kind=NoteKind.CONTACT)

    [entry] = queries.timeline(ann, sam.pk)

    assert entry.happened.words == "Held, face to face, 75 minutes, Shildon"
    assert entry.happened.attended


def test_kinds_narrow_it(ann, sam):
    sign(ann, sam, text="Noticed", kind=NoteKind.OBSERVATION)
    sign(ann, sam, text="Told", kind=NoteKind.SPOKEN_REPORT)

    assert texts(queries.timeline(ann, sam.pk, kinds=["spoken_report"])) == ["Told"]
    assert len(queries.timeline(ann, sam.pk, kinds=["spoken_report", "observation"])) == 2
    assert queries.timeline(ann, sam.pk, kinds=["contact"]) == []


def test_words_narrow_it_and_words_added_later_count(ann, sam):
    walked = sign(ann, sam, text="Walked to the allotment")
    other = sign(ann, sam, text="Rang the surgery")
    add(ann, other, text="He talked of the allotment.")
    sign(ann, sam, text="Nothing of the kind")

    assert {entry.id for entry in queries.timeline(ann, sam.pk, q="allotment")} == {walked.pk, other.pk}
    assert queries.timeline(ann, sam.pk, q="helicopter") == []


def test_before_and_limit_page_through_it_without_gap_or_repeat(ann, sam):
    for minutes in range(5):
        sign(ann, sam, text=f"Number {minutes}", occurred_at=EIGHT + timedelta(minutes=minutes))
    first = queries.timeline(ann, sam.pk, limit=2)
    second = queries.timeline(ann, sam.pk, limit=2, before=first[-1].occurred_at)
    third = queries.timeline(ann, sam.pk, limit=2, before=second[-1].occurred_at)

    assert texts([*first, *second, *third]) == [f"Number {n}" for n in (4, 3, 2, 1, 0)]


def test_what_was_made_in_error_is_not_in_it(ann, ben, sam):
    in_error(ann, sign(ann, sam, text="Wrong person"), ben)
    kept = sign(ann, sam, text="Right person")

    assert [entry.id for entry in queries.timeline(ann, sam.pk)] == [kept.pk]


def test_another_s_person_and_another_service_give_nothing(ann, sid, sam, ruth, sid_worker):
    sign(ann, sam)
    make_note(ruth, sid_worker)
    elsewhere = make_worker("Elsewhere", unit=make_unit(make_service()))

    assert queries.timeline(ann, ruth.pk) == queries.timeline(sid, sam.pk) == []
    assert queries.timeline(actor_of(elsewhere), sam.pk) == []


def test_a_restricted_entry_is_a_line_and_its_words_stay_in_the_database(ann, ben, sam):
    sign(ann, sam, text="What he told me about his uncle", sensitivity=Sensitivity.RESTRICTED)

    [line] = queries.timeline(ben, sam.pk)

    assert not line.readable
    assert line.restricted_words == "restricted entry, 4 March"
    assert (line.text, line.author, line.author_id, line.late_hours) == ("", "", None, 0)
    assert queries.timeline(ben, sam.pk, q="uncle") == []
    assert queries.timeline(ben, sam.pk, kinds=["observation"]) == []


def test_its_author_and_who_leads_read_it_and_find_it(ann, lee, sam):
    note = sign(ann, sam, text="What he told me about his uncle", sensitivity=Sensitivity.RESTRICTED)

    for reader in (ann, lee):
        assert texts(queries.timeline(reader, sam.pk)) == [note.text]
        assert texts(queries.timeline(reader, sam.pk, q="uncle")) == [note.text]


def test_a_former_worker_sees_only_that_a_restricted_entry_is_there(ann, sam, team):
    sign(ann, sam, text="Ordinary")
    sign(ann, sam, text="Held closely", sensitivity=Sensitivity.RESTRICTED)
    former = make_worker("Former", unit=make_unit(team.service))
    make_grant(sam, worker=former, ends_at=london(date(2026, 3, 3), 0))

    found = queries.timeline(actor_of(former), sam.pk)

    assert sorted((entry.readable, entry.text) for entry in found) == [(False, ""), (True, "Ordinary")]


def test_who_may_not_open_the_record_sees_no_line_at_all(ann, sam, team):
    sign(ann, sam, sensitivity=Sensitivity.RESTRICTED)
    helper = make_worker("Val", unit=team, profile=Profile.CASEWORK_LIMITED)
    make_grant(sam, worker=helper, relationship=Relationship.LIVE, ends_at=london(DAY, 18))

    assert queries.timeline(actor_of(helper), sam.pk) == []


def test_the_timeline_costs_four_statements_however_long(ann, lee, sam, django_assert_num_queries):
    for minutes in range(3):
        note = sign(ann, sam, occurred_at=EIGHT + timedelta(minutes=minutes))
        add(ann, note)
        mark(lee, note)

    with django_assert_num_queries(4):
        assert len(queries.timeline(ann, sam.pk)) == 3


def test_only_entries_whose_words_were_read_are_logged_as_read(ann, ben, sam, monkeypatch):
    ordinary = sign(ann, sam)
    sign(ann, sam, sensitivity=Sensitivity.RESTRICTED)
    seen = []
    monkeypatch.setattr(collector, "saw", lambda label, row_id, person_id: seen.append((label, row_id)))
    queries.timeline(ben, sam.pk)

    assert [row_id for label, row_id in seen if label == "case_notes.note"] == [ordinary.pk]


# ---------------------------------------------------------------- one note


def test_a_note_is_shown_with_what_may_be_done(ann, ben, lee, sam):
    note = sign(ann, sam)
    mine, colleague, supervisor = (queries.note_for(by, note.pk) for by in (ann, ben, lee))

    assert (mine.entry.text, mine.person) == (note.text, sam)
    assert (mine.may_amend, mine.may_judge, mine.hidden) == (True, False, False)
    assert (colleague.may_amend, colleague.may_judge) == (True, False)
    assert (supervisor.may_amend, supervisor.may_judge) == (True, True)


def test_an_addendum_s_id_leads_to_its_note(ann, sam):
    note = sign(ann, sam)

    assert queries.note_for(ann, add(ann, note).pk).entry.id == note.pk


def test_a_stranger_and_an_id_that_is_nobody_s_are_one_answer(ann, sid, sam):
    note = sign(ann, sam)
    for by, note_id in ((sid, note.pk), (ann, sam.pk)):
        with pytest.raises(NotYours):
            queries.note_for(by, note_id)


def test_of_a_restricted_note_a_colleague_gets_the_line_and_can_do_nothing(ann, ben, sam):
    note = sign(ann, sam, sensitivity=Sensitivity.RESTRICTED)
    page = queries.note_for(ben, note.pk)

    assert (page.entry.readable, page.entry.text) == (False, "")
    assert (page.may_amend, page.may_judge) == (False, False)
    with pytest.raises(NotYours):
        queries.note_to_change(ben, note.pk)


def test_the_words_of_an_error_are_for_its_author_those_who_lead_and_those_who_audit(
    ann, ben, lee, sam, team
):
    note = sign(ann, sam, text="About somebody else", their_words="Mine")
    add(ann, note, text="More about them")
    in_error(ann, note, ben)
    officer = make_worker("Pri", unit=team, profile=Profile.INFORMATION_GOVERNANCE)
    make_grant(sam, worker=officer, relationship=Relationship.ALLOCATED)

    for reader in (ann, lee, actor_of(officer)):
        page = queries.note_for(reader, note.pk)
        assert (page.hidden, page.entry.text, page.may_amend) == (False, "About somebody else", False)
        assert page.entry.in_error.second == "Ben Reed"
    hidden = queries.note_for(ben, note.pk)
    assert hidden.hidden
    assert (hidden.entry.text, hidden.entry.their_words, hidden.entry.addenda) == ("", "", [])
    assert hidden.entry.in_error.words == "Wrong person’s record"


# ---------------------------------------------------------------- to be read


def test_colleagues_notes_wait_until_countersigned_or_commented(ann, lee, sam):
    countersigned, commented, wrong, waiting = (sign(ann, sam, text=f"Note {n}") for n in range(4))
    sign(lee, sam, text="His own")
    mark(lee, countersigned, MarkKind.COUNTERSIGNED)
    mark(lee, commented)
    in_error(ann, wrong, lee)

    found = queries.notes_to_read(lee, DAY)

    assert [(one.entry.id, one.due_on, one.is_overdue) for one in found] == [(waiting.pk, None, False)]


def test_another_supervisor_s_comment_does_not_take_it_from_the_list(ann, lee, sam, team):
    other = actor_of(make_worker("Oz", unit=team, profile=Profile.COORDINATOR))
    note = sign(ann, sam)
    mark(other, note)

    assert [one.entry.id for one in queries.notes_to_read(lee, DAY)] == [note.pk]
    assert queries.notes_to_read(other, DAY) == []


def test_only_notes_of_one_s_own_teams_wait(ann, lee, sid, sam, ruth, sid_worker):
    sign(ann, sam)
    make_note(ruth, sid_worker)

    assert [one.entry.author for one in queries.notes_to_read(lee, DAY)] == ["Ann Dodds"]
    assert queries.notes_to_read(sid, DAY) == []


def test_where_the_clock_asks_those_of_first_weeks_come_first_by_their_day(sam):
    clock = {"rule": "after", "working_days": 5, "first_weeks": 12}
    team = make_unit(make_service(clocks={"note_countersigned": clock}))
    person = make_person("Tom", "Reed", service=team.service)
    make_grant(person, unit=team)
    supervisor = actor_of(make_worker("Sue", unit=team, profile=Profile.COORDINATOR))
    old_hand = make_worker("Old Hand", unit=team)
    new = make_worker("New Start", unit=team)
    holding = new.holdings.get()
    holding.starts_on = date(2026, 2, 2)
    with frame("factory"):
        holding.save()
    make_note(person, old_hand, "By an old hand", london(DAY, 8, 30))
    make_note(person, new, "Second", london(date(2026, 3, 3), 12))
    make_note(person, new, "First", london(date(2026, 2, 23), 12))

    found = queries.notes_to_read(supervisor, DAY)

    assert [(one.entry.text, one.due_on, one.is_overdue) for one in found] == [
        ("First", date(2026, 3, 2), True),
        ("Second", date(2026, 3, 10), False),
        ("By an old hand", None, False),
    ]


# ---------------------------------------------------------------- not written up


def test_a_visit_that_is_over_stays_until_it_is_written_up(ann, sam, ann_worker):
    over = make_visit(sam, ann_worker, london(date(2025, 3, 3), 14))
    make_visit(sam, ann_worker, london(DAY, 8, 30))
    make_visit(sam, ann_worker, EIGHT, state=VisitState.HELD)

    [one] = queries.unwritten(ann)

    assert (one.visit_id, one.name, one.words) == (over.pk, "Sam Okafor", "Visit not recorded: 14:00")


def test_a_contact_without_a_note_is_listed_and_gone_once_written(ann, sam, ann_worker):
    contact = make_contact(sam, ann_worker, london(DAY, 3, 5), mechanism="02")
    nobody = make_contact(None, ann_worker, london(DAY, 4))
    make_contact(sam, ann_worker, london(date(2025, 11, 1), 4))

    assert [one.words for one in queries.unwritten(ann)] == [
        "Contact without a note: by telephone, 03:05",
        "Contact without a note: face to face, 04:00",
    ]
    assert queries.unwritten(ann)[1].name == "Somebody who gave no name"
    sign(ann, sam, contact_id=contact.pk)
    assert [one.contact_id for one in queries.unwritten(ann)] == [nobody.pk]


@pytest.mark.parametrize(
    ("hours", "over_since", "words", "late"),
    [
        (24, 23, "To be written by", False),
        (24, 24, "To be written by", False),
        (24, 25, "Late: it was to be written by", True),
        (8, 9, "Late: it was to be written by", True),
        (0, 23, "To be written by", False),
    ],
)
def test_it_says_by_when_the_service_wants_it_written(ann, sam, ann_worker, hours, over_since, words, late):
    began = london(date(2026, 3, 3), 14)
    make_visit(sam, ann_worker, began, minutes=30)
    ann = replace(ann, clocks={**ann.clocks, "note_written_hours": hours})

    [one] = queries.unwritten(ann, began + timedelta(hours=over_since))

    by = {24: "14:00, 4 Mar 2026", 8: "22:00, 3 Mar 2026", 0: "14:00, 4 Mar 2026"}[hours]
    assert (one.deadline, one.is_late) == (f"{words} {by}", late)


def test_the_night_the_clocks_go_forward_makes_nobody_late(ann, sam, ann_worker):
    """14:00 on Saturday and 24 true hours: 15:00 on Sunday by the clock on the wall."""
    make_visit(sam, ann_worker, london(date(2026, 3, 28), 14), minutes=30)

    [one] = queries.unwritten(ann, london(date(2026, 3, 29), 14, 30))

    assert (one.deadline, one.is_late) == ("To be written by 15:00, 29 Mar 2026", False)


def test_a_colleague_s_are_not_mine(ben, sam, ann_worker):
    make_visit(sam, ann_worker, london(DAY, 7), minutes=30)
    contact = make_contact(sam, ann_worker, EIGHT, attendance=Attendance.NOT_ATTENDED, minutes=0)

    assert queries.unwritten(ben) == []
    with pytest.raises(NotYours):
        queries.contact_without_note(ben, contact.pk)


def test_what_a_note_is_made_of_stays_with_the_marks_of_others(ann_worker, lee_worker, lee, sam):
    note = make_note(sam, ann_worker, "Kept")
    make_mark(note, lee_worker)

    [entry] = queries.timeline(lee, sam.pk)
    assert [m.kind_words for m in entry.marks] == ["Countersigned"]
