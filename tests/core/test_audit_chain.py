"""The chain shows every change, loss, move and addition, to the byte; with an anchor a cut end too (security.md, A27, A30)."""

import hashlib
import hmac
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymark.core.audit import chain
from waymark.core.audit.chain import ZEROS, Anchor, Walk, read_anchors, sealed, walk_file, written

KEY = b"k" * 64
text = st.text(max_size=12)
detail = st.dictionaries(
    text, st.none() | st.booleans() | st.integers() | text | st.lists(text, max_size=3), max_size=3
)
contents = st.lists(
    st.fixed_dictionaries({"at": text, "actor": text, "action": text, "object": text, "detail": detail}),
    min_size=2,
    max_size=8,
)


def chain_of(rows: list[dict]) -> list[bytes]:
    lines, previous = [], ZEROS
    for seq, row in enumerate(rows, start=1):
        line = sealed(row, seq, previous, KEY)
        previous = line["mac"]
        lines.append(written(line))
    return lines


def anchor_of(lines: list[bytes]) -> Anchor:
    last = json.loads(lines[-1].decode("utf8", "surrogatepass"))
    return Anchor(last["seq"], last["mac"])


def faults(lines: list[bytes], *anchors: Anchor) -> list[str]:
    """What verify says of a file with this content."""
    return walk_file(io.BytesIO(b"".join(lines)), Walk(KEY, anchors))


def ten() -> list[bytes]:
    rows = [
        {
            "at": f"2026-03-03T10:00:0{n}.000000Z",
            "actor": "a",
            "action": "read",
            "object": "",
            "detail": {"n": n},
        }
        for n in range(10)
    ]
    return chain_of(rows)


@given(contents)
def test_an_untouched_file_is_whole(rows: list[dict]) -> None:
    lines = chain_of(rows)
    assert faults(lines, anchor_of(lines)) == []


@given(contents, st.data())
def test_any_changed_byte_is_found(rows: list[dict], data: st.DataObject) -> None:
    lines = chain_of(rows)
    whole = b"".join(lines)
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != whole[place]))
    assert faults([whole[:place] + bytes([byte]) + whole[place + 1 :]], anchor_of(lines))


@given(contents, st.data())
def test_any_lost_stretch_is_found(rows: list[dict], data: st.DataObject) -> None:
    lines = chain_of(rows)
    whole = b"".join(lines)
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    assert faults([whole[:start] + whole[end:]], anchor_of(lines))


@given(contents, st.data())
def test_any_added_stretch_is_found(rows: list[dict], data: st.DataObject) -> None:
    lines = chain_of(rows)
    whole = b"".join(lines)
    start = data.draw(st.integers(0, len(whole)))
    added = data.draw(
        st.binary(min_size=1, max_size=20) | st.sampled_from(lines) | st.sampled_from([b"\n", b" ", b"\r"])
    )
    assert faults([whole[:start] + added + whole[start:]], anchor_of(lines))


@given(contents, st.data())
def test_any_two_rows_swapped_are_found(rows: list[dict], data: st.DataObject) -> None:
    lines = chain_of(rows)
    one = data.draw(st.integers(0, len(lines) - 2))
    other = data.draw(st.integers(one + 1, len(lines) - 1))
    lines[one], lines[other] = lines[other], lines[one]
    assert faults(lines, anchor_of(chain_of(rows)))


@given(contents, st.data())
def test_any_value_changed_and_written_again_properly_is_found(rows: list[dict], data: st.DataObject) -> None:
    lines = chain_of(rows)
    place = data.draw(st.integers(0, len(lines) - 1))
    line = chain.read(lines[place])
    name = data.draw(st.sampled_from(chain.FIELDS))
    value = {"seq": line["seq"] + 1, "detail": {**line["detail"], "forged": True}}.get(
        name, str(line[name]) + "x"
    )
    forged = [*lines[:place], written({**line, name: value}), *lines[place + 1 :]]
    assert faults(forged, anchor_of(lines))


@given(contents, st.data())
def test_a_cut_end_is_found_by_the_anchor_and_by_nothing_else(rows: list[dict], data: st.DataObject) -> None:
    lines = chain_of(rows)
    left = lines[: data.draw(st.integers(0, len(lines) - 1))]
    assert faults(left) == []
    assert faults(left, anchor_of(lines)) == [
        f"Row {len(lines)} is missing: an anchor names it, and the log ends at row {len(left)}."
    ]


