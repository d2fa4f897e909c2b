"""The sweeps' people have everything on record: a new table, or a new text of a record, must be furnished before anything is said of it."""

import json

import pytest
from django.apps import apps
from django.db import models

from tests.sweeps.world import CANARY
from waymark.core.records import Recorded
from waymark.people.service_users.models import Person

NOT_FREE = {
    "access.grant.source": "names a table",
    "access.privacyalert.kind": "a code",
    "case_notes.note.author_role": "of the worker",
    "case_notes.note.sha256": "a digest",
    "contact.draft.form": "a code",
    "due.obligation.kind": "a code",
    "due.obligation.rule": "a code and numbers",
    "due.obligation.answer_source": "names a table",
    "search.passage.source": "names a table",
    "schedules.schedule.weekdays": "numbers",
    "service_users.address.postcode": "too short for a canary",
    "service_users.findkey.key": "made of the names, in small letters",
    "service_users.findkey.said": "made of the names",
    "service_users.person.nhs_number": "its own digits are looked for",
    "service_users.person.nhs_number_status": "a code",
    "service_users.legalstatus.section": "a code",
    "service_users.person.gender": "a code",
    "service_users.person.ethnicity": "a code",
    "information_assets.broughtin.sha256": "a digest",
    "sharing.disclosure.kinds": "codes",
    "written_reports.writtenreport.left_out": "keys of facts",
    "written_reports.sentreport.sha256": "a digest",
    "measures.filled.figures": "numbers",
    "plans.planversion.took_part": "codes",
    "plans.plandraft.edits": "numbers",
    "plans.theirwords.line": "the key of a line",
    "plans.theirwords.line_name": "made by the product",
    "plans.seen.line": "the key of a line",
    "plans.planreview.took_part": "codes",
    "plans.planreview.decisions": "codes",
    "measures.filled.safety": "a code",
    "diary.contact.session": "a code of the service's file",
    "subject_access.redaction.item": "names a row",
    "correspondence.outgoing.to": "a number of theirs",
    "sharing.message.to": "a number of theirs",
    "tasks.task.source": "names a table",
}
"""Texts of a record that nobody types, and why."""


def way_to_person(model, seen=()):
    """How a row leads to its person, as a lookup ('' for the person's own row); None for a row that is about nobody."""
    if model is Person:
        return "pk"
    for field in model._meta.fields:
        if isinstance(field, models.ForeignKey) and field.related_model not in (*seen, model):
            further = way_to_person(field.related_model, (*seen, model))
            if further is not None:
                return f"{field.name}__{further}"
    return None


TABLES = {
    model._meta.label_lower: (model, way)
    for model in apps.get_models()
    if issubclass(model, Recorded) and (way := way_to_person(model))
}


def free_texts(model):
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and f"{model._meta.label_lower}.{field.name}" not in NOT_FREE
    ]


def test_the_tables_of_a_record_are_known():
    assert len(TABLES) > 25
    assert TABLES["due.deferral"][1] == "obligation__person__pk"


@pytest.mark.parametrize("label", TABLES)
def test_every_text_of_every_table_of_a_record_is_furnished(world, label):
    model, way = TABLES[label]
    for record in world.records.values():
        rows = model.objects.filter(**{way: record.person.pk})
        assert rows.exists(), f"{record.name} has no {label}"
        for name in free_texts(model):
            held = json.dumps(list(rows.values_list(name, flat=True)), default=str).lower()
            assert set(CANARY.findall(held)) & record.canaries.keys(), (
                f"{record.name}: {label}.{name} holds no canary"
            )


def test_what_is_not_free_text_is_a_field(world):
    fields = {f"{m._meta.label_lower}.{f.name}" for m in apps.get_models() for f in m._meta.fields}

    assert NOT_FREE.keys() - fields == set()


def test_no_two_texts_share_a_canary(world):
    canaries = [canary for record in world.records.values() for canary in record.canaries]

    assert len(canaries) == len(set(canaries)) > 200
