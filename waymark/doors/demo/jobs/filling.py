"""Filling the month: each event in its turn, by the worker it belongs to, at the time it happens. Goes on where it stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from waymark.core import clock, heartbeats
from waymark.core.pages import NotYours, Refused
from waymark.doors.demo import queries
from waymark.doors.demo.jobs import making
from waymark.doors.demo.jobs.beginning import staff, totals
from waymark.doors.demo.jobs.happenings import Happenings
from waymark.organisation.services.models import Service

BEAT_EVERY = 1.0
BREATH = 0.06
"""Seconds of rest after each event: SQLite has one writer at a time, and whoever signs in meanwhile must not wait for the whole month."""
BORN_AROUND = 1980
SERIALS_A_TEAM = 100
Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One event and who lets it happen."""

    at: datetime
    happen: Callable[[], None]
    words: str


def fill(slug: str, say: Say) -> int:
    """Let everything happen that has not yet, in this service. Returns how many events the product refused: each is said, and left out."""
    kept = queries.state()["services"][slug]
    steps = _laid_out(slug, kept)
    done, refused, beaten = int(kept["done"]), 0, 0.0
    _note(slug, done, len(steps))
    for number, step in enumerate(steps[done:], done + 1):
        try:
            with clock.pretend(step.at):
                step.happen()
        except (Refused, NotYours) as refusal:
            refused += 1
            say(f"{slug}: {step.words} was refused: {refusal}")
        time.sleep(BREATH)
        if time.monotonic() - beaten > BEAT_EVERY or number == len(steps):
            _note(slug, number, len(steps))
            beaten = time.monotonic()
    return refused


def rest(slug: str) -> int:
    """How many events are left to happen."""
    kept = queries.state()["services"][slug]
    return int(kept["whole"]) - int(kept["done"])


def _laid_out(slug: str, kept: dict[str, Any]) -> list[Step]:
    """The months of all teams of the service, in one order of time. The same every time, so that a number says how far it is."""
    service, now = Service.objects.get(slug=slug), datetime.fromisoformat(kept["began"])
    staff(slug, queries.posts_of(service), now)
    steps: list[Step] = []
    for place, team in enumerate(queries.teams_of(service, clock.today(now))):
        seed, words = f"{slug}/{team.unit.code}", queries.words()
        made = making.made_up(
            making.dice(seed),
            int(kept["people"]),
            words,
            words["areas"][slug],
            BORN_AROUND,
            serial=_first_serial(slug) + place * SERIALS_A_TEAM,
        )
        plan = making.Team(made, len(team.workers), now, int(kept["days"]), words, service.limits)
        events = making.set_apart(making.month(plan, seed), made, words, seed)
        happenings = Happenings(service, team, now)
        steps += [Step(event.at, happenings.of(event), f"{event.do} {event.about}") for event in events]
    return sorted(steps, key=lambda step: step.at)


def _first_serial(slug: str) -> int:
    return sorted(queries.words()["areas"]).index(slug) * 10 * SERIALS_A_TEAM


def _note(slug: str, done: int, whole: int) -> None:
    months = queries.state()["services"]
    months[slug] |= {"done": done, "whole": whole}
    heartbeats.beat(heartbeats.FILLING, totals(months), clock.machine())
