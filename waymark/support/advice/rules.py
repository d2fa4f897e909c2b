"""When advice comes up again, and what it needs. Values in, answers out (SUR-20)."""

from datetime import date, timedelta

AGAIN_AFTER = timedelta(days=28)
"""After how many days what was put off comes up again. From the story; a product default."""


def again_on(day: date, settled: bool) -> date | None:
    """The day on which it comes up again; None for what is settled."""
    return None if settled else day + AGAIN_AFTER


def options_of(typed: str) -> list[str]:
    """The options as typed, one a line."""
    return [line.strip() for line in typed.split("\n") if line.strip()]


def wrong_with_advice(topic: str, options: str, source: str, decision: str) -> dict[str, str]:
    """What is missing: which part -> what to say. Nothing at all is no advice, and nothing is missing then."""
    if not any(part.strip() for part in (topic, options, source, decision)):
        return {}
    wrong = {
        "topic": "Say what it was about.",
        "options": "Write what you explained, each option on a line.",
        "source": "Say where you have it from, so that it can be checked.",
        "decision": "Write what they decided, in their words. “Later” is a decision.",
    }
    given = {"topic": topic, "options": options, "source": source, "decision": decision}
    return {name: wrong[name] for name, words in given.items() if not words.strip()}
