"""Each thing that happened to others is in docs/security/happened-elsewhere.md, with what fails here or the part that is not there."""

import re

import pytest

from tests import house

PAPER = (house.ROOT / "docs/security/happened-elsewhere.md").read_text(encoding="utf8")
ROW = re.compile(r"^\| ((?:[AL]\d+ ?)+) \| ([^|]+) \| ([^|]+) \|$", re.M)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
COMPLAINED_OF = (
    "506 407 618 567 488 278 215 86 633 121 49 322 110 143 384 638 563 125 475 27 421 463 546 609 104 672 438"
)
WANTED = [f"A{number:02}" for number in range(1, 50)] + [f"L{number}" for number in COMPLAINED_OF.split()]


def wrong_with(shown):
    """What is wrong with what is said to show a row; nothing when it is well."""
    named = TEST.findall(shown)
    gone = [f"{path}::{name}" for path, name in named if not is_there(path, name)]
    if gone:
        return f"names what is not there: {', '.join(gone)}"
    if not named and not shown.startswith("Not in the product: "):
        return "is shown by nothing"
    return ""


def is_there(path, name):
    file = house.ROOT / path
    return file.exists() and bool(re.search(rf"^def {name}\(", file.read_text(encoding="utf8"), re.M))


def test_every_row_is_there_once_and_no_other():
    assert [number for numbers, _, _ in ROW.findall(PAPER) for number in numbers.split()] == WANTED


def test_every_row_names_a_test_that_is_there_or_says_what_is_not():
    wrong = {number: said for number, _, shown in ROW.findall(PAPER) if (said := wrong_with(shown.strip()))}

    assert wrong == {}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("", "is shown by nothing"),
        ("It cannot happen", "is shown by nothing"),
        ("`tests/core/test_nothing.py::test_it`", "names what is not there"),
        ("`tests/core/test_records.py::test_nothing`", "names what is not there"),
    ],
)
def test_a_gap_is_found(shown, said):
    assert said in wrong_with(shown)
