"""ASC-15 as it happens: Joy tells the duty worker at 15:05, logs it with the reply, and the duty worker is asked whether it is right."""

import html
from datetime import date

import pytest
import time_machine

from tests.factories.base import actor_of, make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service
from tests.factories.sign_in import signed_in_client
from waymark.core.ids import new_id
from waymark.support.case_notes.models import Note
from waymark.support.reports import queries, rules
from waymark.support.reports.models import Confirmation, SpokenReport
from waymark.work.tasks.models import Task

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def the_day_itself():
    with time_machine.travel(london(DAY, 15, 20), tick=False):
        yield


def said(response):
    """The page as one line of plain text."""
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def council():
    return real_service("council-str-asc011")


@pytest.fixture
def joy(council):
    return hire(council, "str-worker", "Joy Blake")


@pytest.fixture
def dee(council, joy):
    """On duty today: another of the team."""
    return hire(council, "str-worker", "Dee Marsh")


@pytest.fixture
def tom(joy):
    unit = joy.holdings.get().post.unit
    person = make_person("Tom", "Reed", service=unit.service)
    make_allocation(make_episode(person, unit), joy)
    return person


def report(**answers):
    return {
        "id": str(new_id()),
        "told": "",
        "told_name": "",
        "date": "4/3/2026",
        "start": "15:05",
        "said": "not eaten for two days",
        "reply": "GP today",
        "reason": "",
        **answers,
    }


def log(worker, person, **answers):
    return signed_in_client(worker).post(f"/reports/person/{person.pk}/log/", report(**answers))


def answer(worker, **answers):
    sent = {"id": str(new_id()), "answer": "right", "words": "", **answers}
    return signed_in_client(worker).post(f"/reports/{SpokenReport.objects.get().pk}/confirm/", sent)


@pytest.mark.duty("ASC-15")
def test_it_holds_name_time_and_reply_and_the_duty_worker_is_asked_whether_it_is_right(joy, dee, tom):
    assert log(joy, tom, told=dee.pk).status_code == 302
    kept = SpokenReport.objects.get()
    assert (kept.told, kept.by, kept.told_at) == (dee, joy, london(DAY, 15, 5))
    assert (kept.said, kept.reply) == ("not eaten for two days", "GP today")
    page = said(signed_in_client(joy).get(f"/reports/person/{tom.pk}/"))
    for words in (
        "To Dee Marsh",
        "15:05",
        "<q>not eaten for two days</q>",
        "<q>GP today</q>",
        "Not confirmed yet",
    ):
        assert words in page
    line = "Told Dee Marsh at 15:05: “not eaten for two days”"
    timeline = said(signed_in_client(joy).get(f"/record/{tom.pk}/"))
    assert line in timeline
    assert "Dee Marsh answered: “GP today”" in timeline

    ask = "Joy Blake told you something about Tom Reed"
    assert ask not in said(signed_in_client(joy).get("/my-day/"))
    assert ask in said(signed_in_client(dee).get("/my-day/"))
    asked = said(signed_in_client(dee).get(f"/reports/{kept.pk}/confirm/"))
    assert "Is it right?" in asked
    assert "not eaten for two days" in asked
    assert "GP today" in asked
    assert answer(dee).status_code == 302
    assert ask not in said(signed_in_client(dee).get("/my-day/"))
    page = said(signed_in_client(joy).get(f"/reports/person/{tom.pk}/"))
    assert "Confirmed</span> by Dee Marsh" in page
    assert "Not confirmed yet" not in page
    timeline = said(signed_in_client(joy).get(f"/record/{tom.pk}/"))
    assert line in timeline
    assert "It is right." in timeline
    assert not Task.objects.exists()


def test_what_is_not_right_is_told_to_the_writer_and_the_report_stands(joy, dee, tom):
    log(joy, tom, told=dee.pk)
    refused = answer(dee, answer="not_right")
    assert refused.status_code == 422
    assert "Write what is not right." in said(refused)
    assert not Confirmation.objects.exists()
    assert answer(dee, answer="not_right", words="I said GP tomorrow").status_code == 302
    task = Task.objects.get()
    assert task.owner == joy
    assert task.words == "Dee Marsh says your spoken report is not right: I said GP tomorrow"
    assert SpokenReport.objects.get().reply == "GP today"
    assert "Not right: I said GP tomorrow" in said(signed_in_client(joy).get(f"/record/{tom.pk}/"))


