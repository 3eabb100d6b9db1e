"""The panel: the pages of the web interface, as they were built into the package.

A page's address is a path of the panel's own (`/timeline/front-door`), below whatever prefix a proxy such as ingress
adds. The server sees the path without that prefix, so it answers with the one document that all pages are and tells it
by `<base>` how many steps up its root is. So nothing has to know the prefix, and no header has to be believed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aiohttp import hdrs, web

from wallflower.api.auth import Gate, Need
from wallflower.errors import NotFoundError

STATIC = Path(__file__).parents[1] / "static"
INDEX = "index.html"
# Which files each page is made of.
PAGE_FILES = "pages.json"
# Their names hold the hash of their content.
ASSETS = "assets"
BASE = '<base href="./"'
HEAD_END = "</head>"
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
TYPES: Final[Mapping[str, str]] = {".css": "text/css", ".js": "text/javascript"}
# Beginnings of paths that are not the panel's.
OTHERS: Final = frozenset({"api", "metrics", ASSETS})
# Beginnings of paths that are pages; what else somebody asks for is told by the document, too, but not as found.
FIRST_PAGE: Final = "live"
PAGES: Final = frozenset(
    {FIRST_PAGE, "timeline", "search", "people", "speakers", "stories", "cameras", "rules", "system"}
)
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; worker-src 'self' blob:; frame-ancestors {ancestors}; base-uri 'self'; object-src 'none'"
)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to be sent."""

    body: bytes
    content_type: str


class Panel:
    """Answers for the paths that no route of the API has; the files are few and small, so they stay in memory."""

    def __init__(self, gate: Gate, directory: Path = STATIC, *, ancestors: str = "'none'") -> None:
        """Read the files; `ancestors` may show the panel in a frame, in the words of a Content-Security-Policy."""
        self._gate = gate
        self._assets = {f"{ASSETS}/{path.name}": asset for path, asset in _read(directory / ASSETS)}
        self._document = (directory / INDEX).read_text(encoding="utf-8")
        self._links = _page_links(directory, self._document)
        self._policy = POLICY.format(ancestors=ancestors)

    def add_to(self, application: web.Application) -> None:
        """Take over the paths that are left; to be called when all others are added."""
        application.router.add_get("/{panel:.*}", self.show)

    async def show(self, request: web.Request) -> web.Response:
        """Answer with a file, or with the document, which shows pages and what is none; raise `NotFoundError`."""
        await self._gate.admit(request, Need.PUBLIC)
        path = request.match_info["panel"]
        asset = self._assets.get(path)
        return self._page(request, path) if asset is None else _file(asset)

    def _page(self, request: web.Request, path: str) -> web.Response:
        beginning = path.partition("/")[0]
        if beginning in OTHERS:
            raise NotFoundError("there is nothing at this path")
        steps = request.rel_url.raw_path.count("/") - 1
        document = self._document.replace(BASE, f'<base href="{"../" * steps or "./"}"', 1)
        document = document.replace(HEAD_END, f"{self._links.get(beginning or FIRST_PAGE, '')}{HEAD_END}", 1)
        status = 200 if not path or beginning in PAGES else 404
        response = web.Response(text=document, status=status, content_type="text/html")
        response.headers[hdrs.CACHE_CONTROL] = FRESH
        response.headers["Content-Security-Policy"] = self._policy
        response.enable_compression()
        return response


def _file(asset: Asset) -> web.Response:
    response = web.Response(body=asset.body, content_type=asset.content_type)
    response.headers[hdrs.CACHE_CONTROL] = FOREVER
    response.enable_compression()
    return response


def _page_links(directory: Path, document: str) -> dict[str, str]:
    """Return what each page's document adds: a browser far away fetches the page beside the frame, not after it."""
    built: dict[str, Any] = json.loads((directory / PAGE_FILES).read_text(encoding="utf-8"))

    def gather(name: str, names: dict[str, str]) -> dict[str, str]:
        if name in built and name not in names:
            names[name] = built[name]["file"]
            for other in built[name].get("imports", ()):
                gather(other, names)
        return names

    links = {}
    for page in PAGES:
        files = gather(f"src/pages/{page}/{page}-page.ts", {}).values()
        links[page] = "".join(
            f'<link rel="modulepreload" crossorigin href="./{file}">\n' for file in files if f"./{file}" not in document
        )
    return links


def _read(directory: Path) -> Iterator[tuple[Path, Asset]]:
    for path in sorted(directory.iterdir()):
        yield path, Asset(path.read_bytes(), TYPES[path.suffix])
