"""Reliable change: whether two scores of one measure differ by more than its own scatter (rules.md 4.1; `rci_cases.csv`)."""

from decimal import Decimal

from waymark.work.questionnaires.choices import Change


def change_between(
    first: Decimal | None, latest: Decimal | None, threshold: Decimal | None, *, good_is_down: bool
) -> Change:
    """What became of a score from `first` to `latest`; UNKNOWN where one of them, or a published threshold, is missing."""
    if first is None or latest is None or threshold is None:
        return Change.UNKNOWN
    gained = first - latest if good_is_down else latest - first
    if gained >= threshold:
        return Change.BETTER
    return Change.WORSE if -gained >= threshold else Change.SAME
