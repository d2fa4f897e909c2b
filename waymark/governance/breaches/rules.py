"""The 72 hours, and what a finding asks for. Pure. Serves LDS-108 and rules.md 19."""

from datetime import datetime, timedelta

from waymark.governance.breaches.choices import Effect

CLOCK = timedelta(hours=72)
SHORTEST = 10


def due_at(aware_at: datetime) -> datetime:
    """When the regulator must have been told, if they must be: 72 hours after somebody here became aware. Hours, not days."""
    return aware_at + CLOCK


def left_in_words(aware_at: datetime, at: datetime) -> str:
    """'68 hours left', 'less than an hour left', '5 hours over'."""
    left = due_at(aware_at) - at
    hours = int(abs(left) / timedelta(hours=1))
    if left < timedelta(0):
        return f"{hours} hour{'' if hours == 1 else 's'} over"
    return "less than an hour left" if not hours else f"{hours} hour{'' if hours == 1 else 's'} left"


def wrong_with_awareness(aware_at: datetime, at: datetime) -> str:
    """What to say of when somebody became aware; '' when it will do."""
    return "That is still to come. Say when you found out." if aware_at > at else ""


def wrong_with_finding(
    effect: Effect, told_regulator_at: datetime | None, told_person_at: datetime | None, reason: str
) -> str:
    """What a finding still lacks before it can be closed; '' when nothing."""
    if effect in (Effect.LIKELY, Effect.SERIOUS) and told_regulator_at is None:
        return "Say when the regulator was told: this cannot be closed before."
    if effect is Effect.SERIOUS and told_person_at is None:
        return "Say when the person was told: this cannot be closed before."
    if len(" ".join(reason.split())) < SHORTEST:
        return "Write a sentence, so that somebody else can follow it."
    return ""
