"""Words, stems, questions and snippets: no database, but for SQLite's own stemmer as the judge of ours."""

import csv
import json
import re
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.work.search import rules

ROOT = Path(__file__).parents[2]
NO_WORDS = {
    "ies",
    "sses",
    "eed",
}  # endings by themselves: SQLite reads them otherwise, and nobody writes them
PERSON = UUID("01920000-0000-7000-8000-000000000001")
HOSTILE = json.loads((ROOT / "tests/data/hostile_strings/blns.json").read_text(encoding="utf8"))


def english():
    """Thousands of words as they are written about this work."""
    text = " ".join(
        path.read_text(encoding="utf8")
        for path in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("waymark/**/*.py")]
    )
    with (ROOT / "tests/data/duties.csv").open(encoding="utf8", newline="") as file:
        text += " ".join(" ".join(row.values()) for row in csv.DictReader(file))
    return sorted(set(re.findall(r"[a-z]+", text.lower())))


def stems_by_sqlite(words):
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(word, tokenize = 'porter ascii')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    database.executemany("INSERT INTO t(rowid, word) VALUES (?, ?)", enumerate(words))
    found = dict(database.execute("SELECT doc, term FROM v"))
    database.close()
    return {word: found[number] for number, word in enumerate(words)}


# ------------------------------------------------------------------ stems


def test_the_stemmer_agrees_with_the_one_in_sqlite_word_by_word():
    words = [word for word in english() if len(word) <= 40 and word not in NO_WORDS]
    theirs = stems_by_sqlite(words)

    assert len(words) > 4_000
    assert {word: rules.stem(word) for word in words if rules.stem(word) != theirs[word]} == {}


@given(st.text(alphabet="aeiouybcdlnrstz", min_size=3, max_size=14).filter(lambda word: word not in NO_WORDS))
def test_the_stemmer_agrees_on_words_nobody_has_written(word):
    assert rules.stem(word) == stems_by_sqlite([word])[word]


@pytest.mark.parametrize("word", ["wałbrzych", "50mg", "né", "it", "", "மருந்து"])
def test_a_word_that_is_not_plain_english_is_its_own_stem(word):
    assert rules.stem(word) == word


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zoë ZOË zoe\u0308", ["zoe", "zoe", "zoe"]),
        ("Łukasz’s café", ["lukasz", "s", "cafe"]),
        ("don't", ["don", "t"]),
        ("medi\u00adcation", ["medication"]),
        ("½ tablet, 50mg", ["12", "tablet", "50mg"]),
        ("Straße İstanbul ﬁne", ["strasse", "istanbul", "fine"]),
        ("“quotes” — AND/OR (brackets)*", ["quotes", "and", "or", "brackets"]),
        ("👍🏽 🙂 \x00 ___", []),
        ("北京 здоровье", ["北京", "здоровье"]),
    ],
)
def test_words_have_no_case_accents_or_signs(text, words):
    assert rules.words_of(text) == words


def test_a_very_long_word_is_cut_alike_in_text_and_question():
    long = "a" * 90

    assert rules.words_of(long) == ["a" * 40]
    assert rules.asked(long)[0].word == "a" * 40


@given(st.text())
def test_folding_twice_changes_nothing(text):
    words = rules.words_of(text)

    assert rules.words_of(" ".join(words)) == words


@given(st.text())
def test_a_token_holds_nothing_that_could_end_it(text):
    """Tokens stand between quotes in the question: no sign of any query language may be in one."""
    tokens = rules.tokens_of(text, PERSON).split(" ")

    assert all(c.isalnum() for token in tokens for c in token.lstrip("=@"))


def test_tokens_are_words_stems_that_differ_and_the_person():
    assert rules.tokens_of("Walking, walked: the walk", PERSON) == (
        f"=walk @{PERSON.hex} the walk walked walking"
    )
    assert rules.tokens_of("", None) == ""


# ------------------------------------------------------------------ questions


def test_a_question_is_at_most_twelve_words_each_once():
    asked = rules.asked("one two one " + " ".join(f"w{n}" for n in range(20)))

    assert [a.word for a in asked] == ["one", "two", *(f"w{n}" for n in range(10))]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_question_is_words_or_nothing(text):
    assert all(a.word.isalnum() for a in rules.asked(text))


def test_four_letters_make_a_beginning_and_three_do_not():
    art, pain = rules.asked("art pain")

    assert not art.begins
    assert art.meets("arts")
    assert not art.meets("arthritis")
    assert pain.meets("painful")


@pytest.mark.parametrize("word", ["medication", "medications", "medicated", "medicating"])
def test_the_beginning_of_a_word_finds_all_its_forms(word):
    (medicat,) = rules.asked("medicat")

    assert medicat.meets(word)
    assert not medicat.meets("meditation")


@given(
    st.lists(st.sampled_from(["medication", "walks", "walking", "meditation", "medic"])),
    st.text(min_size=1, max_size=12),
)
def test_the_index_holds_a_token_that_answers_exactly_when_the_rule_says_so(words, question):
    """What snippets mark and what the index finds is one thing, as long as the record's words are known."""
    held = set(rules.tokens_of(" ".join(words), None).split(" "))
    for asked in rules.asked(question):
        by_index = bool(held & set(rules.alternatives(asked, words)))
        assert by_index == any(asked.meets(word) for word in words)


# ------------------------------------------------------------------ snippets


def shown(pieces):
    return "".join(f"[{p.text}]" if p.marked else p.text for p in pieces)


def test_a_snippet_marks_the_words_as_they_were_written():
    pieces = rules.snippet("Sam WALKED to the café.", rules.asked("walk cafe"))

    assert shown(pieces) == "Sam [WALKED] to the [café]."


def test_a_snippet_stands_around_the_first_word_and_says_that_more_is_there():
    text = "before " * 60 + "the medication changed " + "after " * 60

    pieces = rules.snippet(text, rules.asked("medicat"))

    assert shown(pieces).startswith("… before")
    assert "[medication]" in shown(pieces)
    assert shown(pieces).endswith("after …")
    assert len(shown(pieces)) < 300


@given(st.text(max_size=1500), st.text(max_size=30))
def test_a_snippet_is_a_stretch_of_the_text_and_nothing_else(text, question):
    pieces = rules.snippet(text, rules.asked(question))
    inner = "".join(p.text for p in pieces if p.text not in ("… ", " …"))

    assert inner in text or text in inner
    assert all(any(a.meets(rules.fold(p.text)) for a in rules.asked(question)) for p in pieces if p.marked)
