"""The files of the house: none too long, each room tested in a folder of its name, no package host named."""

import re

import pytest

from tests import house

OURS = re.compile(r"\.(py|html|css|js)$")
NOT_OURS = re.compile(r"/migrations/|(^|/)vendor/")
LONGEST = 400
HOSTS = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|deb\.debian\.org|security\.debian\.org|"
    r"unpkg\.com|jsdelivr\.net|cdnjs\.|crates\.io|proxy\.golang\.org|/opt/(pypi|wheels)"
)
NOT_A_ROOM = {"journeys", "sweeps", "bench", "factories", "data", "testkit", "vendor"}
NOT_IN_A_WING = {"core", "project"}


def text(name):
    return (house.ROOT / name).read_text(encoding="utf8", errors="replace")


def test_no_file_is_longer_than_400_lines():
    ours = [name for name in house.tracked_files() if OURS.search(name) and not NOT_OURS.search(name)]
    long = {name: lines for name in ours if (lines := text(name).count("\n")) > LONGEST}

    assert ours
    assert long == {}, "the room is two rooms, or the file becomes a package with one file a name"


def test_no_file_names_a_package_host():
    """A clone is set up from whatever registry the machine is told to use."""
    me = "tests/sweeps/test_files.py"
    named = {
        name: found[0] for name in house.tracked_files() if name != me and (found := HOSTS.search(text(name)))
    }

    assert named == {}


def test_every_folder_of_tests_is_a_room_or_one_of_a_few_others():
    rooms = {name.split(".")[1] for name in house.rooms()}
    folders = {name.split("/")[1] for name in house.tracked_files() if re.match(r"tests/[^/]+/", name)}

    assert folders - rooms - NOT_A_ROOM - NOT_IN_A_WING == set()


@pytest.mark.parametrize("name", sorted(house.rooms()))
def test_a_room_that_does_something_has_tests_under_its_name(name):
    folder = house.rooms()[name]
    does = [word for word in ("rules", "queries", "actions", "views") if list(folder.glob(f"{word}*"))]
    tests = list((house.ROOT / "tests" / folder.name).glob("test_*.py"))

    assert tests or not does, f"{name} has {', '.join(does)} and no tests/{folder.name}/test_*.py"


def test_no_package_is_called_by_a_word_that_says_nothing():
    words = {"utils", "helpers", "misc", "common", "mixins", "signals"}
    named = [
        name
        for name in house.tracked_files()
        if words & set(re.split(r"[/.]", name)) and not NOT_OURS.search(name)
    ]

    assert named == []
