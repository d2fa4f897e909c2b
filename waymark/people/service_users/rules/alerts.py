"""What an alert needs, and until when it may stand before a manager looks at it again. Values in, answers out."""

from datetime import date, timedelta

LONGEST = timedelta(days=183)
"""Product default: half a year."""
FEWEST_WORDS = 3


def wrong_with_basis(rests_on: str) -> str:
    """An alert rests on something that happened or was said, never on a diagnosis or a feeling alone: '' when it will do."""
    if len(rests_on.split()) < FEWEST_WORDS:
        return "Say on what it rests: what happened or was said, and when."
    return ""


def wrong_with_review(review_on: date, day: date) -> str:
    """The day it is looked at again lies ahead, and not further than half a year."""
    if review_on <= day:
        return "Give a day that is still to come."
    if review_on - day > LONGEST:
        return "Look at it again within half a year. Give an earlier day."
    return ""


def wrong_with_telling(told: bool, because: str) -> str:
    """The person knows of it, or there is a reason why not."""
    return "" if told or because.strip() else "Say why they are not told."
