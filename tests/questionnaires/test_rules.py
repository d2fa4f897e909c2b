"""Scoring and reliable change by the field's own cases, and what a file may ask."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from waymark.work.questionnaires import rules
from waymark.work.questionnaires.choices import Licence
from waymark.work.questionnaires.rules.scoring import OutOfRange

VECTORS = Path(__file__).parent.parent / "data" / "vectors"
SHIPPED = Path(rules.__file__).parent.parent / "data"
MEASURES = json.loads((VECTORS / "outcome_measures.json").read_text())


def rows(name):
    return list(csv.DictReader((VECTORS / name).read_text().splitlines()))


def shipped(code):
    return json.loads((SHIPPED / f"{code.lower()}.json").read_text())


@pytest.mark.parametrize(
    "case", MEASURES["scoring_cases"], ids=lambda case: f"{case['measure']}-{case['answers']}"
)
def test_scores_are_those_of_the_published_cases(case):
    expect = case["expect"]
    if "error" in expect:
        with pytest.raises(OutOfRange):
            rules.score(case["measure"], case["answers"])
        return
    found = rules.score(case["measure"], case["answers"])
    for name, value in expect.items():
        assert TOLD[name](found, name, value, case["answers"]), name


def figure(found, name, value, answers):
    return found.figures[name] == (None if value is None else Decimal(str(value)))


def safety(found, name, value, answers):
    return found.safety == {True: "above_zero", False: ""}.get(value, "unanswered")


def partial(found, name, value, answers):
    return found.partial["sqol"] == (value["n"], Decimal(str(value["mean"])))


TOLD = {
    **dict.fromkeys(("total", "raw", "percentage", "metric", "sqol", "ts"), figure),
    **dict.fromkeys(
        ("caseness", "poor_wellbeing", "likely_depression", "clinical"),
        lambda found, name, value, answers: found.marks[name] is value,
    ),
    "band": lambda found, name, value, answers: found.band == value,
    "prorated": lambda found, name, value, answers: found.prorated is bool(value),
    "sqol_partial": partial,
    "complete": lambda found, name, value, answers: (found.answered == found.of) is value,
    "safety_prompt": safety,
    "reason": lambda found, name, value, answers: "not answered" in found.reason,
    "neutral": lambda found, name, value, answers: (
        (found.figures["sqol"] == found.figures["ts"] == 4) is value
    ),
    "needs_scale8_letter": lambda found, name, value, answers: (answers[7] > 0) is value,
    "note": lambda found, name, value, answers: True,
}
"""What each name of a case asks of a score."""


@pytest.mark.parametrize("row", rows("swemwbs_metric.csv"), ids=lambda row: row["raw_sum"])
def test_every_row_of_the_metric_table(row):
    raw = int(row["raw_sum"])
    answers = [1 + (raw - 7) // 7 + (place < (raw - 7) % 7) for place in range(7)]
    assert rules.score("SWEMWBS", answers).figures == {"metric": Decimal(row["metric_score"]), "raw": raw}


@pytest.mark.parametrize("row", rows("rci_cases.csv"), ids=lambda row: "-".join(row.values()))
def test_reliable_change_by_the_published_thresholds(row):
    first, latest = (Decimal(row[name]) if row[name] else None for name in ("baseline", "followup"))
    down = row["good_direction"] == "down"
    found = rules.change_between(first, latest, Decimal(row["threshold"]), good_is_down=down)
    assert found == row["expected"]
    if told := rules.measure(row["measure"]):
        assert (told.threshold, told.good_is_down) == (Decimal(row["threshold"]), down)


def test_without_a_published_threshold_nothing_is_said_of_change():
    assert rules.change_between(Decimal(1), Decimal(40), None, good_is_down=False) == "not_calculable"


@pytest.mark.parametrize("code", [code for code, told in rules.measures().items() if told.text])
def test_what_is_shipped_is_the_measure_it_says(code):
    form, told = rules.read(shipped(code)), rules.measure(code)
    assert rules.wrong_with_measure(form, told) == ""
    assert rules.wrong_with_licence(told, Licence.OPEN, "") == ""
    assert rules.counted_otherwise(form, told) == []
    assert form.scored[0].options[0].words == "Not at all"
    known = MEASURES["measures"][code]
    assert (told.items, told.low, told.high) == (known["items"], known["item_min"], known["item_max"])
    assert list(told.span) == known["total"]


@pytest.mark.parametrize("code", [code for code, told in rules.measures().items() if not told.text])
def test_words_that_need_a_licence_are_refused_without_one(code):
    told = rules.measure(code)
    assert rules.wrong_with_licence(told, Licence.OPEN, "anything")
    assert rules.wrong_with_licence(told, Licence.OURS, "anything")
    held = rules.wrong_with_licence(told, Licence.HELD, "Licence 4711, until 2027")
    assert held == (told.terms if told.never else "")
    assert rules.wrong_with_licence(told, Licence.HELD, " ")
    assert not (SHIPPED / f"{code.lower()}.json").exists()


def test_the_copy_of_hl7_is_scored_as_published_not_as_it_counts():
    """Its list of answers counts 4 for the last of them; PHQ-9 counts 3, so a full score is 27 and not 36."""
    body = json.loads((Path(__file__).parent / "hl7_phq9.json").read_text())
    form, told = rules.read(body), rules.measure("PHQ9")
    assert len(form.scored) == 9
    assert rules.wrong_with_measure(form, told) == ""
    assert rules.counted_otherwise(form, told) == [
        "“Nearly every day” counts 4 in this file. PHQ-9 counts it 3, and so does Waymark."
    ]
    worst = {one.link_id: one.options[-1].code for one in form.scored}
    assert rules.score("PHQ9", rules.values_of(form, told, worst)).first == 27


def test_nine_in_honos_is_not_known_and_never_summed():
    options = [{"valueCoding": {"code": f"c{n}", "display": str(n)}} for n in (0, 1, 2, 3, 4, 9)]
    items = [
        {"linkId": f"h{n}", "text": f"Scale {n}", "type": "choice", "answerOption": options}
        for n in range(12)
    ]
    form, told = rules.read({"resourceType": "Questionnaire", "item": items}), rules.measure("HONOS")
    assert rules.wrong_with_measure(form, told) == ""
    answers = {f"h{n}": "c1" for n in range(12)} | {"h1": "c9"}
    values = rules.values_of(form, told, answers)
    assert values[1] == 9
    assert rules.score("HONOS", values).first is None


BRANCHED = {
    "resourceType": "Questionnaire",
    "title": "Standard assessment",
    "item": [
        {"linkId": "home", "text": "Where do you live?", "type": "choice", "required": True,
         "answerOption": [{"valueString": "Own home"}, {"valueString": "Hostel"}]},
        {"linkId": "rooms", "text": "How many rooms?", "type": "integer",
         "enableWhen": [{"question": "home", "operator": "=", "answerString": "Own home"}]},
        {"linkId": "many", "text": "Who lives there?", "type": "text", "maxLength": 20,
         "enableWhen": [{"question": "rooms", "operator": ">", "answerInteger": 9}]},
        {"linkId": "either", "text": "Anything else?", "type": "boolean", "enableBehavior": "any",
         "enableWhen": [{"question": "home", "operator": "=", "answerString": "Hostel"},
                        {"question": "many", "operator": "exists", "answerBoolean": True}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["home"]),
        ({"home": "Hostel"}, ["home", "either"]),
        ({"home": "Own home"}, ["home", "rooms"]),
        ({"home": "Own home", "rooms": "10"}, ["home", "rooms", "many"]),
        ({"home": "Own home", "rooms": "9"}, ["home", "rooms"]),
        ({"home": "Own home", "rooms": "10", "many": "six"}, ["home", "rooms", "many", "either"]),
        ({"home": "Hostel", "rooms": "10"}, ["home", "either"]),
    ],
)
def test_a_question_is_asked_when_its_condition_holds(answers, expected):
    assert [one.link_id for one in rules.asked(rules.read(BRANCHED), answers)] == expected


def test_answers_to_what_is_not_asked_are_left_out_and_the_others_checked():
    form = rules.read(BRANCHED)
    kept, wrong = rules.clean(form, {"home": "Hostel", "rooms": "3"})
    assert (kept, wrong) == ({"home": "Hostel"}, {})
    kept, wrong = rules.clean(form, {"home": "Own home", "rooms": "two"})
    assert (kept["rooms"], wrong) == ("two", {"rooms": "Give a whole number."})
    _, wrong = rules.clean(form, {"home": "Own home", "rooms": "12", "many": "x" * 21})
    assert wrong == {"many": "Use at most 20 characters."}
    assert rules.clean(form, {})[1] == {"home": "Choose one of the answers."}
    assert rules.clean(form, {"home": "Palace"})[1] == {"home": "Choose one of the answers."}


def item(**more):
    return {"linkId": "a", "text": "A", "type": "string", **more}


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ([], "not a FHIR Questionnaire"),
        ({"resourceType": "Patient"}, "not a FHIR Questionnaire"),
        ({"item": []}, "asks nothing"),
        ({"item": [item(type="attachment")]}, "of the kind “attachment”"),
        ({"item": [item(), item()]}, "two questions have the name"),
        ({"item": [item(type="choice")]}, "has no answers to choose from"),
        ({"item": [item(repeats=True)]}, "repeats"),
        ({"item": [item(text="")]}, "has no words"),
        (
            {"item": [item(enableWhen=[{"question": "b", "operator": "=", "answerString": "x"}])]},
            "not asked before it",
        ),
        (
            {"item": [item(enableWhen=[{"question": "b", "operator": "like", "answerString": "x"}])]},
            "says “like”",
        ),
    ],
)
def test_what_cannot_be_kept_faithfully_is_refused(body, sentence):
    if isinstance(body, dict):
        body = {"resourceType": "Questionnaire", **body}
    with pytest.raises(rules.UnreadableForm, match=sentence):
        rules.read(body)
