"""`waymark staff`: the first administrator of a service, and what cannot wait for one."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import give_phone
from tests.staff.door import NOW, come_in, give_password, is_in
from waymark.core.models import AuditEntry
from waymark.organisation.staff.models import User, Worker

pytestmark = pytest.mark.django_db
DURHAM = "durham-support-recovery"


@pytest.fixture(autouse=True)
def traveller():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture
def durham():
    return real_service(DURHAM)


def staff(*said):
    """What the command writes."""
    out = StringIO()
    call_command("staff", *said, stdout=out)
    return out.getvalue()


def add(name="Ada Lund", username="ada.lund", post="SA-01", *more):
    return staff("add", name, "--username", username, "--service", DURHAM, "--post", post, *more)


def test_the_first_administrator_of_a_service_is_added_and_signs_in(durham):
    said = add()

    password = re.search(r"^First password: (\S+)$", said, flags=re.M)[1]
    assert "Username: ada.lund" in said
    assert "It works for one sign-in within 7 days." in said
    assert give_password(Client(), "ada.lund", password).url == "/sign-in/set-up/"
    held = Worker.objects.get(name="Ada Lund").holdings.get()
    assert (held.post.number, held.starts_on, held.ends_on) == ("SA-01", NOW.date(), None)
    assert User.objects.get(username="ada.lund").temporary_until == NOW + timedelta(days=7)


def test_what_the_installer_does_is_in_the_log_as_the_installer_s_and_without_the_password(durham):
    password = re.search(r"First password: (\S+)", add())[1]

    rows = AuditEntry.objects.filter(actor="system:staff")
    assert set(rows.values_list("action", flat=True)) >= {"add_worker", "give_post", "make_sign_in"}
    assert password not in repr(list(AuditEntry.objects.values()))


def test_a_term_is_given_by_its_days(durham):
    add("Cy Marsh", "cy.marsh", "RW-014", "--starts", "2026-03-09", "--ends", "2026-09-30")

    held = Worker.objects.get(name="Cy Marsh").holdings.get()
    assert (held.starts_on, held.ends_on) == (date(2026, 3, 9), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (["add", "A", "--username", "a", "--service", "nowhere", "--post", "SA-01"], "The service 'nowhere' has no post"),
        (["add", "A", "--username", "a", "--service", DURHAM, "--post", "XX-1"], "has no post 'XX-1'"),
        (["add", "A", "--username", "bo.lind", "--service", DURHAM, "--post", "SA-01"], "signs in as bo.lind already"),
        (["add", "A", "--username", "a", "--service", DURHAM, "--post", "RW-014"], "Bo Lind holds this post"),
        (["add", "A", "--username", " ", "--service", DURHAM, "--post", "SA-01"], "taken, or too long"),
        (["give", "nobody", "--service", DURHAM, "--post", "SA-01"], "Nobody signs in as 'nobody'."),
        (["end", "bo.lind", "--service", DURHAM, "--post", "SA-01", "--on", "2026-03-31"], "Bo Lind does not hold SA-01"),
        (["end", "bo.lind", "--service", DURHAM, "--post", "RW-014", "--on", "2020-01-01"], "The last day is before the first."),
        (["end", "bo.lind", "--service", DURHAM, "--post", "RW-014", "--on", "soon"], "'soon' is no day"),
        (["password", "nobody"], "Nobody signs in as 'nobody'."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_sentence_and_leaves_nothing(durham, said, says):
    in_post(durham, "RW-014", "Bo Lind")

    with pytest.raises(CommandError, match=re.escape(says)):
        staff(*said)
    assert set(Worker.objects.values_list("name", flat=True)) == {"Bo Lind"}


def test_the_last_who_is_told_of_escalations_is_not_taken_away_here_either(durham):
    add()
    in_post(durham, "AM-001", "Lee Carter")

    with pytest.raises(CommandError, match="Nobody could be told when something is escalated"):
        staff("end", "lee.carter", "--service", DURHAM, "--post", "AM-001", "--on", "2026-03-31")


def test_a_post_is_given_and_ended(durham):
    bo = in_post(durham, "RW-014", "Bo Lind")

    assert staff("give", "BO.LIND", "--service", DURHAM, "--post", "SA-01") == (
        "Bo Lind holds SA-01 System Administrator from 2026-03-03.\n"
    )
    said = staff("end", "bo.lind", "--service", DURHAM, "--post", "RW-014", "--on", "2026-03-31")
    assert said == "Bo Lind leaves RW-014 Recovery Worker after 2026-03-31.\n"
    assert bo.holdings.get(post__number="RW-014").ends_on == date(2026, 3, 31)


def test_somebody_may_be_given_a_post_in_a_second_service(durham):
    """Only here: no manager of one service can reach into another."""
    bo = in_post(durham, "RW-014", "Bo Lind")
    real_service("surrey-str")
    staff("give", "bo.lind", "--service", "surrey-str", "--post", "SA-01")

    assert bo.holdings.count() == 2


def test_who_holds_which_post_is_listed(durham):
    in_post(durham, "RW-014", "Bo Lind")
    in_post(durham, "RW-013", "Lou Past", ends_on=date(2026, 3, 2))

    assert staff("list", DURHAM) == "RW-014 Recovery Worker: Bo Lind (bo.lind)\n"


@pytest.mark.parametrize("verb", ["password", "factor", "sessions"])
def test_what_cannot_wait_ends_every_open_session(durham, verb):
    bo = in_post(durham, "RW-014", "Bo Lind")
    phone, client = give_phone(bo), Client()
    come_in(client, bo, phone)
    said = staff(verb, "bo.lind")

    assert not is_in(client)
    assert {
        "password": "First password: ",
        "factor": "The codes of bo.lind are off. The next sign-in sets up a phone.",
        "sessions": "bo.lind is signed out everywhere.",
    }[verb] in said


def test_the_codes_come_off_and_the_password_is_still_asked(durham):
    bo = in_post(durham, "RW-014", "Bo Lind")
    give_phone(bo)
    assert give_password(Client(), bo).url == "/sign-in/code/"
    staff("factor", "bo.lind")

    assert give_password(Client(), bo).url == "/sign-in/set-up/"
    assert give_password(Client(), bo, "a guess that is wrong").status_code == 422
