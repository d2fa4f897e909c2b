"""Gathers what a person's row carries: what must be known at every opening, and what they can be found by. Called by actions only."""

from collections.abc import Iterable, Mapping
from typing import Any

from waymark.core.clock import now
from waymark.people.service_users import rules
from waymark.people.service_users.models import (
    About,
    Address,
    Confirmation,
    ContactPoint,
    FindKey,
    ImportantPerson,
    Need,
    Person,
    PersonName,
    SafeContact,
)

SAFE_WORDS = {
    "no_voicemail": "Do not leave a voicemail",
    "no_post": "Do not send post",
    "no_text": "Do not send texts",
    "no_email": "Do not send email",
    "no_home_visit": "Do not visit at home",
    "discreet": "Say nothing of the service to anyone but them",
}


def again(person: Person) -> None:
    """Gather afresh, within the caller's transaction."""
    person.to_know = _to_know(person)
    person.save(update_fields=["to_know"])
    FindKey.objects.filter(person=person).delete()
    FindKey.objects.bulk_create(find_keys(person))


def find_keys(person: Person) -> list[FindKey]:
    """The keys of everything the person can be found by: names now and before, numbers, postcodes."""
    return keys_of(person, person.names.all(), person.contact_points.all(), person.addresses.all())


def keys_of(
    person: Person,
    names: Iterable[PersonName],
    points: Iterable[ContactPoint],
    addresses: Iterable[Address],
) -> list[FindKey]:
    """The same of rows in hand."""
    made = rules.keys_of(
        names=[person.legal_name, person.chosen_name],
        previous_names=[name.text for name in names],
        phones=[point.value for point in points if point.kind == "phone"],
        postcodes=[address.postcode for address in addresses if address.postcode],
    )
    return [
        FindKey(person=person, service_id=person.service_id, kind=key.kind, key=key.key, said=key.said)
        for key in made
    ]


def _to_know(person: Person) -> dict[str, Any]:
    return to_know_of(
        About.objects.filter(person=person).order_by("-written_at", "-id").first(),
        SafeContact.objects.filter(person=person).first(),
        person.needs.order_by("id"),
        person.contact_points.order_by("id"),
        person.addresses.order_by("-id"),
        person.important_people.order_by("id"),
        _confirmed(person),
    )


def _confirmed(person: Person) -> dict[str, str]:
    """The day on which each detail was last asked."""
    rows = Confirmation.objects.filter(person=person).order_by("at", "id").values_list("what", "on")
    return {what: on.isoformat() for what, on in rows}


def to_know_of(
    about: About | None,
    safe: SafeContact | None,
    needs: Iterable[Need],
    points: Iterable[ContactPoint],
    addresses: Iterable[Address],
    people: Iterable[ImportantPerson],
    confirmed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What must be known at every opening, from rows in hand."""
    return {
        "about": _about(about),
        "needs": [_row(n, "kind", "words", "language", "review_on") for n in needs],
        "points": [_row(p, "kind", "value", "note") for p in points],
        "addresses": [_row(a, "kind", "lines", "postcode", "protected") for a in addresses],
        "people": [_row(p, "name", "is_their", "phone", "may_be_told", "trusted") for p in people],
        "safe_contact": _safe(safe),
        "discreet": bool(safe and safe.discreet),
        "confirmed": dict(confirmed or {}),
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