def test_an_end_forged_with_the_key_is_found_by_the_anchor() -> None:
    lines = ten()
    forged = [chain.read(line) for line in lines[:8]]
    row = {name: forged[0][name] for name in ("at", "actor", "action", "object", "detail")}
    for seq in (9, 10):
        forged.append(sealed(row, seq, forged[-1]["mac"], KEY))
    assert faults([written(line) for line in forged]) == []
    assert faults([written(line) for line in forged], anchor_of(lines)) == [
        "Row 10 is not the row that was anchored."
    ]


def test_each_fault_names_its_row() -> None:
    lines = ten()
    assert faults([*lines[:4], *lines[5:]]) == ["Row 6 is out of its place: row 5 should stand there."]
    assert faults([*lines[:4], lines[4].replace(b'"read"', b'"look"'), *lines[5:]]) == [
        "Row 5 was changed: its seal does not fit."
    ]
    assert faults([*lines[:4], b"nonsense\n", *lines[5:]]) == [
        "Line 5 is not a line of the log.",
        "Row 6 is out of its place: row 5 should stand there.",
    ]
    assert faults([*lines[:4], lines[4].replace(b'"read"', b' "read"'), *lines[5:]])[0] == (
        "Line 5 was rewritten: it is not as Waymark writes it."
    )


def test_the_wrong_key_is_found_without_filling_the_memory() -> None:
    walk = Walk(b"x" * 64)
    row = {"at": "", "actor": "", "action": "", "object": "", "detail": {}}
    previous = ZEROS
    for seq in range(1, 501):
        line = sealed(row, seq, previous, KEY)
        previous = line["mac"]
        walk.step(line)
    assert len(walk.faults) == 100
    assert walk.end()[-1] == "400 faults more."


def test_a_line_is_what_the_document_says_so_that_anybody_can_check_it() -> None:
    [line] = [json.loads(row) for row in ten()[:1]]
    assert list(line) == ["seq", "at", "actor", "action", "object", "detail", "prev", "mac"]
    body = {name: value for name, value in line.items() if name != "mac"}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert line["mac"] == hmac.new(KEY, canonical, hashlib.sha256).hexdigest()
    assert (line["seq"], line["prev"]) == (1, "0" * 64)


def test_hostile_text_stays_one_line_and_changes_nothing_else() -> None:
    words = 'read\n{"seq":2,"actor":"forged"}\r\n\u2028\u0085"}],=cmd|\'/c calc\'!A1\u202e'
    line = sealed(
        {"at": "", "actor": words, "action": "", "object": words, "detail": {words: words}}, 1, ZEROS, KEY
    )
    text = written(line)
    assert text.count(b"\n") == 1
    assert chain.read(text) == line


@pytest.mark.parametrize(
    "nonsense",
    [
        b"",
        b"{}",
        b"[]\n",
        b"null\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b'{"seq":' + b"9" * 5000 + b"}\n",
    ],
)
def test_nonsense_is_refused_in_words(nonsense: bytes) -> None:
    with pytest.raises(ValueError, match="is not a line of the log"):
        chain.read(nonsense)


def test_one_service_alone_is_a_part_each_row_of_which_is_checked() -> None:
    lines = ten()
    assert walk_file([lines[1], lines[4], lines[9]], Walk(KEY, part=True)) == []
    assert walk_file([lines[4], lines[1]], Walk(KEY, part=True)) == [
        "Row 2 is out of its place: it comes after row 5."
    ]
    changed = lines[4].replace(b'"read"', b'"look"')
    assert walk_file([lines[1], changed], Walk(KEY, part=True)) == [
        "Row 5 was changed: its seal does not fit."
    ]


def test_anchors_are_read_from_a_file_of_them_or_as_typed() -> None:
    assert read_anchors('{"seq": 3, "mac": "ab", "at": "…"}\n\n{"seq": 9, "mac": "cd"}\n') == [
        Anchor(3, "ab"),
        Anchor(9, "cd"),
    ]
    assert read_anchors("12:ef") == [Anchor(12, "ef")]
    for wrong in ("", "hello", "{}", "x:y", "1:2:3"):
        with pytest.raises(ValueError):
            read_anchors(wrong)


def test_a_time_is_utc_to_the_microsecond() -> None:
    assert chain.instant(datetime(2026, 3, 3, 4, 5, tzinfo=UTC)) == "2026-03-03T04:05:00.000000Z"
