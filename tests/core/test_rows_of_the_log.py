"""Rows of the log wait for the end of the outermost action; and what cannot be under an id is not looked for (docs/decisions/007)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.base import make_person, make_service
from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.core.ids import derived, new_id, nothing_under
from waymark.core.models import AuditEntry
from waymark.core.pages import Refused
from waymark.people.service_users.models import Person

pytestmark = pytest.mark.django_db
ANN = Actor(name="Ann", worker_id=new_id())


@action
def inner(*, refused: bool = False) -> None:
    audit.write(ANN, "inner")
    if refused:
        raise Refused("Not this one.")


@action
def outer(*, then: list[bool]) -> None:
    audit.write(ANN, "outer begins")
    for refused in then:
        try:
            inner(refused=refused)
        except Refused:
            audit.write(ANN, "outer goes on")
    audit.write(ANN, "outer ends")


def said() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_they_are_written_in_the_order_they_were_said_in_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        outer(then=[False, False])

    assert said() == ["outer begins", "inner", "inner", "outer ends"]
    assert sum("core_auditentry" in one["sql"] for one in asked) == 1


def test_an_inner_action_that_fails_takes_its_own_and_no_other() -> None:
    outer(then=[False, True, False])

    assert said() == ["outer begins", "inner", "outer goes on", "inner", "outer ends"]


def test_an_outer_one_that_fails_leaves_nothing() -> None:
    with pytest.raises(Refused):
        inner(refused=True)

    assert said() == []


def test_what_follows_from_a_new_row_is_not_looked_for_the_first_time_and_is_the_second() -> None:
    root = new_id()
    there = make_person(service=make_service())
    with nothing_under(root), CaptureQueriesContext(connection) as asked:
        child = derived(derived(root, "note"), "task")
        assert Person.objects.kept(root) is None
        assert Person.objects.kept(child) is None
        assert len(asked) == 0
        assert Person.objects.kept(child) is None
        assert Person.objects.kept(there.pk) == there
        assert len(asked) == 2

    with CaptureQueriesContext(connection) as asked:
        assert Person.objects.kept(derived(root, "note")) is None
    assert len(asked) == 1
