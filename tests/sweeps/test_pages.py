"""What every page is held to can really fail: each fault is shown to be found."""

import pytest

from tests import house
from tests.sweeps.well_made import faults

GOOD = """<!DOCTYPE html><html lang="en-GB"><head><title>Tasks – Waymark</title><script src="/static/x.js"></script></head><body>
<h1>Tasks</h1><form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="abc"><label for="words">What</label>
<textarea id="words" name="words" aria-describedby="hint"></textarea><p id="hint">Short.</p></form>
<form action="/find/"><label>Find <input name="q"></label></form></body></html>"""

BROKEN = {
    "headings": ("<h1>Tasks</h1>", "<h1>Tasks</h1><h1>More</h1>"),
    "no title": ("Tasks – Waymark", " – Waymark"),
    "no language": (' lang="en-GB"', ""),
    "stands 2 times": ("<body>", '<body><i id="hint"></i>'),
    "a style on": ("<h1>", '<h1 style="color:red">'),
    "a script in the page": ("<body>", "<body><script>x()</script>"),
    "onclick on": ("<h1>", '<h1 onclick="x()">'),
    "href=": ("<body>", '<body><a href=" JavaScript:x()">x</a>'),
    "asks": ("/static/x.js", "https://elsewhere.example/x.js"),
    "has no token": ('value="abc"', ""),
    "nothing says": ('for="words"', ""),
    "shown as words": ("<h1>Tasks", "<h1>&lt;a href=&#34;/tasks/&#34;&gt;Tasks"),
    "a Python object": (
        "<h1>Tasks",
        "<h1>&lt;function told.&lt;locals&gt;.&lt;lambda&gt; at 0x7f3136dc71a0&gt; Tasks",
    ),
    "points at": ('id="hint"', ""),
}


def test_a_good_page_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize("said", BROKEN)
def test_each_fault_is_found(said):
    good, bad = BROKEN[said]
    assert good in GOOD

    assert [fault for fault in faults(GOOD.replace(good, bad, 1)) if said in fault], faults(
        GOOD.replace(good, bad, 1)
    )


@pytest.mark.parametrize("path", sorted(house.PACKAGE.rglob("jinja2/**/*.html")), ids=lambda path: path.name)
def test_a_name_or_a_month_in_a_sentence_keeps_its_capital(path):
    """Jinja's capitalize makes small letters of all that follows; our capfirst does not."""
    assert "|capitalize" not in path.read_text(encoding="utf8")


def test_a_fragment_need_not_be_a_whole_page():
    assert faults("<ul><li>An entry</li></ul>", fragment=True) == []
    assert faults("<ul><li>An entry</li></ul>") != []
