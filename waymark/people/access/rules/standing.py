"""What a dated relationship is worth at one instant: while it runs, in the window after it, and then nothing (access_cases 3 and 4)."""

from datetime import datetime, timedelta

from waymark.people.access.choices import Relationship

HAND_OVER = timedelta(days=14)  # product default; a service may say otherwise
AFTER_LIVE = timedelta(hours=2)
LEAVES_FORMER = frozenset({Relationship.KEY_WORKER, Relationship.ALLOCATED, Relationship.TEAM})


def standing(
    relationship: Relationship,
    starts_at: datetime,
    ends_at: datetime | None,
    at: datetime,
    hand_over: timedelta = HAND_OVER,
) -> Relationship:
    """The relationship at `at` of one that ran from `starts_at` (included) to `ends_at` (not included; None: still running).

    After its end an allocation or a team episode is `former` for `hand_over`; what is `live` stays so for two hours, to write it up; an
    override and anything else leave nothing. Aware datetimes; the windows are counted in true hours, whatever the clocks do.
    """
    if at < starts_at:
        return Relationship.NONE
    if ends_at is None or at < ends_at:
        return relationship
    if relationship is Relationship.LIVE and at < ends_at + AFTER_LIVE:
        return Relationship.LIVE
    if relationship in LEAVES_FORMER and at < ends_at + hand_over:
        return Relationship.FORMER
    return Relationship.NONE
