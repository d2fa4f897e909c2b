"""A questionnaire in the shape of FHIR R4 Questionnaire: read, checked, and asked with its conditions (rules.md 4.1).

What cannot be shown or kept faithfully is refused when it is read, with a sentence, rather than dropped in silence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from waymark.work.questionnaires.choices import Licence
from waymark.work.questionnaires.rules.scoring import Measure

TYPES = {
    "display": "display", "group": "group", "choice": "choice", "coding": "choice", "boolean": "boolean", "integer": "integer",
    "decimal": "decimal", "string": "string", "text": "text", "date": "date",
}  # fmt: skip
YES_NO = (("true", "Yes"), ("false", "No"))
MOST = 400
LONGEST = 4_000
NOT_READABLE = "This is not a questionnaire that Waymark can read: "


class UnreadableForm(ValueError):
    """Why a file cannot be used, as a sentence."""


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen. `weight`: what the file says it counts, where it says so."""

    code: str
    words: str
    weight: Decimal | None = None


@dataclass(frozen=True)
class Condition:
    """When a question is asked: the answer to another one, compared."""

    link_id: str
    operator: str
    value: str


TYPED = ("string", "text")


@dataclass(frozen=True)
class Question:
    """One question, or a heading (`display`). `under`: the words above its group."""

    link_id: str
    number: str
    words: str
    kind: str
    required: bool
    options: tuple[Option, ...] = ()
    when: tuple[Condition, ...] = ()
    all_of: bool = True
    under: str = ""
    longest: int = LONGEST

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen, as (code, words)."""
        return list(YES_NO) if self.kind == "boolean" else [(one.code, one.words) for one in self.options]

    def words_of(self, value: str) -> str:
        """An answer as it is read: the words of what was chosen, or what was typed."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True)
class Form:
    """What is asked, in its order."""

    name: str
    title: str
    copyright: str
    questions: tuple[Question, ...]

    @property
    def scored(self) -> list[Question]:
        """The questions with answers to choose from: the items of a measure, in its order."""
        return [one for one in self.questions if one.kind == "choice"]


def read(body: Mapping[str, Any]) -> Form:
    """The form in a FHIR Questionnaire. Raises UnreadableForm."""
    if not isinstance(body, Mapping) or body.get("resourceType") != "Questionnaire":
        raise UnreadableForm(f"{NOT_READABLE}it is not a FHIR Questionnaire.")
    questions = tuple(_questions(body.get("item"), body, "", ((), True)))
    _whole(questions)
    return Form(
        name=str(body.get("name", ""))[:60],
        title=str(body.get("title") or body.get("name") or "")[:200],
        copyright=str(body.get("copyright", "")),
        questions=questions,
    )


def asked(form: Form, answers: Mapping[str, str]) -> list[Question]:
    """The questions that these answers lead to: one that depends on an unasked question is not asked."""
    shown: list[Question] = []
    known: dict[str, str] = {}
    for question in form.questions:
        if question.when:
            held = [_holds(condition, known) for condition in question.when]
            if not (all(held) if question.all_of else any(held)):
                continue
        shown.append(question)
        if value := answers.get(question.link_id, "").strip():
            known[question.link_id] = value
    return shown


