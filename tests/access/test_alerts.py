"""Privacy alerts by themselves: which are one and the same, and how many different things happen within a stretch of time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from waymark.people.access.choices import Curiosity, Told
from waymark.people.access.rules import BREAK_GLASS, HOUR, WORDS, alert_id, counts, override_alert_id

ANN, BEN = UUID(int=1), UUID(int=2)
NINE = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def test_an_alert_is_one_a_worker_kind_and_hour_of_the_clock() -> None:
    first = alert_id(ANN, "own_record", NINE)
    assert alert_id(ANN, "own_record", NINE + timedelta(minutes=59, seconds=59)) == first
    others = {
        alert_id(ANN, "own_record", NINE + HOUR),
        alert_id(ANN, "own_record", NINE + timedelta(days=1)),
        alert_id(ANN, "colleague", NINE),
        alert_id(BEN, "own_record", NINE),
        override_alert_id(ANN),
        override_alert_id(BEN),
    }
    assert len(others) == 6
    assert first not in others


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == {BREAK_GLASS, *Curiosity, *Told}


def test_the_same_record_again_counts_once_and_what_is_an_hour_old_no_more() -> None:
    def at(minute: int, who: str) -> tuple[datetime, str]:
        return NINE + timedelta(minutes=minute), who

    events = [at(0, "a"), at(1, "a"), at(2, "b"), at(60, "c"), at(61, "d"), at(200, "a")]
    assert list(counts(events, HOUR)) == [1, 1, 2, 3, 3, 1]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 5)), max_size=40), st.integers(1, 120))
def test_counting_as_it_goes_equals_counting_afresh_each_time(
    raw: list[tuple[int, int]], minutes: int
) -> None:
    window = timedelta(minutes=minutes)
    events = [(NINE + timedelta(minutes=minute), what) for minute, what in sorted(raw)]
    afresh = [
        len({what for at, what in events[: place + 1] if now - window < at <= now})
        for place, (now, _) in enumerate(events)
    ]
    assert list(counts(events, window)) == afresh
