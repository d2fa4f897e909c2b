"""The template environment of the whole product: the ground floor's, with the menu, and whether a page may be saved."""

from typing import Any

from jinja2 import Environment

from waymark.core import jinja
from waymark.governance.information_assets.permissions import may_take_out
from waymark.project.menu import menu_of


def environment(**options: Any) -> Environment:
    """Made once by Django."""
    env = jinja.environment(**options)
    env.globals.update(menu_of=menu_of, may_take_out=may_take_out)
    return env