def test_nobody_else_answers_and_nobody_answers_twice(joy, dee, tom, council):
    log(joy, tom, told=dee.pk)
    assert answer(joy).status_code == 404
    assert answer(hire(council, "str-worker", "Una Cole")).status_code == 404
    assert answer(dee).status_code == 302
    again = answer(dee, answer="not_right", words="On second thoughts")
    assert again.status_code == 422
    assert "You have answered this already." in said(again)
    assert Confirmation.objects.get().is_right


def test_sent_twice_it_is_kept_once(joy, dee, tom):
    twice = {"id": str(new_id()), "told": dee.pk}
    assert [log(joy, tom, **twice).status_code for _ in range(2)] == [302, 302]
    assert Note.objects.count() == SpokenReport.objects.count() == 1
    other = log(joy, tom, **twice, reply="GP tomorrow")
    assert other.status_code == 422
    assert "This was kept before, with other words." in said(other)
    same = str(new_id())
    assert [answer(dee, id=same).status_code for _ in range(2)] == [302, 302]
    assert Confirmation.objects.count() == 1
    assert Note.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, rules.NOBODY_TOLD),
        ({"told_name": "Dr Rao", "said": ""}, "Write what you said."),
        ({"told_name": "Dr Rao", "reply": " "}, "Write what they answered."),
        ({"told_name": "Dr Rao", "start": "15:21"}, "This is in the future."),
        ({"told_name": "Dr Rao", "start": "later"}, "Give the time like 14:30."),
        ({"told_name": "Dr Rao", "date": "1/2/2026"}, "This was more than 14 days ago."),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(joy, tom, wrong, sentence):
    refused = log(joy, tom, **wrong)
    assert refused.status_code == 422
    assert sentence in said(refused)
    assert ("GP today" in said(refused)) is ("reply" not in wrong)
    assert not SpokenReport.objects.exists()
    assert not Note.objects.exists()


def test_a_colleague_who_cannot_open_the_record_is_not_asked_and_somebody_else_is_named(joy, council, tom):
    admin = hire(council, "administrator", "Ada Finch")
    refused = log(joy, tom, told=admin.pk)
    assert refused.status_code == 422
    assert "This colleague cannot open the record" in said(refused)
    both = log(joy, tom, told=admin.pk, told_name="Ada")
    assert rules.TWO_TOLD in said(both)
    assert not Note.objects.exists()
    assert log(joy, tom, told_name="Dr Rao, Elm Surgery").status_code == 302
    page = said(signed_in_client(joy).get(f"/reports/person/{tom.pk}/"))
    assert "To Dr Rao, Elm Surgery" in page
    assert "Not confirmed yet" not in page


def test_what_was_entered_in_error_is_neither_listed_nor_asked(joy, dee, tom):
    log(joy, tom, told=dee.pk)
    note = Note.objects.get()
    sent = {"id": str(new_id()), "words": "Written about the wrong Tom", "second": dee.pk}
    assert signed_in_client(joy).post(f"/case-notes/{note.pk}/in-error/", sent).status_code == 302
    assert "told you something" not in said(signed_in_client(dee).get("/my-day/"))
    assert "not eaten" not in said(signed_in_client(joy).get(f"/reports/person/{tom.pk}/"))


@pytest.mark.parametrize("number", [1, 10])
def test_many_reports_are_read_with_as_many_statements_as_one(
    joy, dee, tom, number, django_assert_num_queries
):
    for _ in range(number):
        log(joy, tom, told=dee.pk)
    worker = actor_of(joy)
    with django_assert_num_queries(2):
        assert [one.told.name for one in queries.spoken_of(worker, tom.pk)] == ["Dee Marsh"] * number
    worker = actor_of(dee)
    with django_assert_num_queries(1):
        assert [one.by.name for one in queries.to_confirm(worker)] == ["Joy Blake"] * number
