"""Boxes and lists of our pages are the NHS's own, tag for tag: a form looks and sounds as that design system's do."""

import re

import pytest
from django import forms
from django.template import engines

from waymark.core import fields

OURS = '{% import "core/forms.html" as ask with context %}{{ ask.WHAT }}'
THEIRS = '{% from "nhsuk/components/KIND/macro.jinja" import KIND %}{{ KIND(params) }}'


class Form(fields.PageForm):
    words = forms.CharField(error_messages={"required": "Say <what>."})
    when = forms.ChoiceField(
        choices=[("", "Any time"), ("7", "Last 7 days")], error_messages={"invalid_choice": "No."}
    )


SENT = [None, {"words": "", "when": "9"}, {"words": 'a"<b', "when": "7"}]


def tags(html):
    return re.sub(r"\s*(<|>)\s*", r"\1", " ".join(html.split()))


def rendered(template, **context):
    return tags(engines.all()[0].from_string(template).render(context))


def params(field, label, hint, classes, **more):
    given = {
        "label": {"text": label, **more.pop("label_more", {})},
        "id": field.auto_id,
        "name": field.html_name,
        "classes": classes,
    }
    if hint:
        given["hint"] = {"text": hint}
    if field.errors:
        given["errorMessage"] = {"text": field.errors[0]}
    return {**given, **more}


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("hint", ["", "Such as <60>"])
@pytest.mark.parametrize("classes", ["", "nhsuk-input--width-4"])
def test_a_box(sent, hint, classes):
    form = Form(sent)
    form.is_valid()
    asked = f'text(form.words, "What & when", hint=hint, classes="{classes}", type="search", inputmode="numeric", heading=true)'

    ours = rendered(OURS.replace("WHAT", asked), form=form, hint=hint)

    given = params(
        form["words"], "What & when", hint, classes, label_more={"classes": "nhsuk-label--m"},
        value=form["words"].value() or "", type="search", autocomplete="off", inputmode="numeric",
    )  # fmt: skip
    assert ours == rendered(THEIRS.replace("KIND", "input"), params=given)


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("hint", ["", "Such as <60>"])
def test_a_list(sent, hint):
    form = Form(sent)
    form.is_valid()

    ours = rendered(OURS.replace("WHAT", 'choose(form.when, "When", hint=hint)'), form=form, hint=hint)

    chosen = form["when"].value() or ""
    items = [
        {"value": value, "text": words, "selected": value == chosen}
        for value, words in form.fields["when"].choices
    ]
    given = params(form["when"], "When", hint, "", items=items)
    assert ours == rendered(THEIRS.replace("KIND", "select"), params=given)
