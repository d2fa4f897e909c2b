"""The operating log: an operator's facts on one line each, and never a word of a record."""

import json
import logging

import pytest

from waymark.core.logs import OneLine


def line(message, *args, wrong=None):
    """What would be written, parsed."""
    info = (type(wrong), wrong, wrong.__traceback__) if wrong else None
    record = logging.LogRecord("waymark.test", logging.ERROR, "x.py", 1, message, args, info)
    written = OneLine().format(record)
    assert "\n" not in written
    return json.loads(written)


def raised(error):
    try:
        raise error
    except Exception as wrong:
        return wrong


def test_a_line_says_when_how_bad_and_from_where():
    said = line("The job %r failed", "seal")

    assert said["level"] == "error"
    assert said["from"] == "waymark.test"
    assert said["says"] == "The job 'seal' failed"
    assert said["at"].endswith("+00:00")


@pytest.mark.parametrize("forged", ['x\n{"level": "info"}', "x\r\nx", "x\u2028x", 'x", "level": "info'])
def test_nothing_that_is_logged_forges_a_second_line(forged):
    assert line("Not Found: %s", forged)["level"] == "error"


def test_an_error_s_own_words_are_not_kept():
    """A database quotes the row it refuses."""
    wrong = raised(ValueError("DETAIL: Failing row contains (Sam Okafor, 1984)"))

    said = line("Internal Server Error", wrong=wrong)

    assert said["error"] == "builtins.ValueError"
    assert "test_logs.py" in said["where"]
    assert "Okafor" not in json.dumps(said)


def test_what_caused_an_error_is_named_by_its_kind():
    try:
        try:
            raise KeyError("Okafor")
        except KeyError as inner:
            raise RuntimeError("Okafor") from inner
    except RuntimeError as wrong:
        said = line("x", wrong=wrong)

    assert said["error"] == "builtins.RuntimeError from builtins.KeyError"
    assert "Okafor" not in json.dumps(said)
