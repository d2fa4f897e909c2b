"""The people these tests look for, and looking for them."""

from datetime import date
from pathlib import Path

from waymark.core.partial_dates import PartialDate
from waymark.people.service_users.rules import Findable, keys_of, matches, read_query

TODAY = date(2026, 11, 25)
DATA = Path(__file__).parents[1] / "data"


def person(id, *names, previous=(), phones=(), postcodes=(), nhs_number="", birth=None):
    keys = keys_of(names=names, previous_names=previous, phones=phones, postcodes=postcodes)
    return Findable(id, tuple(keys), nhs_number, birth)


ZOE = person(
    "zoe", "Zoë O’Brien-Łukasz", phones=["+447700900123"], postcodes=["DH1 3NJ"], nhs_number="9990475148", birth=PartialDate(1984, 2, 3),
)  # fmt: skip
JOHN = person(
    "john", "John Smith", "Jonny", previous=["John Okafor"], phones=["0191 498 0123"], postcodes=["SW1A 1AA"], nhs_number="9990554331",
    birth=PartialDate(1990, 12, 3),
)  # fmt: skip
SAM = person("sam", "Sam Smith", birth=PartialDate(1984))
WANG = person("wang", "小明 王")
SELVI = person("selvi", "தமிழ் செல்வி")
FIONA = person("fiona", "Fiona MacDonald", birth=PartialDate(1971, 5))
MUHAMMAD = person("muhammad", "Muhammad Hussain")
MARYANN = person("maryann", "Maryann De Souza")
EVERYBODY = [ZOE, JOHN, SAM, WANG, SELVI, FIONA, MUHAMMAD, MARYANN]


def find(text, people=EVERYBODY):
    return [(match.id, match.strength, match.why) for match in matches(read_query(text, TODAY), people)]


def ids(text):
    return [id for id, _, _ in find(text)]
