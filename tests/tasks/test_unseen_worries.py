"""By when a worry must have been seen, by each service's own clock (LDS-16)."""

from datetime import UTC, datetime

import pytest

from tests.services.files import ASC, DURHAM, FIVE, LEEDS, LLR, SURREY, file
from waymark.work.tasks import rules

FRIDAY = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("slug", "until", "words"),
    [
        (DURHAM, datetime(2026, 3, 6, 16, 5, tzinfo=UTC), "within 5 minutes"),
        (LLR, datetime(2026, 3, 6, 16, 10, tzinfo=UTC), "within 10 minutes"),
        (ASC, datetime(2026, 3, 6, 16, 30, tzinfo=UTC), "within 30 minutes"),
        (LEEDS, datetime(2026, 3, 6, 20, 0, tzinfo=UTC), "within 4 hours"),
        (SURREY, datetime(2026, 3, 9, 16, 0, tzinfo=UTC), "within 1 working day"),
    ],
)
def test_each_service_s_clock(slug, until, words):
    clock = file(slug)["clocks"]["escalation_acknowledged"]

    assert rules.acknowledged_by(clock, FRIDAY) == until
    assert rules.waited(clock) == words


@pytest.mark.parametrize("clock", [{}, {"rule": "off"}, {"rule": "after"}])
def test_a_service_without_such_a_clock_passes_nothing_on(clock):
    assert rules.acknowledged_by(clock, FRIDAY) is None


def test_every_service_has_one():
    assert all(
        rules.acknowledged_by(file(slug)["clocks"]["escalation_acknowledged"], FRIDAY) for slug in FIVE
    )
