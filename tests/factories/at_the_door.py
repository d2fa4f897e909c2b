"""Pages as those who use them meet them: signed in on the day it is, read as plain text, and sent back as a browser sends them."""

import html
import re
from datetime import date
from typing import Any

import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import london, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.organisation.services.models import Service
from waymark.organisation.staff.models import Worker
from waymark.people.service_users.models import Person


def form_of(page: str) -> dict[str, Any]:
    """What a browser would send of the page's main form as it stands: hidden boxes, texts, what is chosen."""
    body = page[page.index("<main") :]
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", body):
        kind = _attribute(tag, "type")
        name = _attribute(tag, "name")
        if not name or (kind in ("radio", "checkbox") and "checked" not in tag):
            continue
        _keep(fields, name, _attribute(tag, "value"))
    for tag, words in re.findall(r"<textarea ([^>]*)>(.*?)</textarea>", body, re.S):
        _keep(fields, _attribute(tag, "name"), words.strip())
    for tag, choices in re.findall(r"<select ([^>]*)>(.*?)</select>", body, re.S):
        chosen = re.search(r'value="([^"]*)" selected', choices)
        _keep(fields, _attribute(tag, "name"), chosen[1] if chosen else "")
    fields.pop("csrfmiddlewaretoken", None)
    return fields


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _keep(fields: dict[str, Any], name: str, value: str) -> None:
    """Several boxes of one name are a list, as a browser sends them."""
    if name in fields:
        before = fields[name] if isinstance(fields[name], list) else [fields[name]]
        fields[name] = [*before, value]
    else:
        fields[name] = value


def said(response: Any) -> str:
    """The page as one line of plain text."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[-1])
    return " ".join(html.unescape(words).split())


class As:
    """Somebody at their own door, signed in on the day that it is."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    def get(self, path: str) -> Any:
        return signed_in_client(self.worker).get(path)

    def post(self, path: str, sent: dict[str, Any] | None = None) -> Any:
        return signed_in_client(self.worker).post(path, sent or {})


def person_of(service: Service, worker: Worker, unit: str, given: str, family: str) -> Person:
    """Somebody on this worker's caseload."""
    person = make_person(given, family, service=service)
    make_allocation(make_episode(person, unit_of_service(service, unit)), worker)
    return person


def at(day: date, hour: int = 10, minute: int = 0) -> Any:
    """That moment by London's clock, standing still."""
    return time_machine.travel(london(day, hour, minute), tick=False)


def publish(client: As, person: Person, **answers: Any) -> Any:
    """Put the draft in force, as its page sends it."""
    sent = {
        "id": str(new_id()),
        "took_part": ["present", "contributed"],
        "part_words": "",
        "disagrees_with": "",
        "their_view": "",
        "agreed": "person",
        "agreed_words": "",
        "without_words": "",
        "starts_on": "",
    }
    return client.post(f"/plans/person/{person.pk}/publish/", {**sent, **answers})
