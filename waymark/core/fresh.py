"""A database that holds nothing gets its tables at once, as the last step of the migrations leaves them.

Step by step Django draws every model again for each new one: a minute's work for a house of some size. What is made is the same, which a
test holds on both databases; and every step counts as done, so that the next one is an ordinary step. What a step does besides (a trigger,
an index of our own) is done afterwards, in the order of the steps: one that moves rows finds none.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState

OF_MODELS = (ModelOperation, FieldOperation, IndexOperation)


@contextmanager
def all_or_nothing(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """One transaction for every step, so that an upgrade that was stopped can be begun again.

    Django notes a step after its tables are kept: who is stopped between the two is told ever after that a table exists already.
    """
    connection.disable_constraint_checking()  # SQLite does it only before a transaction begins
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # no table is altered while a check of its rows waits
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
    finally:
        connection.enable_constraint_checking()


def make(connection: BaseDatabaseWrapper) -> bool:
    """Every table, trigger and index, where there is none of any kind. False where there is, or where only the steps can tell."""
    executor = MigrationExecutor(connection)
    ends = executor.loader.graph.leaf_nodes()
    steps = [step for step, _ in executor.migration_plan(ends)]
    if connection.introspection.table_names() or any(map(_only_as_a_step, steps)):
        return False
    state = executor.loader.project_state(ends)
    with all_or_nothing(connection):
        executor.recorder.ensure_schema()
        with connection.schema_editor() as editor:
            for model in state.apps.get_models():
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        for step in steps:
            _what_no_model_says(connection, step, state)
            executor.recorder.record_applied(step.app_label, step.name)
    return True


def _what_no_model_says(connection: BaseDatabaseWrapper, step: Migration, state: ProjectState) -> None:
    for operation in step.operations:
        if not isinstance(operation, OF_MODELS):
            with connection.schema_editor() as editor:
                operation.database_forwards(step.app_label, editor, state, state)


def _only_as_a_step(step: Migration) -> bool:
    return any(isinstance(operation, SeparateDatabaseAndState) for operation in step.operations)
