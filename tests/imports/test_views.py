"""The pages of a sheet through the front door, signed in as the team leader who gives it."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from tests.factories.base import make_worker
from tests.factories.imports import make_batch, make_ground
from tests.factories.messy_people import make_sheet
from tests.factories.sign_in import signed_in_client
from waymark.core import clock
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.doors.imports import forms, jobs
from waymark.doors.imports.models import Batch, KeptFile
from waymark.people.access.choices import Profile
from waymark.people.service_users.models import Person

pytestmark = pytest.mark.django_db
HEADINGS = "Surname,First name,DOB,Team"
ADA, WRONG = "Bell,Ada,3/2/1984,North", "Dow,Cy,31/2/1984,North"


def sheet(*rows):
    return "\n".join([HEADINGS, *rows]).encode()


def said(response):
    """The words of the page in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def ground():
    return make_ground()


@pytest.fixture
def client(ground):
    return signed_in_client(ground.lee)


def give(client, data, name="caseload.csv", **more):
    form = {"id": str(new_id()), "sheet": SimpleUploadedFile(name, data), "unit": ""} | more
    return client.post("/imports/check-sheet/", form)


def test_from_the_file_to_the_people(ground, client, django_capture_on_commit_callbacks):
    given = give(client, sheet(ADA))
    assert given.status_code == 302
    result = client.get(given.url)
    assert "1 person can come in" in said(result)
    assert "Nobody has been brought in." in said(result)

    asked = client.post(given.url + "bring-in/")
    assert asked.url == given.url
    waiting = client.get(given.url)
    assert "Waiting to begin" in said(waiting)
    assert f'href="{given.url}">Look again</a>' in waiting.content.decode()
    assert f'hx-get="{given.url}progress/"' in waiting.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.bring_in_waiting(clock.now())

    assert "Done See what was brought in" in said(client.get(given.url + "progress/"))
    assert "1 person brought in From caseload.csv, given by Lee Marsh" in said(client.get(given.url))
    assert "caseload.csv Lee Marsh" in said(client.get("/imports/"))
    assert [person.name for person in Person.objects.filter(service=ground.service)] == ["Ada Bell"]


def test_a_wrong_row_in_words_with_row_and_column(client):
    page = said(client.get(give(client, sheet(ADA, WRONG)).url))

    assert "1 row to put right" in page
    assert "Row 3 Column C, DOB There is no 31 February 1984. Check the day and month. Put right" in page


def test_the_sound_rows_come_in_only_when_that_box_is_ticked(ground, client):
    where = give(client, sheet(ADA, WRONG)).url
    refused = client.post(where + "bring-in/")

    assert refused.status_code == 422
    assert forms.SAY_SO in said(refused)
    assert Batch.objects.get().status == "checked"

    client.post(where + "bring-in/", {"what": "sound_rows_only"})
    jobs.bring_in_waiting(clock.now())
    assert [person.name for person in Person.objects.filter(service=ground.service)] == ["Ada Bell"]
    assert "1 left out, to put right" in said(client.get(where))


def test_the_marked_sheet_comes_back_as_a_file_and_taking_it_is_logged(client):
    where = give(client, sheet(ADA, WRONG), name='../"x"\r\nSet-Cookie: a=b.csv').url
    response = client.get(where + "marked-copy/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()

    assert re.fullmatch(
        r'attachment; filename="[A-Za-z0-9 _-]+ to put right\.xlsx"', response["Content-Disposition"]
    )
    assert response["Content-Type"].startswith("application/vnd.openxmlformats")
    assert [row[4] for row in rows] == [
        "What to put right", "", "DOB: There is no 31 February 1984. Check the day and month.",
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="export_marked_sheet", actor_name="Lee Marsh").count() == 1


def test_rows_without_a_team_go_where_the_page_says(ground, client):
    where = give(client, sheet("Bell,Ada,,"), unit=str(ground.south.pk)).url

    assert "Rows that name no team go to Support &amp; Recovery South." in said(client.get(where))
    client.post(where + "bring-in/")
    jobs.bring_in_waiting(clock.now())
    assert Person.objects.get(service=ground.service).episodes.get().unit == ground.south


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.csv", forms.NO_FILE),
        (b"%PDF-1.7 ...", "caseload.xlsx", forms.NOT_ONE),
        (b"\x89PNG\r\n\x1a\n", "a.png", forms.NOT_ONE),
        (b"  <!DOCTYPE html><p>", "a.xls", forms.NOT_ONE),
        (b"PK\x03\x04 broken", "a.xlsx", "This file is damaged. Save it again as .xlsx."),
        (b"\x00\x01\x02", "a.csv", "This file is no table of words. Save it as .xlsx or .csv."),
    ],
)
def test_what_is_no_spreadsheet_is_refused_beside_the_field_and_not_kept(client, data, name, sentence):
    response = give(client, data, name)

    assert response.status_code == 422
    assert said(response).count(sentence) == 2
    assert not Batch.objects.exists()


