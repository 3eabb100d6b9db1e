"""The OpenAPI 3.1 document of the routes, made from the declarations that validate requests."""

from collections.abc import Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from wallflower import __version__
from wallflower.api.auth import Need
from wallflower.api.problems import STATUS
from wallflower.api.routing import AnyRoute, Archive, Listing, Media, Piece, Upload
from wallflower.wire import ErrorCode, Problem
from wallflower.wire_codec import Wire

type Json = dict[str, Any]

_IN: JsonSchemaMode = "validation"
_OUT: JsonSchemaMode = "serialization"
_REF = "#/components/schemas/{model}"
_JSON = "application/json"
_IMAGE: Json = {"type": "string", "format": "binary"}
_BODY_ERRORS = (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
_CLOSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
# Every route may meet a fault of ours, a part that is down, or a caller without patience.
_ALWAYS = (
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_DISK_FULL = (HTTPStatus.INSUFFICIENT_STORAGE,)
_WRITES = frozenset({"POST", "PATCH", "PUT", "DELETE"})


def build_document(routes: Iterable[AnyRoute]) -> Json:
    """Return the document."""
    declared = tuple(routes)
    schemas = _Schemas(declared)
    paths: dict[str, Json] = {}
    for route in declared:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "TheWallflower", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": schemas.definitions,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


class _Schemas:
    """JSON schemas of every model and value the routes name."""

    def __init__(self, routes: Iterable[AnyRoute]) -> None:
        kinds: dict[tuple[type[Any], JsonSchemaMode], None] = {(Problem, _OUT): None}
        kinds |= dict.fromkeys(part for route in routes for part in _kinds(route))
        self._found, rest = TypeAdapter.json_schemas(
            [(_key(kind), mode, TypeAdapter(kind)) for kind, mode in kinds], ref_template=_REF
        )
        self.definitions: Json = rest.get("$defs", {})
        self.definitions["Failure"] = {
            "type": "object",
            "required": ["error"],
            "properties": {"error": self.of_value(Problem)},
        }

    def of_value(self, kind: type[Any]) -> Json:
        """Return the schema of something answered."""
        return self._found[_key(kind), _OUT]

    def of_input(self, kind: type[Any]) -> Json:
        """Return the schema of something received."""
        return self._found[_key(kind), _IN]

    def fields(self, kind: type[BaseModel] | None) -> Iterator[tuple[str, Json, bool]]:
        """Yield (name, schema, whether required) of a model's fields."""
        if kind is None:
            return
        schema = self.of_input(kind)
        schema = self.definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
        required = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            yield name, field, name in required


def _key(kind: type[Any]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _kinds(route: AnyRoute) -> Iterator[tuple[type[Any], JsonSchemaMode]]:
    for part in (route.params, route.query, route.body_model):
        if part is not None:
            yield part, _IN
    match route.returns:
        case Listing(item=item):
            yield item, _OUT
        case Media(values=values):
            yield from ((value, _OUT) for value in values)
        case type() as value:
            yield value, _OUT
        case _:
            pass


def _operation(route: AnyRoute, schemas: _Schemas) -> Json:
    operation: Json = {
        "operationId": route.name,
        "summary": route.summary,
        "x-need": route.need.value,
        "security": [] if route.need is Need.PUBLIC else [{"token": []}],
        "parameters": [*_parameters(route, schemas)],
        "responses": _responses(route, schemas),
    }
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": _body(route, schemas)}
    return operation


def _parameters(route: AnyRoute, schemas: _Schemas) -> Iterator[Json]:
    for place, model in (("path", route.params), ("query", route.query)):
        for name, schema, required in schemas.fields(model):
            yield {"name": name, "in": place, "required": required or place == "path", "schema": schema}


def _body(route: AnyRoute, schemas: _Schemas) -> Json:
    if route.body is Upload:
        form = {"type": "object", "required": ["image"], "properties": {"image": _IMAGE}}
        return {"image/*": {"schema": _IMAGE}, "multipart/form-data": {"schema": form}}
    if route.body is Archive:
        return {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
    if route.body is Piece:
        return {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    return {_JSON: {"schema": schemas.of_input(route.body_model or BaseModel)}}


def _responses(route: AnyRoute, schemas: _Schemas) -> Json:
    success = _success(route, schemas)
    failures = {status: _failure(status, codes) for status, codes in statuses(route).items()}
    same = {str(status.value): {**success, "description": status.phrase} for status in route.also}
    main = {str(status.value): success for status in _success_statuses(route)}
    return main | failures | same


def _success_statuses(route: AnyRoute) -> tuple[HTTPStatus, ...]:
    match route.returns:
        case None:
            return (HTTPStatus.NO_CONTENT,)
        case Media(socket=True):
            return (HTTPStatus.SWITCHING_PROTOCOLS,)
        case Media(ranged=True):
            return (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)
        case _:
            return (route.status,)


def _success(route: AnyRoute, schemas: _Schemas) -> Json:
    match route.returns:
        case Listing(key=key, item=item, paged=paged):
            content = {_JSON: {"schema": _listing(key, schemas.of_value(item), paged=paged)}}
        case Media(types=types):
            content = {kind: {"schema": {}} for kind in types}
        case type() as value if issubclass(value, Wire):
            content = {_JSON: {"schema": schemas.of_value(value)}}
        case _:
            content = {}
    return {"description": route.summary} | ({"content": content} if content else {})


def _listing(key: str, item: Json, *, paged: bool) -> Json:
    properties: Json = {key: {"type": "array", "items": item}}
    if paged:
        properties["cursor"] = {"type": ["string", "null"]}
    return {"type": "object", "required": list(properties), "properties": properties}


def statuses(route: AnyRoute) -> Mapping[str, tuple[ErrorCode, ...]]:
    """Return every status a failure of this route may have, with the codes it names for it."""
    found: dict[HTTPStatus, list[ErrorCode]] = {status: [] for status in _ALWAYS}
    shared: tuple[HTTPStatus, ...] = () if route.need is Need.PUBLIC else _CLOSED
    shared += () if route.body is None else _BODY_ERRORS
    shared += _DISK_FULL if route.method in _WRITES else ()
    shared += (HTTPStatus.NOT_FOUND,) if route.params is not None else ()
    match route.returns:
        case Media(ranged=True):
            shared += (HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,)
        case Media(socket=True):
            shared += (HTTPStatus.BAD_REQUEST,)
        case _:
            pass
    for status in shared:
        found.setdefault(status, [])
    for code in route.errors:
        found.setdefault(STATUS[code], []).append(code)
    return {str(status.value): tuple(codes) for status, codes in sorted(found.items())}


def _failure(status: str, codes: tuple[ErrorCode, ...]) -> Json:
    named = f": {', '.join(codes)}" if codes else ""
    content = {_JSON: {"schema": {"$ref": _REF.format(model="Failure")}}}
    return {"description": HTTPStatus(int(status)).phrase + named, "content": content}
