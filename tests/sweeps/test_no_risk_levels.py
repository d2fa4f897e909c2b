"""No table field, template, choice or style ranks anybody by risk of suicide or self-harm (NICE NG225; rules.md 5)."""

import re
from pathlib import Path

import django.apps

PACKAGE = Path(__file__).parents[2] / "waymark"
LEVEL = re.compile(
    r"\b(risk[\s_-]*(level|score|rating|band|category|colour|tier|status|rag)|(low|medium|high)[\s_-]+risk)\b",
    re.I,
)


def test_no_table_field_or_page_ranks_anybody_by_risk():
    models = [model for model in django.apps.apps.get_models() if model.__module__.startswith("waymark.")]
    fields = [f"{model._meta.label}.{field.name}" for model in models for field in model._meta.get_fields()]
    ours = [
        path
        for kind in ("*.html", "*.css", "*.toml", "choices.py", "models.py")
        for path in PACKAGE.rglob(kind)
    ]
    ours = [path for path in ours if "vendor" not in path.parts]

    assert len(fields) > 150
    assert len(ours) > 60
    assert [name for name in fields if LEVEL.search(name.replace("_", " "))] == []
    found = {str(path.relative_to(PACKAGE)): LEVEL.findall(path.read_text(encoding="utf8")) for path in ours}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_the_words_that_are_looked_for_would_be_found():
    for words in ("risk_level", "Risk score", "high risk", "Low-risk", "risk rating"):
        assert LEVEL.search(words)
    for words in ("personal risk assessment", "at risk of losing the flat", "brisk walk"):
        assert not LEVEL.search(words)
