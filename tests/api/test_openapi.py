"""/api/openapi.json names every address that is not a page, as it is."""

import inspect
import json
import re

import pytest

from waymark.core.checks import every_address
from waymark.doors.api.views import document


def endpoints():
    """Each endpoint of the document: path and method."""
    return [
        (path, method, what) for path, item in document()["paths"].items() for method, what in item.items()
    ]


def as_pattern(path):
    """`/api/notes/{note}` as Django's pattern would look: `api/notes/<…>`."""
    return re.sub(r"{\w+}", "<>", path.lstrip("/"))


def patterns():
    return {re.sub(r"<[^>]+>", "<>", where) for where, _ in every_address()}


def references(value):
    if isinstance(value, dict):
        yield from [value["$ref"]] if "$ref" in value else []
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_it_is_there_for_everybody(client, db):
    answer = client.get("/api/openapi.json")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["openapi"].startswith("3.1.")


def test_every_path_is_an_address_of_the_product():
    assert {path for path, *_ in endpoints() if as_pattern(path) not in patterns()} == set()


def test_every_address_under_api_is_in_it():
    named = {as_pattern(path) for path, *_ in endpoints()}

    assert {where for where in patterns() if where.startswith("api/")} - named == set()


def answers_json(view):
    return "JsonResponse" in inspect.getsource(inspect.unwrap(view))


def test_every_address_that_answers_in_json_is_in_it():
    named = {as_pattern(path) for path, *_ in endpoints()}
    programs = {
        re.sub(r"<[^>]+>", "<>", where) for where, item in every_address() if answers_json(item.callback)
    }

    assert programs
    assert programs - named == set()


def test_every_reference_leads_somewhere():
    for reference in references(document()):
        found = document()
        for word in reference.removeprefix("#/").split("/"):
            found = found[word]
        assert found


@pytest.mark.parametrize(("path", "method", "what"), endpoints(), ids=lambda value: str(value)[:40])
def test_each_endpoint_says_what_it_answers_and_what_it_needs(path, method, what):
    assert what["operationId"]
    assert what["summary"]
    assert all(answer["description"] for answer in what["responses"].values())
    assert len(re.findall(r"{\w+}", path)) == len(what.get("parameters", []))
    if method != "get":
        assert {"session": [], "csrf": []} in what["security"]


def test_operations_have_names_of_their_own():
    names = [what["operationId"] for *_, what in endpoints()]

    assert len(names) == len(set(names))
