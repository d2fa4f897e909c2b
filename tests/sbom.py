"""The bill of materials: from the lock and the installed packages' own licences. The same lock gives the same file (ASVS V15.1.2)."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution, metadata
from typing import Any

from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tests import house

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.M)
VENDORED = re.compile(r"^\| ([\w-]+) \| ([\d.]+) \([^|]*\) \| [^|]+ \| ([^|]+?) \|", re.M)


def pinned() -> list[tuple[str, str]]:
    """Name and version of everything the product runs on. Each file's digest is in the lock."""
    return PINNED.findall((house.ROOT / "requirements/base.txt").read_text(encoding="utf8"))


def licence_of(name: str) -> list[DisjunctiveLicense]:
    """What the package says of its licence, in a word or two."""
    try:
        said = metadata(name)
    except PackageNotFoundError:  # locked for another system than this
        return []
    classed = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")
    ]
    words = (
        said.get("License-Expression")
        or next(iter(classed), "")
        or (said.get("License") or "").split("\n")[0]
        or _first_line(name, said.get("License-File"))
    )
    return [DisjunctiveLicense(name=words[:80])] if words else []


def _first_line(name: str, licence: str | None) -> str:
    """Of the licence's own file, where the package says nothing else."""
    kept = distribution(name).read_text(f"licenses/{licence}") if licence else None
    return (kept or "").split("\n")[0].strip().removeprefix("The ")


def component(name: str, version: str) -> Component:
    """One package of the lock."""
    address = PackageURL("pypi", None, name.lower(), version)
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=str(address),
        purl=address,
        licenses=licence_of(name),
    )


def kept_in_the_source() -> list[Component]:
    """Others' files that the product ships: waymark/core/static/vendor/README.md names them."""
    text = (house.PACKAGE / "core/static/vendor/README.md").read_text(encoding="utf8")
    return [
        Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"vendored:{name}@{version}",
            licenses=[DisjunctiveLicense(name=licence)],
        )
        for name, version, licence in VENDORED.findall(text)
    ]


def bill() -> dict[str, Any]:
    """The whole, without a time or a number of its own, so that two of the same lock are equal."""
    bom = Bom(components=[*(component(*one) for one in pinned()), *kept_in_the_source()])
    said: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    said.pop("serialNumber", None)
    said.pop("dependencies", None)
    said["metadata"] = {"component": {"type": "application", "name": "waymark", "bom-ref": "waymark"}}
    return said


if __name__ == "__main__":
    print(json.dumps(bill(), indent=1, sort_keys=True))
