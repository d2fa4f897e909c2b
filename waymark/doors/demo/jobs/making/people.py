"""Made-up people of one team: names from many places, what must be known of them, what they work towards."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from waymark.core import nhs

Data = Mapping[str, Any]
PRONOUNS = {"she": ("she/her", "2"), "he": ("he/him", "1"), "they": ("they/them", "3")}
SAYS_PRONOUNS = 0.4


@dataclass(frozen=True)
class Made:
    """One person, as a worker would come to know them."""

    number: int
    given: str
    family: str
    chosen: str
    pronoun: str
    pronouns: str
    born: tuple[int | None, int | None, int | None]
    nhs_number: str
    gender: str
    ethnicity: str
    phone: str
    street: str
    postcode: str
    theme: Data
    goal: Data
    second: tuple[Data, Data] | None
    hope: str
    about: Mapping[str, str]
    needs: tuple[Data, ...] = ()
    safe: Mapping[str, Any] = field(default_factory=dict)
    important: Mapping[str, str] = field(default_factory=dict)

    @property
    def known_as(self) -> str:
        """What their worker calls them in a note."""
        return self.chosen or self.given


def dice(seed: str) -> random.Random:
    """What is drawn from: the same seed, the same month."""
    return random.Random(seed)  # noqa: S311  made-up people; nothing here is a secret


def made_up(
    pick: random.Random, count: int, words: Data, area: Data, born_around: int, *, serial: int
) -> list[Made]:
    """`count` people. One of each team has a name in Tamil. `serial`: where this team's numbers begin, shared with no other."""
    names = _names(pick, count, words)
    return [
        _person(pick, number, name, words, area, born_around, serial + number)
        for number, name in enumerate(names)
    ]


def synthetic_number(serial: int) -> str:
    """The first sound NHS number of the 999 range from a place that `serial` spreads over it."""
    for place in range(serial * 37, serial * 37 + 37):
        nine = f"{nhs.SYNTHETIC}{place % 1_000_000:06}"
        digit = nhs.check_digit(nine)
        if digit is not None and nhs.check(nine + digit).why is nhs.Why.RANGE:
            return nine + digit
    raise ValueError(serial)


Name = tuple[str, str, str, str, str]


def _names(pick: random.Random, count: int, words: Data) -> list[Name]:
    """Given, family, chosen name, pronoun, ethnicity. No pair twice."""
    peoples, taken = words["peoples"], set()
    found: list[Name] = []
    weights = [5, *[1] * (len(peoples) - 1)]
    while len(found) < count:
        people = pick.choices(peoples, weights)[0]
        pronoun = pick.choices(("she", "he", "they"), (48, 46, 6))[0]
        name = (pick.choice(people[pronoun]), pick.choice(people["families"]))
        if name not in taken:
            taken.add(name)
            found.append((*name, "", pronoun, people["ethnicity"]))
    tamil = words["tamil"]
    found[min(1, count - 1)] = (
        tamil["given"], tamil["family"], tamil["chosen"], "she", tamil["ethnicity"],
    )  # fmt: skip
    return found


def _person(
    pick: random.Random, number: int, name: Name, words: Data, area: Data, born_around: int, serial: int
) -> Made:
    given, family, chosen, pronoun, ethnicity = name
    pronouns, gender = PRONOUNS[pronoun]
    theme, other = pick.sample(words["themes"], 2)
    asked = pick.random() < SAYS_PRONOUNS or pronoun == "they"
    return Made(
        number=number,
        given=given,
        family=family,
        chosen=chosen,
        pronoun=pronoun,
        pronouns=pronouns if asked else "",
        born=_born(pick, born_around),
        nhs_number=synthetic_number(serial),
        gender=gender,
        ethnicity=ethnicity,
        phone=words["drama_mobile"].format(pick.randrange(1000)),
        street=f"{pick.randrange(1, 120)} {pick.choice(area['streets'])}\n{pick.choice(area['towns'])}",
        postcode=area["postcode"].format(pick.randrange(1, 9), pick.randrange(1, 9)),
        theme=theme,
        goal=pick.choice(theme["goals"]),
        second=(other, pick.choice(other["goals"])) if pick.random() < 0.35 else None,
        hope=pick.choice(theme["hopes"]) if pick.random() < 0.5 else "",
        about=_about(pick, words["about"]),
        needs=_needs(pick, words["needs"], chosen),
        safe=pick.choice(words["safe"]) if pick.random() < 0.2 else {},
        important=_important(pick, words),
    )


def _born(pick: random.Random, around: int) -> tuple[int | None, int | None, int | None]:
    """A few are known by their year alone."""
    day = date(around + pick.randrange(-26, 20), 1, 1).toordinal() + pick.randrange(365)
    born = date.fromordinal(day)
    return (born.year, None, None) if pick.random() < 0.05 else (born.year, born.month, born.day)


def _about(pick: random.Random, about: Data) -> dict[str, str]:
    return {
        "in_their_words": pick.choice(about["in_their_words"]),
        "what_matters": " ".join(pick.sample(about["what_matters"], pick.choice((1, 1, 2)))),
        "please_do": pick.choice(about["please_do"]),
        "please_do_not": pick.choice(about["please_do_not"]),
        "helped_by": pick.choice(about["helped_by"]),
    }


def _needs(pick: random.Random, needs: Sequence[Data], chosen: str) -> tuple[Data, ...]:
    found = [dict(need) for need in pick.sample(needs, pick.choices((0, 1, 2), (55, 35, 10))[0])]
    if chosen:
        found.insert(0, {"kind": "interpreter", "words": "Tamil interpreter for letters and meetings"})
    return tuple(found)


def _important(pick: random.Random, words: Data) -> dict[str, str]:
    if pick.random() < 0.4:
        return {}
    people = pick.choice(words["peoples"])
    kind = pick.choice(("she", "he"))
    return {
        "name": f"{pick.choice(people[kind])} {pick.choice(people['families'])}",
        "is_their": pick.choice(words["important"]["is_their"]),
        "phone": words["drama_landline"].format(pick.randrange(1000)),
        "may_be_told": pick.choice(words["important"]["may_be_told"]),
    }
