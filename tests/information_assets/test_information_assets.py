"""What is brought in from others and what is printed or saved: registered, with who, when and why (DUR-46)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from tests.factories.base import make_allocation, make_episode, make_person
from tests.factories.goals import make_goal
from tests.factories.real_service import hire, real_service, unit_of_service
from tests.factories.sign_in import signed_in_client
from waymark.core.append_only import missing_guards
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.governance.information_assets import rules
from waymark.governance.information_assets.choices import FileKind
from waymark.governance.information_assets.models import BroughtIn, TakenOut

NOW = datetime(2026, 3, 3, 10, 12, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj<</Type /Pages /Count 2>>endobj\n2 0 obj<</Type /Page>>endobj\n3 0 obj<</Type/Page>>endobj\n%%EOF"
FRIDGE = "Sam wants it on his fridge"


def shown(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#39;", "'").split())


class Durham:
    """Ann is Sam's recovery worker; Bo works in the other team; Ola is the information governance lead."""

    def __init__(self) -> None:
        self.service = real_service("durham-support-recovery")
        self.ann = hire(self.service, "recovery-worker", "Ann Dodds", unit="north")
        self.bo = hire(self.service, "recovery-worker", "Bo Lund", unit="south")
        self.ola = hire(self.service, "information-governance-lead", "Ola Reed")
        self.sam = make_person("Sam", "Okafor", service=self.service)
        make_allocation(make_episode(self.sam, unit_of_service(self.service, "north")), self.ann)
        make_goal(self.sam, self.ann, "Walk to the market by myself")
        self.client = signed_in_client(self.ann)

    def at(self, name: str) -> str:
        return reverse(name, args=[self.sam.pk])

    def brings(self, name: str = "letter from GP.pdf", data: bytes = PDF, **changes: Any) -> Any:
        said = {
            "id": str(new_id()),
            "source": "GP",
            "sensitivity": "ordinary",
            "paper": SimpleUploadedFile(name, data),
        }
        return self.client.post(self.at("bring_in_paper"), {**said, **changes})

    def prints(self, reason: str = FRIDGE, **changes: str) -> Any:
        return self.client.post(self.at("print_plan"), {"id": str(new_id()), "reason": reason, **changes})


@pytest.fixture
def durham(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield Durham()


@pytest.mark.duty("DUR-46")
def test_a_letter_brought_in_stands_in_the_register_and_a_printout_says_who_and_when(durham: Durham) -> None:
    assert durham.brings()["Location"] == durham.at("papers")
    row = BroughtIn.objects.get()
    assert (row.file_name, row.size, row.pages, row.source, row.author) == (
        "letter from GP.pdf",
        len(PDF),
        2,
        "GP",
        durham.ann,
    )
    line = f"letter from GP.pdf From GP. PDF, 2 pages, {len(PDF)} bytes. Brought in by Ann Dodds"
    assert line in shown(durham.client.get(durham.at("papers")))
    register = shown(signed_in_client(durham.ola).get(reverse("assets_register")))
    assert (
        f"letter from GP.pdf , PDF, 2 pages, {len(PDF)} bytes From GP, about Sam Okafor. Brought in by Ann Dodds"
        in register
    )

    asked = durham.client.get(durham.at("print_plan"))
    assert "What is it for?" in shown(asked)
    assert "market" not in shown(asked), "nothing is shown for printing before the reason is given"
    refused = durham.prints("")
    assert refused.status_code == 422
    assert not TakenOut.objects.exists()
    paper = shown(durham.client.get(durham.prints()["Location"]))
    assert paper.count("Printed by Ann Dodds 3 March 2026 10:12") == 2
    assert "Walk to the market by myself" in paper
    taken = TakenOut.objects.get()
    assert (taken.reason, taken.worker, taken.at) == (FRIDGE, durham.ann, NOW)
    logged = AuditEntry.objects.get(action="print_plan")
    assert (logged.person_id, logged.actor) == (durham.sam.pk, str(durham.ann.pk))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.pdf", b"", "That file is empty."),
        ("letter.pdf", b"MZ\x90\x00this program", "Bring in a PDF, a PNG or JPEG picture, or plain text."),
        ("picture.png", PDF, "The name of that file does not fit what is in it."),
        ("form.pdf", PDF + b"/JavaScript (app.alert(1))", "That PDF would run something when it is opened."),
        ("page.html", b"<script>alert(1)</script>", "The name of that file does not fit what is in it."),
    ],
)
def test_what_may_not_come_in_is_refused_with_a_sentence(
    durham: Durham, name: str, data: bytes, said: str
) -> None:
    answer = durham.brings(name, data)
    assert answer.status_code == 422
    assert said in shown(answer)
    assert not BroughtIn.objects.exists()


