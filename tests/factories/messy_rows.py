"""Tidy rows of people who do not exist, each in the script their name is written in: what messy_people.py then makes a mess of."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from waymark.doors.imports.choices import Doubt, Problem

TODAY = date(2026, 11, 25)
TEAMS = ("Support & Recovery North", "Support & Recovery South")
WORKERS = (
    "Asha Patel",
    "Ben Carter",
    "Chloé Dubois",
    "Siân Hughes",
    "Tomasz Wiśniewski",
    "Uma Okafor",
    "John Smith",
    "John Smith",
)
"""Two workers of one name, as there always are."""
HEADINGS = (
    "Client ID", "Surname", "Forename(s)", "Preferred name", "Previous name", "DOB", "Date of death", "NHS No", "Gender", "Ethnicity",
    "Address 1", "Address 2", "Town", "Post code", "Mobile", "Tel (home)", "E-mail", "GP practice", "Team", "Key worker", "Ref date",
    "Referred by", "Start date", "Interpreter?", "Communication needs", "Do not leave voicemail", "OK to text?", "Contact notes", "Status",
    "RAG / risk level",
)  # fmt: skip
TITLE_ROWS = 2
FIRST = TITLE_ROWS + 2
"""The number a spreadsheet shows beside the first person."""
NAMES = Path(__file__).parents[1] / "data" / "names"
TAMIL = (("தமிழ்", "செல்வி"), ("கயல்விழி", "முருகன்"), ("நிலா", "சுப்பிரமணியம்"), ("வேல்முருகன்", "கந்தசாமி"))
PHONES = ("07700 900{:03d}", "01632 960{:03d}", "0113 496 0{:03d}", "0191 498 0{:03d}", "020 7946 0{:03d}")
STREETS = ("Elm Row", "Station Road", "Mill Lane", "Castle Chare", "Chapel Street")


@dataclass(frozen=True)
class Broken:
    """A cell whose formula failed, showing this."""

    shows: str


@dataclass
class MessyRow:
    """One row: its cells by heading, and what is to be said of it."""

    cells: dict[str, Any]
    problems: set[Problem] = field(default_factory=set)
    doubts: set[Doubt] = field(default_factory=set)
    beyond: str = ""
    number: int = 0


def nhs_numbers() -> Iterator[str]:
    """Sound numbers of the 999 range, in order."""
    for serial in range(1, 1_000_000):
        nine = f"999{serial * 7 % 1_000_000:06d}"
        check = (
            11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
        )
        if check != 10 and len(set(nine)) > 1:
            yield nine + str(check % 11)


def names(pick: random.Random) -> Iterator[tuple[str, str]]:
    """First name and family name of one country, in its own script or in ours, no pair twice."""
    forenames, surnames = (
        _by_country("common-forenames-by-country.csv"),
        _by_country("common-surnames-by-country.csv"),
    )
    countries = sorted(forenames.keys() & surnames.keys())
    given = set()
    while True:
        country, form = pick.choice(countries), pick.choice((0, 0, 1))
        pair = pick.choice(forenames[country])[form], pick.choice(surnames[country])[form]
        if all(pair) and pair not in given:
            given.add(pair)
            yield pair


def _by_country(name: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    with (NAMES / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            pair = (
                row["Localized Name"] or row["Romanized Name"],
                row["Romanized Name"] or row["Localized Name"],
            )
            found.setdefault(row["Country"], []).append(pair)
    return found


def people(pick: random.Random, count: int) -> list[MessyRow]:
    """Tidy people of whom nothing is to be said."""
    numbers, everybody = nhs_numbers(), names(pick)
    phones = [form.format(last) for form in PHONES for last in range(999)]
    pick.shuffle(phones)
    return [
        _person(pick, at, next(everybody), next(numbers), phones[at * 2 : at * 2 + 2]) for at in range(count)
    ]


def _person(
    pick: random.Random, at: int, name: tuple[str, str], nhs_number: str, phones: list[str]
) -> MessyRow:
    birth = date(1937, 1, 2) + timedelta(days=pick.randrange(25_900))
    birth = birth.replace(day=2) if (birth.month, birth.day) == (1, 1) else birth
    referred = TODAY - timedelta(days=pick.randrange(30, 1500))
    values = {
        "Client ID": f"C{10_000 + at}",
        "Surname": name[1].strip(),
        "Forename(s)": name[0].strip(),
        "DOB": birth,
        "NHS No": f"{nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}",
        "Gender": pick.choice(("Male", "Female", "Female", "Non-binary", "Not stated", "")),
        "Ethnicity": pick.choice(
            (
                "White British",
                "A",
                "Pakistani",
                "Black or Black British - African",
                "Chinese",
                "Not known",
                "",
            )
        ),
        "Address 1": f"{pick.randrange(1, 200)} {pick.choice(STREETS)}",
        "Town": pick.choice(("Durham", "Stanley", "Consett", "Bishop Auckland")),
        "Post code": f"DH{pick.randrange(1, 10)} {pick.randrange(10)}{pick.choice('ABDEFGHJLN')}{pick.choice('PQRSTUWXYZ')}",
        "Mobile": phones[0],
        "Tel (home)": phones[1] if at % 4 == 0 else "",
        "E-mail": f"person{at}@example.org" if at % 3 == 0 else "",
        "GP practice": pick.choice(("Claypath Surgery", "Bridge End Practice", "")),
        "Team": TEAMS[at % len(TEAMS)],
        "Key worker": pick.choice((*WORKERS[:6], "")),
        "Ref date": referred,
        "Referred by": pick.choice(("GP", "Self", "CMHT", "")),
        "Start date": referred + timedelta(days=pick.randrange(0, 30)),
        "Do not leave voicemail": pick.choice(("", "", "No", "Yes")),
        "OK to text?": pick.choice(("", "Yes", "No")),
        "Status": "Open",
        "RAG / risk level": pick.choice(("", "Amber", "Green")),
    }
    return MessyRow({heading: values.get(heading, "") for heading in HEADINGS})
