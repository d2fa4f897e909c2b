"""How a version of a role's document stands between the two who sign it (LDS-109)."""

import pytest

from waymark.organisation.role_documents import rules


@pytest.mark.parametrize(
    ("worker", "manager", "said"),
    [
        ("", "", "v3 not signed"),
        ("Kiran Patel", "", "v3 signed by Kiran Patel only"),
        ("", "Helen Ward", "v3 signed by Helen Ward only"),
        ("Kiran Patel", "Helen Ward", "v3 signed"),
    ],
)
def test_it_is_signed_once_both_have(worker, manager, said):
    assert rules.stands(3, worker=worker, manager=manager) == said


def test_versions_count_up_from_one():
    assert [rules.next_version(latest) for latest in (0, 1, 2)] == [1, 2, 3]
