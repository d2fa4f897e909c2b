"""Pure decisions about posts, sessions and guesses: values in, answer out. Serves org-structure, and sign-in as security.md asks.

Times are aware, days are London's, months are calendar months.
"""

import calendar
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

IDLE = timedelta(minutes=30)
AT_MOST = timedelta(hours=12)
MARKED_EVERY = timedelta(minutes=2)
HALF_WAY = timedelta(minutes=10)
FIRST_PASSWORD_LASTS = timedelta(days=7)

LONGEST_NAME = 150
LONGEST_PASSWORD = 1024

# Words that anybody who wanted to guess a password here would try first (ASVS 6.1.2), besides the names of the service and the worker.
FIRST_GUESSES = frozenset(
    {
        *(
            "waymark",
            "password",
            "passcode",
            "welcome",
            "letmein",
            "signin",
            "login",
            "admin",
            "secret",
            "change",
        ),
        *(
            "recovery",
            "support",
            "crisis",
            "house",
            "outreach",
            "mental",
            "health",
            "wellbeing",
            "worker",
            "service",
        ),
        *(
            "council",
            "county",
            "durham",
            "leeds",
            "leicester",
            "surrey",
            "touchstone",
            "nhs",
            "trust",
            "team",
            "staff",
        ),
        *(
            "spring",
            "summer",
            "autumn",
            "winter",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
        ),
        *(
            "august",
            "september",
            "october",
            "november",
            "december",
            "monday",
            "friday",
            "england",
            "qwerty",
            "abcdef",
        ),
    }
)
# No letter or digit that is read as another: 16 of these are 79 bits.
PLAIN_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

# What a service cannot be without, and how to say so (org-structure: 'removing the last person able to ... refused').
NEVER_NOBODY = {
    "configure_service": "administer the service",
    "manage_staff": "approve for and manage staff",
    "see_board": "be told when something is escalated",
}


