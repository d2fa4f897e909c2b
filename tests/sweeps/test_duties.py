"""Marks of duties name duties."""

from tests import duties


def test_every_mark_names_a_duty_of_the_list():
    assert duties.shown().keys() - duties.known().keys() == set()


def test_marks_are_found_wherever_they_stand():
    source = """
pytestmark = [pytest.mark.duty("DUR-01")]
@pytest.mark.duty("LDS-02", "LDS-03")
def test_a(): ...
@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.duty("TPL-04"))])
def test_b(x): ...
"""
    assert sorted(duties.marks_in(source)) == ["DUR-01", "LDS-02", "LDS-03", "TPL-04"]
