"""Finding a person by name: as written, as misheard, as it was; each match says why; what the database is asked brings them all."""

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service_users.people import DATA, EVERYBODY, TODAY, find, ids, person
from waymark.people.service_users.choices import KeyKind
from waymark.people.service_users.rules import Key, Strength, keys_of, matches, read_query, wanted


@pytest.mark.parametrize(
    "text",
    ["zoe", "ZOË", " zoe  obrien ", "O'Brien", "o brien", "obrien lukasz", "Lukasz, Zoe", "Łukasz", "brien"],
)
def test_case_accents_spaces_apostrophes_and_order_do_not_matter(text):
    assert find(text) == [("zoe", Strength.EXACT, ())]


@pytest.mark.parametrize(
    ("text", "id"),
    [("王小明", "wang"), ("小明", "wang"), ("小明王", "wang"), ("செல்வி", "selvi"), ("தமிழ்", "selvi")],
)
def test_every_script_is_found_as_itself(text, id):
    assert find(text) == [(id, Strength.EXACT, ())]


@pytest.mark.parametrize("text", ["mac donald", "MacDonald", "macdonald fiona"])
def test_mac_may_be_a_word_of_its_own(text):
    assert find(text) == [("fiona", Strength.EXACT, ())]


@pytest.mark.parametrize("text", ["Mary-Ann", "maryann desouza", "De Souza", "de-souza"])
def test_a_hyphen_may_be_anywhere_or_nowhere(text):
    assert find(text) == [("maryann", Strength.EXACT, ())]


@pytest.mark.parametrize("text", ["J Smith", "Smith, J", "j. smith", "smith j"])
def test_an_initial_stands_for_a_first_name(text):
    assert find(text) == [("john", Strength.PREFIX, ())]


def test_an_initial_needs_a_name_of_its_own():
    assert ids("S Smith") == ["sam"]


def test_initials_alone():
    assert find("JS") == [("john", Strength.PREFIX, ("initials JS",))]


def test_the_name_they_go_by_is_found_too():
    assert ids("jonny") == ["john"]


def test_a_previous_name_is_found_and_said():
    assert find("okafor") == [("john", Strength.EXACT, ("previous name John Okafor",))]


def test_the_name_they_have_now_comes_before_one_they_had():
    was, now = person("was", "Ada Bell", previous=["Ada Okafor"]), person("now", "Ben Okafor")

    assert [id for id, _, _ in find("okafor", [was, now])] == ["now", "was"]


def test_the_beginning_of_a_name_is_enough():
    assert find("smi joh") == [("john", Strength.PREFIX, ())]


@pytest.mark.parametrize(
    ("text", "id"), [("mohamed husain", "muhammad"), ("Mohammed", "muhammad"), ("phiona", "fiona")]
)
def test_a_name_that_sounds_alike_is_found_and_said(text, id):
    assert find(text) == [(id, Strength.SOUND, ("sounds alike",))]


def test_one_letter_different_is_found_and_said():
    assert find("Smitg John") == [("john", Strength.NEAR, ("one letter different",))]


def test_exact_before_beginning_before_sound_before_one_letter():
    people = [
        person("near", "Cartel"),
        person("sound", "Karter"),
        person("prefix", "Carters"),
        person("exact", "Carter"),
    ]

    assert [(id, strength.name) for id, strength, _ in find("carter", people)] == [
        ("exact", "EXACT"), ("prefix", "PREFIX"), ("sound", "SOUND"), ("near", "NEAR"),
    ]  # fmt: skip


def test_titles_are_no_part_of_a_name_unless_they_are_all_there_is():
    assert ids("Mr Smith") == ["john", "sam"]
    assert ids("Dr") == []


def test_every_word_must_be_true_of_the_same_person():
    assert ids("zoe smith") == []


@pytest.mark.parametrize(
    "text",
    [
        "smith 1990",
        "1990 smith",
        "john smith, sw1a 3/12/90",
        "0123 smith 9990554331",
        "smith 0191 498 0123 1990",
    ],
)
def test_several_things_at_once(text):
    assert ids(text) == ["john"]


def test_what_cannot_be_read_is_given_back():
    query = read_query("smith 12", TODAY)

    assert query.unused == ("12",)
    assert ids("smith 12") == ["john", "sam"]


