"""Every mandatory and required element of the plan standard, in our own words: where it is kept, or why it is not."""

import csv
import html

import pytest
from django.apps import apps

from tests import house
from tests.factories.plans import AREA, put_in_force, todo, write_draft
from tests.factories.sign_in import signed_in_client
from waymark.support.plans import rules
from waymark.support.plans.choices import AREAS, TEXTS, Part

PAPER = house.ROOT / "docs" / "policy" / "plan-standard.csv"
ROWS = list(csv.DictReader(PAPER.read_text(encoding="utf8").splitlines()))
SECTIONS = [
    "who they are", "about me", "professionals", "people of theirs", "formulation", "support plan", "contingency",
]  # fmt: skip
REFUSED = "not held: "


def is_there(where):
    """Whether the place that is named holds something."""
    kind, _, name = where.partition(":")
    if kind == "text":
        part, _, text = name.partition(".")
        return text in TEXTS[Part(part)]
    if kind == "part":
        return name in AREA or name in {part.value for part in AREAS}
    if kind in ("need", "action"):
        return name in (rules.NEED_FIELDS if kind == "need" else rules.ACTION_FIELDS)
    model, _, field = name.rpartition(".")
    return kind == "field" and bool(apps.get_model(model)._meta.get_field(field))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['section']}: {row['element']}" for row in ROWS])
def test_each_element_has_a_place_or_a_stated_refusal(row):
    if row["where"].startswith(REFUSED):
        assert len(row["where"]) > len(REFUSED) + 20, "say why"
    else:
        assert is_there(row["where"]), row["where"]


def test_the_list_is_whole_and_every_text_of_a_plan_is_in_it():
    assert list(dict.fromkeys(row["section"] for row in ROWS)) == SECTIONS
    assert len({(row["section"], row["element"]) for row in ROWS}) == len(ROWS) >= 70
    texts = {f"text:{part}.{name}" for part, names in TEXTS.items() for name in names}
    ours = {"text:staying_well.daily", *(f"text:recovery.{name}" for name in TEXTS[Part.RECOVERY])}
    assert texts - {row["where"] for row in ROWS} == ours, "beyond the standard"


@pytest.mark.django_db
def test_every_text_is_on_the_page_under_its_heading(ann, ann_worker, sam):
    parts = {part.value: {name: f"written under {name}" for name in names} for part, names in TEXTS.items()}
    write_draft(ann, sam, home={"stands": "support", "actions": [todo("walk")]}, **parts)
    put_in_force(ann, sam)
    page = html.unescape(signed_in_client(ann_worker).get(f"/plans/person/{sam.pk}/").content.decode())
    for names in TEXTS.values():
        for name, heading in names.items():
            assert f"<strong>{heading}</strong></p><p>written under {name}</p>" in page
    assert "Not written yet" not in page
