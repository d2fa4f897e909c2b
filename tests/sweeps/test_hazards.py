"""Every hazard's control has a test that exists: a control on paper alone fails."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOG = ROOT / "docs/clinical-safety/hazard-log.md"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows():
    lines = LOG.read_text(encoding="utf8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| H\d\d ", line)
    ]


def test_every_control_names_a_test_that_exists():
    named = [TEST.fullmatch(row[4]) for row in rows()]

    assert len(named) > 20
    assert [row for row, found in zip(rows(), named, strict=True) if found is None] == []
    missing = [
        found[0]
        for found in named
        if found and not re.search(rf"^def {found[2]}\(", (ROOT / found[1]).read_text(encoding="utf8"), re.M)
    ]
    assert missing == []


def test_every_hazard_has_a_control_and_says_what_could_follow():
    ids = {row[0] for row in rows()}
    told = {row[0] for row in rows() if row[1] and row[2]}

    assert told == ids
    assert ids == {f"H{number:02}" for number in range(1, len(ids) + 1)}
