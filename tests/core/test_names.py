"""Names are compared without case, accents or marks, each script as itself; what is stored is only tidied."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.core.names import fold, same
from waymark.core.typed import plain, tidy

NAMES = Path(__file__).parents[1] / "data" / "names"


def all_names():
    for path in sorted(NAMES.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                yield from filter(None, (row["Localized Name"], row["Romanized Name"]))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("  Zoë  O’Brien-Łukasz ", ("zoe", "obrien", "lukasz")),
        ("D'Angelo", ("dangelo",)),
        ("ﬁnn STRAẞE", ("finn", "strasse")),
        ("Þór Æsa Sørensen", ("thor", "aesa", "sorensen")),
        ("İpek ıpek", ("ipek", "ipek")),
        ("Nguyễn Thị Đường", ("nguyen", "thi", "duong")),
        ("Smith, John", ("smith", "john")),
        ("Смирно́в Ёлкин", ("смирнов", "елкин")),
        ("مُحَمَّد أحمد", ("محمد", "احمد")),
        ("کریم", ("كريم",)),
        ("אֲבִיגַיִל", ("אביגיל",)),
        ("தமிழ் செல்வி", ("தமிழ்", "செல்வி")),
        ("王小明", ("王小明",)),
        ("がん ガン", ("がん", "ガン")),
        ("이은우", ("이은우",)),
        ("शर्मा", ("शर्मा",)),
        ("Sah\u00a0", ("sah",)),
        ("🙂 --", ()),
        ("", ()),
    ],
)
def test_a_name_as_it_is_compared(name, words):
    assert fold(name) == words


def test_every_name_of_the_list_can_be_found_by_itself_however_it_is_typed():
    names = list(all_names())

    assert len(names) > 5000
    for name in names:
        assert fold(name), name
        assert fold(name) == fold(name.upper()) == fold(f"  {name.lower()} "), name
        assert fold(" ".join(fold(name))) == fold(name), name


def test_names_that_differ_by_more_than_marks_stay_apart():
    assert not same("தமிழ்", "தமிழி")
    assert not same("Zoe Smith", "Zoe Smyth")
    assert not same("", "")
    assert same("SMITH John", "john smith")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(" ".join(fold(text))) == fold(text)


@given(st.text(max_size=60))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)
    assert plain(plain(text)) == plain(text)


def test_tidying_keeps_the_joiners_that_spelling_needs_and_takes_the_rest():
    assert tidy("\ufeff می\u200cخواهم\u00a0 Zoe\u0308\u200e ") == "می\u200cخواهم Zoë"
    assert plain(" 999\u2011047\u00a05148\u200b ") == "999-047 5148"
