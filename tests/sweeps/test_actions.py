"""Every write is an action: one transaction, one audit row at least (core/actions.py does the refusing)."""

import importlib
import inspect

import pytest

from tests import house

WRITERS = [
    ".".join(path.relative_to(house.ROOT).with_suffix("").parts).removesuffix(".__init__")
    for folder in house.rooms().values()
    for path in [
        *sorted(folder.glob("actions.py")),
        *sorted(folder.glob("actions/[!_]*.py")),
        *sorted(folder.glob("actions/__init__.py")),
    ]
]


def public_functions(module):
    return [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == module.__name__
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_every_public_function_of_actions_is_an_action(name):
    functions = public_functions(importlib.import_module(name))

    assert [f.__name__ for f in functions if not getattr(f, "is_action", False)] == []


@pytest.mark.parametrize("name", WRITERS)
def test_an_action_takes_named_values_only_and_says_who(name):
    """`by` is the actor; an action without one must be one the clock or the installer runs, and says so in its docstring."""
    for function in public_functions(importlib.import_module(name)):
        parameters = inspect.signature(function).parameters.values()
        assert [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY] == [], function.__name__
        assert "by" in {p.name for p in parameters}, f"{name}.{function.__name__} does not say who"
        assert inspect.getdoc(function), f"{name}.{function.__name__} has no docstring"
