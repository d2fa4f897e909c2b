"""One record's address with another's row in it, in the query, in what is sent, or as the id to write: nothing leaks, nothing crosses.

A03, A05: an update by one person's id with another's context; a form opened by its id under the wrong person.
"""

from itertools import permutations

import pytest
from django.db import models

from tests.sweeps.conftest import undone
from tests.sweeps.swaps import swaps
from tests.sweeps.test_furnished import TABLES, way_to_person
from tests.sweeps.test_other_peoples_records import last_row
from waymark.core.models import AuditEntry
from waymark.people.service_users.models import Person


def ways(model):
    """Each way a row leads to a person: its own column, and through every row it points at."""
    for field in model._meta.fields:
        if isinstance(field, models.ForeignKey) and field.related_model is not model:
            further = "pk" if field.name == "person" else way_to_person(field.related_model, (model,))
            if further is not None:
                yield f"{field.name}__{further}"


def pairs():
    """What must agree: a row's first way to a person, and each other."""
    for model, _ in TABLES.values():
        if model is Person:
            continue
        first, *more = ways(model)
        yield from ((model, first, other) for other in more)


CROSSINGS = [*pairs()]


def crossed():
    """Rows that are about one person by one of their columns, and about another by another."""
    return [
        f"{model._meta.label_lower}: {one} is not {other}"
        for model, one, other in CROSSINGS
        if model.objects.filter(**{f"{one}__isnull": False, f"{other}__isnull": False})
        .exclude(**{one: models.F(other)})
        .exists()
    ]


def test_crossings_are_looked_for():
    assert {f"{model.__name__}: {other}" for model, _, other in CROSSINGS} >= {
        "Note: contact__person__pk",
        "Visit: goal__person__pk",
        "NoteMark: note__person__pk",
        "Step: goal__person__pk",
        "Allocation: episode__person__pk",
    }


@pytest.mark.slow
@pytest.mark.parametrize(("mine", "theirs"), [*permutations(("amy", "ben", "cas"), 2)])
def test_a_row_of_another_s_in_one_s_own_address_gives_and_takes_nothing(world, mine, theirs):
    mine, theirs = world.records[mine], world.records[theirs]
    assert crossed() == []
    wrong, made = [], 0
    for swap in swaps(world, mine, theirs):
        with undone():
            wrong += [
                f"{swap.path} {swap.data or ''}: {fault}" for fault in _faults(world, swap, mine, theirs)
            ]
        made += 1

    assert not wrong, "\n".join(wrong)
    assert made > 100


def _faults(world, swap, mine, theirs):
    before = last_row()
    answer = swap.make(world)
    yield from ([f"{answer.status_code}"] if answer.status_code >= 500 else [])
    said = repr(swap.path) + repr(swap.data)
    yield from (
        f"it says {leak}"
        for leak in world.leaked(answer.content, but=mine)
        if not _echoed(theirs, leak, said)
    )
    since = AuditEntry.objects.filter(pk__gt=before, person_id=theirs.person.pk)
    yield from (f"wrote {row.action}" for row in since.exclude(outcome="refused").exclude(action="read"))
    yield from crossed()


def _echoed(theirs, leak, said):
    """What was sent may come back in the box it was typed in."""
    return any(what == leak and canary in said.lower() for canary, what in theirs.canaries.items()) or (
        leak.endswith("NHS number") and theirs.number in said
    )
