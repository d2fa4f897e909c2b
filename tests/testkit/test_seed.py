"""The seed: what its manifest says, and that the pages show each canary to exactly those whom the policy on paper lets see it.

Two independent sources meet here: `visible_to` comes from docs/policy/access.csv and what the seed knows of its own world; what is shown
comes from the product. Everybody signs in through the pages, by the password and the code the manifest and the test kit give.
"""

import json
import re
from collections import defaultdict
from io import StringIO

import pytest
from django.apps import apps
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.urls import resolve

from waymark.organisation.services import queries as services
from waymark.organisation.staff.models import Holding
from waymark_testkit import codes, seed
from waymark_testkit.management.commands.testkit import Command
from waymark_testkit.seed import canaries, policy
from waymark_testkit.seed.ground import type_of

CANARY = re.compile(r"CNRY[0-9a-f]{12}")
DURHAM, LEEDS = "durham-support-recovery", "leeds-recovery-centre"
ON_THE_PAGE = {
    "person", "about", "address", "contactpoint", "safecontact", "need", "importantperson", "goal", "step", "visit",
    "note", "notemark", "task",
}  # fmt: skip
"""What of a record stands on the person's own page, whoever opens it."""
LISTS = (
    "/my-day/", "/find/?q=Marlowe", "/tasks/", "/due/", "/caseload/", "/caseload/workload/", "/boards/", "/diary/week/",
    "/case-notes/to-read/", "/information-rights/", "/information-rights/overrides/", "/information-rights/alerts/",
    "/staff/posts/", "/staff/workers/", "/services/", "/imports/", "/account/",
)  # fmt: skip
IN_THE_RECORD = {
    "/details/{person}/health/": {"diagnosis", "account"},
    "/details/{person}/death/": {"death"},
    "/data-quality/{person}/gp-practice/": set(),
    "/pathway/{person}/": {"pathway", "keycontact", "sheetgiven"},
    "/pathway/{person}/legal/": {"legalstatus"},
    "/alerts/{person}/": {"alert", "alertreview"},
    "/goals/person/{person}/": {"goodlife"},
    "/goals/{goal}/": {"objective", "levels", "reached"},
    "/goals/objective/{objective}/": {"objective", "look"},
    "/schedules/person/{person}/": {"schedule"},
    "/advice/person/{person}/": {"advice", "answer"},
    "/reports/person/{person}/": {"spokenreport", "reportconfirmation"},
    "/caseload/person/{person}/": set(),
    "/caseload/person/{person}/tenure/": {"stay"},
    "/caseload/stay/{stay}/": {"stay"},
    "/caseload/allocation/{allocation}/band/": set(),
    "/caseload/band/{bandchange}/": set(),
    "/referrals/person/{person}/": {"referral", "sending"},
    "/referrals/{referral}/": {"referral", "referralstep"},
    "/referrals/sent/{sending}/": {"sending", "reply"},
    "/referrals/stay/{stay}/": {"stay", "move"},
}
"""What of a record stands on pages of its own, for whoever opens the record."""
OF_THE_SERVICE = {
    "/lists/{savedlist}/": {"savedlist"},
    "/duplicates/": {"duplicate", "sameperson"},
    "/role-documents/{roledocument}/": {"roledocument"},
}
"""What is of nobody's record, or of two people's, for whoever the manual names."""
MORE_LISTS = (
    "/lists/", "/team/", "/team/mine/", "/team/guiding/", "/team/link/", "/role-documents/", "/data-quality/", "/data-quality/mine/",
    "/goals/to-look-at/", "/caseload/planner/", "/referrals/", "/referrals/declined/", "/staff/budget/",
)  # fmt: skip
WHO = {
    DURHAM: (
        "recovery-worker.1",
        "mover",
        "area-manager.1",
        "administrator.1",
        "information-governance-lead.1",
    ),
    LEEDS: ("volunteer.1", "ward-staff.1"),
}


@pytest.fixture(scope="module")
def manifest(django_db_setup, django_db_blocker):
    """The world of the seed, made once for this file, and gone at its end."""
    whole = transaction.atomic()
    whole._from_testcase = True
    with django_db_blocker.unblock(), whole:
        yield json.loads(json.dumps(seed.sow(42)))
        transaction.set_rollback(True)


@pytest.fixture
def seen_in(manifest, db):
    """The objects of the manifest by their canary."""
    return {one["canary"]: one for one in manifest["objects"]}


def came_in(manifest, username):
    """A browser in which this user has signed in, through the pages."""
    user = next(one for one in [*manifest["users"], *manifest["leavers"]] if one["username"] == username)
    browser = Client()
    browser.post(manifest["login_url"], {"username": username, "password": user["password"]})
    answer = browser.post("/sign-in/code/", {"code": codes.code_of(username)})
    browser.came_to = answer.headers.get("Location")
    return browser


def shown(browser, path):
    """The canaries a page shows."""
    return set(CANARY.findall(browser.get(path).content.decode()))


