"""Whether somebody comes to what was planned with them: a question to ask of the plan, never a mark against the person (SUR-05)."""

DAYS = 28
LEAST = 4
"""Planned contacts before anything is said: two of three is a bad week."""


def share(some: int, of: int) -> int:
    """In whole percent; of nothing, 100."""
    return round(100 * some / of) if of else 100


def drops_off(came: int, planned: int) -> bool:
    """Under half of at least four."""
    return planned >= LEAST and 2 * came < planned


def drop_off_words(came: int, planned: int) -> str:
    """What whoever coordinates is told."""
    return f"Came to {came} of {planned} planned contacts in {DAYS} days. Ask what gets in the way, and what would help."
