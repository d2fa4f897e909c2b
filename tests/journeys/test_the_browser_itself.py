"""The guards of every journey do catch what they are for."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.postgres


def test_a_page_that_asks_another_host_is_caught(page, watch):
    page.goto("/healthz")
    answer = page.evaluate(
        "fetch('http://example.test/', {mode: 'no-cors'}).then(() => 'reached', () => 'refused')"
    )

    assert answer == "refused"
    assert [fault for fault in watch.faults if "example.test" in fault]
    watch.faults.clear()


def test_a_script_that_fails_is_caught(page, watch):
    page.goto("/healthz")
    page.evaluate("setTimeout(() => { throw new Error('on purpose') }, 0)")
    page.wait_for_timeout(100)

    assert watch.faults == ["script error: on purpose"]
    watch.faults.clear()


def test_axe_finds_what_is_wrong_with_a_page(page, axe):
    page.set_content("<main><h1>A page</h1><img src='data:,'></main>")

    assert {fault.split(":")[0] for fault in axe(page)} >= {"html-has-lang", "image-alt", "document-title"}


def test_scripts_are_off_on_the_plain_page(plain_page):
    plain_page.goto("data:text/html,<noscript><p>No scripts here</p></noscript>")

    expect(plain_page.get_by_text("No scripts here")).to_be_visible()
