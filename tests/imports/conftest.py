"""Each test keeps its sheets in a folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def sheets_of_this_test_alone(settings, tmp_path):
    settings.DATA = tmp_path
