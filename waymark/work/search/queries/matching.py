"""The condition that asks the index, on either database. Both hold the same tokens, so both answer the same.

For up to 500 people their tokens stand in the question itself, so that the words and the people meet inside the index; for more, the words
alone are asked for and met with the people's passages. Measured in docs/decisions/003-search-on-two-databases.md.
"""

import json
from collections.abc import Sequence
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from waymark.core.prepared import Given, Prepared
from waymark.work.search import rules
from waymark.work.search.models import Passage, Word

FEW_PEOPLE = 500
AT_ONCE = 100
"""People in one question to PostgreSQL: each is looked at for every hit, so that asking for them in parts costs less."""
BESIDE = 20
"""People beside each other in a question to SQLite, which looks at each at every step: they stand in groups, of which one is moved on."""
NOTHING = "@none"
"""Stands in no passage: ids are digits and the letters from a to f."""
MOST_PEOPLE = 10_000
MOST_BEGINNINGS = 400
ASK = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
LOOK_UP = 'CAST("search_passage"."number" AS INTEGER) IN ({})'
"""As an expression: SQLite would take the unique index on the number and then read each row; so it reads an index that has all it needs."""
WALK = '+"search_passage"."number" IN ({})'
OF_THESE = '"search_passage"."person_id" IN (SELECT value FROM json_each(%s))'
OF_THEM = '"search_passage"."person_id" = ANY(%s::uuid[])'
UNDER_THESE = OF_THESE.replace("person_id", "id")
UNDER_THEM = OF_THEM.replace("person_id", "id")
HOLDS = '"search_passage"."vector" @@ %s::tsquery'
AFTER_EVERY_LETTER = "\U0010ffff"


def words_beginning(words: Sequence[rules.Asked]) -> tuple[list[str], bool]:
    """The words of the record that begin like one of these, and whether there were more than could be taken."""
    beginnings = [asked.word for asked in words if asked.begins]
    if not beginnings:
        return [], False
    found = _from_to(beginnings) if _sqlite() else _starting(beginnings)
    return found[:MOST_BEGINNINGS], len(found) > MOST_BEGINNINGS


def _from_to(beginnings: Sequence[str]) -> list[str]:
    """SQLite's LIKE knows no case and uses no index, so there it is a range for each."""
    return _between(*(Given(end) for word in beginnings for end in (word, word + AFTER_EVERY_LETTER)))


@Prepared
def _between(*ends: Any) -> QuerySet[Word, str]:
    either = Q()
    for first, after in zip(ends[::2], ends[1::2], strict=True):
        either |= Q(word__gte=first, word__lt=after)
    return Word.objects.filter(either).values_list("word", flat=True)[: MOST_BEGINNINGS + 1]


def _starting(beginnings: Sequence[str]) -> list[str]:
    """PostgreSQL has an index for LIKE 'word%'."""
    either = Q()
    for word in beginnings:
        either |= Q(word__startswith=word)
    return list(Word.objects.filter(either).values_list("word", flat=True)[: MOST_BEGINNINGS + 1])


class Way(Enum):
    """How the index is asked: few people stand in the question itself; many are named beside it; all are not named at all."""

    FEW = "few"
    MANY = "many"
    ALL = "all"


def asked(words: Sequence[rules.Asked], known: Sequence[str], people: Sequence[str]) -> tuple[Way, list[Any]]:
    """What to ask for the passages that hold every one of the words and are about one of the people (any, when there are too many to name).

    `people`: the digits of their ids. Nobody makes a thousand ids to write them down again. The second is for `holding`.
    """
    groups = [rules.alternatives(one, known) for one in words]
    if len(people) > FEW_PEOPLE:
        named = [_named(people)] if len(people) <= MOST_PEOPLE else []
        return (Way.MANY if named else Way.ALL), [_question(groups), *named]
    tokens = [rules.person_token(person_id) for person_id in people]
    if _sqlite():
        return Way.FEW, [f"{_question(groups)} AND {_in_groups(tokens)}"]
    questions = [_question([*groups, some]) for some in _by(AT_ONCE, tokens)]
    return Way.FEW, [*questions, _named(people)]


def holding(passages: QuerySet[Passage], way: Way, values: Sequence[Any]) -> QuerySet[Passage]:
    """The passages that `asked` asks for. `values`: what it gave, or places for it (core/prepared.py)."""
    return passages.filter(*(_sqlite_asks(way, values) if _sqlite() else _postgresql_asks(way, values)))


def matching(
    passages: QuerySet[Passage], words: Sequence[rules.Asked], known: Sequence[str], people: Sequence[str]
) -> QuerySet[Passage]:
    """The passages that hold every one of the words and are about one of the people."""
    return holding(passages, *asked(words, known, people))


def _sqlite() -> bool:
    return bool(connection.vendor == "sqlite")


def _sqlite_asks(way: Way, values: Sequence[Any]) -> list[RawSQL]:
    """Few people have few hits: each is looked up by its number. Of many, the passages are walked (the plus) and looked for in them."""
    question, *named = values
    return [
        _true((LOOK_UP if way is Way.FEW else WALK).format(ASK), question),
        *(_true(OF_THESE, people) for people in named),
    ]


def _postgresql_asks(way: Way, values: Sequence[Any]) -> list[RawSQL]:
    """The people are named beside the questions too, so that the planner knows how few rows there are and joins two bitmaps."""
    questions, named = (values, []) if way is Way.ALL else (values[:-1], values[-1:])
    holds = _true(f"({' OR '.join([HOLDS] * len(questions))})", *questions)
    return [holds, *(_true(OF_THEM, people) for people in named)]


def _question(groups: list[list[str]]) -> str:
    either, both, quoted = (" OR ", " AND ", '"{}"') if _sqlite() else (" | ", " & ", "'{}'")
    return both.join("(" + either.join(quoted.format(token) for token in group) + ")" for group in groups)


def _in_groups(tokens: list[str]) -> str:
    """Any of these, for SQLite. It would make one long row of plain alternatives again: what leaves out nothing keeps a group a group."""
    groups = [f'({_question([some])} NOT "{NOTHING}")' for some in _by(BESIDE, tokens)]
    return f"({' OR '.join(groups)})"


def _by(size: int, tokens: list[str]) -> list[list[str]]:
    return [tokens[at : at + size] for at in range(0, len(tokens), size)]


def named(ids: Sequence[UUID]) -> Any:
    """Ids as one value, for `under`."""
    return _named([one.hex for one in ids])


def under(passages: QuerySet[Passage], ids: Any) -> QuerySet[Passage]:
    """The passages with these ids, which `named` made one value."""
    return passages.filter(_true(UNDER_THESE if _sqlite() else UNDER_THEM, ids))


def _named(ids: Sequence[str]) -> Any:
    return json.dumps(list(ids)) if _sqlite() else list(ids)


def _true(sql: str, *values: object) -> RawSQL:
    return RawSQL(sql, values, output_field=BooleanField())  # noqa: S611  fixed text, values apart
