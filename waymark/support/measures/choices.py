"""Who answered."""

from enum import StrEnum


class AnsweredBy(StrEnum):
    """A change is told only between answers of one kind of rater: the person, however helped, or a worker."""

    THEMSELVES = "themselves"
    WITH_HELP = "with_help"
    INTERPRETED = "interpreted"
    WORKER = "worker"


ANSWERED_BY = {
    AnsweredBy.THEMSELVES: "They answered by themselves",
    AnsweredBy.WITH_HELP: "They answered, and I read it out or helped",
    AnsweredBy.INTERPRETED: "They answered through an interpreter",
    AnsweredBy.WORKER: "I rated it, as a worker",
}

IN_A_SENTENCE = {
    AnsweredBy.THEMSELVES: "answered by themselves",
    AnsweredBy.WITH_HELP: "answered with help",
    AnsweredBy.INTERPRETED: "answered through an interpreter",
    AnsweredBy.WORKER: "rated by the worker",
}
