"""What every answer tells the browser: what it may load, keep and frame, and nothing of what we are built of (security.md; ASVS V3)."""

import json
import os
import subprocess
import sys

import pytest

from tests.factories.base import PASSWORD, make_service, make_unit, make_worker, sign_in

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
ASKED = """
import json
from django.conf import settings as s
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS", "DEBUG"]
print(json.dumps({name: getattr(s, name) for name in names}))
"""


@pytest.fixture
def ann():
    return make_worker("Ann Dodds", unit=make_unit(make_service()))


@pytest.fixture(params=["/my-day/", "/sign-in/", "/nowhere/", "/boards/", "/api/session/", "/healthz"])
def answer(request, client, ann):
    """A page, the door, one that is not there, one that is refused, a program's, the machine's."""
    sign_in(client, ann)
    if request.param == "/sign-in/":
        client.logout()
    return client.get(request.param)


def test_every_answer_says_what_may_be_loaded_and_from_where(answer):
    said = answer.headers["Content-Security-Policy"]

    assert {part.strip() for part in said.split(";")} == POLICY


def test_every_answer_is_kept_by_nobody_framed_by_nobody_and_not_guessed_at(answer):
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_no_answer_opens_itself_to_another_site_or_says_what_it_is_built_of(answer):
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


def test_every_answer_with_words_in_it_says_of_what_kind_they_are(answer):
    kind = answer.headers["Content-Type"]

    assert not answer.content or kind == "application/json" or kind.endswith("charset=utf-8"), kind


def test_the_session_is_out_of_a_script_s_reach(client, ann):
    answer = client.post("/sign-in/", {"username": ann.user.username, "password": PASSWORD})
    kept = answer.cookies["waymark_session"]

    assert kept.value
    assert kept["httponly"] is True
    assert kept["samesite"] == "Lax"


def test_tracing_is_not_answered_and_no_folder_is_listed(client, ann):
    sign_in(client, ann)

    assert client.trace("/my-day/").status_code == 405
    assert client.get("/static/").status_code == 404
    assert client.get("/static/waymark/").status_code == 404
    assert client.get("/static/../waymark/project/settings/base.py").status_code == 404


@pytest.mark.parametrize("path", ["/my-day/", "/account/", "/boards/", "/nowhere/"])
def test_every_page_has_its_way_out(client, ann, path):
    assert "Sign out" in sign_in(client, ann).get(path).content.decode()


def settings_of(hosts, tmp_path):
    """The settings as an operator's process has them."""
    found = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={
            "PATH": os.environ["PATH"],
            "WAYMARK_DATA": str(tmp_path),
            "WAYMARK_HOSTS": hosts,
            "DJANGO_SETTINGS_MODULE": "waymark.project.settings.production",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(found.stdout)


def test_a_service_that_others_reach_has_cookies_for_https_and_this_host_alone(tmp_path):
    assert settings_of("waymark.example.org", tmp_path) == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-waymark_session",
        "CSRF_COOKIE_NAME": "__Host-waymark_csrf",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "DEBUG": False,
    }


def test_one_that_answers_on_this_machine_alone_is_not_debugged_either(tmp_path):
    found = settings_of("localhost", tmp_path)

    assert (found["SESSION_COOKIE_SECURE"], found["DEBUG"]) == (False, False)
