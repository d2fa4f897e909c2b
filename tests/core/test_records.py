"""The tables of the record: nothing is written, one row or many, outside an action, which leaves its row in the log (security.md, A28)."""

from typing import Any

import pytest
from django.apps import apps

from tests.factories.base import make_person, make_service
from waymark.core import actions
from waymark.core.records import NeverDeleted, Recorded, SignedMeansFixed
from waymark.people.service_users.models import Person, PersonName
from waymark.support.case_notes.models import Note


@pytest.fixture
def sam(db: None) -> Person:
    return make_person("Sam", service=make_service())


def write_one(sam: Person) -> None:
    sam.given_name = "Samuel"
    sam.save()


def write_many(sam: Person) -> None:
    PersonName.objects.bulk_create([PersonName(person=sam, kind="previous", text="Samuel Hall")])


def change_many(sam: Person) -> None:
    Person.objects.filter(pk=sam.pk).update(given_name="Samuel")


@pytest.mark.parametrize("write", [write_one, write_many, change_many])
def test_a_write_outside_an_action_is_refused(sam: Person, write: Any) -> None:
    with pytest.raises(actions.WrittenOutsideAction):
        write(sam)

    assert (Person.objects.get().given_name, PersonName.objects.count()) == ("Sam", 0)


def test_inside_one_it_is_kept(sam: Person) -> None:
    with actions.frame("test"):
        change_many(sam)

    assert Person.objects.get().given_name == "Samuel"


def test_even_inside_one_what_was_signed_is_not_changed_and_nobody_is_deleted(sam: Person) -> None:
    with actions.frame("test"):
        with pytest.raises(SignedMeansFixed):
            Note.objects.filter(person=sam).update(text="Otherwise")
        with pytest.raises(NeverDeleted):
            sam.delete()
        with pytest.raises(NeverDeleted):
            Person.objects.all().delete()


def test_every_table_about_a_person_is_such_a_table_but_the_keys_by_which_find_looks() -> None:
    about = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("waymark.")
        and any(field.related_model is Person for field in model._meta.fields)
    ]
    assert len(about) > 20
    assert [model._meta.label for model in about if not issubclass(model, Recorded)] == [
        "service_users.FindKey"
    ]
