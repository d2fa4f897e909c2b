"""A page's statements, put together once for each kind of worker and not anew at every request (docs/decisions/010).

Django puts a statement together from its parts each time it is asked, which for the busiest pages cost more than all the database did.
Here the parts are put together with a place held where each value goes, and the text is kept; who asks, when and about whom are filled in
at every call. What builds a statement never sees a value, so that none can be kept in its text: it can neither look at one nor ask the
database, and the time that the clock tells it is a place too.
"""

import copy
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import DateField, DateTimeField, Expression, Field, QuerySet, UUIDField
from django.db.models.sql.compiler import SQLCompiler

from waymark.core import clock
from waymark.core.actors import Actor

Rows = TypeVar("Rows", bound="QuerySet[Any]")
KINDS_AT_MOST = 200
"""Of one statement: kinds of worker, how many teams they have, what is asked for. A service has a dozen."""
NOW = "now"


class Held(Expression):
    """Where a value goes. Anything but moving a time by so and so long fails, in whoever builds the statement, at its first call."""

    def __init__(self, place: Hashable, kind: "Field[Any, Any]", by: timedelta = timedelta()) -> None:
        super().__init__(output_field=kind)
        self.place, self.kind, self.by = place, kind, by

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A marker, with itself for its value: `filled` comes for it at each call."""
        return "%s", [self]

    def filled(self, values: Mapping[Hashable, Any], connection: Any) -> Any:
        """The value, as this database keeps it."""
        value = values[self.place]
        return self.kind.get_db_prep_value(value + self.by if self.by else value, connection)

    def __add__(self, other: Any) -> Any:
        if not isinstance(other, timedelta):
            raise TypeError("A place for a time is moved by a length of time, and nothing else.")
        return Held(self.place, self.kind, self.by + other)

    def __sub__(self, other: Any) -> Any:
        return self + -other


class Listed(Expression):
    """Several places, for `__in=` over a foreign key, which looks at each value it is given."""

    def __init__(self, places: Iterable[Held]) -> None:
        super().__init__(output_field=UUIDField())
        self.places = list(places)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A marker for each."""
        return f"({', '.join(['%s'] * len(self.places))})", list(self.places)


def among(ids: Collection[Any]) -> Any:
    """The ids of a worker's teams, for `unit_id__in=`, in a statement that is kept or not."""
    return Listed(ids) if any(isinstance(one, Held) for one in ids) else ids


class Given(NamedTuple):
    """Something else that is filled in as it is: a question for an index, a list for the database."""

    value: Any


class Refuses(dict[Any, Any]):
    """What is not in the key of a statement may not shape it."""

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("A statement that is kept is not made from switches, terms or clocks.")

    __getitem__ = get = __contains__ = __iter__ = __len__ = items = keys = values = _refuse


class _Made:
    """The text of one statement, with the places in it, and what turns its rows into what was asked for."""

    def __init__(self, rows: "QuerySet[Any]") -> None:
        self.rows = rows
        self.compiler: SQLCompiler = rows.query.get_compiler(using=rows.db)
        self.sql, self.values = self.compiler.as_sql()

    def ask(self, values: Mapping[Hashable, Any]) -> list[Any]:
        compiler = copy.copy(self.compiler)
        connection = compiler.connection = connections[self.rows.db]
        given = tuple(v.filled(values, connection) if isinstance(v, Held) else v for v in self.values)
        compiler.as_sql = lambda *_, **__: (self.sql, given)  # type: ignore[method-assign]
        compiler.query = query = copy.copy(self.rows.query)
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        rows = object.__new__(type(self.rows))
        rows.__dict__.update(self.rows.__dict__, _query=query, _result_cache=None)
        return list(rows)


class Prepared(Generic[Rows]):
    """`build`, asked as a list. Its arguments: a worker, ids, times, days and what is `Given`, all filled in; and what is part of the text.

    The latter is one of a few choices: None, a yes or no, a whole number, a member of an enumeration or a set of them. Anything else is a
    TypeError.
    """

    def __init__(self, build: Callable[..., Rows]) -> None:
        self.build = build
        self.__doc__, self.__name__ = build.__doc__, build.__name__
        self._made: dict[Hashable, _Made | None] = {}

    def __call__(self, *arguments: Any) -> list[Any]:
        if isinstance(clock.now(), Held):
            raise TypeError("A statement that is kept is not put together from the rows of another.")
        values: dict[Hashable, Any] = {NOW: clock.now()}
        stood_in = [_stood_in(place, one, values) for place, one in enumerate(arguments)]
        key = tuple(_key(one) for one in stood_in)
        kept = self._made  # whatever another thread puts in its place meanwhile
        if key not in kept:
            if len(kept) >= KINDS_AT_MOST:
                kept = self._made = {}
            kept[key] = self._make(stood_in)
        made = kept[key]
        return made.ask(values) if made else []

    def _make(self, stood_in: Sequence[Any]) -> _Made | None:
        with clock.held(Held(NOW, DateTimeField())), _asking_nothing():
            try:
                return _Made(self.build(*stood_in))
            except EmptyResultSet:
                return None


def _stood_in(place: Hashable, one: Any, values: dict[Hashable, Any]) -> Any:
    """The same argument with places for its values, which are noted in `values`."""
    if isinstance(one, Actor):
        return _actor(place, one, values)
    kind = _kind(one)
    if kind is None:
        return one
    values[place] = one.value if isinstance(one, Given) else one
    return Held(place, kind)


def _kind(one: Any) -> "Field[Any, Any] | None":
    if isinstance(one, UUID):
        return UUIDField()
    if isinstance(one, datetime):
        return DateTimeField()
    if isinstance(one, Given):
        return Field()
    return DateField() if isinstance(one, date) else None


def _actor(place: Hashable, worker: Actor, values: dict[Hashable, Any]) -> Actor:
    """A worker of the same posts and as many teams, of whom nothing else is known."""

    def held(name: str, value: Any) -> Any:
        return _stood_in((place, name), value, values)

    teams = [held(f"team {n}", team) for n, team in enumerate(sorted(worker.team_ids))]
    return replace(
        worker,
        name="",
        user_id=None,
        role="",
        organisation="",
        service="",
        session="",
        worker_id=held("worker", worker.worker_id),
        service_id=held("service", worker.service_id),
        team_ids=frozenset(teams),
        switches=Refuses(),
        terms=Refuses(),
        clocks=Refuses(),
    )


def _key(one: Any) -> Any:
    if isinstance(one, Actor):
        known = (one.worker_id is None, one.service_id is None, len(one.team_ids))
        return (one.profiles, one.rights, one.door, known)
    if isinstance(one, Held):
        return type(one.kind)
    if one is None or isinstance(one, bool | int | Enum) or _are_choices(one):
        return one
    raise TypeError(f"A {type(one).__name__} would become part of a statement that is kept.")


def _are_choices(one: Any) -> bool:
    return isinstance(one, frozenset) and all(isinstance(choice, Enum) for choice in one)


@contextmanager
def _asking_nothing() -> Any:
    def refuse(*_: object) -> NoReturn:
        raise TypeError("A statement is put together without asking the database.")

    with connections["default"].execute_wrapper(refuse):
        yield
