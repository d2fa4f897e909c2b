"""Who the people of the world are: names, numbers, addresses, what must be known of each, and what each can be found by."""

import json
from dataclasses import dataclass
from random import Random

from waymark.core import nhs
from waymark.people.service_users import models, rules
from waymark.people.service_users.actions import _gather as gather
from waymark_testkit.scale.stamps import day_text, id_at, moment
from waymark_testkit.scale.tables import Table
from waymark_testkit.scale.texts import Common, Texts, lists

GENDERS = ["1"] * 9 + ["2"] * 9 + ["3", "X", "Z"]
ETHNICITIES = ["A"] * 12 + ["B", "C", "D", "F", "H", "J", "K", "M", "N", "S", "Z", "99"]
PRONOUNS = ["she/her", "he/him", "they/them"]
RELATIONS = ["mother", "father", "sister", "brother", "partner", "friend", "neighbour", "daughter", "son"]
NEEDS = [
    ("communication", "Speak slowly and face them: hears with the left ear only"),
    ("communication", "Uses British Sign Language"),
    ("format", "Large print, 18 point"),
    ("format", "Easy read, with pictures"),
    ("interpreter", "Interpreter: Polish"),
    ("interpreter", "Interpreter: Punjabi, a woman"),
    ("adjustment", "Quiet room, no waiting area"),
    ("adjustment", "Afternoon appointments only: medication makes mornings hard"),
]
TOWNS = ["DH1", "DH2", "DH7", "DL3", "DL5", "SR7", "SR8", "NE38", "LS7", "LS8", "LS12", "LS14"]
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@dataclass(frozen=True)
class Somebody:
    """What the rows about a person need to know of them."""

    id: str
    name: str
    added: int


