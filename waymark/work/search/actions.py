"""What the rooms above call when something is written that people may look for again."""

from datetime import datetime
from uuid import UUID

from waymark.core import audit
from waymark.core.actions import action
from waymark.core.actors import Actor
from waymark.people.access.choices import Sensitivity
from waymark.work.search import rules
from waymark.work.search.models import Passage, Word


class PassageDiffers(ValueError):
    """A passage was pushed again under its id with other words, another person or another sensitivity."""


@action
def push_passage(
    *,
    by: Actor,
    id: UUID,
    person_id: UUID | None,
    source: str,
    author_id: UUID | None,
    occurred_at: datetime,
    sensitivity: Sensitivity,
    text: str,
) -> Passage:
    """Make the text of one row of the record findable. `id`: that row's own; `source`: its table, such as `case_notes.note`.

    The caller has asked whether `by` may write it. The same again changes nothing; the same id with anything else raises PassageDiffers.
    """
    wanted = {
        "service_id": by.service_id,
        "person_id": person_id,
        "source": source,
        "author_id": author_id,
        "occurred_at": occurred_at,
        "sensitivity": sensitivity,
        "text": text,
    }
    kept = Passage.objects.kept(id)
    if kept is not None:
        return _again(by, kept, wanted)
    made = Passage(id=id, tokens=rules.tokens_of(text, person_id), **wanted)
    made.save(force_insert=True)
    _learn(rules.words_of(text))
    audit.write(by, "push_passage", made, detail={"source": source})
    return made


@action
def withdraw_passage(*, by: Actor, id: UUID) -> None:
    """Take a row's text out of the search (entered in error, rules.md 0.1). The row itself stays where it is. Twice is once."""
    passage = Passage.objects.filter(pk=id, service_id=by.service_id).first()
    if passage is None:
        audit.write(by, "withdraw_passage", f"search.passage:{id}", outcome="repeat")
        return
    audit.write(by, "withdraw_passage", passage, detail={"source": passage.source})
    passage.delete()


def _again(by: Actor, kept: Passage, wanted: dict[str, object]) -> Passage:
    different = sorted(name for name, value in wanted.items() if getattr(kept, name) != value)
    if different:
        raise PassageDiffers(f"Passage {kept.pk} is there already, with another {' and '.join(different)}.")
    audit.write(by, "push_passage", kept, outcome="repeat")
    return kept


def _learn(words: list[str]) -> None:
    """Keep the words that no passage had before. Most texts bring none; all writers go in one order, so that none waits for another."""
    Word.objects.bulk_create([Word(word=word) for word in sorted(set(words))], ignore_conflicts=True)
