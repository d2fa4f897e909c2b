"""DUR-54: diagnoses as a named clinician gave them, beside the person's own account; support staff read only."""

from datetime import date

import pytest
import time_machine

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.people.service_users.models import Account, Diagnosis

pytestmark = pytest.mark.django_db
GIVEN = {
    "words": "Bipolar disorder",
    "given_by": "Dr Rao, psychiatrist",
    "given_on": "12/5/2024",
    "source": "clinic letter of 12 May 2024",
}


@pytest.fixture(autouse=True)
def a_day():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        yield


@pytest.fixture
def durham():
    return real_service("durham-support-recovery")


@pytest.fixture
def ann(durham):
    return hire(durham, "recovery-worker", "Ann Dodds", unit="north")


@pytest.fixture
def sam(durham, ann):
    person = make_person("Sam", "Okafor", service=durham)
    make_allocation(make_episode(person, unit_of_service(durham, "north")), ann)
    return person


@pytest.fixture
def lee(durham):
    return signed_in_client(hire(durham, "area-manager", "Lee Carter", unit="north"))


@pytest.mark.duty("DUR-54")
def test_ann_sees_dr_rao_s_entry_with_its_source_beside_sam_s_words_and_cannot_change_it(sam, ann, lee, said):
    where = f"/details/{sam.pk}/health/"
    assert lee.post(f"{where}diagnosis/", {"id": new_id(), **GIVEN}).status_code == 302
    anns = signed_in_client(ann)
    own = {"id": new_id(), "words": "I talk fast and stop sleeping", "said_on": "4/3/2026"}
    assert anns.post(f"{where}account/", own).status_code == 302
    summary = said(anns.get(where))

    assert "Bipolar disorder" in summary
    assert (
        "Given by Dr Rao, psychiatrist on Sunday 12 May 2024. Source: clinic letter of 12 May 2024" in summary
    )
    assert "I talk fast and stop sleeping" in summary
    diagnosis = Diagnosis.objects.get()
    withdraw = f"{where}diagnosis/{diagnosis.pk}/withdraw/"
    assert withdraw not in summary
    assert f"{where}diagnosis/" not in summary
    for page in (withdraw, f"{where}diagnosis/"):
        assert anns.get(page).status_code == 403
        assert (
            anns.post(page, {"id": new_id(), **GIVEN, "withdrawn_by": "Me", "on": "4/3/2026"}).status_code
            == 403
        )
    assert Diagnosis.objects.get().withdrawn_on is None
    assert withdraw in said(lee.get(where))


def test_a_clinician_s_word_withdraws_it_and_it_stays_readable(sam, lee, said):
    where = f"/details/{sam.pk}/health/"
    lee.post(f"{where}diagnosis/", {"id": new_id(), **GIVEN})
    page = f"{where}diagnosis/{Diagnosis.objects.get().pk}/withdraw/"
    early = {"withdrawn_by": "Dr Rao", "on": "1/5/2024", "source": "letter"}
    assert lee.post(page, early).status_code == 422
    assert lee.post(page, {**early, "on": "2/3/2026"}).status_code == 302
    summary = said(lee.get(where))

    assert "Bipolar disorder" in summary
    assert "No longer holds" in summary
    assert lee.get(page).status_code == 404


@pytest.mark.parametrize("name", GIVEN)
def test_a_diagnosis_needs_a_clinician_a_day_and_a_source(sam, lee, name):
    sent = {"id": new_id(), **GIVEN, name: ""}
    assert lee.post(f"/details/{sam.pk}/health/diagnosis/", sent).status_code == 422
    assert lee.post(f"/details/{sam.pk}/health/diagnosis/", {**GIVEN, "id": new_id(), "given_on": "1/1/2027"})
    assert not Diagnosis.objects.exists()


def test_what_they_said_before_stays_and_other_words_under_one_id_are_told_apart(sam, ann):
    anns, where = signed_in_client(ann), f"/details/{sam.pk}/health/account/"
    first = {"id": new_id(), "words": "I stop sleeping", "said_on": "1/3/2026"}
    for _ in range(2):
        assert anns.post(where, first).status_code == 302
    assert anns.post(where, {**first, "words": "Something else"}).status_code == 422
    anns.post(where, {"id": new_id(), "words": "I talk fast", "said_on": "4/3/2026"})

    assert list(Account.objects.order_by("said_on").values_list("words", flat=True)) == [
        "I stop sleeping",
        "I talk fast",
    ]
