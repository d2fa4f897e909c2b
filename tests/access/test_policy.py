"""The rule equals the policy: every combination of docs/policy/access.csv, one by one and joined, and what must never happen.

The cases of access_cases.json are in test_cases.py beside this file.
"""

import csv
import json
import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import duties
from waymark.people.access import rules
from waymark.people.access.choices import Action, Answer, Profile, Relationship, Sensitivity

ROOT = Path(__file__).parents[2]
COLUMNS = {"role": Profile, "relationship": Relationship, "sensitivity": Sensitivity, "action": Action}
BARRED = {Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT}
NEVER_A_PERSON = (Profile.ADMINISTRATOR, Profile.COMMISSIONER, Profile.AUDITOR)
OPENING = set(Relationship) - BARRED
HELD_BACK = (Sensitivity.RESTRICTED, Sensitivity.SEALED)
EVERY = list(product(*COLUMNS.values()))


@cache
def rows():
    with (ROOT / "docs/policy/access.csv").open(encoding="utf8", newline="") as file:
        return tuple(csv.DictReader(file))


def cells(row):
    """The combinations a row stands for. A `*` in relationship leaves out those that bar."""
    choices = [
        [word for word in words if not (column == "relationship" and word in BARRED)]
        if row[column] == "*"
        else [words(row[column])]
        for column, words in COLUMNS.items()
    ]
    return list(product(*choices))


@cache
def listed():
    """Every combination the policy names, with its answer."""
    return {cell: Answer(row["answer"]) for row in rows() for cell in cells(row)}


@cache
def standing_denials():
    """Role and action that are refused for every sensitivity and relationship, so that no other post helps."""
    return {
        (Profile(row["role"]), Action(row["action"]))
        for row in rows()
        if row["answer"] == "no" and row["relationship"] == "*" and row["role"] != "*"
    }


def expected(profiles, relationships, sensitivity, action):
    """What README.md says of several roles and relationships at once."""
    if relationships & BARRED or any((profile, action) in standing_denials() for profile in profiles):
        return Answer.NO
    found = {listed().get((p, r, sensitivity, action), Answer.NO) for p in profiles for r in relationships}
    return next((a for a in (Answer.YES, Answer.AUTHOR, Answer.BREAK_GLASS) if a in found), Answer.NO)


def decide(profile, relationships, sensitivity, action):
    return rules.decide(frozenset({profile}), frozenset(relationships), sensitivity, action)


def some(words, **limits):
    return st.frozensets(st.sampled_from(list(words)), **limits)


# ------------------------------------------------------------------ the data itself


def test_no_combination_is_set_twice():
    named = [cell for row in rows() for cell in cells(row)]
    twice = {cell for cell in named if named.count(cell) > 1} if len(named) != len(set(named)) else set()

    assert twice == set()


def test_every_row_has_sources_that_exist():
    known = duties.known().keys()
    cases = len(
        json.loads((ROOT / "tests/data/vectors/access_cases.json").read_text(encoding="utf8"))["cases"]
    )
    patterns = [r"rules (0\.1|\d{1,2})", r"capabilities 1\.([1-9]|10)"]

    def exists(source):
        case = re.fullmatch(r"access_cases (\d+)", source)
        return (
            source in known
            or (case and 1 <= int(case[1]) <= cases)
            or any(re.fullmatch(p, source) for p in patterns)
        )

    wrong = [row for row in rows() if not all(exists(source) for source in row["source"].split("; "))]

    assert len(rows()) > 500
    assert wrong == []


def test_one_s_own_record_and_a_declared_conflict_are_written_as_refused_in_every_combination():
    assert {listed()[cell] for cell in EVERY if cell[1] in BARRED} == {Answer.NO}


# ------------------------------------------------------------------ the rule against the data


@pytest.mark.parametrize("profile", Profile)
def test_the_rule_answers_every_combination_as_the_policy_does(profile):
    different = {
        (relationship, sensitivity, action): (answer, asked)
        for relationship, sensitivity, action in product(Relationship, Sensitivity, Action)
        if (answer := decide(profile, {relationship}, sensitivity, action))
        != (asked := listed().get((profile, relationship, sensitivity, action), Answer.NO))
    }

    assert different == {}


def test_the_walk_is_the_full_cross_product():
    assert len(EVERY) == 10 * 9 * 3 * 10
    assert {Answer.YES, Answer.AUTHOR, Answer.BREAK_GLASS, Answer.NO} == set(listed().values())


