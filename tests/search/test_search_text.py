"""What a search finds, on the database at hand: the same on both, and never what the worker may not read."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories.base import (
    actor_of,
    make_exclusion,
    make_grant,
    make_person,
    make_service,
    make_unit,
    make_worker,
)
from tests.factories.search import SOMETIME, make_passage
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.core.pages import NotYours
from waymark.people.access.choices import Profile, Relationship, Sensitivity
from waymark.work.search import actions, queries, rules
from waymark.work.search.models import Passage, Word
from waymark.work.search.queries import matching

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
HOSTILE = json.loads((ROOT / "tests/data/hostile_strings/blns.json").read_text(encoding="utf8"))


def found(worker, query, **more):
    result = queries.search_text(worker, query, **more)
    assert result.total == len(result.passages)
    return [passage.text for passage in result.passages]


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("walking", "Sam walked to the shop"),
        ("medicat", "Talked about the new medication"),
        ("zoe", "Met Zoë at the café"),
        ("CAFÉ", "Met Zoe at the cafe"),
        ("lukasz", "Łukasz rang"),
        ("shop walk", "Sam walked to the shop"),
        ("o'connor", "Rang Dr O’Connor"),
        ("50mg", "Takes 50mg at night"),
        ("北京", "Born in 北京 ."),
        ("psychi", "The psychiatrist wrote"),
    ],
)
def test_a_word_is_found_in_all_its_forms_whatever_its_accents(ann, sam, query, text):
    make_passage(text, by=ann, person=sam)
    make_passage("Nothing of the kind", by=ann, person=sam)

    assert found(ann, query) == [text]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("art", "Arthritis is worse"),
        ("meditation", "Talked about medication"),
        ("shop swim", "Sam walked to the shop"),
        ("", "Anything"),
        ("  *  ", "Anything"),
    ],
)
def test_what_is_not_meant_is_not_found(ann, sam, query, text):
    make_passage(text, by=ann, person=sam)

    assert found(ann, query) == []


@pytest.mark.parametrize(
    "query",
    [
        'walk"', '"walk" OR "the', "walk AND NOT shop", "NEAR(walk shop)", "tokens:walk", "walk*", "^walk", "(walk",
        "walk & !shop", "walk:*B", "walk | shop", "'walk' <-> 'shop", "walk\x00shop", "walk 👍🏽", "%_walk\\", "@walk =walk",
    ],
)  # fmt: skip
def test_signs_of_query_languages_mean_nothing(ann, sam, query):
    """Each is only the words in it; those that the text lacks (or, not, near) keep it from being found."""
    make_passage("Sam had a walk to the shop", by=ann, person=sam)
    there = set(rules.words_of("Sam had a walk to the shop"))

    assert bool(found(ann, query)) == (set(rules.words_of(query)) <= there)


def test_hostile_strings_are_questions_like_any_other(ann, sam):
    """Each naughty string, kept as text, is found by itself; none breaks either database."""
    kept = [text for text in HOSTILE if rules.asked(text) and "\x00" not in text][::7]
    for text in kept:
        make_passage(text, by=ann, person=sam)

    for text in kept:
        assert text in [p.text for p in queries.search_text(ann, text, limit=500).passages]


def test_a_person_s_token_cannot_be_asked_for(ann, sam):
    make_passage("Quiet day", by=ann, person=sam)

    assert found(ann, rules.person_token(sam.id)) == []


def test_the_latest_comes_first_and_all_are_counted(ann, sam):
    for day in (3, 1, 2):
        make_passage(f"Walk number {day}", by=ann, person=sam, occurred_at=SOMETIME + timedelta(days=day))

    result = queries.search_text(ann, "walk", limit=2)

    assert [p.text for p in result.passages] == ["Walk number 3", "Walk number 2"]
    assert result.total == 3


def test_since_leaves_out_what_is_older(ann, sam):
    make_passage("An old walk", by=ann, person=sam, occurred_at=SOMETIME)
    make_passage("A new walk", by=ann, person=sam, occurred_at=SOMETIME + timedelta(days=10))

    assert found(ann, "walk", since=SOMETIME + timedelta(days=1)) == ["A new walk"]


def test_more_words_than_can_be_looked_for_are_said(ann, sam, monkeypatch):
    monkeypatch.setattr(matching, "MOST_BEGINNINGS", 2)
    make_passage("interest interval internal interview", by=ann, person=sam)

    assert queries.search_text(ann, "inter").cut
    assert not queries.search_text(ann, "interv").cut


# ------------------------------------------------------------------ who


def test_only_the_people_one_works_with_are_searched(ann, sam, team):
    jo = make_person("Jo", service=team.service)
    other = actor_of(make_worker("Ben", unit=team))
    make_passage("Sam likes canaries", by=ann, person=sam)
    make_passage("Jo likes canaries", by=other, person=jo)

    assert found(ann, "canary") == ["Sam likes canaries"]
    assert found(other, "canary") == []


@pytest.mark.parametrize(
    ("few", "most"), [(500, 5000), (0, 5000), (0, 1)], ids=["few people", "many", "too many to name"]
)
def test_every_way_of_asking_the_index_gives_the_same(ann, sam, team, monkeypatch, few, most):
    monkeypatch.setattr(matching, "FEW_PEOPLE", few)
    monkeypatch.setattr(matching, "MOST_PEOPLE", most)
    jo, kim = (make_person(name, service=team.service) for name in ("Jo", "Kim"))
    make_grant(jo, worker=team.posts.get().holdings.get().worker)
    for person in (sam, jo, kim):
        make_passage(f"{person.given_name} walks by the canal", by=ann, person=person)

    assert sorted(found(ann, "canal walk")) == ["Jo walks by the canal", "Sam walks by the canal"]
    assert found(ann, "canal walk", person_id=jo.id) == ["Jo walks by the canal"]


def test_one_person_s_record_alone(ann, sam, team):
    jo = make_person("Jo", service=team.service)
    make_grant(jo, worker=team.posts.get().holdings.get().worker)
    make_passage("Sam likes canaries", by=ann, person=sam)
    make_passage("Jo likes canaries", by=ann, person=jo)

    assert found(ann, "canary", person_id=jo.id) == ["Jo likes canaries"]


def test_a_stranger_s_record_is_not_found_whatever_is_asked(ann, team):
    jo = make_person("Jo", service=team.service)

    with pytest.raises(NotYours):
        queries.search_text(ann, "", person_id=jo.id)


def test_access_that_has_ended_is_no_access(sam, team):
    gone = make_worker("Gone", unit=team)
    make_grant(sam, worker=gone, ends_at=clock.now() - timedelta(days=15))
    make_passage("Sam likes canaries", by=actor_of(gone), person=sam)

    assert found(actor_of(gone), "canary") == []


def test_one_s_own_record_is_never_searched(sam, team):
    worker = make_worker(unit=team)
    make_grant(sam, worker=worker)
    make_exclusion(sam, worker, Relationship.OWN_RECORD)
    make_passage("Sam likes canaries", by=actor_of(worker), person=sam)

    assert found(actor_of(worker), "canary") == []


def test_another_service_is_another_world(ann, sam):
    elsewhere = make_unit(make_service())
    stranger = make_worker(unit=elsewhere, profile=Profile.LEAD)
    make_grant(sam, worker=stranger)
    make_passage("Sam likes canaries", by=ann, person=sam)

    assert found(actor_of(stranger), "canary") == []


def test_a_passage_about_nobody_named_is_found_by_nobody(ann, sam):
    make_passage("Somebody rang about canaries", by=ann, person=None)

    assert found(ann, "canary") == []


# ------------------------------------------------------------------ restricted text (LDS-110)


@pytest.fixture
def restricted(ann, sam):
    make_passage("Sam spoke of a canary", by=ann, person=sam)
    return make_passage("Canary in confidence", by=ann, person=sam, sensitivity=Sensitivity.RESTRICTED)


@pytest.mark.parametrize(
    ("profile", "relationship", "reads"),
    [
        (Profile.CASEWORK, Relationship.KEY_WORKER, False),
        (Profile.CASEWORK, Relationship.TEAM, False),
        (Profile.CASEWORK_LIMITED, Relationship.ALLOCATED, False),
        (Profile.WARD, Relationship.ALLOCATED, False),
        (Profile.COORDINATOR, Relationship.KEY_WORKER, True),
        (Profile.LEAD, Relationship.TEAM, True),
    ],
)
def test_a_word_inside_a_restricted_entry_is_found_and_counted_only_for_named_roles(
    restricted, sam, team, profile, relationship, reads
):
    worker = make_worker(unit=team, profile=profile)
    make_grant(
        sam, worker=None if relationship is Relationship.TEAM else worker,
        unit=team if relationship is Relationship.TEAM else None, relationship=relationship,
    )  # fmt: skip
    result = queries.search_text(actor_of(worker), "canary")

    assert result.total == len(result.passages) == (2 if reads else 1)
    assert ("Canary in confidence" in [p.text for p in result.passages]) is reads
    assert found(actor_of(worker), "confidence") == (["Canary in confidence"] if reads else [])


def test_the_author_finds_their_own_restricted_and_sealed_entries(ann, sam, restricted):
    make_passage("Canary under seal", by=ann, person=sam, sensitivity=Sensitivity.SEALED)

    assert len(found(ann, "canary")) == 3


def test_a_lead_does_not_find_what_is_sealed(ann, sam, team):
    make_grant(sam, unit=team)
    make_passage("Canary under seal", by=ann, person=sam, sensitivity=Sensitivity.SEALED)

    assert found(actor_of(make_worker(unit=team, profile=Profile.LEAD)), "canary") == []


@pytest.mark.parametrize("profile", [Profile.ADMINISTRATOR, Profile.AUDITOR, Profile.COMMISSIONER])
def test_who_reads_no_record_finds_nothing_in_it(ann, sam, team, profile):
    worker = make_worker(unit=team, profile=profile)
    make_grant(sam, worker=worker)
    make_passage("Sam likes canaries", by=ann, person=sam)

    assert found(actor_of(worker), "canary") == []


# ------------------------------------------------------------------ pushing and taking out


def test_the_same_passage_again_changes_nothing(ann, sam):
    id = new_id()
    first = make_passage("Sam likes canaries", by=ann, person=sam, id=id)
    again = make_passage("Sam likes canaries", by=ann, person=sam, id=id)

    assert again == first
    assert found(ann, "canary") == ["Sam likes canaries"]
    assert list(
        AuditEntry.objects.filter(action="push_passage").order_by("id").values_list("outcome", flat=True)
    ) == ["done", "repeat"]


@pytest.mark.parametrize(
    "other", [{"text": "Other words"}, {"sensitivity": Sensitivity.RESTRICTED}, {"author_id": None}]
)
def test_another_passage_under_the_same_id_is_refused(ann, sam, other):
    id = new_id()
    make_passage("Sam likes canaries", by=ann, person=sam, id=id)

    with pytest.raises(actions.PassageDiffers):
        make_passage(**{"text": "Sam likes canaries", "by": ann, "person": sam, "id": id, **other})
    assert Passage.objects.get().text == "Sam likes canaries"


def test_what_is_taken_out_is_found_no_more(ann, sam):
    wrong = make_passage("Sam likes canaries", by=ann, person=sam)
    make_passage("Sam likes canaries and dogs", by=ann, person=sam)

    actions.withdraw_passage(by=ann, id=wrong.id)
    actions.withdraw_passage(by=ann, id=wrong.id)

    assert found(ann, "canary") == ["Sam likes canaries and dogs"]
    assert list(
        AuditEntry.objects.filter(action="withdraw_passage").order_by("id").values_list("outcome", flat=True)
    ) == ["done", "repeat"]


def test_a_passage_put_in_after_one_was_taken_out_is_itself(ann, sam):
    """Places in the full-text table may be used again; the words of the one before must be gone."""
    actions.withdraw_passage(by=ann, id=make_passage("First canary", by=ann, person=sam).id)
    make_passage("Second dog", by=ann, person=sam)

    assert found(ann, "canary") == []
    assert found(ann, "dog") == ["Second dog"]


def test_another_service_cannot_take_a_passage_out(ann, sam):
    passage = make_passage("Sam likes canaries", by=ann, person=sam)
    stranger = actor_of(make_worker(unit=make_unit(make_service()), profile=Profile.LEAD))

    actions.withdraw_passage(by=stranger, id=passage.id)

    assert found(ann, "canary") == ["Sam likes canaries"]


def test_words_are_learnt_once(ann, sam):
    make_passage("canary dog", by=ann, person=sam)
    make_passage("dog cat", by=ann, person=sam)

    assert set(Word.objects.values_list("word", flat=True)) == {"canary", "dog", "cat"}


def test_neither_words_nor_names_reach_the_audit_log(ann, sam):
    make_passage("Sam likes canaries", by=ann, person=sam)

    entry = AuditEntry.objects.get(action="push_passage")
    assert entry.person_id == sam.id
    assert entry.detail == {"source": "case_notes.note"}
