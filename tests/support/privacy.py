"""What must never stand in a log."""

from typing import Any


def secrets_in(people: dict[str, Any], lines: list[dict[str, Any]]) -> set[str]:
    """Return the names of all people and the texts of all lines."""
    return {person["name"] for person in people["people"]} | {line["text"].strip() for line in lines}
