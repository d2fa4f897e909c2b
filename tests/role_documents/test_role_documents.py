"""Publishing and reading the document of a role: whose counts for whom, and who may (LDS-109). Signing is in tests/team."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import signed_in_client
from tests.services.files import DURHAM, LEEDS, LLR
from tests.staff.door import words
from waymark.core.ids import new_id
from waymark.organisation.role_documents.models import RoleDocument
from waymark.organisation.services.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(datetime(2026, 3, 3, 9, 0, tzinfo=UTC), tick=False) as found:
        yield found


def publish(client, role, text, **more):
    return client.post(
        f"/role-documents/role/{role.pk}/publish/", {"id": new_id(), "text": text, **more}, follow=False
    )


def test_a_core_role_s_document_counts_for_every_employer_until_one_has_its_own():
    leeds = real_service(LEEDS)
    ada = signed_in_client(in_post(leeds, "SA-01", "Ada Lund"))
    kiran = signed_in_client(in_post(leeds, "RW-08", "Kiran Patel", ends_on=date(2027, 1, 4)))
    core, touchstone = (
        Role.objects.get(service=leeds, code=code)
        for code in ("recovery-worker", "recovery-worker-touchstone")
    )
    assert "No document of your role has been published here yet." in words(kiran.get("/role-documents/"))

    publish(ada, core, "The core of it.")
    assert "Recovery Worker v1 not signed" in words(kiran.get("/role-documents/"))
    publish(ada, touchstone, "The core of it, and what Touchstone adds.")
    assert "Recovery Worker (Touchstone) v1 not signed" in words(kiran.get("/role-documents/"))


def test_the_same_sent_twice_is_one_version_and_other_words_under_its_id_are_a_conflict():
    durham = real_service(DURHAM)
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    role, one = Role.objects.get(service=durham, code="recovery-worker"), new_id()

    for _ in range(2):
        assert publish(lee, role, "Words.", id=one).status_code == 302
    conflict = publish(lee, role, "Other words.", id=one)
    assert conflict.status_code == 422
    assert "Other words." in conflict.content.decode()
    assert RoleDocument.objects.count() == 1


def test_a_worker_publishes_nothing_and_another_service_s_document_is_not_found():
    durham, crisis = real_service(DURHAM), real_service(LLR)
    lee = signed_in_client(in_post(durham, "AM-001", "Lee Carter"))
    role = Role.objects.get(service=durham, code="recovery-worker")
    made = publish(lee, role, "Words.").url

    ann = signed_in_client(in_post(durham, "RW-014", "Ann Dodds"))
    assert publish(ann, role, "Mine.").status_code == 403
    tess = signed_in_client(in_post(crisis, "TL-01", "Tess Grant"))
    assert tess.get(made).status_code == 404
    assert publish(tess, role, "Ours.").status_code == 404
    assert RoleDocument.objects.count() == 1
