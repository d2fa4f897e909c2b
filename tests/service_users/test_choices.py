"""The coded words are the standards' own."""

import json
from pathlib import Path

from waymark.people.service_users.choices import ETHNICITY, GENDER

LISTS = json.loads(
    (Path(__file__).parents[1] / "data" / "vectors" / "code_lists.json").read_text(encoding="utf8")
)


def test_gender_and_ethnicity_are_the_standards_lists():
    assert LISTS["GenderIdentity"]["codes"] == GENDER
    assert LISTS["EthnicCategoryEngland"]["codes"] == ETHNICITY


def test_declined_and_not_known_stay_apart():
    assert GENDER["Z"] != GENDER["X"]
    assert ETHNICITY["Z"] != ETHNICITY["99"]
