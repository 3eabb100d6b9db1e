"""The generated document."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from wallflower.api.auth import Need
from wallflower.api.openapi import build_document, statuses
from wallflower.api.routes import ALL
from wallflower.api.routing import AnyRoute
from wallflower.wire import ErrorCode

DOCUMENT = build_document(ALL)
OPERATIONS = [(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods]


def operation(path: str, method: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][path][method]
    return found


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if "$ref" in node else set()
        return own.union(*(references(value) for value in node.values()))
    return set().union(*(references(value) for value in node)) if isinstance(node, list) else set()


def test_every_route_is_described_once() -> None:
    assert len(OPERATIONS) == len(ALL)
    names = [operation(*key)["operationId"] for key in OPERATIONS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z]+(_[a-z]+)+", name) for name in names)


def test_every_reference_resolves_and_every_schema_is_used_and_sound() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    for reference in references(DOCUMENT):
        assert reference.rpartition("/")[2] in schemas
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_an_operation_is_whole(path: str, method: str) -> None:
    found = operation(path, method)
    assert found["summary"].endswith(".")
    in_path = {item["name"] for item in found["parameters"] if item["in"] == "path"}
    assert in_path == set(re.findall(r"{(\w+)}", path))
    assert [int(code) for code in found["responses"] if int(code) < 400]
    assert {"500", "503"} <= found["responses"].keys()
    assert ("requestBody" in found) == ({"400", "413", "415"} <= found["responses"].keys())
    assert bool(found["security"]) == (found["x-need"] != "public")
    assert ("401" in found["responses"]) == (found["x-need"] != "public" or method == "post")


def test_no_query_parameter_is_a_secret() -> None:
    names = {item["name"] for key in OPERATIONS for item in operation(*key)["parameters"] if item["in"] == "query"}
    assert not names & {"token", "access_token", "key", "password", "authorization"}


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.name)
def test_what_changes_something_needs_more_than_to_look(route: AnyRoute) -> None:
    harmless = {"search_transcripts", "try_rule", "log_in", "refresh_login", "log_out", "make_links"}
    harmless |= {"open_session", "close_session"}
    private = {"list_users", "list_keys", "list_audit"}
    if route.name in private:
        assert route.need is Need.ADMIN
    elif route.name == "list_narrations":  # texts of others, for whoever speaks them
        assert route.need is Need.CONTROL
    elif route.method == "GET" or route.name in harmless:
        assert route.need in {Need.PUBLIC, Need.VIEW}
    else:
        assert route.need in {Need.CONTROL, Need.EDIT, Need.ADMIN}


def test_what_is_public_tells_nothing() -> None:
    public = {(route.method, route.path) for route in ALL if route.need is Need.PUBLIC}
    assert public == {
        ("GET", "/api/openapi.json"),
        ("GET", "/api/alive"),
        ("GET", "/api/login"),
        ("GET", "/api/links/{link}"),
        ("POST", "/api/login"),
        ("POST", "/api/login/refresh"),
        ("POST", "/api/logout"),
    }


def test_a_routes_own_errors_are_listed_under_their_status() -> None:
    probe = next(route for route in ALL if route.name == "probe_camera")
    assert ErrorCode.AUTH_FAILED in statuses(probe)[str(HTTPStatus.UNPROCESSABLE_ENTITY.value)]
    assert "auth_failed" in operation("/api/cameras/probe", "post")["responses"]["422"]["description"]