def clean(form: Form, answers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The answers to what is asked, and what is wrong with them, by question. Answers to what is not asked are left out."""
    kept, wrong = {}, {}
    for question in asked(form, answers):
        value = answers.get(question.link_id, "").strip()
        if question.kind == "display":
            continue
        if not value:
            if question.required:
                wrong[question.link_id] = "Choose one of the answers." if question.choices else "Answer this."
            continue
        if sentence := _wrong(question, value):
            wrong[question.link_id] = sentence
        kept[question.link_id] = value
    return kept, wrong


def values_of(form: Form, told: Measure, answers: Mapping[str, str]) -> list[int | None]:
    """The answers as points of the measure's own scale, by their place in the list: never by a weight that a file brings along."""
    found: list[int | None] = []
    for question in form.scored:
        codes = [option.code for option in question.options]
        value = answers.get(question.link_id, "")
        place = told.low + codes.index(value) if value in codes else None
        known = "not_known" in told.rule and place is not None and place > told.high
        found.append(told.rule["not_known"] if known else place)
    return found


def wrong_with_measure(form: Form, told: Measure) -> str:
    """Where a file is not the measure it is said to be: another number of questions, or of answers to one; '' where it is."""
    if len(form.scored) != told.items:
        return f"{told.title} has {told.items} questions with answers to choose from; this file has {len(form.scored)}."
    points = told.high - told.low + 1 + ("not_known" in told.rule)
    for number, question in enumerate(form.scored, 1):
        if len(question.options) != points:
            return f"Question {number}: {told.title} has {points} answers to choose from; this file has {len(question.options)}."
    return ""


def counted_otherwise(form: Form, told: Measure) -> list[str]:
    """Where a file counts an answer otherwise than the measure is published. Said once an answer, and not in the way: scores are worked
    out as published, whatever a file says (HL7's own copy of PHQ-9 counts 4 for 3).
    """
    said = dict.fromkeys(
        f"“{option.words}” counts {option.weight.normalize():f} in this file. {told.title} counts it {told.low + place}, "
        "and so does Waymark."
        for question in form.scored
        for place, option in enumerate(question.options)
        if option.weight is not None and option.weight != told.low + place and place <= told.high - told.low
    )
    return list(said)


def wrong_with_licence(told: Measure | None, licence: Licence, terms: str) -> str:
    """Why these words may not be used; '' where they may."""
    if told is not None and told.never:
        return told.terms
    if told is not None and not told.text and licence is not Licence.HELD:
        return f"{told.title}: {told.terms} Choose that your organisation holds a licence, and say which."
    if licence is Licence.HELD and not terms.strip():
        return "Say which licence: its number, who gave it and until when."
    return ""


def _questions(
    items: Any, body: Mapping[str, Any], under: str, above: tuple[tuple[Condition, ...], bool]
) -> Iterable[Question]:
    if not isinstance(items, list):
        raise UnreadableForm(f"{NOT_READABLE}it asks nothing.")
    for item in items:
        if _worked_out(item):
            continue
        kind = TYPES.get(str(item.get("type", "")))
        words, link_id = str(item.get("text", "")).strip(), str(item.get("linkId", ""))
        if kind is None:
            raise UnreadableForm(f"{NOT_READABLE}“{words or link_id}” is of the kind “{item.get('type')}”.")
        when = tuple(_condition(one) for one in item.get("enableWhen", []))
        all_of = item.get("enableBehavior", "all" if len(when) < 2 else "any") == "all"
        if when and above[0]:
            if not (all_of and above[1]):
                raise UnreadableForm(
                    f"{NOT_READABLE}“{words}” has conditions inside a group that has others."
                )
            when, all_of = above[0] + when, True
        when, all_of = (when, all_of) if when else above
        if kind == "group":
            yield from _questions(item.get("item"), body, words or under, (when, all_of))
            continue
        if item.get("repeats") or item.get("item"):
            raise UnreadableForm(f"{NOT_READABLE}“{words}” repeats, or has questions of its own inside it.")
        yield Question(
            link_id=link_id,
            number=str(item.get("prefix", "")),
            words=words,
            kind=kind,
            required=bool(item.get("required", False)),
            options=tuple(_options(item, body)) if kind == "choice" else (),
            when=when,
            all_of=all_of,
            under=under,
            longest=min(int(item.get("maxLength", LONGEST)), LONGEST),
        )


def _worked_out(item: Mapping[str, Any]) -> bool:
    """A total that the file would have worked out by a formula of its own: not a question. Waymark's own rule scores."""
    formula = any(
        str(one.get("url", "")).endswith("calculatedExpression") for one in item.get("extension", [])
    )
    return formula or bool(item.get("readOnly"))


def _condition(said: Mapping[str, Any]) -> Condition:
    operator = str(said.get("operator", ""))
    if operator not in COMPARE:
        raise UnreadableForm(f"{NOT_READABLE}a condition says “{operator}”.")
    value = next((value for name, value in said.items() if name.startswith("answer")), "")
    if isinstance(value, Mapping):
        value = value.get("code") or value.get("value", "")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Condition(str(said.get("question", "")), operator, text)


def _options(item: Mapping[str, Any], body: Mapping[str, Any]) -> Iterable[Option]:
    """From the question itself, or from a list that came in the same file: by what it contains, or else by what it is composed of."""
    given = [_one(option) for option in item.get("answerOption", [])]
    wanted = str(item.get("answerValueSet", ""))
    for held in body.get("contained", []):
        if wanted.startswith("#") and held.get("id") == wanted[1:]:
            listed = held.get("expansion", {}).get("contains")
            if listed is None:
                listed = [
                    one
                    for part in held.get("compose", {}).get("include", [])
                    for one in part.get("concept", [])
                ]
            given += [
                Option(str(one["code"]), str(one.get("display") or one["code"]), _weight(one))
                for one in listed
            ]
    if not given:
        raise UnreadableForm(f"{NOT_READABLE}“{item.get('text', '')}” has no answers to choose from.")
    return given


def _one(option: Mapping[str, Any]) -> Option:
    for name in ("valueCoding", "valueString", "valueInteger"):
        if name in option:
            said = option[name]
            if isinstance(said, Mapping):
                code = str(said.get("code", ""))
                return Option(code, str(said.get("display") or code), _weight(said) or _weight(option))
            return Option(str(said), str(said), _weight(option))
    raise UnreadableForm(f"{NOT_READABLE}one of its answers is neither words nor a code.")


def _weight(said: Any) -> Decimal | None:
    """What an answer counts, in any of the three ways FHIR has had of saying so."""
    for extension in said.get("extension", []):
        if str(extension.get("url", "")).endswith(("ordinalValue", "itemWeight")):
            return Decimal(str(extension.get("valueDecimal")))
        for inner in extension.get("extension", []):
            if inner.get("url") == "value[x]" and "valueDecimal" in inner:
                return Decimal(str(inner["valueDecimal"]))
    return None


def _whole(questions: Sequence[Question]) -> None:
    """No two of one name, no condition on what comes later or is not there, not more than a page can ask."""
    seen: set[str] = set()
    for question in questions:
        if not question.link_id or question.link_id in seen:
            raise UnreadableForm(
                f"{NOT_READABLE}two questions have the name “{question.link_id}”, or one has none."
            )
        if missing := [one.link_id for one in question.when if one.link_id not in seen]:
            raise UnreadableForm(
                f"{NOT_READABLE}“{question.words}” depends on “{missing[0]}”, which is not asked before it."
            )
        if not question.words:
            raise UnreadableForm(f"{NOT_READABLE}“{question.link_id}” has no words.")
        seen.add(question.link_id)
    if not any(one.kind != "display" for one in questions) or len(questions) > MOST:
        raise UnreadableForm(f"{NOT_READABLE}it asks nothing, or more than {MOST} questions.")


def _wrong(question: Question, value: str) -> str:
    if question.kind in ("choice", "boolean"):
        return "" if value in dict(question.choices) else "Choose one of the answers."
    if question.kind in TYPED:
        return "" if len(value) <= question.longest else f"Use at most {question.longest:,} characters."
    if question.kind == "date":
        return "" if _date(value) else "Give a day, like 4 March 2026."
    number = _number(value)
    if number is None or (question.kind == "integer" and number != int(number)):
        return "Give a whole number." if question.kind == "integer" else "Give a number, like 2.5."
    return ""


def _holds(condition: Condition, known: Mapping[str, str]) -> bool:
    given = known.get(condition.link_id)
    if condition.operator == "exists":
        return (given is not None) == (condition.value == "true")
    if given is None:
        return False
    return COMPARE[condition.operator](_order(given, condition.value))


def _order(given: str, wanted: str) -> int:
    """Below, the same or above: as numbers where both are, else as they are written."""
    one, other = _number(given), _number(wanted)
    if one is not None and other is not None:
        return (one > other) - (one < other)
    return (given > wanted) - (given < wanted)


COMPARE = {
    "exists": lambda order: True,
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    ">": lambda order: order > 0,
    "<": lambda order: order < 0,
    ">=": lambda order: order >= 0,
    "<=": lambda order: order <= 0,
}


def _number(value: str) -> Decimal | None:
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
