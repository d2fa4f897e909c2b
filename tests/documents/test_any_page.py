"""Any page about one person is saved as a PDF by the address that asks for one: with its own rights, noted as taken out."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.documents.conftest import words_of
from tests.factories.base import actor_of, make_allocation, make_episode, make_grant, make_person
from tests.factories.real_service import hire, london, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.information_assets.models import TakenOut
from waymark.people.access.choices import Relationship
from waymark.support.case_notes import actions as case_notes
from waymark.support.case_notes.choices import NoteKind

pytestmark = pytest.mark.django_db
PAGES = [
    ("/record/{}/", "Person.pdf", "Timeline"),
    ("/record/{}/together/", "Look together.pdf", "My goals"),
    ("/details/{}/health/", "Health summary.pdf", "Health summary"),
    ("/goals/person/{}/", "Goals.pdf", "Goals and hopes"),
    ("/measures/person/{}/", "Measures.pdf", "Questionnaires"),
    ("/schedules/person/{}/", "Schedules.pdf", "Regular visits"),
]


@pytest.mark.parametrize(("address", "name", "words"), PAGES)
@pytest.mark.parametrize("shape", ["pdf", "large-print"])
def test_a_page_about_somebody_is_saved_and_noted(ann, sam, address, name, words, shape):
    client, path = signed_in_client(ann), address.format(sam.pk)
    page = client.get(path)
    assert f'href="?as={shape}"' in page.content.decode()
    assert not TakenOut.objects.exists()

    answer = client.get(f"{path}?as={shape}")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    printed = words_of(answer.content)
    assert words in printed
    assert "Ann Dodds" in printed
    assert "Save this as a PDF" not in printed
    taken = TakenOut.objects.get()
    assert (taken.person, taken.worker, taken.what) == (sam, ann, "page")
    assert AuditEntry.objects.filter(action="save_page", person_id=sam.pk, outcome="done").exists()


def test_what_was_narrowed_is_saved_as_it_is_narrowed(ann, sam):
    case_notes.sign_note(
        by=actor_of(ann), id=new_id(), kind=NoteKind.OBSERVATION, person_id=sam.pk,
        occurred_at=london(date(2026, 3, 1), 10), text="We rode to Shildon",
    )  # fmt: skip
    client = signed_in_client(ann)
    page = client.get(f"/record/{sam.pk}/?q=shildon")
    assert 'href="?q=shildon&amp;as=pdf"' in page.content.decode()

    printed = words_of(client.get(f"/record/{sam.pk}/?q=shildon&as=pdf").content)

    assert "We rode to Shildon" in printed
    assert "I rode the bus alone" not in printed


def test_whoever_may_not_take_a_copy_is_not_offered_one_and_gets_none(durham, ann, sam):
    joy = hire(durham, "recovery-worker", "Joy Hall", unit="south")
    stranger = signed_in_client(joy)
    assert stranger.get(f"/record/{sam.pk}/?as=pdf").status_code == 404
    make_grant(
        sam, worker=joy, relationship=Relationship.BREAK_GLASS, ends_at=clock.now() + timedelta(hours=4)
    )

    opened = stranger.get(f"/record/{sam.pk}/")

    assert opened.status_code == 200
    assert "Save this as a PDF" not in opened.content.decode()
    assert stranger.get(f"/record/{sam.pk}/?as=pdf").status_code == 404
    assert not TakenOut.objects.exists()
    assert AuditEntry.objects.filter(action="open_record", outcome="refused", person_id=sam.pk).count() == 2


def test_a_page_about_several_or_nobody_and_one_that_is_refused_stay_what_they_are(durham, ann, sam):
    other = make_person("Jo", "Reed", service=durham)
    make_allocation(make_episode(other, unit_of_service(durham, "north")), ann)
    client = signed_in_client(ann)
    for path in ("/find/?q=o", "/account/", "/my-day/"):
        assert client.get(f"{path}{'&' if '?' in path else '?'}as=pdf")["Content-Type"].startswith(
            "text/html"
        )
    assert client.get("/boards/?as=pdf").status_code == 403
    assert Client().get(f"/record/{sam.pk}/?as=pdf").status_code == 302
    assert not TakenOut.objects.exists()
