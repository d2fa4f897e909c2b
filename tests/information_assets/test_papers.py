"""Paper that was scanned: what it is, when it was written and scanned, who read it beside the file, and what became of it (LDS-113)."""

import html
import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.real_service import hire, london, real_service
from tests.factories.sign_in import signed_in_client
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.governance.information_assets import rules
from waymark.governance.information_assets.choices import Became
from waymark.governance.information_assets.models import BroughtIn, Check, Ending
from waymark.governance.information_assets.rules import Checked

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"2 0 obj<</Type /Page>>endobj\n" * 3 + b"%%EOF"
SECOND = "A second person checks every page first. Until then keep the paper."


def said(response):
    """What is read on the page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


@pytest.fixture(autouse=True)
def the_fourth_of_march():
    with time_machine.travel(london(date(2026, 3, 4), 10), tick=False):
        yield


@pytest.fixture
def leeds():
    return real_service("leeds-recovery-centre")


@pytest.fixture
def kiran(leeds):
    return hire(leeds, "recovery-worker", "Kiran Patel")


@pytest.fixture
def helen(leeds):
    return hire(leeds, "rehabilitation-and-recovery-lead", "Helen Ward")


@pytest.fixture
def jo(leeds, kiran):
    person = make_person("Jo", "Bell", service=leeds)
    make_allocation(make_episode(person, kiran.holdings.get().post.unit), kiran)
    return person


@pytest.fixture
def client(kiran, jo):
    return signed_in_client(kiran)


def scan(client, jo, **changed):
    sent = {
        "id": str(new_id()),
        "paper": SimpleUploadedFile("consent.pdf", PDF),
        "source": "Signed at the centre",
        "sensitivity": "ordinary",
        "what": "consent",
        "written_on": "2/3/2026",
        "paper_pages": "3",
        **changed,
    }
    return client.post(f"/information-assets/of/{jo.pk}/bring-in/", sent)


def check(client, paper, readable="3", **changed):
    return client.post(
        f"/information-assets/papers/{paper.pk}/check/",
        {"check_id": str(new_id()), "readable": readable, **changed},
    )


def end(client, paper, became, where="", **changed):
    sent = {"end_id": str(new_id()), "became": became, "where": where, **changed}
    return client.post(f"/information-assets/papers/{paper.pk}/end/", sent)


@pytest.mark.duty("LDS-113")
def test_a_consent_form_of_three_pages_is_scanned_checked_twice_and_only_then_destroyed(
    client, jo, kiran, helen
):
    assert scan(client, jo).status_code == 302
    paper = BroughtIn.objects.get()
    where = f"/information-assets/papers/{paper.pk}/"

    assert check(client, paper).headers["Location"] == where
    page = said(client.get(where))
    assert "Consent form, written 2 March, scanned 4 March, 3 pages" in page
    assert "3 of 3 pages readable: Kiran Patel, 4 Mar 2026, 10:00" in page
    assert "Written 2 March, scanned 4 March" in said(client.get(f"/information-assets/of/{jo.pk}/"))

    refused = end(client, paper, "destroyed")
    assert refused.status_code == 422
    assert SECOND in said(refused)
    assert not Ending.objects.exists()

    second = signed_in_client(helen)
    assert check(second, paper).status_code == 302
    assert "Helen Ward, 4 Mar 2026, 10:00 (second check)" in said(client.get(where))
    assert end(client, paper, "destroyed").status_code == 302
    assert "Destroyed . Kiran Patel, 4 Mar 2026, 10:00." in said(client.get(where))


@pytest.mark.parametrize(
    ("checks", "may"),
    [
        ([], False),
        ([Checked(3, True)], False),
        ([Checked(3, True), Checked(3, True)], False),
        ([Checked(2, False)], False),
        ([Checked(3, False)], True),
        ([Checked(2, True), Checked(3, False)], True),
    ],
)
def test_destroyed_needs_every_page_read_by_a_second_person(checks, may):
    assert rules.wrong_with_ending(Became.DESTROYED, "", 3, checks) == ("" if may else SECOND)
    assert rules.wrong_with_ending(Became.DESTROYED, "", None, checks) == SECOND
    assert rules.wrong_with_ending(Became.GIVEN_BACK, "", 3, checks) == ""


def test_filed_says_where_and_what_became_of_it_is_said_once(client, jo):
    scan(client, jo)
    paper = BroughtIn.objects.get()
    refused = end(client, paper, "filed")
    assert refused.status_code == 422
    assert "Say where it is filed." in said(refused)
    sent = str(new_id())
    for _ in range(2):
        assert end(client, paper, "filed", "Cabinet 2, drawer B", end_id=sent).status_code == 302
    assert "What became of this paper has been said already." in said(end(client, paper, "given_back"))
    assert Ending.objects.get().where == "Cabinet 2, drawer B"


@pytest.mark.parametrize(
    ("readable", "sentence"),
    [
        ("4", "The paper has 3 pages: give a number up to that."),
        ("all", "Give the pages you can read as a number, like 3."),
        ("", "Give the pages you can read as a number, like 3."),
    ],
)
def test_a_number_of_pages_that_cannot_be_is_said_so(client, jo, readable, sentence):
    scan(client, jo)
    page = check(client, BroughtIn.objects.get(), readable)

    assert page.status_code == 422
    assert sentence in said(page)
    assert not Check.objects.exists()


def test_the_pages_of_a_pdf_are_counted_where_nobody_counted_them(client, jo):
    scan(client, jo, paper_pages="")
    assert BroughtIn.objects.get().paper_pages == 3
    tomorrow = scan(client, jo, written_on="5/3/2026")
    assert "It cannot be written on a day to come." in said(tomorrow)


def test_a_file_that_was_no_paper_asks_for_no_check(client, jo):
    scan(client, jo, what="", written_on="", paper_pages="")

    assert "The paper itself" not in said(
        client.get(f"/information-assets/papers/{BroughtIn.objects.get().pk}/")
    )


def test_a_stranger_neither_checks_nor_ends(client, jo, leeds):
    scan(client, jo)
    paper = BroughtIn.objects.get()
    surrey = hire(real_service("surrey-str"), "str-worker", "Amy Lane", unit="woking")
    stranger = signed_in_client(surrey)

    assert check(stranger, paper).status_code == 404
    assert end(stranger, paper, "given_back").status_code == 404


def test_checks_and_endings_only_grow(db):
    for table in ("broughtin", "check", "ending"):
        assert missing_guards(connection, f"information_assets_{table}") == []
