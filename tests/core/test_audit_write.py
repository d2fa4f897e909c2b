"""Whatever is written to the log can be kept on both databases, and says under which emergency opening it happened."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from waymark.core import audit
from waymark.core.actions import ActionNotAudited, action
from waymark.core.actors import Actor
from waymark.core.audit import chain, collector, log
from waymark.core.audit.write import plain
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry

ANN = Actor(name="Ann", worker_id=new_id())
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.uuids() | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(), inner, max_size=3)
        | st.sets(st.text(), max_size=3)
    ),
    max_leaves=8,
)


@given(anything)
def test_any_detail_becomes_json_that_both_databases_keep(value: object) -> None:
    text = chain.canonical(plain(value)).decode("utf8")
    assert "\\u0000" not in text
    assert "NaN" not in text or "NaN" in repr(value)
    assert plain(plain(value)) == plain(value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["nul\x00", "half \ud800", "two\nlines\r\n{}", "x" * 5000, "'; DROP TABLE core_auditentry; --", "\u202e"],
)
def test_hostile_words_are_kept_and_come_back_in_one_line(words: str) -> None:
    actor = Actor(name=words, role=words, organisation=words, session=words, door=words)
    audit.write(actor, words, words, detail={"why": words, words: [words]})
    row = AuditEntry.objects.values_list(*log.COLUMNS).get()
    line = chain.sealed(log.content(row), 1, chain.ZEROS, b"k" * 64)
    assert chain.written(line).count(b"\n") == 1
    assert chain.read(chain.written(line)) == line
    assert line["object"] == words.replace("\x00", "\ufffd").replace("\ud800", "?")[:200]


@pytest.mark.django_db
def test_every_row_about_a_person_open_by_an_override_says_which() -> None:
    person, other, override = new_id(), new_id(), new_id()
    with collector.reading() as reading:
        collector.under(person, override)
        collector.saw("service_users.person", person, person)
        audit.write(ANN, "change_name", person_id=person, detail={"field": "name"})
        audit.write(ANN, "change_name", person_id=other)
    audit.write(ANN, "read", person_id=reading.person(), detail=reading.detail())
    about, beside, read = AuditEntry.objects.order_by("id").values_list("detail", flat=True)
    assert about == {"field": "name", "override": str(override)}
    assert beside == {}
    assert read["override"] == str(override)


@pytest.mark.django_db
def test_an_action_that_leaves_no_row_keeps_nothing() -> None:
    @action
    def forgetful(*, by: Actor) -> None:
        AuditEntry.objects.count()

    with pytest.raises(ActionNotAudited), transaction.atomic():
        forgetful(by=ANN)
