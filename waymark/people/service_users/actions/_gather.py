"""Gathers what a person's row carries: what must be known at every opening, and what they can be found by. Called by actions only."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from waymark.core.clock import now
from waymark.people.service_users import rules
from waymark.people.service_users.models import (
    About,
    Address,
    Alert,
    Confirmation,
    ContactPoint,
    Death,
    Duplicate,
    FindKey,
    ImportantPerson,
    LegalStatus,
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
    """The keys of everything the person can be found by: names now and before, numbers, postcodes; those of a merged record too.

    A record merged into another has none: the one that is kept up is found instead.
    """
    if person.merged_into_id:
        return []
    also = [one for other in person.merged.all() for one in (other.legal_name, other.chosen_name) if one]
    names = [*_rows(PersonName, person), *(PersonName(text=text) for text in also)]
    return keys_of(person, names, _rows(ContactPoint, person), _rows(Address, person))


def _rows(model: type[Any], person: Person) -> QuerySet[Any]:
    """Their rows, and those of the records that were merged into theirs."""
    return model.objects.filter(Q(person=person) | Q(person__merged_into=person)).order_by("id")


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
        _rows(About, person).order_by("-written_at", "-id").first(),
        _rows(SafeContact, person),
        _rows(Need, person),
        _rows(ContactPoint, person),
        _rows(Address, person).order_by("-id"),
        _rows(ImportantPerson, person),
        {
            "confirmed": _confirmed(person),
            "merged": [str(pk) for pk in person.merged.values_list("pk", flat=True)],
            "duplicate": _may_be_another(person),
            "died": _died(person),
            "legal": [
                _row(row, "conditions")
                for row in _rows(LegalStatus, person).filter(ended_on=None).exclude(conditions="")
            ],
            "alerts": [
                _alert(row) for row in _rows(Alert, person).filter(agreed_at__isnull=False, ended_at=None)
            ],
        },
    )


def _died(person: Person) -> dict[str, Any]:
    """The death that was told last and stands, of either record."""
    row = _rows(Death, person).filter(undone_at=None).order_by("at", "id").last()
    return _row(row, "on", "formal", "told_by") if row else {}


def _alert(row: Alert) -> dict[str, Any]:
    return _row(row, "words", "what_to_do", "review_on", "told", "two_go")


def _may_be_another(person: Person) -> bool:
    """Whether the records lead has yet to say if another record is theirs too."""
    pair = Q(person=person) | Q(other_id=person.pk)
    return Duplicate.objects.filter(pair, verdict="").exists()


def _confirmed(person: Person) -> dict[str, str]:
    """The day on which each detail was last asked."""
    rows = Confirmation.objects.filter(person=person).order_by("at", "id").values_list("what", "on")
    return {what: on.isoformat() for what, on in rows}


def to_know_of(
    about: About | None,
    safes: Iterable[SafeContact],
    needs: Iterable[Need],
    points: Iterable[ContactPoint],
    addresses: Iterable[Address],
    people: Iterable[ImportantPerson],
    also: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What must be known at every opening, from rows in hand."""
    safes = list(safes)
    return {
        "about": _about(about),
        "needs": [_row(n, "kind", "words", "language", "review_on") for n in needs],
        "points": [_row(p, "kind", "value", "note") for p in points],
        "addresses": [_row(a, "kind", "lines", "postcode", "protected") for a in addresses],
        "people": [_row(p, "name", "is_their", "phone", "may_be_told", "trusted") for p in people],
        "safe_contact": list(dict.fromkeys(said for safe in safes for said in _safe(safe))),
        "discreet": any(safe.discreet for safe in safes),
        **{
            "confirmed": {},
            "merged": [],
            "duplicate": False,
            "died": {},
            "legal": [],
            "alerts": [],
            **(also or {}),
        },
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


def _safe(safe: SafeContact) -> list[str]:
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