def of_type(manifest, kind, service):
    """The objects of a kind in the records of a service's people."""
    theirs = {one["person"] for one in manifest["objects"] if belongs(one, service)}
    return [one for one in manifest["objects"] if one["type"] == kind and one["person"] in theirs]


def belongs(one, service):
    return bool(one["person"]) and any(name.startswith(f"{service}.") for name in one["visible_to"])


def of_service(one, service):
    return bool(one["visible_to"]) and all(name.startswith(f"{service}.") for name in one["visible_to"])


def users_of(manifest, service):
    return {f"{service}.{name}" for name in WHO[service]}


# ---------------------------------------------------------------- the manifest


def test_every_service_is_there_and_one_more_with_two_users_for_every_role(manifest, db):
    roles = defaultdict(set)
    for user in manifest["users"]:
        roles[user["services"][0], user["username"].split(".")[1]].add(user["username"])
    in_files = {
        (slug, role["code"]) for slug in services.shipped() for role in services.service_file(slug)["roles"]
    }

    assert {service for service, _ in roles} == {*services.shipped(), "north-riding-recovery"}
    assert in_files <= roles.keys()
    assert {len(roles[role]) for role in in_files} == {2}
    assert len({user["username"] for user in manifest["users"]}) == len(manifest["users"])


def test_somebody_left_and_somebody_moved(manifest, db):
    moved = Holding.objects.filter(worker__user__username=f"{DURHAM}.mover").order_by("starts_on")

    assert f"{DURHAM}.leaver" in {user["username"] for user in manifest["leavers"]}
    assert [bool(held.ends_on) for held in moved] == [True, False]
    assert len({held.post.unit_id for held in moved}) == 2


def test_no_canary_stands_for_two_things(manifest, seen_in):
    assert len(seen_in) == len(manifest["objects"])
    assert {bool(CANARY.fullmatch(one)) for one in seen_in} == {True}


def test_every_kind_of_text_is_planted(manifest, db):
    """What is put together from other rows bears their canaries: a passage its note's, a deferral is named by its obligation."""
    planted = {one["type"] for one in manifest["objects"]}
    wanted = {type_of(apps.get_model(label)) for label in canaries.FREE} - {"passage"}

    assert wanted <= planted


def test_no_text_of_the_product_is_left_out():
    assert canaries.unsorted() == []


def test_who_sees_a_record_is_not_everybody_and_not_nobody(manifest, db):
    """By hand, for one of them: Ash has a key worker, restricted and sealed notes, and another team of the service knows nothing."""
    ash = min(of_type(manifest, "person", DURHAM), key=lambda one: one["id"])
    notes = [one for one in manifest["objects"] if one["type"] == "note" and one["person"] == ash["id"]]
    by_many = sorted(notes, key=lambda one: len(one["visible_to"]), reverse=True)

    assert [f"{DURHAM}.recovery-worker.1" in one["visible_to"] for one in by_many] == [True, True, True]
    assert by_many[2]["visible_to"] == [f"{DURHAM}.recovery-worker.1"]
    assert not any(
        name.split(".")[1] in ("administrator", "auditor") for one in notes for name in one["visible_to"]
    )
    assert all(name.startswith(f"{DURHAM}.") for one in notes for name in one["visible_to"])


def test_every_address_it_names_is_one(manifest, db):
    for url in manifest["extra_urls"]:
        assert resolve(re.sub(r"{\w+}", "01a2149c-8cf4-7a1b-8000-0000000000aa", url))
    assert "/record/{person}/" in manifest["extra_urls"]
    assert "/case-notes/{note}/" in manifest["extra_urls"]


def test_the_policy_is_read_from_its_paper():
    def says(role, relationship, sensitivity, action):
        return policy.answer(frozenset({role}), frozenset({relationship}), sensitivity, action)

    assert says("casework", "key_worker", "ordinary", "read_entry") == "yes"
    assert says("casework", "key_worker", "sealed", "read_entry") == "author"
    assert says("casework", "none", "ordinary", "open") == "break_glass"
    assert says("casework", "own_record", "ordinary", "open") == "no"
    assert says("administrator", "key_worker", "ordinary", "read_entry") == "no"


# ---------------------------------------------------------------- what is shown


@pytest.mark.slow
@pytest.mark.parametrize("service", WHO)
def test_each_sees_exactly_what_the_paper_lets_them(manifest, seen_in, service):
    """The person's page, the note's page, search, Find and the lists: nothing that is not theirs, and all that is."""
    wrong = []
    for username in sorted(users_of(manifest, service)):
        browser = came_in(manifest, username)
        assert browser.came_to == "/", username
        wrong += [f"{username}: {fault}" for fault in _faults(manifest, seen_in, browser, username, service)]

    assert wrong == []


