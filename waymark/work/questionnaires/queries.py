"""The questionnaires of the worker's own service: what is in use, what is a draft, and one version with its form."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from waymark.core.actors import Actor
from waymark.core.pages import NotYours
from waymark.work.questionnaires import permissions, rules
from waymark.work.questionnaires.choices import LICENCES, STATES, UNSCORED, Change, Licence, State
from waymark.work.questionnaires.models import Version

asked, LONGEST = rules.asked, rules.LONGEST
SHIPPED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Shipped:
    """A questionnaire whose words come with Waymark. `loaded`: this service has some version of it."""

    name: str
    title: str
    about: str
    terms: str
    loaded: bool


@dataclass(frozen=True)
class Answered:
    """One question with the answer as it was given; '' where it was left empty."""

    number: str
    words: str
    answer: str


@dataclass(frozen=True)
class Scale:
    """What the first figure of a measure can be, and which way is better."""

    low: int
    high: int
    lower_is_better: bool


def in_use(worker: Actor) -> list[Version]:
    """What can be filled in here, by its title."""
    return list(Version.objects.filter(service_id=worker.service_id, state=State.PUBLISHED).order_by("title"))


def version_for(worker: Actor, version_id: UUID, *, keeper: bool = False) -> Version:
    """One version of the worker's own service, or NotYours. `keeper`: drafts and retired ones too, for whoever keeps them."""
    found = Version.objects.filter(service_id=worker.service_id, pk=version_id).first()
    if keeper:
        permissions.require_keeper(worker)
    if found is None or (found.state == State.DRAFT and not keeper):
        raise NotYours("questionnaires.version", version_id)
    return found


def is_loaded(version_id: UUID) -> bool:
    """Whether a version was loaded under this id, whatever became of it."""
    return Version.objects.filter(pk=version_id).exists()


def versions(worker: Actor) -> list[Version]:
    """Every version of the service, for whoever keeps them: by title, the newest first."""
    permissions.require_keeper(worker)
    rows = Version.objects.filter(service_id=worker.service_id).select_related("published_by", "loaded_by")
    return list(rows.order_by("title", "name", "-number"))


def shipped(worker: Actor) -> list[Shipped]:
    """What comes with Waymark, and whether this service has it."""
    permissions.require_keeper(worker)
    held = set(Version.objects.filter(service_id=worker.service_id).values_list("name", flat=True))
    measures = [
        (told.code, told.title, told.about, told.terms) for told in rules.measures().values() if told.text
    ]
    ours = [(name, *words) for name, words in UNSCORED.items()]
    return [Shipped(*words, words[0] in held) for words in [*ours, *measures]]


def shipped_measure(name: str) -> str:
    """Which published measure one of them is; '' of one that is not scored."""
    return "" if name in UNSCORED else name


def shipped_body(name: str) -> dict[str, Any]:
    """The file of one of them; nothing where there is none of that name."""
    told = rules.measure(name)
    if name not in UNSCORED and (told is None or not told.text):
        return {}
    body: dict[str, Any] = json.loads((SHIPPED / f"{name.lower()}.json").read_text())
    return body


def form_of(version: Version) -> rules.Form:
    """What it asks."""
    return rules.read(version.body)


def counted_otherwise(version: Version) -> list[str]:
    """What its file counts otherwise than its measure is published; nothing for a form that is not scored."""
    told = rules.measure(version.measure)
    return rules.counted_otherwise(form_of(version), told) if told else []


def state_words(version: Version) -> str:
    return STATES[State(version.state)]


def licence_words(version: Version) -> str:
    return LICENCES[Licence(version.licence)]


def scored(version: Version, answers: Mapping[str, str]) -> rules.Score | None:
    """What the answers come to, by the rule of its measure; None for a form that is not scored."""
    told = rules.measure(version.measure)
    if told is None:
        return None
    return rules.score(told.code, rules.values_of(form_of(version), told, answers))


def score_words(version: Version, answers: Mapping[str, str]) -> str:
    """The score in words; '' for a form that is not scored."""
    told, score = rules.measure(version.measure), scored(version, answers)
    return rules.score_in_words(told, score) if told and score else ""


def clean(version: Version, answers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The answers to what is asked, and what is wrong with them, by question."""
    return rules.clean(form_of(version), answers)


def answered(version: Version, answers: Mapping[str, str]) -> list[Answered]:
    """Every question that was asked, with its answer."""
    return [
        _answered(one, answers) for one in rules.asked(form_of(version), answers) if one.kind != "display"
    ]


def typed(version: Version, answers: Mapping[str, str]) -> str:
    """What was typed rather than chosen, each under its question: for the search."""
    written = [one for one in rules.asked(form_of(version), answers) if one.kind in rules.TYPED]
    return "\n".join(f"{one.words} {answers[one.link_id]}" for one in written if answers.get(one.link_id))


def safety_of(version: Version, answers: Mapping[str, str]) -> Answered | None:
    """The item about ending one's life or self-harm, where it was answered above the lowest or not at all; None otherwise."""
    told, score = rules.measure(version.measure), scored(version, answers)
    if told is None or score is None or not score.safety:
        return None
    number = told.rule["safety_item"]
    found = _answered(form_of(version).scored[number - 1], answers)
    return Answered(found.number or str(number), found.words, found.answer)


def scale_of(version: Version) -> Scale | None:
    """Between what its first figure lies; None for a form that is not scored."""
    told = rules.measure(version.measure)
    return Scale(*told.span, told.good_is_down) if told else None


def change(version: Version, first: Decimal, latest: Decimal) -> Change:
    """What became of a score of this version, by the threshold its measure is published with."""
    told = rules.measure(version.measure)
    if told is None:
        return Change.UNKNOWN
    return rules.change_between(first, latest, told.threshold, good_is_down=told.good_is_down)


def _answered(one: rules.Question, answers: Mapping[str, str]) -> Answered:
    given = answers.get(one.link_id, "")
    return Answered(one.number, one.words, one.words_of(given) if given else "")


def digest(body: Mapping[str, Any]) -> str:
    """The sum of a form, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def scoring_words(version: Version) -> list[str]:
    """How it is scored, in sentences somebody can check against the publication."""
    told = rules.measure(version.measure)
    return rules.scoring_in_words(told) if told else ["It is not scored: what is answered is read as it is."]
