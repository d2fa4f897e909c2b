"""Nothing points up: what import-linter cannot see, or says too late."""

import pytest
from django.apps import apps

from tests import house

ROOM_FILES = sorted(
    path
    for folder in house.rooms().values()
    for path in folder.rglob("*.py")
    if path.parent.name != "migrations"
)
NOT_FOR_OTHER_ROOMS = {"views", "forms", "urls", "jobs", "rules", "middleware"}


def named(path):
    return path.relative_to(house.PACKAGE).as_posix()


def files(name):
    return [path for path in ROOM_FILES if path.name == name or path.parent.name == name.removesuffix(".py")]


def foreign_keys():
    """Every foreign key (and one to one, many to many) from one table of ours to another."""
    ours = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("waymark.")
    ]
    for model in ours:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if target is not None and target.__module__.startswith("waymark."):
                yield (
                    f"{model._meta.label}.{field.name} -> {target._meta.label}",
                    model.__module__,
                    target.__module__,
                )


def test_foreign_keys_point_down():
    keys = list(foreign_keys())
    up = [
        key
        for key, source, target in keys
        if house.room_of(source) != house.room_of(target) and house.height(source) <= house.height(target)
    ]

    assert keys
    assert up == [], "a foreign key points up, or sideways: put the row in the room above, pointing down"


def test_every_room_has_a_floor():
    """Import-linter holds the order of the rooms it is told of: each wing needs its list, each room its place in it."""
    without = [
        name
        for name in house.rooms()
        if name.split(".")[1] not in house.floors(f"waymark.{name.split('.')[0]}")
    ]

    assert without == []


@pytest.mark.parametrize("path", files("rules.py"), ids=named)
def test_rules_know_no_django_and_no_clock(path):
    forbidden = ("django", "allauth", "time", "random", "secrets", "os", "pathlib", "waymark.core.clock")
    source = path.read_text(encoding="utf8")

    assert {
        name for name in house.imports_of(path) if name.split(".")[0] in forbidden or name in forbidden
    } == set()
    assert [word for word in (".now(", ".today(", ".utcnow(") if word in source] == []


@pytest.mark.parametrize("path", files("views.py"), ids=named)
def test_views_know_no_tables(path):
    assert {name for name in house.imports_of(path) if "models" in name.split(".")} == set()


@pytest.mark.parametrize("path", ROOM_FILES, ids=named)
def test_a_room_uses_only_the_front_doors_of_others(path):
    mine = house.room_of(".".join(path.relative_to(house.ROOT).with_suffix("").parts))
    others = [name.split(".") for name in house.imports_of(path) if name.startswith("waymark.")]
    through_the_back = [
        ".".join(parts)
        for parts in others
        if house.room_of(".".join(parts)) in house.rooms()
        and house.room_of(".".join(parts)) != mine
        and len(parts) == 4
        and parts[3] in NOT_FOR_OTHER_ROOMS
    ]

    assert through_the_back == [], (
        "across rooms: queries, actions, choices, permissions, and models for foreign keys"
    )
