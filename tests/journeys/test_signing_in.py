"""A new colleague's first morning at the door, on a phone; the same without JavaScript; and an administrator who takes one on."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.factories.base import make_post, make_service, make_unit, make_worker, sign_in
from tests.factories.sign_in import Phone, give_phone, wait_for_time_to_type
from tests.journeys.conftest import PHONE
from waymark.core import clock
from waymark.people.access.choices import Profile

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, MINE = "k7mn-qw3z-xxap-2hue", "heron kettle ladder moss"


@pytest.fixture
def team(db):
    return make_unit(make_service(name="Support & Recovery"), name="North")


@pytest.fixture
def newcomer(team):
    """Somebody whom an administrator gave a first password this morning."""
    worker = make_worker("Zoe Marsh", unit=team)
    worker.user.username = "zoe.marsh"
    worker.user.set_password(FIRST)
    worker.user.temporary_until = clock.now() + timedelta(days=7)
    worker.user.save()
    return worker


def first_morning(page, axe=None):
    """From the address that was asked for to that page, through all four questions. `axe` looks at each page on the way."""

    def looked_at(heading):
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        if axe is not None:
            assert axe(page) == []
            assert page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )

    page.goto("/account/")
    looked_at("Sign in")
    page.get_by_label("Username").fill("zoe.marsh")
    page.get_by_label("Password", exact=True).fill(FIRST)
    page.get_by_role("button", name="Go on to the code").click()

    looked_at("Set up codes on your phone")
    page.get_by_text("I cannot scan it").click()
    phone = Phone(page.locator("code").inner_text().replace(" ", ""))
    wait_for_time_to_type()
    page.get_by_label("Code from the app").fill(phone.code())
    page.get_by_role("button", name="Use this phone").click()

    looked_at("Your recovery codes")
    expect(page.locator("code")).to_have_count(10)
    page.get_by_role("button", name="I have kept them: go on").click()

    looked_at("Choose your own password")
    page.get_by_label("New password", exact=True).fill(MINE)
    page.get_by_label("New password again").fill(MINE)
    page.get_by_role("button", name="Keep this password and sign in").click()

    looked_at("Zoe Marsh")
    assert page.url.endswith("/account/")


def test_a_first_morning_on_a_phone(phone, newcomer, axe):
    first_morning(phone, axe)


def test_a_first_morning_without_javascript(plain_page, newcomer):
    first_morning(plain_page)


def test_coming_back_by_keyboard_alone(page, newcomer):
    """Tab, type, Enter: a password, then the code, and the page that was asked for."""
    newcomer.user.temporary_until = None
    newcomer.user.save()
    phone = give_phone(newcomer)
    page.goto("/sign-in/?next=/account/")
    page.get_by_label("Username").focus()
    page.keyboard.type("zoe.marsh")
    page.keyboard.press("Tab")
    page.keyboard.type(FIRST)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The code on your phone")
    page.get_by_label("Code").focus()
    wait_for_time_to_type()
    page.keyboard.type(phone.code())
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoe Marsh")


def test_a_passkey_is_made_and_signs_in_without_a_password(open_context, newcomer, axe):
    """Chromium's own virtual device: it looks who holds it, and answers."""
    newcomer.user.temporary_until = None
    newcomer.user.save()
    codes = give_phone(newcomer)
    page = open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    able = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "automaticPresenceSimulation": True,
                **able,
            }
        },
    )
    page.goto("/sign-in/?next=/account/")
    page.get_by_label("Username").fill("zoe.marsh")
    page.get_by_label("Password", exact=True).fill(FIRST)
    page.get_by_role("button", name="Go on to the code").click()
    page.get_by_label("Code").fill(codes.code())
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Add a passkey").click()
    assert axe(page) == []
    page.get_by_label("What do you call this device?").fill("My phone")
    page.get_by_label("Your password", exact=True).fill(FIRST)
    page.get_by_role("button", name="Go on to the device").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Make the passkey")
    assert axe(page) == []
    page.get_by_role("button", name="Make it on this device").click()
    expect(page.get_by_role("status").first).to_contain_text("My phone is a passkey of yours now.")
    assert axe(page) == []

    page.goto("/sign-out/")
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/account/")
    page.get_by_role("link", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with a passkey")
    assert axe(page) == []
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zoe Marsh")


def test_without_javascript_the_passkey_s_page_says_what_to_do(plain_page):
    plain_page.goto("/sign-in/passkey/?next=/account/")

    expect(plain_page.get_by_text("A passkey needs a script, and scripts are off here.")).to_be_visible()
    expect(plain_page.get_by_role("button", name="Use my passkey")).to_be_hidden()
    plain_page.get_by_role("link", name="Sign in with your password").click()
    expect(plain_page).to_have_url(re.compile(r"/sign-in/\?next=/account/$"))


def test_an_administrator_takes_somebody_on_and_ends_a_post(open_context, team, client, live_server, axe):
    make_post(team, number="RW-014")
    leaver = make_worker("Lou Past", unit=team)
    sign_in(client, make_worker("Ada Lund", unit=team, profile=Profile.ADMINISTRATOR))
    context = open_context()
    cookie = client.cookies["waymark_session"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()

    page.goto("/")
    page.get_by_role("link", name="Posts").first.click()
    expect(page.locator("#post-RW-014")).to_contain_text("vacant")
    assert axe(page) == []
    page.get_by_role("link", name="Colleagues").click()
    page.get_by_role("button", name="Add a colleague").click()
    page.get_by_label("Their name").fill("Cy Marsh")
    page.get_by_label("Their post").select_option(
        label=page.locator("option", has_text="RW-014").inner_text()
    )
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("link", name="Give the first day.")).to_be_visible()
    expect(page.get_by_label("Their name")).to_have_value("Cy Marsh")
    page.get_by_label("First day").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_role("button", name="Add them").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Cy Marsh")
    page.get_by_role("button", name="Make a sign-in").click()
    expect(page.get_by_role("status").first).to_contain_text("First password:")
    assert axe(page) == []

    page.goto("/staff/posts/")
    expect(page.locator("#post-RW-014")).to_contain_text("Cy Marsh")
    number = leaver.holdings.get().post.number
    page.locator(f"#post-{number}").get_by_role("link", name="End").click()
    page.get_by_label("Last day").fill(f"{clock.today() - timedelta(days=1):%d/%m/%Y}")
    page.get_by_role("button", name="End the post").click()
    expect(page.locator(f"#post-{number}")).to_contain_text("vacant")
    assert leaver.holdings.get().ends_on == clock.today() - timedelta(days=1)
