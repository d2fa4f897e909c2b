"""The five service files, parsed, and hands to change a copy of one."""

import copy
import tomllib
from pathlib import Path

from waymark.organisation import services

DATA = Path(services.__file__).parent / "data"
DURHAM, LEEDS, LLR, ASC, SURREY = FIVE = (
    "durham-support-recovery",
    "leeds-recovery-centre",
    "llr-crisis-house",
    "council-str-asc011",
    "surrey-str",
)


def file(slug):
    """One service file, read afresh: change it as you like."""
    return tomllib.loads((DATA / f"{slug}.toml").read_text(encoding="utf8"))


def rows(slug, key, name="code"):
    """The rows of one list of a file, by their code or number."""
    return {row[name]: row for row in file(slug)[key]}


def row(data, key, name):
    """The row of that code, number or name."""
    return next(r for r in data[key] if name in (r.get("code"), r.get("number"), r.get("name")))


def drop(data, key, name):
    """Take a row out."""
    data[key].remove(row(data, key, name))


def changed(data):
    """A copy of a file, its version counted up."""
    return {**copy.deepcopy(data), "version": data["version"] + 1}
