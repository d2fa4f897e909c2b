"""Signing in by an employer's directory: whoever it says it is, if it is to be believed, and if somebody here has said who that is."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from tests.factories.base import actor_of, make_service, make_unit, make_worker
from tests.factories.sign_in import give_phone, signed_in_client, wait_for_time_to_type
from tests.staff.directory import ANOTHER_KEY, CLIENT, shared_secret
from tests.staff.directory import directory as directory
from waymark.core.models import AuditEntry
from waymark.organisation.staff import actions
from waymark.organisation.staff.models import DirectoryLogin
from waymark.organisation.staff.permissions import openid
from waymark.people.access.choices import Profile
from waymark.project.settings.directories import read

pytestmark = pytest.mark.django_db
NAME = "kiran.patel@leeds-mind.example"
AWAY, BACK = "/sign-in/with/leeds-mind/", "/sign-in/from/leeds-mind/"
NOT_RIGHT, NO_ANSWER = "That did not work. Your employer may know you", "directory could not be asked"


@pytest.fixture
def team(db):
    return make_unit(make_service(), "north")


@pytest.fixture
def kiran(team):
    worker = make_worker("Kiran Patel", unit=team)
    helen = actor_of(make_worker("Helen Ward", unit=team, profile=Profile.ADMINISTRATOR))
    actions.name_in_directory(by=helen, worker_id=worker.pk, directory="leeds-mind", known_as=NAME.upper())
    return worker


@pytest.fixture
def browser():
    return Client()


def comes_back(browser, directory, where="", **instead):
    away = browser.get(AWAY, {"next": where} if where else {})
    assert away.status_code == 302, "nobody was sent away"
    assert away.headers["Location"].startswith(f"{directory.here}/authorize?")
    return browser.get(BACK, {**directory.signs_in(away.headers["Location"]), **instead})


def is_in(browser):
    return browser.get("/api/session/").status_code == 200


def said_at_the_door(browser, answer):
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/")
    assert not is_in(browser)
    return browser.get("/sign-in/").content.decode()


def test_the_door_offers_it_and_whoever_it_knows_comes_in_to_where_they_were_going(browser, directory, kiran):
    assert "Sign in with Leeds Mind" in browser.get("/sign-in/").content.decode()

    answer = comes_back(browser, directory, "/tasks/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/tasks/")
    assert browser.get("/api/session/").json()["actor"]["name"] == "Kiran Patel"
    asked = directory.asked[0]
    assert asked["scope"] == "openid profile"
    assert asked["redirect_uri"] == "http://testserver/sign-in/from/leeds-mind/"
    assert AuditEntry.objects.filter(action="sign_in", detail__factor="directory").count() == 1
    assert "not for us" not in str(dict(browser.session))


def test_from_then_on_they_are_known_by_their_subject_and_their_old_name_opens_nothing(
    browser, directory, kiran
):
    comes_back(browser, directory)
    directory.who["preferred_username"] = "kiran.shah@leeds-mind.example"
    again = Client()
    comes_back(again, directory)
    assert is_in(again)

    directory.who |= {"sub": "somebody new", "preferred_username": NAME}
    newcomer = Client()
    assert NOT_RIGHT in said_at_the_door(newcomer, comes_back(newcomer, directory))


@pytest.mark.parametrize("amr", [["pwd"], [], None])
def test_where_it_asked_for_one_factor_alone_ours_is_asked_next(browser, directory, kiran, amr):
    phone = give_phone(kiran)
    directory.who["amr"] = amr
    if amr is None:
        del directory.who["amr"]

    answer = comes_back(browser, directory)

    assert answer.headers["Location"] == "/sign-in/code/"
    assert not is_in(browser)
    wait_for_time_to_type(2)
    assert browser.post("/sign-in/code/", {"code": phone.code()}).status_code == 302
    assert is_in(browser)


def test_a_first_password_that_nobody_used_does_not_stand_in_the_way(browser, directory, team):
    lead = signed_in_client(make_worker("Helen Ward", unit=team, profile=Profile.ADMINISTRATOR))
    mia = make_worker("Mia Stone", unit=team)
    page = f"/staff/workers/{mia.pk}/"
    assert lead.post(f"{page}first-password/").status_code == 200
    assert lead.post(f"{page}directory/", {"directory": "leeds-mind", "known_as": NAME}).status_code == 302

    assert comes_back(browser, directory).status_code == 302
    assert is_in(browser)
    assert "They have signed in by it." in lead.get(page).content.decode()


def test_nobody_here_and_nobody_any_more_are_told_the_same(browser, directory, kiran):
    directory.who |= {"sub": "9", "preferred_username": "stranger@leeds-mind.example"}
    stranger = said_at_the_door(browser, comes_back(browser, directory))
    directory.who |= {"sub": "7f3a", "preferred_username": NAME}
    kiran.user.is_active = False
    kiran.user.save()
    leaver = Client()

    assert NOT_RIGHT in stranger
    assert NOT_RIGHT in said_at_the_door(leaver, comes_back(leaver, directory))
    assert AuditEntry.objects.filter(action="sign_in_failed", detail__step="directory").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another time"},
        {"nonce": None},
        {"aud": "another product"},
        {"aud": [CLIENT, "another product"], "azp": "another product"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"sub": ""},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_question_is_not_believed(browser, directory, kiran, wrong):
    directory.wrong = wrong

    assert NO_ANSWER in said_at_the_door(browser, comes_back(browser, directory))
    assert directory.tokens == 1


def test_nor_one_that_its_own_key_pair_did_not_sign(browser, directory, kiran):
    for directory.key, directory.alg in ((ANOTHER_KEY, "RS256"), (shared_secret(), "HS256")):
        fresh = Client()
        assert NO_ANSWER in said_at_the_door(fresh, comes_back(fresh, directory))


def test_an_answer_to_somebody_else_s_question_is_not_taken(browser, directory, kiran):
    theirs = directory.signs_in(Client().get(AWAY).headers["Location"])
    mine = directory.signs_in(browser.get(AWAY).headers["Location"])

    assert NO_ANSWER in said_at_the_door(browser, browser.get(BACK, theirs))
    assert NO_ANSWER in said_at_the_door(browser, browser.get(BACK, {**mine, "state": theirs["state"]}))
    assert NO_ANSWER in said_at_the_door(browser, browser.get(BACK, {**mine, "code": theirs["code"]}))
    assert NO_ANSWER in said_at_the_door(browser, browser.get(BACK))


def test_the_same_answer_does_not_open_twice(browser, directory, kiran):
    answer = directory.signs_in(browser.get(AWAY).headers["Location"])
    assert browser.get(BACK, answer).headers["Location"] == "/"
    browser.post("/sign-out/")

    assert NO_ANSWER in said_at_the_door(browser, browser.get(BACK, answer))


def test_an_answer_that_names_another_directory_is_not_taken(browser, directory, kiran):
    assert NO_ANSWER in said_at_the_door(
        browser, comes_back(browser, directory, iss="https://elsewhere.example")
    )
    assert directory.tokens == 0


def test_a_directory_that_calls_itself_otherwise_is_not_asked(browser, directory, kiran):
    directory.metadata_wrong = {"issuer": "https://login.example"}

    assert NO_ANSWER in said_at_the_door(browser, browser.get(AWAY))


def test_one_that_is_not_there_is_said_to_be_so_and_the_password_still_opens(browser, directory, settings):
    settings.DIRECTORIES = {
        "leeds-mind": {**settings.DIRECTORIES["leeds-mind"], "issuer": "http://127.0.0.1:1"}
    }

    assert NO_ANSWER in said_at_the_door(browser, browser.get(AWAY))


def test_there_is_none_where_none_is_set_up(browser, db):
    assert "Leeds Mind" not in browser.get("/sign-in/").content.decode()
    assert browser.get(AWAY).status_code == browser.get(BACK).status_code == 404


def test_next_leads_nowhere_else(browser, directory, kiran):
    assert comes_back(browser, directory, "https://elsewhere.example/").headers["Location"] == "/"


# ---------------------------------------------------------------- who says who that is


@pytest.fixture
def manages(team):
    return signed_in_client(make_worker("Helen Ward", unit=team, profile=Profile.ADMINISTRATOR))


def names(manages, worker, known_as, directory="leeds-mind"):
    said = {"directory": directory, "known_as": known_as}
    answer = manages.post(f"/staff/workers/{worker.pk}/directory/", said)
    assert answer.status_code == 302
    return manages.get(f"/staff/workers/{worker.pk}/").content.decode()


def test_a_name_is_one_person_s(directory, team, manages, kiran):
    mia = make_worker("Mia Stone", unit=team)

    assert "Somebody else here signs in by that name." in names(manages, mia, NAME)
    assert DirectoryLogin.objects.get().user_id == kiran.user_id
    assert "Choose the directory." in names(manages, mia, NAME, "") or "Select a valid" in names(
        manages, mia, NAME, "x"
    )


def test_taken_away_every_session_ends_and_it_opens_nothing(browser, directory, manages, kiran):
    comes_back(browser, directory)
    assert is_in(browser)

    assert 'value=""' in names(manages, kiran, "")
    assert not is_in(browser)
    fresh = Client()
    assert NOT_RIGHT in said_at_the_door(fresh, comes_back(fresh, directory))


def test_it_is_not_for_oneself_and_not_for_everybody(directory, team, kiran):
    me = make_worker("Helen Ward", unit=team, profile=Profile.ADMINISTRATOR)
    own = signed_in_client(me).post(
        f"/staff/workers/{me.pk}/directory/", {"directory": "leeds-mind", "known_as": "x"}
    )
    other = signed_in_client(kiran).post(
        f"/staff/workers/{me.pk}/directory/", {"directory": "leeds-mind", "known_as": "x"}
    )

    assert own.status_code in (302, 403)
    assert other.status_code == 403
    assert DirectoryLogin.objects.count() == 1


# ---------------------------------------------------------------- the file


RIGHT = """
[leeds-mind]
name = "Leeds Mind"
issuer = "https://login.example/tenant/v2.0"
client_id = "waymark"
client_secret = "s"
both_factors = ["mfa", "hwk"]
"""


def test_the_file_is_read(tmp_path, settings):
    file = tmp_path / "directories.toml"
    file.write_text(RIGHT)
    settings.DIRECTORIES = read(str(file))

    (found,) = openid.directories()
    assert (found.code, found.issuer) == ("leeds-mind", "https://login.example/tenant/v2.0")
    assert found.both_factors == ("mfa", "hwk")
    assert found.known_by == "preferred_username"


@pytest.mark.parametrize(
    ("was", "instead", "sentence"),
    [
        ("client_secret", "secret", r"missing \['client_secret'\], not known \['secret'\]"),
        ("https://", "http://", "begins with https://"),
    ],
)
def test_what_is_wrong_with_it_is_said_when_the_product_starts(tmp_path, was, instead, sentence):
    file = tmp_path / "directories.toml"
    file.write_text(RIGHT.replace(was, instead))

    with pytest.raises(ImproperlyConfigured, match=sentence):
        read(str(file))
