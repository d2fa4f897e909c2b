"""A browser for the journeys: Debian's Chromium, driven by Playwright, able to reach this machine only.

Every test in this folder is a `journey`. A page that asks another host for anything, breaks the content security
policy or throws in a script fails the journey it happens in.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

AXE = Path(__file__).parents[1] / "vendor/axe-core/axe.min.js"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]  # fmt: skip
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


def chromium_path() -> str | None:
    """Where Chromium is on this machine."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    path = chromium_path()
    if path is None:
        pytest.fail("A browser journey needs Chromium (on Debian: apt install chromium).")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "1"  # Playwright runs a loop in this thread; the test still owns its database
    )
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


class Watch:
    """What a page did that no page of ours may do."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self.saw_request(request.url))
        page.on("console", self.saw_message)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    def saw_request(self, url: str) -> None:
        if not url.startswith(("http://localhost", "http://127.0.0.1", "data:", "blob:")):
            self.faults.append(f"asked another host: {url}")

    def saw_message(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """The faults of every page opened in this test; there may be none at its end."""
    watching = Watch()
    yield watching
    assert watching.faults == []


@pytest.fixture
def open_context(browser: Browser, live_server: Any, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser of somebody's own (their cookies, their screen): `open_context(viewport=…, java_script_enabled=False)`."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(
            **{
                "base_url": live_server.url,
                "locale": "en-GB",
                "timezone_id": "Europe/London",
                "viewport": DESK,
                **options,
            }
        )
        context.set_default_timeout(15_000)
        context.on("page", watch.follow)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A desk's screen; `page.goto("/…")` goes to the live server."""
    return open_context().new_page()


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    """A phone of 360 pixels, touched."""
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def plain_page(open_context: Callable[..., BrowserContext]) -> Page:
    """A desk's screen with JavaScript off."""
    return open_context(java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What axe finds wrong with a page, one line a fault: `assert axe(page) == []`."""
    script = AXE.read_text(encoding="utf8")

    def faults(page: Page) -> list[str]:
        page.evaluate(script)
        found = json.loads(
            page.evaluate("axe.run(document).then(result => JSON.stringify(result.violations))")
        )
        return [
            f"{fault['id']}: {node['html'][:200]} ({fault['help']})"
            for fault in found
            for node in fault["nodes"]
        ]

    return faults
