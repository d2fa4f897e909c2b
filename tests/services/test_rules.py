"""Each way a service file can be wrong in shape gives its own sentence; several stand side by side; what is ours is told."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.files import SURREY, file, row
from waymark.organisation.services.rules import (
    differences,
    is_our_default,
    our_defaults,
    problems,
    unit_paths,
)


def test_a_sound_file_has_no_sentence_against_it(durham, leeds, llr):
    assert problems(durham) == problems(leeds) == problems(llr) == []


def test_a_missing_table_is_named(durham):
    del durham["clocks"]

    assert problems(durham) == ["The file has no 'clocks': leave it empty if the job description is silent."]


def test_an_unknown_key_is_named_with_the_nearest_right_one(durham):
    durham["swiches"] = {}

    assert problems(durham) == ["The file has an unknown key 'swiches': did you mean 'switches'?"]


def test_a_row_with_an_unknown_key_is_named(durham):
    row(durham, "posts", "RW-014")["holdr"] = "nobody"

    assert problems(durham) == ["posts, row 6 ('RW-014') has an unknown key 'holdr'."]


def test_a_row_without_one_of_its_keys_is_named(durham):
    del row(durham, "roles", "recovery-worker")["grade"]

    assert problems(durham) == [
        "roles, row 2 ('recovery-worker') has no 'grade': leave it empty if the job description is silent."
    ]


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("version", "1", "The file: 'version' must be a whole number."),
        ("version", True, "The file: 'version' must be a whole number."),
        ("name", 7, "The file: 'name' must be words in quotes."),
        ("roles", {}, "The file: 'roles' must be a list."),
        ("terms", [], "The file: 'terms' must be a table."),
        ("units", ["north"], "units, row 1: must be a table."),
        ("defaults", [3], "defaults must be a list of words in quotes."),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(durham, key, value, sentence):
    durham[key] = value

    assert problems(durham) == [sentence]


def test_a_code_too_long_for_its_column_is_named(durham):
    row(durham, "sites" if durham["sites"] else "units", "north")["code"] = "n" * 41

    assert f"units, row 4 ('{'n' * 41}'): its code is longer than 40 letters." in problems(durham)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("name", " ", "The service has no name."),
        ("slug", "Durham!", "'Durham!' is not a slug: use small letters, numbers and hyphens."),
        ("version", 0, "The version counts up from 1."),
    ],
)
def test_the_name_slug_and_version(durham, key, value, sentence):
    durham[key] = value

    assert problems(durham) == [sentence]


def test_two_files_of_one_name_cannot_stand_side_by_side(durham, leeds):
    leeds["slug"] = durham["slug"]

    assert differences([durham, leeds]) == ["Two files are called 'durham-support-recovery'."]


def test_a_switch_one_service_lacks_is_named(durham, leeds):
    leeds["switches"]["moon_base"] = True

    assert differences([durham, leeds]) == [
        "'durham-support-recovery' has no 'moon_base' under switches, which another service has."
    ]


def test_a_default_covers_all_that_it_holds_and_nothing_that_only_looks_like_it(durham):
    durham["defaults"] = ["limits.caseload"]

    assert is_our_default(durham, "limits.caseload.of_mine")
    assert not is_our_default(durham, "limits.caseload_weight")


def test_a_row_of_our_own_is_a_default_without_being_listed(durham):
    assert "posts.RW-014" in our_defaults(durham)
    assert "units.north" not in our_defaults(durham)


def test_unit_paths_list_parents_before_children(leeds):
    paths = unit_paths(leeds)

    assert next(iter(paths)) == "care-group"
    assert paths["asket-house-unit"] == (
        "care-group/rehabilitation-and-recovery/recovery-centre/asket-house-unit/"
    )


LEAF = st.one_of(
    *(st.none(), st.booleans(), st.integers(-3, 500), st.floats(allow_nan=False), st.text(max_size=8)),
    *(
        st.lists(st.text(max_size=3), max_size=2),
        st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    ),
)


def places(value, way=()):
    """Every way into a file, to a table, a row or a single value."""
    if way:
        yield way
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from places(inner, (*way, step))


WAYS = sorted(places(file(SURREY)), key=repr)


@given(st.sampled_from(WAYS), LEAF)
def test_whatever_is_typed_into_a_file_gives_sentences_and_never_a_crash(way, value):
    data = copy.deepcopy(file(SURREY))
    inner = data
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value

    assert all(isinstance(sentence, str) and sentence for sentence in problems(data))


@given(st.dictionaries(st.sampled_from([*file(SURREY), "other"]), LEAF))
def test_what_is_no_service_file_at_all_gives_sentences(data):
    assert problems(data) != []
