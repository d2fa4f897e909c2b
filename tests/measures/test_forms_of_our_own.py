"""A service's own form: branches, what was typed found again, and whatever is typed kept to the letter."""

import html
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.real_service import hire
from tests.factories.sign_in import signed_in_client
from tests.measures.conftest import answers, fill_in, said
from waymark.core.ids import new_id
from waymark.support.measures.models import Filled
from waymark.work.questionnaires.models import Version

pytestmark = pytest.mark.django_db


def test_a_form_with_branches_asks_what_the_answers_lead_to(keeper, ann, sam):
    item = {"linkId": "home", "text": "Where do you live?", "type": "choice", "required": True,
            "answerOption": [{"valueString": "Own home"}, {"valueString": "Hostel"}]}  # fmt: skip
    more = {"linkId": "rooms", "text": "How many rooms?", "type": "integer",
            "enableWhen": [{"question": "home", "operator": "=", "answerString": "Own home"}]}  # fmt: skip
    body = json.dumps({"resourceType": "Questionnaire", "title": "Housing", "item": [item, more]}).encode()
    sent = {
        "id": str(new_id()),
        "measure": "",
        "licence": "ours",
        "terms": "",
        "file": SimpleUploadedFile("h.json", body),
    }
    version = Version.objects.get(pk=keeper.post("/questionnaires/load/", sent)["Location"].split("/")[-2])
    keeper.post(f"/questionnaires/{version.pk}/publish/")
    client, address = signed_in_client(ann), f"/measures/person/{sam.pk}/{version.pk}/"
    assert "How many rooms?" not in said(client.get(address))
    kept = {name: value for name, value in answers().items() if name != "sign"}
    assert "How many rooms?" in said(client.post(address, {**kept, "q0": "Own home", "keep": "yes"}))
    refused = client.post(address, {**answers(), "q0": "Own home", "q1": "two"})
    assert (refused.status_code, "Give a whole number." in said(refused)) == (422, True)
    assert client.post(address, {**answers(), "q0": "Hostel", "q1": "two"}).status_code == 302
    filled = Filled.objects.get()
    assert (filled.answers, filled.figures) == ({"home": "Hostel"}, {})


def test_what_was_typed_into_one_is_found_by_search_and_in_the_timeline(keeper, ann, sam, durham):
    item = [
        {"linkId": "home", "text": "Where do you live?", "type": "choice", "answerOption": [{"valueString": "Hostel"}]},
        {"linkId": "dear", "text": "What is dear to you?", "type": "text"},
    ]  # fmt: skip
    body = json.dumps({"resourceType": "Questionnaire", "title": "About me", "item": item}).encode()
    file = SimpleUploadedFile("about.json", body)
    sent = {"id": str(new_id()), "measure": "", "licence": "ours", "terms": "", "file": file}
    version = Version.objects.get(pk=keeper.post("/questionnaires/load/", sent)["Location"].split("/")[-2])
    keeper.post(f"/questionnaires/{version.pk}/publish/")
    client = signed_in_client(ann)
    typed = {**answers(), "q0": "Hostel", "q1": "Pigeons on the allotment"}
    assert client.post(f"/measures/person/{sam.pk}/{version.pk}/", typed).status_code == 302

    found = said(client.get("/search/?q=pigeon"))
    assert "1 entry" in found
    assert "What is dear to you? Pigeons on the allotment" in found
    assert "About me" in said(client.get(f"/record/{sam.pk}/?q=allotment"))
    stranger = signed_in_client(hire(durham, "recovery-worker", "Joy Hall", unit="south"))
    assert "Nothing found" in said(stranger.get("/search/?q=pigeon"))


HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE filled; --",
    "நந்தினி ‮abc",
    "{{ 7*7 }} ${7*7} %s",
    "Ω≈ç√∫˜µ≤≥÷ 👩‍👩‍👧",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_typed_is_kept_to_the_letter_and_shown_as_text(keeper, ann, sam, text):
    body = {
        "resourceType": "Questionnaire",
        "title": text,
        "item": [{"linkId": text, "text": text, "type": "text"}],
    }
    file = SimpleUploadedFile("h.json", json.dumps(body).encode())
    sent = {"id": str(new_id()), "measure": "", "licence": "ours", "terms": "", "file": file}
    version = Version.objects.get(pk=keeper.post("/questionnaires/load/", sent)["Location"].split("/")[-2])
    keeper.post(f"/questionnaires/{version.pk}/publish/")
    fill_in(ann, sam, version, answers(q0=text))
    first = Filled.objects.get()
    fill_in(ann, sam, version, answers(q0=text, reason=text), corrects=first)
    second = Filled.objects.get(replaces=first)
    assert (second.answers, second.note.reason) == ({text: text}, text)
    for address in (
        f"/measures/{second.pk}/",
        f"/measures/person/{sam.pk}/",
        f"/measures/person/{sam.pk}/{version.pk}/",
    ):
        page = signed_in_client(ann).get(address)
        assert page.status_code == 200
        assert (
            html.escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page.content.decode()
        )
