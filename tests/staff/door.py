"""What somebody does at the door, and what is read off the pages they get."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

from django.test import Client

from tests.factories.base import PASSWORD
from tests.factories.sign_in import Phone
from waymark.organisation.staff.models import Worker

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
"""A Tuesday. Tests that need a clock that stands still stand here."""


def words(answer: Any) -> str:
    """The words of a page, without its markup."""
    body = re.sub(r"<(script|style|svg|head).*?</\1>", " ", answer.content.decode(), flags=re.S)
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" (?=[,.;:])", "", text)


def from_place(address: str) -> Client:
    """A fresh browser at this address of the net."""
    return Client(REMOTE_ADDR=address)


def give_password(client: Client, worker: Worker | str, password: str = PASSWORD, **more: str) -> Any:
    """The first question answered."""
    username = worker if isinstance(worker, str) else worker.user.username
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def give_code(client: Client, code: str) -> Any:
    """The second question answered."""
    return client.post("/sign-in/code/", {"code": code})


def come_in(client: Client, worker: Worker, phone: Phone, **more: str) -> Any:
    """Both, in order."""
    give_password(client, worker, **more)
    return give_code(client, phone.code())


def is_in(client: Client) -> bool:
    """Whether this browser is let past the door: asked at a page that anybody signed in may open."""
    answer = client.get("/account/")
    assert answer.status_code in (200, 302), answer
    return answer.status_code == 200 or answer.url.startswith("/access/undertaking/")


def secret_on(answer: Any) -> str:
    """The key that a set-up page shows in letters, for whoever cannot scan."""
    found = re.search(r"<code>([A-Z2-7 ]{32,})</code>", answer.content.decode())
    assert found, "the page shows no key"
    return found[1].replace(" ", "")


def codes_on(answer: Any) -> list[str]:
    """The recovery codes on a page, without the space in the middle."""
    return [
        code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d+)</code>", answer.content.decode())
    ]
