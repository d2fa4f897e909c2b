"""Ann, who has a first factor, her phone, and a clock that stands still on a Tuesday morning."""

import pytest
import time_machine

from tests.factories.base import make_worker
from tests.factories.sign_in import give_phone
from tests.staff.door import NOW


@pytest.fixture
def traveller():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture
def ann(traveller):
    return make_worker("Ann Dodds")


@pytest.fixture
def phone(ann):
    return give_phone(ann)