@given(some(Profile), some(Relationship), st.sampled_from(Sensitivity), st.sampled_from(Action))
def test_several_roles_and_relationships_are_joined_as_the_policy_says(
    profiles, relationships, sensitivity, action
):
    assert rules.decide(profiles, relationships, sensitivity, action) == expected(
        profiles, relationships, sensitivity, action
    )


# ------------------------------------------------------------------ what must never happen


@given(
    some(Profile),
    some(Relationship),
    st.sampled_from(sorted(BARRED)),
    st.sampled_from(Sensitivity),
    st.sampled_from(Action),
)
def test_one_s_own_record_or_a_declared_conflict_never_widens(
    profiles, relationships, bar, sensitivity, action
):
    answer = rules.decide(profiles, relationships | {bar}, sensitivity, action)

    assert answer is Answer.NO
    assert not rules.lets_through(answer, theirs=True, overridden=True)


@given(
    st.sampled_from(NEVER_A_PERSON),
    some(Profile),
    some(Relationship),
    st.sampled_from(Sensitivity),
    st.booleans(),
)
def test_nothing_gives_an_administrator_a_commissioner_or_an_auditor_the_text_of_a_note(
    who, others, relationships, sensitivity, wrote
):
    """Nor does another post they hold, or give themselves."""
    answer = rules.decide(others | {who}, relationships, sensitivity, Action.READ_ENTRY)

    assert not rules.lets_through(answer, theirs=wrote, overridden=True)
    assert rules.readable_sensitivities(others | {who}, relationships, theirs=True) == frozenset()


@given(
    some(Profile, max_size=3),
    some(OPENING),
    st.sampled_from(sorted(OPENING)),
    st.sampled_from(Sensitivity),
    st.sampled_from(Action),
)
def test_one_more_relationship_never_narrows(profiles, relationships, more, sensitivity, action):
    before = rules.decide(profiles, relationships, sensitivity, action)
    after = rules.decide(profiles, relationships | {more}, sensitivity, action)

    assert list(Answer).index(after) >= list(Answer).index(before)


@pytest.mark.parametrize(("profile", "relationship"), list(product(Profile, Relationship)))
def test_who_may_read_sealed_text_without_an_override_is_only_whose_entry_it_is(profile, relationship):
    assert decide(profile, {relationship}, Sensitivity.SEALED, Action.READ_ENTRY) is not Answer.YES


@pytest.mark.parametrize(
    ("profile", "relationship", "sensitivity"), list(product(Profile, Relationship, HELD_BACK))
)
def test_whoever_may_not_see_the_line_of_an_entry_reads_finds_and_counts_nothing_of_it(
    profile, relationship, sensitivity
):
    """A search or a count would tell what the page hides."""
    shown = decide(profile, {relationship}, sensitivity, Action.OPEN)
    for action in (Action.FIND, Action.READ_ENTRY, Action.COUNT):
        told = decide(profile, {relationship}, sensitivity, action)
        assert list(Answer).index(told) <= list(Answer).index(shown)


@pytest.mark.parametrize(
    ("profile", "relationship", "sensitivity"), list(product(Profile, Relationship, HELD_BACK))
)
def test_a_search_finds_words_in_an_entry_for_exactly_those_who_may_read_it(
    profile, relationship, sensitivity
):
    assert decide(profile, {relationship}, sensitivity, Action.FIND) == decide(
        profile, {relationship}, sensitivity, Action.READ_ENTRY
    )


@pytest.mark.parametrize(("profile", "action"), list(product(Profile, Action)))
def test_after_an_override_means_that_an_override_may_be_asked_for_and_then_opens(profile, action):
    for relationship in Relationship:
        if decide(profile, {relationship}, Sensitivity.ORDINARY, action) is Answer.BREAK_GLASS:
            assert decide(profile, {relationship}, Sensitivity.ORDINARY, Action.BREAK_GLASS) is Answer.YES
            assert decide(profile, {Relationship.BREAK_GLASS}, Sensitivity.ORDINARY, action) is Answer.YES


def test_nobody_without_a_role_or_without_a_relationship_may_do_anything():
    for sensitivity, action in product(Sensitivity, Action):
        assert rules.decide(frozenset(), frozenset(OPENING), sensitivity, action) is Answer.NO
        assert rules.decide(frozenset(Profile), frozenset(), sensitivity, action) is Answer.NO
