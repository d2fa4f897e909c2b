"""The template environment: NHS components, our own macros, and the few words every page needs."""

from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.messages import get_messages
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.text import capfirst
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup, escape

from waymark.core import clock, phones
from waymark.core.heartbeats import alerting_is_late, filling
from waymark.core.look import theme_of


def environment(**options: Any) -> Environment:
    """Made once by Django. Autoescape stays on; undefined names chain so that NHS macros may ask for absent parameters."""
    options["undefined"] = ChainableUndefined
    options["loader"] = ChoiceLoader(
        [
            options["loader"],
            PackageLoader("nhsuk_frontend_jinja"),
            PackageLoader("nhsuk_frontend_jinja", "templates"),
        ]
    )
    env = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701  autoescape is in options, set by Django
    env.globals.update(
        static=static, url=url, csrf_token_of=get_token, messages_of=get_messages, theme_of=theme_of
    )
    env.globals.update(alerting_is_late=alerting_is_late, filling=filling)
    env.filters.update(
        day=day,
        time=clock_time,
        when=when,
        paragraphs=paragraphs,
        one_line=one_line,
        short_day=short_day,
        brief_day=brief_day,
        phone=phones.show,
        to_ring=phones.to_ring,
        capfirst=capfirst,
    )
    return env


NO_ID = UUID(int=0)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view by name. Of one row, as most of a list's are, it is looked up once and the id put in."""
    if len(args) == 1 and not kwargs and isinstance(args[0], UUID):
        return _of_one(name).replace(str(NO_ID), str(args[0]))
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _of_one(name: str) -> str:
    return reverse(name, args=[NO_ID])


def day(value: datetime | date) -> str:
    """'Wednesday 25 November 2026' in London."""
    there = _london(value)
    return f"{there:%A} {there.day} {there:%B %Y}"


def short_day(value: datetime | date) -> str:
    """'25 Nov 2026' in London."""
    there = _london(value)
    return f"{there.day} {there:%b %Y}"


def brief_day(value: datetime | date) -> str:
    """'25 Nov' in London, for a narrow column beside things of this year."""
    there = _london(value)
    return f"{there.day} {there:%b}"


def clock_time(value: datetime) -> str:
    """'14:05' in London."""
    return f"{clock.local(value):%H:%M}"


def when(value: datetime) -> str:
    """'25 Nov 2026, 14:05' in London."""
    return f"{short_day(value)}, {clock_time(value)}"


def paragraphs(text: str) -> Markup:
    """Typed text with its line breaks, escaped first (A19)."""
    blocks = [b for b in str(text).replace("\r\n", "\n").split("\n\n") if b.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in b.split("\n")))
        for b in blocks
    )


def one_line(text: str) -> str:
    """Lines of an address beside each other. A browser sends each break as two characters."""
    return ", ".join(line.strip() for line in str(text).splitlines() if line.strip())


def _london(value: datetime | date) -> datetime | date:
    return clock.local(value) if isinstance(value, datetime) else value
