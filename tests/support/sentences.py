"""What the panel says, in each language."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "de")
_ROOT = Path(__file__).parents[2]


@cache
def sentences(language: str) -> dict[str, str]:
    """Return the panel's sentences by their keys; those with holes are of no use here."""
    book = yaml.safe_load((_ROOT / "translations" / f"{language}.yaml").read_text(encoding="utf-8"))["web"]
    return {key: text for key, text in _flat("", book) if "{" not in text}


def _flat(prefix: str, book: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in book.items():
        key = f"{prefix}.{name}".lstrip(".")
        found += _flat(key, value) if isinstance(value, dict) else [(key, str(value))]
    return found
