"""Gathers what a person's row carries: what must be known at every opening, and what they can be found by. Called by actions only."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from waymark.core.clock import now
from waymark.people.service_users import rules
from waymark.people.service_users.models import About, FindKey, Person, SafeContact

SAFE_WORDS = {
    "no_voicemail": "Do not leave a voicemail",
    "no_post": "Do not send post",
    "no_text": "Do not send texts",
    "no_email": "Do not send email",
    "no_home_visit": "Do not visit at home",
    "discreet": "Say nothing of the service to anyone but them",
}


_waiting: ContextVar[dict[UUID, Person] | None] = ContextVar("waiting", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Gather what is written inside at its end, once for each person: for an action that writes somebody whole, in its transaction."""
    waiting: dict[UUID, Person] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for person in waiting.values():
        again(person)


def again(person: Person) -> None:
    """Gather afresh, within the caller's transaction."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting[person.pk] = person
        return
    person.to_know = _to_know(person)
    person.save(update_fields=["to_know"])
    FindKey.objects.filter(person=person).delete()
    FindKey.objects.bulk_create(find_keys(person))


def find_keys(person: Person) -> list[FindKey]:
    """The keys of everything the person can be found by: names now and before, numbers, postcodes."""
    made = rules.keys_of(
        names=[person.legal_name, person.chosen_name],
        previous_names=[name.text for name in person.names.all()],
        phones=[point.value for point in person.contact_points.all() if point.kind == "phone"],
        postcodes=[address.postcode for address in person.addresses.all() if address.postcode],
    )
    return [
        FindKey(person=person, service_id=person.service_id, kind=key.kind, key=key.key, said=key.said)
        for key in made
    ]


def _to_know(person: Person) -> dict[str, Any]:
    about = About.objects.filter(person=person).order_by("-written_at", "-id").first()
    safe = SafeContact.objects.filter(person=person).first()
    return {
        "about": _about(about),
        "needs": [_row(n, "kind", "words", "review_on") for n in person.needs.order_by("id")],
        "points": [_row(p, "kind", "value", "note") for p in person.contact_points.order_by("id")],
        "addresses": [
            _row(a, "kind", "lines", "postcode", "protected") for a in person.addresses.order_by("-id")
        ],
        "people": [
            _row(p, "name", "is_their", "phone", "may_be_told")
            for p in person.important_people.order_by("id")
        ],
        "safe_contact": _safe(safe),
        "discreet": bool(safe and safe.discreet),
        "gathered_at": now().isoformat(),
    }


def _about(about: About | None) -> dict[str, Any]:
    return (
        {}
        if about is None
        else _row(
            about, "in_their_words", "what_matters", "please_do", "please_do_not", "helped_by", "written_at"
        )
    )


def _safe(safe: SafeContact | None) -> list[str]:
    if safe is None:
        return []
    said = [words for name, words in SAFE_WORDS.items() if getattr(safe, name)]
    said += [f"Ask for them as {safe.code_name}"] if safe.code_name else []
    return said + ([safe.words] if safe.words else [])


def _row(row: Any, *names: str) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    until = getattr(row, "until", None)
    if until:
        values["until"] = until
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in {"id": str(row.pk), **values}.items()
    }