def test_a_file_too_large_is_refused(client, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 10)

    assert "larger than 10 MB" in said(give(client, sheet(ADA)))


def test_no_file_at_all(client):
    response = client.post("/imports/check-sheet/", {"id": str(new_id())})

    assert response.status_code == 422
    assert forms.NO_FILE in said(response)


def test_what_was_chosen_stays_chosen_when_the_file_is_refused(ground, client):
    response = give(client, b"%PDF", unit=str(ground.south.pk))

    assert f'<option value="{ground.south.pk}" selected>' in response.content.decode()


def test_sent_twice_it_is_one_sheet(client):
    id = str(new_id())

    assert give(client, sheet(ADA), id=id).url == give(client, sheet(ADA), id=id).url
    assert give(client, sheet(WRONG), id=id).status_code == 422
    assert Batch.objects.count() == 1


def test_thrown_away_it_says_so_and_cannot_come_in(client, django_capture_on_commit_callbacks):
    where = give(client, sheet(ADA)).url
    with django_capture_on_commit_callbacks(execute=True):
        client.post(where + "throw-away/")

    assert "This sheet was thrown away" in said(client.get(where))
    assert client.get(where + "marked-copy/").status_code == 403
    client.post(where + "bring-in/")
    assert jobs.bring_in_waiting(clock.now()) == 0
    assert not KeptFile(Batch.objects.get().pk).path.exists()


def test_why_it_stopped_is_said(client, ground):
    where = give(client, sheet(ADA)).url
    client.post(where + "bring-in/")
    KeptFile(Batch.objects.get().pk).keep(b"changed")
    jobs.bring_in_waiting(clock.now())

    assert "It has stopped See why" in said(client.get(where + "progress/"))
    assert "It was not brought in The file kept here is not the one that was given." in said(
        client.get(where)
    )


def test_progress_is_told_as_it_comes(client, ground):
    where = give(client, sheet(ADA)).url
    client.post(where + "bring-in/")
    KeptFile(Batch.objects.get().pk).note_progress(1400, 2000)

    page = client.get(where + "progress/")
    assert "1,400 of 2,000 people" in said(page)
    assert '<progress class="wm-progress" max="2000" value="1400"' in page.content.decode()
    assert "read" not in set(
        AuditEntry.objects.filter(object=where + "progress/").values_list("action", flat=True)
    )


def test_what_cells_said_is_shown_as_words_and_never_run(client):
    page = client.get(
        give(client, sheet("Bell,Ada,<script>alert(1)</script>,<img src=x>")).url
    ).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page or "&lt;img src=x&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_at_most_fifty_findings_are_shown_and_the_rest_counted(client):
    page = client.get(give(client, make_sheet(count=400).as_xlsx(), "caseload.xlsx").url)

    assert page.content.decode().count('class="wm-list__when"') == 50
    assert re.search(r"The first 50 of \d+\. All of them are in the marked sheet\.", said(page))


def paths(batch_id):
    return ["/imports/", *(f"/imports/{batch_id}/{rest}" for rest in ("", "progress/", "marked-copy/"))]


def posts(batch_id):
    return ["/imports/check-sheet/", f"/imports/{batch_id}/bring-in/", f"/imports/{batch_id}/throw-away/"]


@pytest.mark.parametrize(
    "profile", [Profile.CASEWORK, Profile.COORDINATOR, Profile.AUDITOR, Profile.COMMISSIONER]
)
def test_a_role_without_the_right_is_refused_and_logged(ground, profile):
    batch = make_batch(ground.by, sheet(ADA))
    client = signed_in_client(make_worker(unit=ground.north, profile=profile))

    assert {client.get(path).status_code for path in paths(batch.pk)} == {403}
    assert {client.post(path).status_code for path in posts(batch.pk)} == {403}
    assert AuditEntry.objects.filter(outcome="refused").count() == len(paths(batch.pk)) + len(posts(batch.pk))


@pytest.mark.parametrize("whose", ["colleague", "another service"])
def test_anothers_sheet_does_not_exist(ground, whose):
    batch = make_batch(ground.by, sheet(ADA))
    worker = (
        make_worker(unit=ground.north, profile=Profile.LEAD) if whose == "colleague" else make_ground().lee
    )
    client = signed_in_client(worker)

    assert {client.get(path).status_code for path in paths(batch.pk)[1:]} == {404}
    assert {client.post(path).status_code for path in posts(batch.pk)[1:]} == {404}
    assert AuditEntry.objects.filter(outcome="refused", object=f"imports.batch:{batch.pk}").count() == 5


def test_a_stranger_is_sent_to_sign_in(client, ground):
    batch = make_batch(ground.by, sheet(ADA))
    client.logout()

    assert {client.get(path).status_code for path in paths(batch.pk)} == {302}
