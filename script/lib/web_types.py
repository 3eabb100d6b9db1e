"""Writes the panel's types of the API from the route declarations; `--check` only compares."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from wallflower.api.openapi import build_document
from wallflower.api.routes import ALL

TARGET = Path(__file__).parents[2] / "addon/web/src/api/generated.ts"
REF = "#/components/schemas/"
PLAIN: Final[Mapping[str, str]] = {
    "integer": "number",
    "number": "number",
    "string": "string",
    "boolean": "boolean",
    "null": "null",
    "object": "Record<string, unknown>",
}

type Json = dict[str, Any]


def main() -> int:
    """Write or check, and return the exit code."""
    text = render()
    if "--check" in sys.argv:
        is_stale = not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text
        if is_stale:
            print(f"{TARGET.name} is stale: run script/web", file=sys.stderr)
        return int(is_stale)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


def render() -> str:
    """Return the TypeScript of every route and every value that routes and events carry."""
    document = build_document(ALL)
    schemas: Json = document["components"]["schemas"]
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    asked = reach(schemas, [operation.get("requestBody", {}) for _, operation in operations])
    lines = [
        "// Made by script/web from the server's routes. Do not edit.",
        "",
        "type NoInput = Record<string, never>;",
        "",
    ]
    for name in sorted(schemas, key=typename):
        lines += value(name, schemas[name], is_asked=name in asked)
    lines += [
        "/** Every route: what its path, query and body take, and what it answers. */",
        "export interface Routes {",
    ]
    lines += [line for name, operation in operations for line in route(name, operation)]
    return "\n".join([*lines, "}", ""])


def reach(schemas: Json, start: Any) -> set[str]:
    """Return the names of the schemas that are referred to, directly or not."""
    found: set[str] = set()
    waiting = list(references(start))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += references(schemas[name])
    return found


def references(part: Any) -> Iterator[str]:
    """Yield the names that a part of a schema refers to."""
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].removeprefix(REF)
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def typename(name: str) -> str:
    """Return a name that is one word: of a type that several modules have, its module's, too."""
    *_, module, last = ["", *name.split("__")] if "__" in name else ["", "", name]
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[_-]", f"{module}_{last}"))


def value(name: str, schema: Json, *, is_asked: bool) -> Iterator[str]:
    """Yield the declaration of one value; an answer always has all its fields."""
    if "description" in schema:
        yield f"/** {' '.join(schema['description'].split())} */"
    if schema.get("type") != "object" or "properties" not in schema:
        yield f"export type {typename(name)} = {kind(schema)};"
    else:
        yield f"export interface {typename(name)} {{"
        for field, inner in schema["properties"].items():
            is_optional = is_asked and field not in schema.get("required", ())
            yield f"  {field}{'?' if is_optional else ''}: {kind(inner)};"
        yield "}"
    yield ""


def kind(schema: Json) -> str:
    """Return a schema as a type."""
    match schema:
        case {"$ref": target}:
            made = typename(str(target).removeprefix(REF))
        case {"anyOf": options}:
            made = " | ".join(dict.fromkeys(kind(option) for option in options))
        case {"enum": members}:
            made = " | ".join(json.dumps(member) for member in members)
        case {"type": "array", "items": items}:
            inner = kind(items)
            made = f"({inner})[]" if "|" in inner else f"{inner}[]"
        case {"type": "object", "properties": fields}:
            made = "{ " + "; ".join(f"{field}: {kind(inner)}" for field, inner in fields.items()) + " }"
        case {"type": [*kinds]}:
            made = " | ".join(kind({"type": one}) for one in kinds)
        case {"format": "binary"}:
            made = "Blob"
        case _:
            made = PLAIN.get(str(schema.get("type")), "unknown")
    return made


def route(name: str, operation: Json) -> Iterator[str]:
    """Yield the lines of one route."""
    yield f"  /** {operation['summary']} */"
    yield f"  {json.dumps(name)}: {{"
    for place, label in (("path", "params"), ("query", "query")):
        fields = [item for item in operation["parameters"] if item["in"] == place]
        yield f"    {label}: {inputs(fields)};"
    yield f"    body: {body(operation)};"
    yield f"    result: {result(operation)};"
    yield "  };"


def inputs(fields: list[Json]) -> str:
    """Return what a path or a query takes."""
    if not fields:
        return "NoInput"
    return (
        "{ "
        + "; ".join(f"{item['name']}{'' if item['required'] else '?'}: {kind(item['schema'])}" for item in fields)
        + " }"
    )


def body(operation: Json) -> str:
    """Return what a body is."""
    content = operation.get("requestBody", {}).get("content", {})
    if not content:
        return "undefined"
    return kind(content["application/json"]["schema"]) if "application/json" in content else "Blob"


def result(operation: Json) -> str:
    """Return what the answer is: a value, the answer itself where it is no JSON, or nothing."""
    success = next(answer for status, answer in operation["responses"].items() if status < "400")
    schema = success.get("content", {}).get("application/json", {}).get("schema")
    if schema:
        return kind(schema)
    return "Response" if "content" in success else "undefined"


if __name__ == "__main__":
    sys.exit(main())
