"""Questionnaires from loading to a conversation, as a service uses them: put into use, filled in twice, corrected, talked about."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from tests.factories.real_service import hire, london
from tests.factories.sign_in import signed_in_client
from tests.measures.conftest import answers, fill_in, said
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.support.case_notes.models import Note
from waymark.support.measures.models import Begun, Filled
from waymark.work.questionnaires.choices import State
from waymark.work.questionnaires.models import Version
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
HL7 = Path(__file__).parent.parent / "questionnaires" / "hl7_phq9.json"


def test_one_that_comes_with_waymark_is_a_draft_until_it_is_put_into_use(keeper, ann, sam):
    assert "Pfizer" in said(keeper.get("/questionnaires/"))
    answer = keeper.post("/questionnaires/load-shipped/", {"id": str(new_id()), "name": "PHQ9"})
    version = Version.objects.get()
    assert (answer.status_code, version.state, version.number) == (302, State.DRAFT, 1)
    page = said(keeper.get(answer["Location"]))
    assert "Thoughts that you would be better off dead or of hurting yourself in some way" in page
    assert "The score is from 0 to 27." in page
    assert "A change of 6 or more is more than chance." in page
    assert signed_in_client(ann).get(f"/measures/person/{sam.pk}/{version.pk}/").status_code == 404
    keeper.post(f"/questionnaires/{version.pk}/publish/")
    assert signed_in_client(ann).get(f"/measures/person/{sam.pk}/{version.pk}/").status_code == 200


def test_a_second_version_retires_the_first_and_what_was_filled_in_keeps_its_own(keeper, phq9, ann, sam):
    fill_in(ann, sam, phq9, answers(*[1] * 8, 0))
    file = SimpleUploadedFile("phq9.json", HL7.read_bytes())
    sent = {"id": str(new_id()), "measure": "PHQ9", "licence": "open", "terms": "", "file": file}
    answer = keeper.post("/questionnaires/load/", sent)
    assert answer.status_code == 302, said(answer)
    page = said(keeper.get(answer["Location"]))
    assert "“Nearly every day” counts 4 in this file. PHQ-9 counts it 3, and so does Waymark." in page
    second = Version.objects.get(number=2)
    keeper.post(f"/questionnaires/{second.pk}/publish/")
    phq9.refresh_from_db()
    assert (phq9.state, Version.objects.filter(state=State.PUBLISHED).get()) == (State.RETIRED, second)
    assert Filled.objects.get().version == phq9
    assert signed_in_client(ann).get(f"/measures/person/{sam.pk}/{phq9.pk}/").status_code == 404
    fresh = signed_in_client(ann).get(f"/measures/person/{sam.pk}/{second.pk}/").content.decode()
    worst = {
        name: re.findall(rf'name="{name}"[^>]*value="([^"]+)"', fresh)[-1]
        for name in (f"q{n}" for n in range(9))
    }
    fill_in(ann, sam, second, answers(**worst))
    assert Filled.objects.get(version=second).figures == {"total": "27"}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"file": b"no json"}, "This file is not JSON."),
        ({"file": b'{"resourceType": "Patient"}'}, "it is not a FHIR Questionnaire."),
        ({"measure": "GAD7"}, "GAD-7 has 7 questions with answers to choose from; this file has 9."),
        ({"measure": "REQOL10"}, "A licence of Oxford University Innovation is needed."),
        ({"licence": "held"}, "Say which licence"),
        ({"licence": ""}, "Say on what right the words are used."),
    ],
)
def test_what_may_not_or_cannot_be_used_is_refused_with_why(keeper, sent, sentence):
    body = {
        "id": str(new_id()),
        "measure": "PHQ9",
        "licence": "open",
        "terms": "",
        "file": HL7.read_bytes(),
        **sent,
    }
    body["file"] = SimpleUploadedFile("q.json", body["file"])
    answer = keeper.post("/questionnaires/load/", body)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert not Version.objects.exists()


def test_only_whoever_keeps_the_settings_loads_and_publishes(phq9, ann):
    client = signed_in_client(ann)
    assert client.get("/questionnaires/").status_code == 403
    assert client.post(f"/questionnaires/{phq9.pk}/retire/").status_code == 403
    phq9.refresh_from_db()
    assert phq9.state == State.PUBLISHED


def test_signed_answers_are_scored_kept_with_their_version_and_an_entry_of_the_record(phq9, ann, sam):
    answer = fill_in(ann, sam, phq9, answers(2, 1, 1, 1, 1, 1, 1, 2, 0))
    filled = Filled.objects.get()
    assert answer["Location"] == f"/measures/{filled.pk}/"
    assert (filled.figures, filled.version, filled.safety) == ({"total": "10"}, phq9, "")
    assert filled.answered_at == london(date(2026, 3, 4), 9, 50)
    page = said(signed_in_client(ann).get(answer["Location"]))
    assert "10 of 27 (moderate)" in page
    assert "Little interest or pleasure in doing things More than half the days" in page
    note = Note.objects.get()
    assert note.kind == "questionnaire"
    assert note.text == "PHQ-9 (version 1): 10 of 27 (moderate). Answered by themselves, face to face."
    assert note.text in said(signed_in_client(ann).get(f"/record/{sam.pk}/"))
    assert not Task.objects.exists()
    assert AuditEntry.objects.filter(action="sign_answers").exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Filled.objects.all()._raw_delete("default")


def test_two_missing_are_filled_up_and_three_are_no_score(phq9, ann, sam):
    fill_in(ann, sam, phq9, answers(2, 2, None, 2, 2, 2, None, 2, 0))
    fill_in(ann, sam, phq9, answers(2, 2, None, 2, 2, None, None, 2, 0))
    first, second = Filled.objects.order_by("recorded_at", "id")
    page = said(signed_in_client(ann).get(f"/measures/person/{sam.pk}/"))
    assert {str(first.figures), str(second.figures)} == {"{'total': '15'}", "{'total': None}"}
    assert "15 of 27 (moderately severe), 7 of 9 answered, the rest filled up by their mean" in page
    assert "no score: 3 of 9 questions not answered" in page


@pytest.mark.parametrize(
    ("value", "words"), [(1, "was answered “Several days”"), (None, "was left unanswered")]
)
def test_an_answer_about_ending_ones_life_opens_the_conversation_at_once(phq9, lee, ann, sam, value, words):
    answer = fill_in(ann, sam, phq9, answers(*[0] * 8, value))
    filled = Filled.objects.get()
    assert answer["Location"] == f"/measures/{filled.pk}/talk-now/"
    task = Task.objects.get()
    assert (task.owner, task.kind, task.person) == (lee, "concern", sam)
    assert task.words == (
        f"PHQ-9: question 9, about ending their life or hurting themselves, {words}. Talk with whoever is with them now."
    )
    page = said(signed_in_client(ann).get(answer["Location"]))
    assert "Lee Carter has been told, and has not seen it yet." in page
    assert "Samaritans: 116 123" in page
    assert ("Several days" if value else "That is not a no: ask it aloud.") in page
    for level in ("low risk", "medium risk", "high risk", "risk score"):
        assert level not in page.lower()
    sent = {
        "id": str(new_id()),
        "their_words": "It comes at night",
        "text": "She will ring at nine",
        "what_next": "",
    }
    assert signed_in_client(ann).post(answer["Location"], sent).status_code == 302
    note = Note.objects.get(kind="observation")
    assert (note.their_words, note.text) == ("It comes at night", "She will ring at nine")


def test_with_nobody_to_tell_it_is_kept_and_not_signed(phq9, ann, sam, lee, monkeypatch):
    from waymark.organisation.staff import queries as staff

    def nobody(*args, **kwargs):
        raise staff.NobodyThere("nobody")

    monkeypatch.setattr(staff, "duty_senior", nobody)
    sent = answers(*[0] * 8, 2)
    answer = fill_in(ann, sam, phq9, sent)
    assert answer.status_code == 422
    assert "Ring somebody now" in said(answer)
    assert not Filled.objects.exists()
    assert not Note.objects.exists()


def test_what_was_answered_is_kept_while_it_is_answered(phq9, ann, sam):
    client = signed_in_client(ann)
    address = f"/measures/person/{sam.pk}/{phq9.pk}/"
    sent = {name: value for name, value in answers(2, None, 3).items() if name != "sign"}
    answer = client.post(address, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert Begun.objects.get().answers == {"q1": "a2", "q3": "a3"}
    again = signed_in_client(ann).get(address).content.decode()
    assert len(re.findall(r"<input[^>]* checked", again)) == 2 + 0
    assert "begun by you" in said(signed_in_client(ann).get(f"/measures/person/{sam.pk}/"))
    assert "begun by you" not in said(
        signed_in_client(hire(sam.service, "recovery-worker", "Joy Hall")).get(f"/measures/person/{sam.pk}/")
    )
    fill_in(ann, sam, phq9, answers(2, 0, 3, 0, 0, 0, 0, 0, 0))
    assert not Begun.objects.exists()


def test_what_is_begun_stands_on_the_day_of_whoever_began_it_until_it_is_signed(phq9, ann, sam, durham):
    unsigned = f"Unsigned: {phq9.title} with Sam Okafor"
    anns, colleagues = signed_in_client(ann), signed_in_client(hire(durham, "recovery-worker", "Bob Stone"))
    where = f"/measures/person/{sam.pk}/{phq9.pk}/"
    sent = {name: value for name, value in answers(1, 1).items() if name != "sign"}
    anns.post(where, sent, headers={"HX-Request": "true"})
    assert Begun.objects.count() == 1

    day = anns.get("/my-day/")
    assert unsigned in said(day)
    assert f'href="{where}"' in day.content.decode()
    assert unsigned not in said(colleagues.get("/my-day/"))
    fill_in(ann, sam, phq9, answers(1, 1, 1, 1, 1, 1, 1, 1, 0))
    assert unsigned not in said(anns.get("/my-day/"))


def test_change_is_told_between_like_and_like_only(phq9, ann, sam, at):
    fill_in(ann, sam, phq9, answers(*[2] * 9))
    at.move_to(london(date(2026, 4, 1), 10))
    fill_in(ann, sam, phq9, answers(*[1] * 8, 0, date="1/4/2026"))
    page = said(signed_in_client(ann).get(f"/measures/person/{sam.pk}/"))
    assert "From 18 to 8: a change for the better that is more than chance. Lower is better." in page
    fill_in(ann, sam, phq9, answers(*[3] * 8, 0, date="1/4/2026", answered_by="worker"))
    page = said(signed_in_client(ann).get(f"/measures/person/{sam.pk}/"))
    assert "From 18 to 8" in page
    assert "A worker's rating, version 1 24, once." in page.replace("’", "'").replace("&#39;", "'")


def test_it_is_corrected_by_adding(phq9, ann, sam):
    fill_in(ann, sam, phq9, answers(*[1] * 8, 0))
    wrong = Filled.objects.get()
    refused = fill_in(ann, sam, phq9, answers(*[0] * 9), corrects=wrong)
    assert refused.status_code == 422
    assert "Say what was wrong with it." in said(refused)
    fill_in(ann, sam, phq9, answers(*[0] * 9, reason="I read them the wrong list"), corrects=wrong)
    right = Filled.objects.get(replaces=wrong)
    assert right.figures == {"total": "0"}
    assert "This was corrected." in said(signed_in_client(ann).get(f"/measures/{wrong.pk}/"))
    page = said(signed_in_client(ann).get(f"/measures/person/{sam.pk}/"))
    assert "0, once." in page
    assert "it does not count" in page
    twice = fill_in(ann, sam, phq9, answers(*[0] * 9, reason="Again"), corrects=wrong)
    assert "It was corrected already." in said(twice)


def test_pressed_twice_it_is_signed_once_and_other_answers_are_refused(phq9, ann, sam):
    sent = answers(*[1] * 8, 0)
    assert fill_in(ann, sam, phq9, sent)["Location"] == fill_in(ann, sam, phq9, sent)["Location"]
    assert Filled.objects.count() == 1
    other = fill_in(ann, sam, phq9, {**sent, "q0": "a3"})
    assert other.status_code in (409, 422)
    assert Filled.objects.count() == 1


def test_another_teams_worker_does_not_find_it(phq9, ann, sam, durham):
    fill_in(ann, sam, phq9, answers(*[1] * 8, 0))
    filled = Filled.objects.get()
    stranger = signed_in_client(hire(durham, "recovery-worker", "Joy Hall", unit="south"))
    for address in (
        f"/measures/person/{sam.pk}/",
        f"/measures/person/{sam.pk}/{phq9.pk}/",
        f"/measures/{filled.pk}/",
    ):
        assert stranger.get(address).status_code == 404, address
