"""What the docs name exists: commands, options of ours, paths, links. A reader types what is written there."""

import re
import subprocess
from pathlib import Path

import pytest

from tests import house
from waymark.project.cli import COMMANDS

PAPERS = [
    name
    for name in house.tracked_files()
    if name.endswith(".md") and not name.startswith(("tests/data/", "tests/vendor/"))
]
TOPS = ("bin/", "docs/", "tests/", "waymark/", "requirements/", "testkit/", ".ci/")
A_PATTERN = re.compile(r"[*<>…{}]|NAME|NNN|\.\.\.")


def in_code(paper):
    """Every stretch of code in a paper: between backticks, and each line of a block."""
    text = (house.ROOT / paper).read_text(encoding="utf8")
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```|((?:^ {4}\S.*\n)+)", text, re.M | re.S)
    lines = [line.strip() for block in blocks for line in "".join(block).splitlines()]
    return [*re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)), *lines]


def words(code):
    return re.split(r"[\s,;()'\"]+", code.split(" #")[0])


@pytest.mark.parametrize("paper", PAPERS)
def test_the_paths_a_paper_names_exist(paper):
    named = {
        word.rstrip("/.:").split(":")[0].split("::")[0]
        for code in in_code(paper)
        for word in words(code)
        if word.startswith(TOPS) and not A_PATTERN.search(word)
    }
    missing = [path for path in sorted(named) if not (house.ROOT / path).exists()]

    assert missing == []


@pytest.mark.parametrize("paper", PAPERS)
def test_the_commands_a_paper_names_exist(paper):
    said = {
        match[1]
        for code in in_code(paper)
        if (match := re.match(r"(?:\$ )?(?:\.venv/bin/)?waymark ([a-z]\w*)", code))
    }

    assert said - COMMANDS.keys() == set()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_links_of_a_paper_lead_somewhere(paper):
    text = (house.ROOT / paper).read_text(encoding="utf8")
    targets = [t.split("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:|#", t)]
    missing = [target for target in targets if not ((house.ROOT / paper).parent / target).exists()]

    assert missing == []


@pytest.mark.parametrize("command", sorted(Path(house.ROOT, "bin").glob("[!_]*")), ids=lambda path: path.name)
def test_every_command_says_what_it_is_for(command):
    told = subprocess.run([command, "--help"], capture_output=True, text=True, timeout=20, check=False)

    assert told.returncode == 0
    assert told.stdout.startswith(f"bin/{command.name}: ")
