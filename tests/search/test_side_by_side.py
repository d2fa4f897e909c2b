"""On SQLite what was written about one person stands together, and a hit is read from an index alone (docs/decisions/003)."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests.factories.base import make_grant, make_person
from tests.factories.search import make_passage
from waymark.work.search import actions, queries

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL numbers nothing"),
]
side_by_side = import_module("waymark.work.search.migrations.0003_side_by_side")


def place(passage):
    passage.refresh_from_db()
    return divmod(passage.number, side_by_side.PLACES)


def first(person):
    return int(person.pk.hex[-6:], 16)


@pytest.fixture
def jo(team, ann_dodds):
    person = make_person("Jo", service=team.service)
    make_grant(person, worker=ann_dodds)
    return person


@pytest.fixture
def passages(ann, sam, jo):
    return [make_passage(f"The allotment, {n}", by=ann, person=who) for n, who in enumerate((sam, jo, sam))]


def test_each_person_has_a_stretch_and_each_passage_the_next_place_in_it(passages, sam, jo):
    assert [place(one) for one in passages] == [(first(sam), 1), (first(jo), 1), (first(sam), 2)]


def test_what_is_about_nobody_named_has_a_stretch_too(ann):
    about_nobody = [make_passage("A caller", by=ann, person=None) for _ in range(2)]

    assert [place(one) for one in about_nobody] == [(0, 1), (0, 2)]


def test_an_index_of_before_is_put_side_by_side_and_finds_the_same(passages, ann):
    """As an upgrade finds it: numbered in the order of writing."""
    before = [place(one) for one in passages]
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_passage_kept")
        cursor.execute("UPDATE search_passage SET number = NULL")
        cursor.execute("UPDATE search_passage SET number = rowid")
        editor = SimpleNamespace(connection=connection, execute=lambda sql, params: cursor.execute(sql))
        side_by_side.make(apps, editor)

    assert [place(one) for one in passages] == before
    assert queries.search_text(ann, "allotment").total == 3
    actions.withdraw_passage(by=ann, id=passages[0].pk)
    assert queries.search_text(ann, "allotment").total == 2


def test_a_hit_is_read_from_an_index_alone(passages, ann):
    asked = []

    def listen(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert queries.search_text(ann, "allotment").total == 3
    sql, params = next((sql, params) for sql, params in asked if "MATCH" in sql)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = " ".join(row[-1] for row in cursor.fetchall())

    assert "USING COVERING INDEX search_passage_hit" in plan
