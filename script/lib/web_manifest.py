"""What the panel in the package was built from, so that a stale one is noticed without building it.

Usage: python script/lib/web_manifest.py [--check]
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "addon/web"
STATIC = ROOT / "addon/wallflower/static"
MANIFEST = STATIC / "manifest.json"
SOURCES = ("index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")


def main() -> int:
    """Write or check, and return the exit code."""
    found = describe()
    if "--check" not in sys.argv:
        MANIFEST.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        return 0
    if not MANIFEST.is_file() or json.loads(MANIFEST.read_text(encoding="utf-8")) != found:
        print("the built panel is stale: run script/web", file=sys.stderr)
        return 1
    return 0


def describe() -> dict[str, str]:
    """Return the hashes of the sources and of what was built."""
    sources = [WEB / name for name in SOURCES] + [
        path for path in (WEB / "src").rglob("*") if path.is_file() and not path.name.endswith(".test.ts")
    ]
    built = [path for path in STATIC.rglob("*") if path.is_file() and path != MANIFEST]
    return {"sources": digest(sources), "built": digest(built)}


def digest(paths: Iterable[Path]) -> str:
    """Return one hash of many files: their names and contents."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        name = path.relative_to(ROOT).as_posix()
        whole.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
