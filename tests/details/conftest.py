"""Jo Bennett of the Leeds Recovery Centre, and those who work with her, each through their own door."""

from datetime import date

import pytest

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client


@pytest.fixture
def leeds():
    return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Shah")


@pytest.fixture
def jo(leeds, kiran):
    person = make_person(
        "Jo", "Bennett", service=leeds, birth_year=1984, birth_month=2, birth_day=3, nhs_number="9990237573"
    )
    episode = make_episode(person, unit_of_service(leeds, "recovery-centre"), opened_on=date(2025, 1, 6))
    make_allocation(episode, kiran)
    return person


@pytest.fixture
def kirans(kiran):
    """Kiran's browser, for the day the test has gone to."""
    return lambda: signed_in_client(kiran)


@pytest.fixture
def said():
    """A page as one line of text."""
    return lambda response: " ".join(response.content.decode().split())
