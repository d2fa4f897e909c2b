"""Every text field takes the strings that break other systems, and gives them back unharmed: kept to the letter, shown as text.

White space at the two ends is taken off, as everywhere in the product; nothing else is, but in shown.RUN_TOGETHER. A NUL and too much
get a sentence.
"""

import json
import re
from collections import Counter
from urllib.parse import urlencode

import pytest

from tests import house
from tests.sweeps.conftest import undone
from tests.sweeps.shown import IN_ONE_LINE, RUN_TOGETHER, SHOWN, SHOWN_NOWHERE, rows_holding
from tests.sweeps.typed import NOT_KEPT, TYPED, all_forms, text_fields
from tests.sweeps.well_made import Reader
from waymark.core import actions
from waymark.organisation.services.models import Service

BETWEEN = " ¦ and "
LED = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1+1",
)
"""What a spreadsheet takes for a formula, however it is led in."""
STRINGS = [
    *json.loads((house.ROOT / "tests/data/hostile_strings/blns.json").read_text(encoding="utf8")),
    *LED,
    "{{ 7 * 7 }}{% raw %}",
    "a\r\nb",
]


KEPT = [typed for typed in TYPED if typed.kept]
PLACES = [(typed.form, typed.door, name) for typed in TYPED for name in typed.kept]


def ids(typed):
    return f"{typed.form} at {typed.door}"


