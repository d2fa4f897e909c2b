"""Durham on 4 March 2026: Ann supports Sam."""

import io
from datetime import date

import pytest
import time_machine
from pypdf import PdfReader

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.case_notes import make_note
from tests.factories.real_service import hire, london, real_service, unit_of_service


def opened(data):
    return PdfReader(io.BytesIO(data))


def words_of(data):
    return " ".join(" ".join(page.extract_text() for page in opened(data).pages).split())


@pytest.fixture
def durham():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        yield real_service("durham-support-recovery")


@pytest.fixture
def ann(durham):
    return hire(durham, "recovery-worker", "Ann Dodds")


@pytest.fixture
def sam(durham, ann):
    person = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(person, unit_of_service(durham, "north")), ann)
    make_note(person, ann, went_well="I rode the bus alone", occurred_at=london(date(2026, 3, 2), 10))
    return person
