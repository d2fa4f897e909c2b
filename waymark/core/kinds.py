"""Which of several questions have an answer at all, in one statement: on most days most of a list's parts are empty."""

from typing import Any

from django.db.models import QuerySet, Value


def with_rows(**questions: QuerySet[Any]) -> frozenset[str]:
    """The names of those that have a row. Nothing is loaded, so no reading is logged; whoever goes on to ask narrows by the policy."""
    return frozenset(named(**questions))


def named(**questions: QuerySet[Any]) -> QuerySet[Any, str]:
    """The statement that gives them: for one that is kept (core/prepared.py)."""
    first, *others = (
        rows.order_by().annotate(named_here=Value(name)).values_list("named_here", flat=True)
        for name, rows in questions.items()
    )
    return first.union(*others)