@pytest.mark.parametrize("text", ["", "  ", "12", "%", "\u200b", "🙂"])
def test_nothing_to_go_by_finds_nobody(text):
    assert find(text) == []


def test_a_long_text_asks_for_no_more_than_eight_things():
    assert len(read_query("word " * 500, TODAY).parts) == 8


def fetched(query, people, *, near=False):
    """The people a database would bring for the query: those who have, for every part, a key or a column that it asks for."""

    def answers(part, one):
        asked = wanted(part) + (wanted(part, near=True) if near else ())
        by_key = any(
            key.kind == want.kind
            and (key.key.startswith(want.key) if want.is_prefix else key.key == want.key)
            for want in asked
            for key in one.keys
        )
        numbers = part.nhs_numbers + tuple(number for number, _ in part.nhs_numbers_near)
        births = part.births + tuple(birth for birth, _ in part.births_near)
        return (
            by_key
            or one.nhs_number in numbers
            or bool(one.birth and any(one.birth.agrees_with(b) for b in births))
        )

    return [one for one in people if query.parts and all(answers(part, one) for part in query.parts)]


@pytest.mark.parametrize(
    "text",
    [
        "zoe",
        "o brien",
        "J Smith",
        "JS",
        "okafor",
        "mary-ann",
        "mohamed",
        "9990475148",
        "07700900123",
        "0123",
        "DH1",
        "3nj",
        "3/2/1984",
        "smith 1984",
        "王小明",
    ],
)
def test_what_is_asked_of_the_database_brings_everybody_who_matches(text):
    query = read_query(text, TODAY)
    all_found = [
        (match.id, match.strength) for match in matches(query, EVERYBODY) if match.strength > Strength.NEAR
    ]
    brought = [
        (match.id, match.strength)
        for match in matches(query, fetched(query, EVERYBODY))
        if match.strength > Strength.NEAR
    ]

    assert brought == all_found != []


@pytest.mark.parametrize("text", ["Smitg", "07700 900124", "07700 900 12"])
def test_asking_for_what_is_near_brings_those_too(text):
    query = read_query(text, TODAY)

    assert matches(query, fetched(query, EVERYBODY, near=True)) == matches(query, EVERYBODY) != []


def test_keys_are_each_made_once_and_fit_their_column():
    keys = keys_of(
        names=["Ada Ada", "Ada " + "x" * 300],
        previous_names=["Ada Bell " + "y" * 300],
        phones=["07700 900123", "+447700900123"],
        postcodes=["DH1 3NJ"],
    )

    assert len({(key.kind, key.key) for key in keys}) == len(keys)
    assert all(len(key.key) <= 80 and len(key.said) <= 80 for key in keys)
    assert Key(KeyKind.NAME, "ada") in keys
    assert Key(KeyKind.PHONE, "32100900770") in keys


def test_a_number_kept_in_no_known_form_is_still_found_by_its_digits():
    assert [key.key for key in keys_of(names=[], phones=["ring 0191 498"]) if key.kind == KeyKind.PHONE] == [
        "8941910"
    ]


def all_names(which):
    with (DATA / "names" / f"common-{which}-by-country.csv").open(encoding="utf-8-sig", newline="") as file:
        return sorted(
            {
                row[form]
                for row in csv.DictReader(file)
                for form in ("Localized Name", "Romanized Name")
                if row[form]
            }
        )


def test_every_name_of_the_list_is_found_by_itself_in_capitals_and_turned_round():
    given_names, family_names = all_names("forenames"), all_names("surnames")
    people = [
        person(at, f"{given_names[at % len(given_names)]} {family}") for at, family in enumerate(family_names)
    ]

    assert len(people) > 2000
    for at, one in enumerate(people):
        text = f"{family_names[at]}, {given_names[at % len(given_names)]}".upper()
        assert [match.strength for match in matches(read_query(text, TODAY), [one])] == [Strength.EXACT], text


def test_judging_two_thousand_people_is_quick():
    people = [person(at, f"{name} Smith") for at, name in enumerate(all_names("surnames")[:2000])]
    started = time.process_time()

    assert len(matches(read_query("smith", TODAY), people)) == 2000
    assert time.process_time() - started < 2


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    query = read_query(text, TODAY)
    matches(query, EVERYBODY)

    assert len(query.parts) <= 8