def test_a_file_that_is_too_large_is_refused() -> None:
    assert (
        rules.look_at("a.txt", b"a" * (rules.LARGEST + 1)).why_not == "That file is too large: 10 MB at most."
    )


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n....", FileKind.PNG),
        ("a.JPEG", b"\xff\xd8\xff\xe0..", FileKind.JPEG),
        ("a.txt", "Zoë said so".encode(), FileKind.TEXT),
        ("a.pdf", PDF, FileKind.PDF),
    ],
)
def test_a_file_is_what_is_in_it(name: str, data: bytes, kind: FileKind) -> None:
    assert rules.look_at(name, data)[::2] == (kind, "")


def test_a_file_s_name_keeps_no_folder_and_nothing_unseen() -> None:
    assert rules.plain_name("C:\\letters\\\u202egp.pdf") == "gp.pdf"
    assert rules.plain_name("../../etc/passwd") == "passwd"
    assert len(rules.plain_name("a" * 900)) == 200


def test_the_file_is_saved_with_a_reason_and_never_shown_by_the_browser(durham: Durham) -> None:
    durham.brings()
    address = reverse("paper", args=[BroughtIn.objects.get().pk])
    assert durham.client.post(address, {"id": str(new_id()), "reason": "short"}).status_code == 422
    answer = durham.client.post(address, {"id": str(new_id()), "reason": "For the review on Monday"})
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="letter from GP.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert TakenOut.objects.get().what == "paper"
    assert AuditEntry.objects.filter(action="export_paper").count() == 1


def test_a_sealed_paper_is_there_for_the_one_who_brought_it_alone(durham: Durham) -> None:
    durham.brings(sensitivity="sealed")
    lead = signed_in_client(hire(durham.service, "area-manager", "Lee Hart", unit="north"))
    assert "letter from GP" not in shown(lead.get(durham.at("papers")))
    assert lead.get(reverse("paper", args=[BroughtIn.objects.get().pk])).status_code == 404
    assert "letter from GP" in shown(durham.client.get(durham.at("papers")))


def test_a_printout_is_its_own_worker_s_for_a_quarter_of_an_hour(durham: Durham) -> None:
    address = durham.prints()["Location"]
    assert signed_in_client(durham.bo).get(address).status_code == 404
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        later = signed_in_client(durham.ann).get(address)
        assert later.status_code == 302, "asked for again"


def test_somebody_of_another_team_prints_and_brings_in_nothing(durham: Durham) -> None:
    other = signed_in_client(durham.bo)
    for name in ("papers", "bring_in_paper", "print_plan"):
        assert other.get(durham.at(name)).status_code == 404, name
    assert durham.client.get(reverse("assets_register")).status_code == 403


def test_sent_twice_it_is_kept_once(durham: Durham) -> None:
    id = str(new_id())
    for _ in range(2):
        assert durham.brings(id=id).status_code == 302
    assert BroughtIn.objects.count() == 1
    assert "This was kept before, otherwise." in shown(durham.brings(data=PDF + b" ", id=id))


def test_both_registers_only_grow(db: None) -> None:
    for table in ("broughtin", "content", "takenout"):
        assert missing_guards(connection, f"information_assets_{table}") == [], table
