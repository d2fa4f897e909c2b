"""Pages as PDF: what of a page is printed, that it is tagged, in any script and with any text, and that each is noted as taken out."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.conftest import opened, words_of
from tests.factories.real_service import hire
from tests.factories.sign_in import signed_in_client
from waymark.core.models import AuditEntry
from waymark.governance.information_assets.models import TakenOut
from waymark.work.documents import queries, rules
from waymark.work.documents.choices import Shape

DATA = Path(queries.__file__).parent / "data"
RANGES = json.loads((DATA / "fonts" / "coverage.json").read_text())["ranges"]
HOSTILE = json.loads(
    (Path(__file__).parents[1] / "data/hostile_strings/blns.json").read_text(encoding="utf8")
)
PAGE = """<html><body><header><h1>Menu</h1></header><main><nav><a>Back</a></nav>
<h1>Plan <span class="nhsuk-caption-l">Sam Okafor</span></h1>
<p class="wm-printed"><strong>Printed by Ann Dodds</strong></p>
<h3>What matters</h3><p>My dog &amp; <em>the bus</em><br>to town</p>
<ul><li>One</li><li><p>Two</p><p>more of two</p></li></ul>
<dl><dt>Born</dt><dd><p>1 May 1980</p></dd><dt>Lives</dt><dd>Shildon</dd></dl>
<table><caption>Visits</caption><thead><tr><th>When</th><th>What</th></tr></thead>
<tbody><tr><td>4 March</td><td>A walk</td></tr><tr><th scope="row">5 March</th><td>Tea</td></tr></tbody></table>
<p class="wm-no-print">Save it</p>
<p><a href="/a/">All of it</a> <a href="/b/">Change it</a></p><form><p>Type here</p></form><svg><text>12</text></svg>
<p>Last <span class="nhsuk-u-visually-hidden">unseen</span>words</p></main><footer><p>Sign out</p></footer></body></html>"""


def document(*texts):
    return "<main><h1>Paper</h1>" + "".join(f"<p>{text}</p>" for text in texts) + "</main>"


# ------------------------------------------------------------------ what is printed


def test_what_is_to_be_read_is_printed_and_nothing_to_press():
    page = rules.read(PAGE)
    assert (page.title, page.line) == ("Plan, Sam Okafor", "Printed by Ann Dodds")
    assert page.blocks == [
        {"kind": "heading", "level": 1, "text": "Plan\nSam Okafor"},
        {"kind": "heading", "level": 2, "text": "What matters"},
        {"kind": "text", "text": "My dog & the bus\nto town"},
        {"kind": "items", "items": ["One", "Two\nmore of two"]},
        {"kind": "facts", "pairs": [["Born", "1 May 1980"], ["Lives", "Shildon"]]},
        {
            "kind": "table",
            "head": ["When", "What"],
            "rows": [["4 March", "A walk"], ["5 March", "Tea"]],
            "caption": "Visits",
        },
        {"kind": "text", "text": "Last words"},
    ]


@pytest.mark.parametrize("html", ["", "<p>no page</p>", "<main><p>no heading</p></main>"])
def test_what_is_no_page_of_ours_is_refused(html):
    with pytest.raises(queries.NoPage):
        queries.pdf_of(html, Shape.PDF)


# ------------------------------------------------------------------ signs


def test_a_heading_with_only_things_to_press_under_it_is_not_printed():
    page = rules.read(
        "<main><h1>Sam</h1><h2>Next</h2><p>4 March</p><h3>More</h3><p><a>Plan</a></p>"
        "<h2>Goals</h2><h3>Swim</h3><p>Weekly</p><h2>Information</h2><p><a>Papers</a></p></main>"
    )
    assert [block["text"] for block in page.blocks] == ["Sam", "Next", "4 March", "Goals", "Swim", "Weekly"]
    assert rules.read("<main><h1>Nothing yet</h1></main>").title == "Nothing yet"


def test_a_sign_that_cannot_be_printed_is_seen_to_be_missing():
    assert rules.printable("Yes 🎉 and 中文", RANGES) == (f"Yes {rules.NO_SIGN} and {rules.NO_SIGN * 2}", 3)
    assert rules.printable("நந்தினி Zoë Łukasz أحمد ਪੰਜਾਬ", RANGES)[1] == 0
    assert rules.printable("a\u202eb\ufe0f", RANGES) == ("ab", 0)


@given(st.text(max_size=60))
def test_whatever_is_typed_only_what_can_be_printed_is_left(text):
    found, missing = rules.printable(text, RANGES)
    assert found.count(rules.NO_SIGN) == missing + text.count(rules.NO_SIGN)
    assert rules.printable(found, RANGES) == (found, 0)


def test_every_sign_that_is_said_to_be_printable_is():
    """PDF/UA refuses a sign without a shape, so the whole list in one document shows that it is true of these fonts."""
    signs = "".join(chr(code) for first, last in RANGES for code in range(first, last + 1))
    lines = [signs[at : at + 60] for at in range(0, len(signs), 60)]
    shown = [line.replace("&", "&amp;").replace("<", "&lt;") for line in lines]
    assert queries.pdf_of(document(*shown), Shape.PDF).startswith(b"%PDF")


# ------------------------------------------------------------------ the document


@pytest.mark.parametrize("shape", Shape)
def test_it_is_tagged_with_its_language_and_title_and_says_on_each_page_who_printed_it(shape):
    made = opened(queries.pdf_of(PAGE, shape))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"].lower() == "en-gb"
    assert "/StructTreeRoot" in root
    assert made.metadata.title == "Plan, Sam Okafor"
    kinds = json.dumps(str(root["/StructTreeRoot"].get_object()))
    assert "/K" in kinds
    for page in made.pages:
        assert "Printed by Ann Dodds" in " ".join(page.extract_text().split())


def test_large_print_is_larger():
    many = document(*["Walked to the bus and back, and had tea."] * 60)
    usual, large = (len(opened(queries.pdf_of(many, shape)).pages) for shape in Shape)
    assert large > usual


def test_no_text_is_read_as_markup():
    hostile = '#let x = 1 *bold* _it_ $x^2$ #read("/etc/passwd") @cite &lt;label&gt; = Heading'
    assert '#let x = 1 *bold* _it_ $x^2$ #read("/etc/passwd") @cite <label> = Heading' in words_of(
        queries.pdf_of(document(hostile), Shape.PDF)
    )


def test_every_hostile_text_makes_a_document():
    shown = [text.replace("&", "&amp;").replace("<", "&lt;") for text in HOSTILE]
    made = queries.pdf_of(document(*shown), Shape.PDF)
    assert re.search(r"printed: [1-9]\d* ?\.", words_of(made))


# ------------------------------------------------------------------ on the pages that offer it


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["pdf", "large-print"])
def test_what_went_well_is_saved_for_the_person_and_noted_as_taken_out(ann, sam, shape):
    answer = signed_in_client(ann).get(f"/record/{sam.pk}/story/?as={shape}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="What went well.pdf"'
    words = words_of(answer.content)
    assert "I rode the bus alone" in words
    assert "Ann Dodds" in words
    assert "Show these days" not in words
    taken = TakenOut.objects.get()
    assert (taken.person, taken.worker, taken.what) == (sam, ann, "page")
    assert "what went well" in taken.reason
    assert AuditEntry.objects.filter(action="save_page", person_id=sam.pk).exists()


@pytest.mark.django_db
def test_whoever_may_not_take_a_copy_gets_none(durham, ann, sam):
    stranger = signed_in_client(hire(durham, "recovery-worker", "Joy Hall", unit="south"))
    assert stranger.get(f"/record/{sam.pk}/story/?as=pdf").status_code == 404
    assert not TakenOut.objects.exists()


@pytest.mark.django_db
def test_anything_else_that_is_asked_for_is_the_page(ann, sam):
    answer = signed_in_client(ann).get(f"/record/{sam.pk}/story/?as=docx")
    assert answer["Content-Type"].startswith("text/html")
    assert not TakenOut.objects.exists()
