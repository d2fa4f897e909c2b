"""Signing, adding to and marking notes. What is signed stays as it is."""

from datetime import date, timedelta

import pytest
import time_machine

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
from tests.factories.diary import make_contact
from tests.factories.real_service import london
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import ConflictingRepeat, NotYours, Refused
from waymark.people.access.choices import Profile, Relationship, Sensitivity
from waymark.support.case_notes import actions, rules
from waymark.support.case_notes.choices import NoteKind
from waymark.support.case_notes.models import Note
from waymark.work.search import queries as search
from waymark.work.search.models import Passage

pytestmark = pytest.mark.django_db
EIGHT = london(DAY, 8)
TEXT = "  Walked to the market.\r\nZoë said “fine” 👍 "


def sign(by, person, **said):
    given = {"id": new_id(), "kind": NoteKind.OBSERVATION, "occurred_at": EIGHT, "text": TEXT, **said}
    return actions.sign_note(by=by, person_id=person.pk if person else None, **given)


def add(by, note, **said):
    given = {"id": new_id(), "text": "Dan was there too.", "reason": "Left him out", **said}
    return actions.add_addendum(by=by, note_id=note.pk, **given)


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


def test_two_notes_of_the_same_words_are_two(ann, sam):
    """To the letter and to the second: it is the id that says whether one was sent twice (security.md, A43)."""
    sign(ann, sam)
    sign(ann, sam)

    assert [note.text for note in Note.objects.all()] == [TEXT, TEXT]


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