def last_day_of_term(starts_on: date, months: int) -> date:
    """The last day of a term of whole months: 1 June 2026 and 12 months end on 31 May 2027 (LDS-04)."""
    years, month = divmod(starts_on.month - 1 + months, 12)
    year, month = starts_on.year + years, month + 1
    day = min(starts_on.day, calendar.monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


def wrong_with_term(starts_on: date, ends_on: date | None, months: int, *, acting: bool = False) -> str:
    """What is wrong with the dates of a holding, as a sentence; '' when nothing is. `months`: the post's fixed term, 0 for none."""
    if ends_on is not None and ends_on < starts_on:
        return "The last day is before the first."
    if acting and ends_on is None:
        return "Acting up ends on a day: give the last one."
    if not months:
        return ""
    latest = last_day_of_term(starts_on, months)
    if ends_on is None:
        return f"This post is for a fixed term of up to {months} months: give a last day, {in_words(latest)} at the latest."
    if ends_on > latest:
        return f"This post is for a fixed term of up to {months} months: {in_words(latest)} is the last day it can be."
    return ""


def wrong_with_second_holder(others: Iterable[str], *, job_share: bool, acting: bool) -> str:
    """What is wrong with one more holder in the same days; '' when nothing is. Somebody acting covers and does not share."""
    names = sorted(set(others))
    if not names or job_share or acting:
        return ""
    return f"{' and '.join(names)} holds this post in those days, and it is not marked as a job share."


def wrong_with_days_away(starts_on: date, ends_on: date) -> str:
    """What is wrong with the days somebody is away; '' when nothing is. A year at most: longer is a post that ends."""
    if ends_on < starts_on:
        return "The last day is before the first."
    if (ends_on - starts_on).days > 366:
        return "That is more than a year. Give the post to somebody else for that long."
    return ""


def checklist(text: str) -> list[str]:
    """The lines of a checklist as typed, each once, without empty ones; 300 letters a line at most."""
    return list(
        dict.fromkeys(line[:300] for line in (" ".join(one.split()) for one in text.splitlines()) if line)
    )


def overlap(starts_on: date, ends_on: date | None, from_day: date, to_day: date | None) -> bool:
    """Whether two spells share a day. None: no end."""
    return (ends_on is None or from_day <= ends_on) and (to_day is None or starts_on <= to_day)


def left_without(held: Iterable[str], others: Iterable[Iterable[str]]) -> list[str]:
    """What nobody could do any more once the holder of these rights has gone, in words. `others`: the rights of each who stays."""
    staying = {right for rights in others for right in rights}
    return [words for right, words in NEVER_NOBODY.items() if right in set(held) and right not in staying]


def begun(factor: str, at: datetime) -> dict[str, str]:
    """What a session keeps once both factors were right."""
    return {"factor": factor, "since": at.isoformat(), "seen": at.isoformat()}


def why_over(session: Mapping[str, Any], at: datetime) -> str:
    """Why a session may not go on at `at`: 'factor' (it never passed both factors), 'idle', 'long'; '' while it may."""
    if not session.get("factor"):
        return "factor"
    if not _within(session.get("since"), at, AT_MOST):
        return "long"
    return "" if _within(session.get("seen"), at, IDLE) else "idle"


def needs_marking(session: Mapping[str, Any], at: datetime) -> bool:
    """Whether to write down that the session is in use: every two minutes at most, so that most pages write nothing."""
    return not _within(session.get("seen"), at, MARKED_EVERY)


def half_way_holds(began: str, at: datetime) -> bool:
    """Whether somebody whose password was right still has time to give the code."""
    return _within(began, at, HALF_WAY)


DIRECTORY = "directory"
"""The factor of those whose employer's directory asked for both."""


def next_step(*, has_codes: bool, factor: str, temporary: bool) -> str:
    """What stands between a right password and the first page: 'set_up', 'code', 'password'; '' when nothing does."""
    if not factor:
        return "code" if has_codes else "set_up"
    return "password" if temporary and factor != DIRECTORY else ""


def is_first_guess(password: str, names: Iterable[str] = ()) -> bool:
    """Whether fewer than four letters are left once the words everybody here would try, and these names, are taken out (ASVS 6.2.11)."""
    rest = password.casefold()
    words = {word for name in names for word in re.findall(r"\w{3,}", name.casefold())} | FIRST_GUESSES
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return sum(character.isalpha() for character in rest) < 4


def username_for(name: str) -> str:
    """A username to suggest: 'ann.dodds'. Plain letters only, so that every keyboard has them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return ".".join(re.findall(r"[a-z0-9]+", plain))[:60]


def first_password(draw: Callable[[str], str]) -> str:
    """Four groups of four letters that `draw` draws one at a time (`secrets.choice`), easy to read out."""
    drawn = "".join(draw(PLAIN_LETTERS) for _ in range(16))
    return "-".join(drawn[place : place + 4] for place in range(0, 16, 4))


def wait_words(seconds: float) -> str:
    """'4 minutes', rounded up: what somebody is told who has guessed too often."""
    minutes = max(1, ceil(seconds / 60))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def too_many(seconds: float) -> str:
    """What they are told: how long, that nobody is locked out, and what to do when it cannot wait."""
    return (
        f"There were too many tries from this place. Wait {wait_words(seconds)}, then try again. Nobody is locked out: from another "
        "place it goes on working. If it cannot wait, ring your duty senior."
    )


def digest(secret: str, name: str) -> str:
    """A name that nobody here has, for the log: the same each time, and not to be read back (A33)."""
    return hmac.new(secret.encode(), name.encode("utf8", "replace"), "sha256").hexdigest()[:16]


def account(name: str) -> str:
    """The one spelling of a username that guesses are counted by."""
    return name.strip().casefold()


def code(typed: str) -> str:
    """A one-time or recovery code as it is compared: what people put between digits is taken out."""
    return "".join(character for character in typed if character not in " \t-\u00a0\u2010\u2011\u2013")


def in_words(day: date) -> str:
    """'31 May 2027'."""
    return f"{day.day} {day:%B %Y}"


def _within(then: str | None, at: datetime, most: timedelta) -> bool:
    """Whether `then` is at most so long before `at`. A clock that was moved back by more than that counts as too long."""
    return then is not None and abs(at - datetime.fromisoformat(then)) < most
