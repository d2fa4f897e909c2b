"""How a worker writes about one person: no template twice in a row, and what was done belongs to the goal it was done for."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from waymark.doors.demo.jobs.making.people import Made
from waymark.doors.demo.rules.words import said, voice_of

HELD, LATE, CALLED_OFF_BY_THEM, NOT_IN, CALLED_OFF_BY_US = "5", "6", "2", "3", "4"
FACE, PHONE = "01", "02"
SUPPORT = ("did_it_for", "together", "together", "prompted", "alone")
ABSENCES = {
    NOT_IN: "not_in",
    CALLED_OFF_BY_THEM: "called_off_by_them",
    CALLED_OFF_BY_US: "called_off_by_us",
}
DAY = timedelta(days=1)


class Course(Protocol):
    """What changes for somebody as the month goes on."""

    steps: int
    rating: int


class Deck:
    """Things drawn one after another: all of them before any comes again, and none twice in a row."""

    def __init__(self, things: Sequence[Any], pick: random.Random) -> None:
        self.things, self.pick, self.last = list(things), pick, None
        self.left: list[Any] = []

    def draw(self) -> Any:
        if not self.left:
            self.left = self.pick.sample(self.things, len(self.things))
        if self.left[-1] == self.last:
            self.left.reverse()
        self.last = self.left.pop()
        return self.last


class Teller:
    """What is said about one person."""

    def __init__(self, made: Made, words: Mapping[str, Any], pick: random.Random) -> None:
        self.made, self.words, self.pick = made, words, pick
        self.voice = voice_of(made.known_as, made.pronoun)
        themes = [made.theme, *([made.second[0]] if made.second else [])]
        self.notes = [Deck(theme["notes"], pick) for theme in themes]
        self.quotes = [Deck(theme["quotes"], pick) for theme in themes]
        self.themes, self.phrases = themes, {name: Deck(words[name], pick) for name in PHRASES}

    def said(self, template: str, which: int = 0) -> str:
        """The template about this person, with something of the theme put in."""
        theme = self.themes[which]
        lent = {
            "place": self.pick.choice(theme["places"]),
            "thing": self.pick.choice(theme["things"]),
            "other": self.pick.choice(theme["others"]),
        }
        return said(template, self.voice, **lent)

    def plan(self, key: str, starts: datetime, minutes: int) -> dict[str, Any]:
        """A visit as it is planned."""
        theme = self.themes[0]
        place = self.pick.choice((*theme["meet"], *theme["meet"], *self.words["places_home"]))
        return {
            "key": key,
            "starts": starts,
            "minutes": minutes,
            "mechanism": FACE,
            "place": self.said(place),
            "purpose": self.said(self.pick.choice(theme["purposes"])),
        }

    def visit(
        self, key: str, starts: datetime, minutes: int, course: Course, *, calm: bool
    ) -> dict[str, Any]:
        """What was recorded of a visit. `calm`: nothing is left open, because the person is moving on."""
        code = self.pick.choices(
            (HELD, LATE, NOT_IN, CALLED_OFF_BY_THEM, CALLED_OFF_BY_US), (82, 3, 6, 6, 3)
        )[0]
        given = {"visit": key, "attendance": code, "starts": starts, "happened": code in (HELD, LATE)}
        if not given["happened"]:
            return {**given, "mechanism": FACE, "text": self.said(self.phrases[ABSENCES[code]].draw())}
        by_phone = code == HELD and self.pick.random() < 0.12
        met = self._by_phone() if by_phone else self._face_to_face(code, course)
        extra = {} if calm else self._what_follows(starts)
        return {**given, "minutes": max(15, minutes - self.pick.choice((0, 0, 5, 10))), **met, **extra}

    def _by_phone(self) -> dict[str, Any]:
        return {"mechanism": PHONE, "text": self.said(self.phrases["telephone"].draw())}

    def _face_to_face(self, code: str, course: Course) -> dict[str, Any]:
        which = self.pick.randrange(len(self.themes))
        before = self.said(self.phrases["came_late"].draw()) + " " if code == LATE else ""
        course.rating = min(10, max(0, course.rating + self.pick.choice((-1, 0, 0, 0, 1, 1))))
        done = which == 0 and self.pick.random() < 0.3
        step = course.steps if done and course.steps < len(self.made.goal["steps"]) else None
        course.steps += step is not None
        did = self.made.goal["steps"][step] if step is not None else ""
        return {
            "went_well": f"{did}: I did it" if did else "",
            "mechanism": FACE,
            "text": before + self.said(self.notes[which].draw(), which),
            "their_words": self.said(self.quotes[which].draw(), which) if self.pick.random() < 0.6 else "",
            "what_next": self.said(self.pick.choice(self.themes[which]["next"]), which)
            if self.pick.random() < 0.5
            else "",
            "goals": ((which, course.rating if self.pick.random() < 0.7 else None, self._support(course)),),
            "step": step,
            **self._travel(),
        }

    def _support(self, course: Course) -> str:
        level = SUPPORT[min(len(SUPPORT) - 1, course.rating // 2)]
        return level if self.pick.random() < 0.8 else ""

    def _travel(self) -> dict[str, Any]:
        if self.pick.random() < 0.3:
            return {}
        how = self.pick.choices(("car", "bus", "foot"), (7, 2, 1))[0]
        return {"travelled_by": how, "tenth_miles": self.pick.randrange(8, 20 if how == "foot" else 140)}

    def _what_follows(self, starts: datetime) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.pick.random() < 0.04:
            worry, answer = self.phrases["worries"].draw()
            found |= {"worries": self.said(worry), "answer": self.said(answer)}
        if self.pick.random() < 0.2:
            found |= {
                "follow_up": self.said(self.phrases["tasks"].draw()),
                "follow_up_by": starts.replace(hour=17, minute=0) + self.pick.randrange(2, 7) * DAY,
            }
        return found

    def review(self, starts: datetime, count: int) -> dict[str, Any]:
        """A meeting at which what came round was looked at again."""
        text = self.said(self.notes[0].draw())
        return {
            "attendance": HELD,
            "starts": starts,
            "minutes": 60,
            "happened": True,
            "review": True,
            "mechanism": FACE,
            "text": f"We went through the plan together, page by page. {text}",
            "their_words": self.said(self.quotes[0].draw()),
            "goals": ((0, min(10, 2 + count), ""),) if self.pick.random() < 0.8 else (),
        }

    def draft(self, key: str, starts: datetime) -> dict[str, Any]:
        """Half a note, as it stands on the page."""
        words = self.said(self.notes[0].draw())
        return {
            "key": f"{key}-contact",
            "visit": key,
            "fields": {
                "attendance": HELD,
                "mechanism": FACE,
                "text": words[: len(words) * 2 // 3].rsplit(" ", 1)[0],
                "their_words": self.said(self.quotes[0].draw()),
            },
            "starts": starts,
        }

    def addendum(self) -> tuple[str, str]:
        """What was added later, and why."""
        text, reason = self.phrases["addenda"].draw()
        return self.said(text), self.said(reason)

    def worry(self) -> str:
        """What worried the one who met them."""
        words, _ = self.phrases["worries"].draw()
        return self.said(words)

    def observation(self) -> str:
        """What a colleague noticed."""
        return self.said(self.phrases["observations"].draw())


PHRASES = (
    "telephone", "not_in", "called_off_by_them", "called_off_by_us", "came_late", "worries", "tasks", "addenda",
    "observations",
)  # fmt: skip