def _faults(manifest, seen_in, browser, username, service):
    user = next(one for one in manifest["users"] if one["username"] == username)
    for person in of_type(manifest, "person", service):
        yield from _on_the_persons_page(manifest, seen_in, browser, user, person)
    for note in of_type(manifest, "note", service):
        for path in (f"/case-notes/{note['id']}/", f"/search/?q={note['canary'][:13]}"):
            found = shown(browser, path)
            yield from _not_theirs(seen_in, found, username, path)
            if (note["canary"] in found) != (username in note["visible_to"]):
                yield f"{path} {'shows' if note['canary'] in found else 'does not show'} note {note['id']}"
    for path in LISTS:
        yield from _not_theirs(seen_in, shown(browser, path), username, path)


def _on_the_persons_page(manifest, seen_in, browser, user, person):
    path = f"/record/{person['id']}/"
    found = shown(browser, path)
    yield from _not_theirs(seen_in, found, user["username"], path)
    opens = any(
        user["username"] in one["visible_to"]
        for one in manifest["objects"]
        if one["type"] == "about" and one["person"] == person["id"]
    )
    for one in manifest["objects"]:
        theirs = (
            one["person"] == person["id"]
            and one["type"] in ON_THE_PAGE
            and user["username"] in one["visible_to"]
        )
        if theirs and opens and one["canary"] not in found:
            yield f"{path} does not show {one['type']} {one['id']}"


def _not_theirs(seen_in, found, username, path):
    for canary in sorted(found):
        one = seen_in.get(canary)
        if one is None or username not in one["visible_to"]:
            yield f"{path} shows {one['type'] + ' ' + one['id'] if one else canary}"


@pytest.mark.slow
@pytest.mark.parametrize("service", WHO)
def test_each_sees_of_every_other_page_what_is_theirs(manifest, seen_in, service):
    """Health, the map, alerts, law, goals, regular visits, advice, wards, referrals: to whoever opens the record, and to nobody else."""
    wrong = []
    for username in sorted(users_of(manifest, service)):
        browser = came_in(manifest, username)
        for one in of_type(manifest, "person", service):
            rows = [row for row in manifest["objects"] if row["person"] == one["id"]]
            wrong += _on_pages(seen_in, browser, username, IN_THE_RECORD, rows)
        rows = [one for one in manifest["objects"] if of_service(one, service)]
        wrong += _on_pages(seen_in, browser, username, OF_THE_SERVICE, rows)
        for path in MORE_LISTS:
            wrong += _not_theirs(seen_in, shown(browser, path), username, path)

    assert wrong == []


def _on_pages(seen_in, browser, username, pages, rows):
    """What pages show that is not theirs, and what of these rows that is theirs they do not show. Of many rows the latest's page."""
    at = {row["type"]: row["id"] for row in rows}
    for page, kinds in pages.items():
        if not set(re.findall(r"{(\w+)}", page)) <= at.keys():
            continue
        path = page.format(**at)
        found = shown(browser, path)
        yield from _not_theirs(seen_in, found, username, path)
        for row in rows:
            theirs = row["type"] in kinds and username in row["visible_to"]
            if theirs and row["canary"] not in found:
                yield f"{username}: {page} does not show {row['type']} {row['id']}"


@pytest.mark.slow
def test_nothing_of_a_service_shows_in_another(manifest, seen_in):
    browser = came_in(manifest, f"{DURHAM}.area-manager.2")
    kinds = ("person", "goal", "visit")
    asked = [one for one in manifest["objects"] if belongs(one, LEEDS) and one["type"] in kinds]
    where = {"person": "/record/{}/", "goal": "/goals/{}/", "visit": "/diary/{}/"}

    answers = [browser.get(where[one["type"]].format(one["id"])) for one in asked]

    assert len(answers) > 20
    assert {answer.status_code for answer in answers} == {404}
    assert not any(
        one in answer.content.decode() for answer in answers for one in _canaries_of(manifest, LEEDS)
    )


def _canaries_of(manifest, service):
    return {one["canary"] for one in manifest["objects"] if belongs(one, service)}


def test_a_leaver_does_not_come_in(manifest, db):
    browser = came_in(manifest, f"{DURHAM}.leaver")

    assert browser.came_to == manifest["login_url"]
    assert browser.get("/my-day/").headers["Location"].startswith(manifest["login_url"])


# ---------------------------------------------------------------- the verb


def test_a_database_with_a_service_in_it_is_refused(manifest, db, tmp_path, monkeypatch):
    monkeypatch.setenv("TESTKIT", "1")

    with pytest.raises(CommandError, match="needs an empty one"):
        Command(stdout=StringIO()).handle(verb="seed", seed=42, out=tmp_path / "manifest.json")

    assert not (tmp_path / "manifest.json").exists()


def test_the_manifest_is_read_by_its_owner_alone(tmp_path):
    seed.write(tmp_path / "manifest.json", {"users": []})

    assert (tmp_path / "manifest.json").stat().st_mode & 0o777 == 0o600
    assert json.loads((tmp_path / "manifest.json").read_text()) == {"users": []}