def packs(longest, *, nth=0, most=18):
    """The strings in as few texts as fit, one after the other, and formulas at the beginning of some.

    A narrow box would take hundreds: it gets its share, the next narrow box the next, so that each string goes through many.
    """
    wide, pack, bodies = min(longest, 5_000), "", []
    heads = [f"{led} and more of it" for led in LED if len(led) + 15 <= longest][nth % 3 :: 3]
    for one in filter(str.strip, STRINGS):
        if pack and len(pack) + len(BETWEEN) + len(one) > wide:
            bodies, pack = [*bodies, pack], ""
        pack = f"{pack}{BETWEEN}{one}" if pack else one if len(one) <= wide else ""
    bodies = [*bodies, pack]
    every = -(-len(bodies) // max(most - len(heads), 1))
    return [*bodies[nth % every :: every], *heads]


def batches(typed, most=18):
    """What is typed in each box of a form: one text of each at a time, no two boxes the same."""
    found = {}
    for name in typed.kept:
        longest = all_forms()[typed.form].base_fields[name].max_length or 20_000
        nth = PLACES.index((typed.form, typed.door, name))
        texts = packs(longest, nth=nth, most=most)
        found[name] = texts[nth % len(texts) :] + texts[: nth % len(texts)]
    for n in range(max(map(len, found.values()))):
        yield {name: texts[n % len(texts)] for name, texts in found.items()}


def as_shown(column, text):
    """White space as a browser shows it."""
    lines = text.splitlines() if column in IN_ONE_LINE else []
    return " ".join((", ".join(filter(None, map(str.strip, lines))) or text).split())


def is_sentence(text):
    """It may begin with what was typed, in quotation marks."""
    return (text[0].isupper() or text[0] == "'") and text.rstrip()[-1] in ".?" and " " in text


def test_every_text_field_of_every_form_is_typed_here_or_said_why_not():
    fields = {f"{name}.{text}" for name, form in all_forms().items() for text in text_fields(form)}
    typed = {f"{one.form}.{name}" for one in TYPED for name in (*one.kept, *one.read)}

    assert len(fields) > 50
    assert fields - typed - NOT_KEPT.keys() == set(), "say in typed.py where it is kept and shown"
    assert (typed | NOT_KEPT.keys()) - fields == set()


@pytest.fixture
def made(monkeypatch):
    """What each form was last made with, beside what was typed."""
    seen = {}
    for cls in all_forms().values():
        monkeypatch.setattr(cls, "__init__", _watching(cls, cls.__init__, seen))
    return seen


def _watching(cls, original, seen):
    def init(self, *args, **kwargs):
        if type(self) is cls:
            seen[cls] = kwargs
        original(self, *args, **kwargs)

    return init


def _singly(form, boxes):
    """Every string once in each box that is wide enough for it, the boxes filled side by side."""
    for n in range(len(STRINGS)):
        words = {name: STRINGS[n - of] for of, name in enumerate(boxes)}
        yield {
            name: one for name, one in words.items() if len(one) <= (form.fields[name].max_length or 20_000)
        }


def taken(form, typed, words):
    return [name for name in words if name in typed.kept and name not in form.errors]


@pytest.mark.slow
@pytest.mark.parametrize("typed", TYPED, ids=ids)
def test_each_string_is_taken_to_the_letter_or_answered_with_a_sentence(world, made, typed):
    """In each box by itself, whole; where it is too long for one, test_a_nul_and_too_much."""
    record, cls = world.amy, all_forms()[typed.form]
    with undone():
        typed.at.send(
            world.client(typed.at.who(world, record)), typed.path(world, record), typed.sends(world, record)
        )
    form, wrong = cls(typed.sends(world, record), **made[cls]), []
    good = form.data
    for words in [*_singly(form, typed.kept), *({name: one} for name in typed.read for one in STRINGS)]:
        form.data = {**good, **words}
        form.full_clean()
        said = [str(error) for errors in form.errors.values() for error in errors]
        wrong += [f"{words}: {one}" for one in said if not is_sentence(one)]
        wrong += [
            f"{n}: {words[n]!r}"
            for n in taken(form, typed, words)
            if form.cleaned_data[n] != words[n].strip()
        ]

    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.slow
@pytest.mark.parametrize("typed", KEPT, ids=ids)
def test_what_is_typed_is_kept_to_the_letter_and_shown_as_text(world, typed):
    record = world.amy
    with actions.frame("factory"):
        Service.objects.filter(pk=record.service.pk).update(limits={"caseload_weight": 1})
    client, path = world.client(typed.at.who(world, record)), typed.path(world, record)
    for words in batches(typed):
        with undone():
            answer = typed.at.send(client, path, {**typed.sends(world, record), **words})
            assert answer.status_code in (200, 302), (
                f"{words}\n{Reader.of(answer.content.decode()).words()[:600]}"
            )
            _look(world, record, typed, words)


def _look(world, record, typed, words):
    pages = {}
    for name, column in typed.kept.items():
        text = words[name].strip()
        found = list(rows_holding(column, as_shown(column, text) if column in RUN_TOGETHER else text))
        assert found, (
            f"{name} is not in {column} as it was typed, or the column is too narrow: {words[name]!r}"
        )
        if column not in SHOWN_NOWHERE:
            who, where = (SHOWN.get(column) or SHOWN[column.rsplit(".", 1)[0]])(world, record, found[0])
            pages.setdefault((who.pk, where), []).append(as_shown(column, words[name]))
    for (who, where), texts in pages.items():
        seen = world.clients[who].get(where)
        assert seen.status_code == 200, where
        page = Reader.of(seen.content.decode()).words()
        for text in texts:
            assert text in page, f"{where} does not show {text!r}"


@pytest.mark.slow
@pytest.mark.parametrize("typed", [typed for typed in KEPT if typed.wrong], ids=ids)
def test_what_was_typed_is_still_there_when_something_else_is_wrong(world, typed):
    record = world.amy
    client, path = world.client(typed.at.who(world, record)), typed.path(world, record)
    for words in batches(typed, most=12):
        with undone():
            answer = typed.at.send(client, path, {**typed.sends(world, record), **words, **typed.wrong})
        assert answer.status_code == 422
        typed_there = Reader.of(answer.content.decode()).values
        for name, text in words.items():
            assert text.strip() in [value.strip() for value in typed_there[name]], f"{name}: {text!r} is gone"


@pytest.mark.parametrize("typed", KEPT, ids=ids)
def test_a_nul_and_too_much_get_a_sentence(world, typed):
    record, form = world.amy, all_forms()[typed.form]
    client, path = world.client(typed.at.who(world, record)), typed.path(world, record)
    longest = {name: form.base_fields[name].max_length or 20_000 for name in typed.kept}
    nul = dict.fromkeys(typed.kept, "half\x00way there")
    for words in (nul, {name: "so much " * (most // 8 + 1) for name, most in longest.items()}):
        with undone():
            answer = typed.at.send(client, path, {**typed.sends(world, record), **words})
        assert answer.status_code == 422
        said = _errors(answer.content.decode())
        assert {name: said.get(name, "") for name in words if not is_sentence(said.get(name, " "))} == {}


def _errors(html):
    """The sentences of the error summary, by the box each leads to."""
    summary = html.partition("nhsuk-error-summary__body")[2].partition("</ul>")[0]
    links = re.findall(r'href="#([^"]*)"[^>]*>(.*?)</a>', summary, re.DOTALL)
    return {name.removeprefix("id_"): Reader.of(words).words() for name, words in links}


@pytest.mark.parametrize("typed", KEPT, ids=ids)
def test_half_a_character_is_no_fault_of_the_page(world, typed):
    """A browser cannot send one; somebody who writes the bytes by hand gets a page, not 'something went wrong'."""
    record = world.amy
    client, path = world.client(typed.at.who(world, record)), typed.path(world, record)
    body = urlencode({**typed.sends(world, record), **dict.fromkeys(typed.kept, "half")})
    with undone():
        answer = client.post(
            path,
            body.replace("=half", "=half%ED%A0%80%FF%C0%80+of+it"),
            content_type="application/x-www-form-urlencoded",
        )
    assert answer.status_code in (200, 302, 422)


def test_every_string_goes_whole_through_more_than_one_door():
    """As narrow boxes share them."""
    doors = Counter()
    for typed in KEPT:
        seen = " ".join(text for words in batches(typed) for text in words.values())
        doors.update({one for one in STRINGS if one.strip() and one.strip() in seen})

    assert {one: doors[one] for one in STRINGS if one.strip() and doors[one] < len(KEPT) / 2} == {}
