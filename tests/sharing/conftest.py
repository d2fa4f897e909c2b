"""The ground of this room's tests: the Recovery Centre in Leeds, where Kiran supports Jo, who has an employer."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tests.factories.base import actor_of, make_allocation, make_episode, make_person
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.service_users import actions as service_users
from waymark.people.service_users.choices import PointKind

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
LETTER = "She is off sick until Monday."


def shown(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#39;", "'")
    return " ".join(text.split())


class Leeds:
    """Kiran is Jo's recovery worker, Rae leads, Ola is the information governance lead, Bo works there and not with Jo."""

    def __init__(self) -> None:
        self.service = real_service("leeds-recovery-centre")
        self.unit = unit_of_service(self.service, "recovery-centre")
        self.kiran = hire(self.service, "recovery-worker", "Kiran Shah")
        self.rae = hire(self.service, "rehabilitation-and-recovery-lead", "Rae Long")
        self.ola = hire(self.service, "information-governance-lead", "Ola Reed")
        self.jo = make_person("Jo", "Marsh", service=self.service, nhs_number="9990000018")
        make_allocation(make_episode(self.jo, self.unit), self.kiran)
        self.by = actor_of(self.kiran, NOW.date())
        self.point = service_users.add_contact_point(
            by=self.by, id=new_id(), person=self.jo, kind=PointKind.PHONE, value="+447700900123"
        )
        self.client = signed_in_client(self.kiran)

    def at(self, name: str) -> str:
        return reverse(name, args=[self.jo.pk])

    def employer(self) -> str:
        """Jo's employer, by the page. Its id."""
        id = str(new_id())
        said = {"id": id, "kind": "employer", "name": "Mill Foods"}
        assert self.client.post(self.at("add_recipient"), said).status_code == 302
        return id

    def says(self, recipient: str, said: str, *kinds: str, words: str = "") -> None:
        answer = self.client.post(
            self.at("record_choice"),
            {
                "id": str(new_id()), "recipient": recipient, "kinds": list(kinds), "said": said, "words": words,
                "said_on": "4/3/2026",
            },
        )  # fmt: skip
        assert answer.status_code == 302, shown(answer)

    def shares(self, to: str, *kinds: str, **changes: str) -> Any:
        said = {
            "id": str(new_id()),
            "recipient": to,
            "kinds": list(kinds),
            "way": "letter",
            "words": LETTER,
        }
        return self.client.post(self.at("share"), {**said, **changes})

    def writes(self, words: str, **changes: str) -> Any:
        said = {"id": str(new_id()), "channel": "text", "to": str(self.point.pk), "words": words}
        return self.client.post(self.at("write_message"), {**said, **changes})


@pytest.fixture
def leeds(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Leeds()
