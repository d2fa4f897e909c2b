"""The order of a day and its picture. Pure: values in, rows out (DUR-56: by safety, then date; SUR-40)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_HOUR, LAST_HOUR = 8, 20
WIDTH, LEFT = 720, 40
SAFETY, OVERDUE, TODAY, LATER = range(4)


@dataclass(frozen=True)
class Line:
    """One thing on the list. `rank`: what somebody is worried about, then what is overdue, then today by time, then the rest by date."""

    rank: int
    at: datetime | None
    kind: str
    thing: object
    today: bool = False

    @property
    def key(self) -> tuple[int, bool, float]:
        """Sorts lines: rank, then timed before untimed, then time."""
        return (self.rank, self.at is None, self.at.timestamp() if self.at else 0.0)


def in_order(lines: list[Line]) -> list[Line]:
    """Safety first, then date; equal ones stay as they came."""
    return sorted(lines, key=lambda line: line.key)


@dataclass(frozen=True)
class Bar:
    """A visit in the picture of the day, in picture units."""

    x: int
    width: int
    name: str
    done: bool
    row: int


def picture(visits: list[tuple[datetime, datetime, str, bool]], midnight: datetime) -> dict[str, object]:
    """Bars for visits (start, end, name, done) of the day that begins at `midnight` (UTC instant of London midnight), and the hours drawn.

    The hours stretch to hold what is planned. Two visits at once are drawn in two rows, so a clash can be seen.
    """
    first = min([FIRST_HOUR, *(_hour(start, midnight) for start, *_ in visits)])
    last = max([LAST_HOUR, *(_hour(end - timedelta(seconds=1), midnight) + 1 for _, end, *_ in visits)])
    scale = (WIDTH - LEFT) / (last - first)
    bars = _bars(visits, midnight + timedelta(hours=first), scale)
    hours = [(LEFT + round((hour - first) * scale), f"{hour:02}") for hour in range(first, last + 1, 2)]
    return {
        "bars": bars,
        "hours": hours,
        "rows": max([bar.row for bar in bars], default=0) + 1,
        "first": first,
        "scale": scale,
    }


def _bars(visits: list[tuple[datetime, datetime, str, bool]], begins: datetime, scale: float) -> list[Bar]:
    bars: list[Bar] = []
    ends: list[datetime] = []
    for start, end, name, done in sorted(visits, key=lambda visit: visit[0]):
        row = next((n for n, until in enumerate(ends) if until <= start), len(ends))
        ends[row : row + 1] = [end]
        x = LEFT + round((start - begins) / timedelta(hours=1) * scale)
        bars.append(Bar(x, max(6, round((end - start) / timedelta(hours=1) * scale)), name, done, row))
    return bars


def _hour(at: datetime, midnight: datetime) -> int:
    return int((at - midnight) / timedelta(hours=1))
