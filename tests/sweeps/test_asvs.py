"""Each row of ASVS that the product must show is in docs/security/asvs.md, with what shows it: a file that is there, or why none is."""

import re

import pytest

from tests import house

ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]*) \|$", re.M)
EXCUSED = ("Not in the product: ", "Deviation: ")
PAPER = (house.ROOT / "docs/security/asvs.md").read_text(encoding="utf8")
WANTED = (house.ROOT / "tests/data/asvs_rows.txt").read_text(encoding="utf8").split()
ROWS = {number: shown.strip() for number, _, shown in ROW.findall(PAPER)}


def wrong_with(shown):
    """What is wrong with what is said to show a row; nothing when it is well."""
    files = [one for one in re.findall(r"`([^`]+)`", shown) if "/" in one]
    gone = [one for one in files if not (house.ROOT / one).exists()]
    if gone:
        return f"names what is not there: {', '.join(gone)}"
    if not files and not shown.startswith(EXCUSED):
        return "is shown by nothing"
    return ""


def test_every_row_is_there_once_and_no_other():
    assert [number for number, _, _ in ROW.findall(PAPER)] == WANTED
    assert len(WANTED) == 228


def test_every_row_is_shown_by_a_file_that_is_there_or_says_why_not():
    wrong = {number: said for number, shown in ROWS.items() if (said := wrong_with(shown))}

    assert wrong == {}


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("", "is shown by nothing"),
        ("It is so", "is shown by nothing"),
        ("`tests/core/test_nothing.py`", "names what is not there"),
        ("Deviation: none is needed, `docs/none.md`", "names what is not there"),
    ],
)
def test_a_gap_is_found(shown, said):
    assert said in wrong_with(shown)
