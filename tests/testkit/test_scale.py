"""The bulk loader writes what the product's own actions would have written: the same keys, the same gathered words, the same index."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count

from tests.factories.base import actor_of
from waymark.core import clock, nhs
from waymark.organisation.staff.models import Worker
from waymark.people.access import queries as access
from waymark.people.access.choices import Action
from waymark.people.service_users.actions import gather
from waymark.people.service_users.models import FindKey, Person
from waymark.support.case_notes.models import Note
from waymark.support.caseload.models import Allocation
from waymark.support.diary.models import Visit
from waymark.work.search import queries as search
from waymark.work.search import rules as search_rules
from waymark.work.search.models import Passage, Word
from waymark_testkit.scale import world
from waymark_testkit.scale.stamps import DAY, day_number, id_at, moment
from waymark_testkit.scale.tables import Table
from waymark_testkit.scale.texts import Texts

PEOPLE, NOTES = 90, 700


def around():
    """Every index, trigger and foreign key of the database, as it says them itself. SQLite keeps its keys in the table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')")
        else:
            cursor.execute(
                "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
                "SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint"
            )
        return set(cursor.fetchall())


@pytest.fixture
def measured(transactional_db):
    before = around()
    found = world.fill(people=PEOPLE, notes=NOTES, seed=7, day=clock.today(), say=lambda words: None)
    assert around() == before, "an index or a trigger is not as it was"
    return found


@pytest.mark.slow
def test_a_world_is_what_the_product_would_have_written(measured):
    """One world for all of these: making one takes seconds."""
    has_so_many_people_and_notes()
    gives_numbers_of_the_test_range_once()
    gives_everybody_one_key_worker(measured)
    gathers_and_finds_as_the_product_does()
    finds_by_the_words_of_notes(measured)
    lets_a_worker_open_their_people_and_no_stranger(measured)
    has_visits_today(measured)
    refuses_to_be_filled_again()


def has_so_many_people_and_notes():
    assert (Person.objects.count(), Note.objects.count(), Passage.objects.count()) == (PEOPLE, NOTES, NOTES)
    assert not Note.objects.exclude(occurred_at__lt=clock.day_bounds(clock.today())[0]).exists()


def gives_numbers_of_the_test_range_once():
    numbers = list(Person.objects.values_list("nhs_number", flat=True))

    assert len(set(numbers)) == PEOPLE
    assert {nhs.check(number).digits[:3] for number in numbers if nhs.check(number).has_check_digit} == {
        "999"
    }


def gives_everybody_one_key_worker(measured):
    shares = Allocation.objects.values("worker").annotate(many=Count("id"))
    measured_worker = Worker.objects.get(user__username=measured.worker)

    assert Allocation.objects.filter(purpose="key_worker", ends_on__isnull=True).count() == PEOPLE
    assert {row["many"] for row in shares if row["worker"] == measured_worker.id} == {world.MEASURED_PEOPLE}
    assert len(measured.person_ids) == world.MEASURED_PEOPLE


def gathers_and_finds_as_the_product_does():
    for person in Person.objects.all():
        known, made = gather._to_know(person), gather.find_keys(person)
        assert {**person.to_know, "gathered_at": ""} == {**known, "gathered_at": ""}
        kept = FindKey.objects.filter(person=person).values_list("service_id", "kind", "key", "said")
        assert set(kept) == {(key.service_id, key.kind, key.key, key.said) for key in made}
        assert kept.count() == len(made)


def finds_by_the_words_of_notes(measured):
    passage = Passage.objects.filter(person_id=measured.person_ids[0], sensitivity="ordinary").first()
    words = search_rules.words_of(passage.text)
    worker = actor_of(Worker.objects.get(user__username=measured.worker))

    assert passage.tokens == search_rules.tokens_of(passage.text, passage.person_id)
    assert set(words) <= set(Word.objects.values_list("word", flat=True))
    assert passage.id in {row.id for row in search.search_text(worker, " ".join(words[:6])).passages}
    assert all(row.number >> 22 == int(row.person_id.hex[-6:], 16) for row in Passage.objects.all())


def lets_a_worker_open_their_people_and_no_stranger(measured):
    worker = actor_of(Worker.objects.get(user__username=measured.worker))
    theirs = set(access.visible_people(worker, Action.OPEN).values_list("id", flat=True))

    assert {UUID(person_id) for person_id in measured.person_ids} <= theirs


def has_visits_today(measured):
    begins, ends = clock.day_bounds(clock.today())
    today = Visit.objects.filter(starts_at__gte=begins, starts_at__lt=ends)

    assert today.filter(worker__user__username=measured.worker).count() == world.VISITS_A_DAY


def refuses_to_be_filled_again():
    with pytest.raises(world.NotEmpty, match="begins with an empty one"):
        world.fill(people=1, notes=1, seed=7, day=clock.today(), say=lambda words: None)


def test_no_visit_of_the_coming_days_is_one_of_today_whatever_day_it_is():
    """On a Friday, tomorrow's was moved to the Friday before it, which is today."""
    for day in range(20_000, 20_014):
        after = world._working_day_after(day)
        assert after > day
        assert (after + 3) % 7 < 5
        assert world._working_time(Random(1), after, after) >= after * DAY


def test_notes_are_shared_out_exactly():
    for people, notes in ((1, 5), (3, 2), (41, 4_000), (1_000, 10_000), (999, 7_777)):
        counts = world._how_many(Random(1), people, notes)
        assert (len(counts), sum(counts), min(counts) >= 0) == (people, notes, True)


def test_the_same_seed_gives_the_same_words():
    one, same, other = Texts(3), Texts(3), Texts(4)

    assert one.sentences == same.sentences
    assert one.sentences != other.sentences


def test_notes_have_forty_to_a_hundred_and_twenty_words_of_some_three_thousand():
    texts, random = Texts(42), Random(1)
    notes = [texts.said(texts.note(random)) for _ in range(2_000)]
    lengths = [len(note.split()) for note in notes]
    vocabulary = {word for sentence in texts.sentences for word in search_rules.words_of(sentence)}

    assert min(lengths) >= 40
    assert max(lengths) <= 120
    assert 2_500 <= len(vocabulary) <= 4_000


def test_tokens_put_together_from_sentences_are_those_of_the_whole_text():
    texts, random, person_id = Texts(42), Random(2), UUID(int=5)
    for _ in range(200):
        places = texts.note(random)
        assert texts.tokens_of(places, person_id) == search_rules.tokens_of(texts.said(places), person_id)


def test_ids_are_version_7_and_in_the_order_of_time():
    random = Random(1)
    made = [UUID(id_at(random, second)) for second in range(1_000, 1_200)]

    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert made == sorted(made)
    assert 1_000_000 <= made[0].int >> 80 < 1_000_512


def test_times_are_written_as_the_database_reads_them():
    day = date(2026, 11, 25)

    assert moment(day_number(day) * DAY + 14 * 3600 + 5 * 60 + 9) == "2026-11-25 14:05:09"
    assert day_number(day + timedelta(days=1)) - day_number(day) == 1


def test_a_field_that_has_no_default_must_be_given():
    with pytest.raises(TypeError, match="has no default"):
        Table(Note, "id", "text")
