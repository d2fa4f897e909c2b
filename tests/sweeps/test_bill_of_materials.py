"""The bill of materials says what the lock says: `bin/sbom > docs/security/sbom.cdx.json` after every change of it."""

import json

from tests import house, sbom


def things(bill):
    return {(one["name"], one["version"]) for one in bill["components"]}


def test_the_bill_is_that_of_the_lock():
    kept = json.loads((house.ROOT / "docs/security/sbom.cdx.json").read_text(encoding="utf8"))

    assert things(kept) == things(sbom.bill())
    assert {name for name, _ in things(kept)} >= {"django", "htmx", "nhsuk-frontend"}
    assert len(kept["components"]) == len(sbom.pinned()) + 2
    assert all(one["licenses"] for one in kept["components"] if one["name"] not in ("colorama", "tzdata"))
