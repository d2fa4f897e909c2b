"""The words of a term that ends, and when a reminder is due. Values in, words out (LDS-04)."""

from datetime import date


def counted(number: int, one: str, many: str) -> str:
    """'7 people'."""
    return f"{number} {one if number == 1 else many}"


def term_words(days: int, people: int) -> str:
    """'60 days left, 7 people to hand over'."""
    return f"{counted(days, 'day', 'days')} left, {counted(people, 'person', 'people')} to hand over"


def warning(name: str, post: str, ends_on: date, days: int, people: int) -> str:
    """What a lead is told of somebody whose post ends."""
    day = f"{ends_on.day} {ends_on:%B %Y}"
    return f"{name} ({post}) leaves after {day}: {term_words(days, people)}. Hand them over from the caseload, one by one."
