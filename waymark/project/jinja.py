"""The template environment of the whole product: the ground floor's, with the menu."""

from typing import Any

from jinja2 import Environment

from waymark.core import jinja
from waymark.project.menu import menu_of


def environment(**options: Any) -> Environment:
    """Made once by Django."""
    env = jinja.environment(**options)
    env.globals.update(menu_of=menu_of)
    return env
