"""The log's codes in words a privacy officer reads."""

import pytest

from waymark.governance.information_rights.choices import BASES
from waymark.governance.information_rights.rules import (
    action_in_words,
    basis_in_words,
    things_in_words,
    together,
)
from waymark.people.access.choices import Relationship


@pytest.mark.parametrize(
    ("action", "words"),
    [("read", "Looked at"), ("sign_note", "Sign note"), ("break_glass", "Opened in an emergency"), ("", "")],
)
def test_an_action_reads_as_plain_english(action: str, words: str) -> None:
    assert action_in_words(action) == words


def test_every_relationship_that_opens_a_record_has_its_words() -> None:
    assert set(BASES) >= set(Relationship) - {Relationship.OWN_RECORD, Relationship.DECLARED_CONFLICT}
    assert basis_in_words("key_worker, team") == "key worker, in their team"
    assert basis_in_words("") == ""
    assert basis_in_words("something_new") == "something_new"


def test_things_are_counted_and_the_most_come_first_in_the_same_order_whoever_kept_them() -> None:
    names = {"case_notes.note": "notes"}
    rows = {"service_users.person": [1], "case_notes.note": [1, 2, 3], "x.y": [1]}
    assert things_in_words(rows, names) == "notes (3), name and details, x.y"
    assert things_in_words(dict(reversed(rows.items())), names) == "notes (3), name and details, x.y"
    assert things_in_words({}, names) == ""


def test_what_several_pages_showed_counts_once() -> None:
    assert together([{"a": ["1", "2"]}, {"a": ["2"], "b": ["1"]}, {}]) == {"a": {"1", "2"}, "b": {"1"}}