class People:
    """Fills the tables of service_users. Places count from 0; the place gives the NHS number, so that none comes twice."""

    def __init__(self, service_id: str, texts: Texts) -> None:
        self.service_id, self.texts = service_id, texts
        names = lists("names.txt")
        self.given, self.family, self.streets = (
            Common(names[kind]) for kind in ("given", "family", "street")
        )
        self.person = Table(
            models.Person, "id", "service_id", "given_name", "family_name", "chosen_name", "pronouns",
            "birth_year", "birth_month", "birth_day", "nhs_number", "nhs_number_status", "gender", "ethnicity",
            "gp_practice", "added_at", "to_know",
        )  # fmt: skip
        self.about = Table(
            models.About, "id", "person_id", "in_their_words", "what_matters", "please_do", "written_at"
        )
        self.name = Table(models.PersonName, "id", "person_id", "kind", "text", "until")
        self.address = Table(models.Address, "id", "person_id", "kind", "lines", "postcode", "from_on")
        self.point = Table(models.ContactPoint, "id", "person_id", "kind", "value", "note")
        self.safe = Table(models.SafeContact, "id", "person_id", "no_voicemail", "no_post", "discreet")
        self.need = Table(models.Need, "id", "person_id", "kind", "words", "from_on")
        self.close = Table(
            models.ImportantPerson, "id", "person_id", "name", "is_their", "phone", "may_be_told", "trusted"
        )
        self.key = Table(models.FindKey, "person_id", "service_id", "kind", "key", "said")
        self.tables = [
            self.person, self.about, self.name, self.address, self.point, self.safe, self.need, self.close,
            self.key,
        ]  # fmt: skip
        self._number = 0

    def add(self, random: Random, added: int) -> Somebody:
        """One person, known since `added` (seconds since 1970)."""
        person_id = id_at(random, added)
        given, family = self.given.some(random, 1)[0], self.family.some(random, 1)[0]
        chosen = self.given.some(random, 1)[0] if random.random() < 0.08 else ""
        known = self._known(random, person_id, added)
        before = [self._before(random, person_id, given)] if random.random() < 0.1 else []
        self._keys(person_id, [f"{given} {family}", chosen], before, known)
        year, month, day = random.randint(1936, 2007), random.randint(1, 12), random.randint(1, 28)
        whole = random.random() < 0.97
        self.person.add(
            person_id, self.service_id, given, family, chosen,
            random.choice(PRONOUNS) if random.random() < 0.15 else "",
            year, month if whole else None, day if whole else None,
            self._nhs_number(), "02", random.choice(GENDERS), random.choice(ETHNICITIES),
            f"{self.streets.some(random, 1)[0]} Street Surgery", moment(added), json.dumps(known),
        )  # fmt: skip
        return Somebody(person_id, chosen or f"{given} {family}", added)

    def _nhs_number(self) -> str:
        """The next of the 999 range that has a check digit."""
        while True:
            nine = f"999{self._number:06}"
            self._number += 1
            check = nhs.check_digit(nine)
            if check is not None:
                return nine + check

    def _before(self, random: Random, person_id: str, given: str) -> str:
        name = f"{given} {self.family.some(random, 1)[0]}"
        self.name.add(id_at(random, 0), person_id, "previous", name, f"{random.randint(1990, 2024)}-06-30")
        return name

    def _keys(self, person_id: str, names: list[str], before: list[str], known: dict[str, list]) -> None:
        made = rules.keys_of(
            names=names,
            previous_names=before,
            phones=[row["value"] for row in known["points"] if row["kind"] == "phone"],
            postcodes=[row["postcode"] for row in known["addresses"]],
        )
        for key in made:
            self.key.add(person_id, self.service_id, key.kind.value, key.key, key.said)

    def _known(self, random: Random, person_id: str, added: int) -> dict[str, object]:
        """The rows around a person, and what gather.py would gather from them."""
        safe = self._safe(random, person_id)
        return {
            **gather.to_know_of(None, [], [], [], [], []),
            "about": self._about(random, person_id, added),
            "needs": self._needs(random, person_id, added),
            "points": self._points(random, person_id),
            "addresses": self._addresses(random, person_id, added),
            "people": self._close(random, person_id),
            "safe_contact": [words for name, words in gather.SAFE_WORDS.items() if safe.get(name)],
            "discreet": bool(safe.get("discreet")),
            "gathered_at": f"{moment(added)}+00:00",
        }

    def _about(self, random: Random, person_id: str, added: int) -> dict[str, object]:
        if random.random() > 0.6:
            return {}
        about_id = id_at(random, added)
        words, matters, please = (self.texts.sentence(random) for _ in range(3))
        self.about.add(about_id, person_id, words, matters, please, moment(added))
        return {
            "id": _dashed(about_id), "in_their_words": words, "what_matters": matters, "please_do": please,
            "please_do_not": "", "helped_by": "", "written_at": f"{moment(added).replace(' ', 'T')}+00:00",
        }  # fmt: skip

    def _needs(self, random: Random, person_id: str, added: int) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        for kind, words in random.sample(NEEDS, random.choice((0, 0, 0, 1, 1, 2))):
            need_id = id_at(random, added + len(rows))
            self.need.add(need_id, person_id, kind, words, day_text(added // 86_400))
            rows.append(
                {"id": _dashed(need_id), "kind": kind, "words": words, "language": "", "review_on": None}
            )
        return rows

    def _points(self, random: Random, person_id: str) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = []
        if random.random() < 0.9:
            number, note = f"+447700900{random.randint(0, 999):03}", random.choice(["", "", "text first"])
            rows.append(self._point(random, person_id, "phone", number, note, 1))
        if random.random() < 0.3:
            rows.append(self._point(random, person_id, "email", f"p{self._number}@example.org", "", 2))
        return rows

    def _point(
        self, random: Random, person_id: str, kind: str, value: str, note: str, second: int
    ) -> dict[str, object]:
        point_id = id_at(random, second)
        self.point.add(point_id, person_id, kind, value, note)
        return {"id": _dashed(point_id), "kind": kind, "value": value, "note": note}

    def _addresses(self, random: Random, person_id: str, added: int) -> list[dict[str, object]]:
        address_id = id_at(random, added)
        street = self.streets.some(random, 1)[0]
        postcode = (
            f"{random.choice(TOWNS)} {random.randint(1, 9)}{random.choice(LETTERS)}{random.choice(LETTERS)}"
        )
        row = ("home", f"{random.randint(1, 180)} {street} Road", postcode)
        self.address.add(address_id, person_id, *row, day_text(added // 86_400))
        return [
            {
                "id": _dashed(address_id),
                "kind": row[0],
                "lines": row[1],
                "postcode": row[2],
                "protected": False,
            }
        ]

    def _close(self, random: Random, person_id: str) -> list[dict[str, object]]:
        if random.random() > 0.4:
            return []
        close_id = id_at(random, 0)
        row = {
            "name": f"{self.given.some(random, 1)[0]} {self.family.some(random, 1)[0]}",
            "is_their": random.choice(RELATIONS),
            "phone": f"+447700900{random.randint(0, 999):03}",
            "may_be_told": "That we meet, and when. Nothing else.",
            "trusted": 0,
        }
        self.close.add(close_id, person_id, *row.values())
        return [{"id": _dashed(close_id), **row, "trusted": False}]

    def _safe(self, random: Random, person_id: str) -> dict[str, int]:
        if random.random() > 0.15:
            return {}
        flags = {name: int(random.random() < 0.5) for name in ("no_voicemail", "no_post", "discreet")}
        self.safe.add(id_at(random, 0), person_id, *flags.values())
        return flags


def _dashed(hexes: str) -> str:
    return f"{hexes[:8]}-{hexes[8:12]}-{hexes[12:16]}-{hexes[16:20]}-{hexes[20:]}"
