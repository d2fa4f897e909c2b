import pytest

from tests.services.files import DURHAM, LEEDS, LLR, file


@pytest.fixture
def durham():
    return file(DURHAM)


@pytest.fixture
def leeds():
    return file(LEEDS)


@pytest.fixture
def llr():
    return file(LLR)
