"""What the panel and the dashboard card were built from, so that a stale one is noticed without building it.

Usage: python script/lib/web_manifest.py [--check]
"""

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "addon/web"
BUILT = (ROOT / "addon/wallflower/static", ROOT / "custom_components/thewallflower/frontend")
MANIFEST = "manifest.json"
SOURCES = (
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    "vite.card.config.ts",
    "vite.sentences.ts",
)


def main() -> int:
    """Write or check, and return the exit code."""
    is_check = "--check" in sys.argv
    stale = 0
    for folder in BUILT:
        manifest, found = folder / MANIFEST, describe(folder)
        if not is_check:
            manifest.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        elif not manifest.is_file() or json.loads(manifest.read_text(encoding="utf-8")) != found:
            print(f"{folder.relative_to(ROOT)} is stale: run script/web", file=sys.stderr)
            stale = 1
    return stale


def describe(folder: Path) -> dict[str, str]:
    """Return the hashes of the sources and of what was built into a folder."""
    sources = [WEB / name for name in SOURCES] + [
        path for path in (WEB / "src").rglob("*") if path.is_file() and not path.name.endswith(".test.ts")
    ]
    built = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
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
