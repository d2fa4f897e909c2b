"""The pages that are measured and what each may cost (docs/operating/performance.md says where the numbers come from)."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from tests.bench.browser import Browser, Form, form_in
from tests.bench.load import Ask
from tests.bench.worlds import World
from waymark.core import clock

Asks = Callable[[World, Browser], Iterator[Ask]]


@dataclass(frozen=True)
class Page:
    """A page: the view it is, who opens it, the ways it is asked for, and its budget. `bare`: the page others are measured by."""

    name: str
    view: str
    user: str
    asks: Asks
    sql: int = 0
    times_bare: float = 0.0
    growth: float = 0.0
    p95_ms: float = 0.0
    expected: int = 200


def _always(path: str) -> Asks:
    return lambda world, browser: itertools.repeat(lambda b: b.get(path))


def _bare(world: World, browser: Browser) -> Iterator[Ask]:
    path = f"/testkit/bare/{world.measured['service_id']}/"
    return itertools.repeat(lambda b: b.get(path))


def _people(world: World, browser: Browser) -> Iterator[Ask]:
    paths = [f"/record/{person_id}/" for person_id in world.measured["person_ids"]]
    return (lambda b, path=path: b.get(path) for path in itertools.cycle(paths))


def _finds(world: World, browser: Browser) -> Iterator[Ask]:
    """As people type: with spaces, in any case, by part of a number, with a digit missing, a name misspelt."""
    typed = []
    for person_id in world.measured["person_ids"][:10]:
        page = browser.get(f"/record/{person_id}/").text
        name = _first(r"<h1[^>]*>\s*([^<]+?)\s*<", page)
        number = _first(r"\b(999 ?\d{3} ?\d{4})\b", page).replace("\xa0", " ")
        words = name.split()
        typed += [
            f"  {name.upper()} ",
            words[-1].lower(),
            f"{words[-1][:-1]}",
            " ".join(word[0] for word in words),
        ]
        typed += [number, number.replace(" ", "")[:-1]] if number else []
    return (
        lambda b, text=text: b.send("GET", f"/find/?q={_quoted(text)}") for text in itertools.cycle(typed)
    )


def _searches(world: World, browser: Browser) -> Iterator[Ask]:
    """Words that stand in many notes, in some, in few; two together; the beginning of one."""
    typed = [
        "medication",
        "meeting",
        "benefit letter",
        "sleep",
        "garden",
        "kettle",
        "tribunal",
        "confid",
        "bus station",
        "gurdwara",
    ]
    return (lambda b, text=text: b.get(f"/search/?q={_quoted(text)}") for text in itertools.cycle(typed))


SLOTS = itertools.count()


def _contacts(world: World, browser: Browser) -> Iterator[Ask]:
    """Everything a contact can write, from one save: the form is opened beforehand, the save is what is measured.

    The first for each person also ticks off a step and a task; the next, opened before that was saved, would tick off the same.
    """
    people = world.measured["person_ids"]
    for place, person_id in enumerate(itertools.cycle(people)):
        path = f"/contact/{uuid4()}/?person={person_id}"
        fields = filled_contact(form_in(browser.get(path).text), tick_off=place < len(people))
        fields += next_visit(next(SLOTS))
        yield lambda b, path=path, fields=fields: b.post(path, fields)


def filled_contact(form: Form, *, tick_off: bool) -> list[tuple[str, str]]:
    """The contact page answered in full but for the next visit: every goal rated, a worry, a follow-up, a journey."""
    fields = [(one.name, one.value) for one in form.inputs if one.kind == "hidden"]
    fields += [(one.name, one.value) for one in form.named("goals")]
    if tick_off:
        fields += [
            (one.name, one.value) for name in ("steps_done", "tasks_done") for one in form.named(name)[:1]
        ]
    fields += [(one.name, "6") for one in form.beginning("rating_") if one.value == "6"]
    fields += [(one.name, "together") for one in form.beginning("support_") if one.value == "together"]
    later = (clock.today() + timedelta(days=7)).isoformat()
    return [
        *fields,
        ("attendance", "5"), ("mechanism", "01"), ("place", "At home"), ("minutes", "45"),
        ("date", (clock.today() - timedelta(days=1)).isoformat()), ("start", "10:00"),
        ("text", "We looked at the letter about the benefit together and made a list of what to ask. " * 4),
        ("their_words", "I want to do the next one by myself."),
        ("worried", "yes"), ("worries", "Says they have not eaten since Sunday."), ("tell", "duty_senior"),
        ("what_next", "Ring the benefit office on Monday."),
        ("follow_up", "Send the form to the landlord"), ("follow_up_by", later),
        ("travelled_by", "car"), ("miles", "4.5"), ("sensitivity", "ordinary"),
    ]  # fmt: skip


def next_visit(slot: int) -> list[tuple[str, str]]:
    """A next visit at a time of its own, beyond those of the world: nobody is with two people at once. 36 slots a day."""
    day, place = divmod(slot, 36)
    minutes = 6 * 60 + place * 25
    return [
        ("next_date", (clock.today() + timedelta(days=30 + day)).isoformat()),
        ("next_time", f"{minutes // 60:02}:{minutes % 60:02}"),
        ("next_minutes", "20"),
        ("next_place", "Office"),
    ]


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)


BARE = Page("bare page", "testkit_bare", "worker", _bare)
PAGES = [
    Page("find a person", "find_person", "worker", _finds, sql=8, times_bare=4, growth=1.2),
    Page("a person's page", "person", "worker", _people, sql=15, times_bare=8, growth=1.1),
    Page("my day, 40 people", "my_day", "worker", _always("/my-day/"), sql=15, times_bare=8, growth=1.1),
    Page("safety plan", "safety_plan", "worker", _people, sql=6, times_bare=3, growth=1.1),
    Page("record a contact", "contact", "worker", _contacts, sql=40, times_bare=15, growth=1.1, expected=302),
    Page(
        "search all permitted notes",
        "search",
        "worker",
        _searches,
        sql=8,
        times_bare=6,
        growth=1.5,
        p95_ms=100,
    ),
    Page("leader's board", "board", "leader", _always("/boards/"), sql=20, times_bare=12, growth=1.2),
]
