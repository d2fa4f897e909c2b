"""What a questionnaire asks, what its answers add up to, and whether a change is more than chance."""

from waymark.work.questionnaires.rules.change import change_between
from waymark.work.questionnaires.rules.scoring import (
    Measure,
    OutOfRange,
    Score,
    measure,
    measures,
    score,
    score_in_words,
    scoring_in_words,
)
from waymark.work.questionnaires.rules.shape import (
    LONGEST,
    TYPED,
    Form,
    Question,
    UnreadableForm,
    asked,
    clean,
    counted_otherwise,
    read,
    values_of,
    wrong_with_licence,
    wrong_with_measure,
)

__all__ = [
    "LONGEST",
    "TYPED",
    "Form",
    "Measure",
    "OutOfRange",
    "Question",
    "Score",
    "UnreadableForm",
    "asked",
    "change_between",
    "clean",
    "counted_otherwise",
    "measure",
    "measures",
    "read",
    "score",
    "score_in_words",
    "scoring_in_words",
    "values_of",
    "wrong_with_licence",
    "wrong_with_measure",
]
