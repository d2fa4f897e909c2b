"""Wednesday 4 March 2026 in Durham: Ann supports Sam, Lee leads, Pat keeps the settings."""

import re
from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.work.questionnaires.models import Version


def said(response):
    text = re.sub(r"<(span|a|em|q|strong)\b[^>]*>|</(span|a|em|q|strong)>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def answers(*values, **more):
    """The answers as the page sends them: question n is field q<n-1>, its points the codes a0 to a3."""
    sent = {f"q{place}": f"a{value}" for place, value in enumerate(values) if value is not None}
    return {
        "id": str(new_id()), "answered_by": "themselves", "mode": "01", "language": "English", "date": "4/3/2026", "start": "09:50",
        "sign": "yes", **sent, **more,
    }  # fmt: skip


def fill_in(worker, person, version, sent, corrects=None):
    address = f"/measures/person/{person.pk}/{version.pk}/"
    return signed_in_client(worker).post(address + (f"?corrects={corrects.pk}" if corrects else ""), sent)


@pytest.fixture
def at():
    """Each test begins on 4 March 2026 at 10:00 and may move on."""
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False) as moved:
        yield moved


@pytest.fixture
def durham(at):
    return real_service("durham-support-recovery")


@pytest.fixture
def keeper(durham):
    return signed_in_client(hire(durham, "administrator", "Pat Lowe"))


@pytest.fixture
def lee(durham):
    return hire(durham, "area-manager", "Lee Carter", unit="north")


@pytest.fixture
def ann(durham, lee):
    return hire(durham, "recovery-worker", "Ann Dodds")


@pytest.fixture
def sam(durham, ann):
    person = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(person, unit_of_service(durham, "north")), ann)
    return person


def put_into_use(client, name="PHQ9"):
    client.post("/questionnaires/load-shipped/", {"id": str(new_id()), "name": name})
    version = Version.objects.latest("loaded_at")
    client.post(f"/questionnaires/{version.pk}/publish/")
    version.refresh_from_db()
    return version


@pytest.fixture
def phq9(keeper):
    return put_into_use(keeper)
