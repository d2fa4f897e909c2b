"""The condition that asks the index, on either database. Both hold the same tokens, so both answer the same.

For up to 500 people their tokens stand in the question itself, so that the words and the people meet inside the index; for more, the words
alone are asked for and met with the people's passages. Measured in docs/decisions/003-search-on-two-databases.md.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from waymark.work.search import rules
from waymark.work.search.models import Passage, Word

FEW_PEOPLE = 500
MOST_PEOPLE = 10_000
MOST_BEGINNINGS = 400
LOOK_UP = '"search_passage"."number" IN (SELECT rowid FROM search_index WHERE search_index MATCH %s)'
WALK = f"+{LOOK_UP}"
AFTER_EVERY_LETTER = "\U0010ffff"


def words_beginning(words: Sequence[rules.Asked]) -> tuple[list[str], bool]:
    """The words of the record that begin like one of these, and whether there were more than could be taken."""
    beginnings = Q(pk__in=[])
    for asked in words:
        beginnings |= _begins(asked.word) if asked.begins else Q()
    if not beginnings or not any(asked.begins for asked in words):
        return [], False
    found = list(Word.objects.filter(beginnings).values_list("word", flat=True)[: MOST_BEGINNINGS + 1])
    return found[:MOST_BEGINNINGS], len(found) > MOST_BEGINNINGS


def matching(
    passages: QuerySet[Passage], words: Sequence[rules.Asked], known: Sequence[str], people: Sequence[UUID]
) -> QuerySet[Passage]:
    """The passages that hold every one of the words and are about one of the people (any, when there are too many to name)."""
    groups = [rules.alternatives(asked, known) for asked in words]
    few = len(people) <= FEW_PEOPLE
    if few:
        groups.append([rules.person_token(person_id) for person_id in people])
    named = list(people) if len(people) <= MOST_PEOPLE else []
    if connection.vendor == "sqlite":
        return passages.filter(*_sqlite(groups, [] if few else named, by_number=few))
    return passages.filter(*_postgresql(groups, named))


def _begins(word: str) -> Q:
    """PostgreSQL has an index for LIKE 'word%'; SQLite's LIKE knows no case and uses none, so there it is a range."""
    if connection.vendor == "sqlite":
        return Q(word__gte=word, word__lt=word + AFTER_EVERY_LETTER)
    return Q(word__startswith=word)


def _sqlite(groups: list[list[str]], people: list[UUID], *, by_number: bool) -> list[RawSQL]:
    """`by_number`: few hits, so each is looked up; else (the plus) the people's passages are walked and looked for among the hits."""
    question = " AND ".join("(" + " OR ".join(f'"{token}"' for token in group) + ")" for group in groups)
    conditions = [_true(LOOK_UP if by_number else WALK, question)]
    if people:
        in_hex = json.dumps([person_id.hex for person_id in people])
        conditions.append(_true('"search_passage"."person_id" IN (SELECT value FROM json_each(%s))', in_hex))
    return conditions


def _postgresql(groups: list[list[str]], people: list[UUID]) -> list[RawSQL]:
    """The people are named beside the question too, so that the planner knows how few rows there are and joins two bitmaps."""
    question = " & ".join("(" + " | ".join(f"'{token}'" for token in group) + ")" for group in groups)
    conditions = [_true('"search_passage"."vector" @@ %s::tsquery', question)]
    if people:
        conditions.append(_true('"search_passage"."person_id" = ANY(%s)', people))
    return conditions


def _true(sql: str, value: object) -> RawSQL:
    return RawSQL(sql, [value], output_field=BooleanField())  # noqa: S611  fixed text, values apart
