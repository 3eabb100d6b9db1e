"""The panel at both ports: files, pages at any depth, and what is not its own."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from wallflower.api.auth import Guard
from wallflower.api.panel import STATIC, Panel
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL

DOCUMENT = '<!doctype html><head><base href="./" /><script src="./assets/app-1.js"></script></head>'
SCRIPT = "console.log(1);" * 100


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(DOCUMENT)
    (tmp_path / "assets/app-1.js").write_text(SCRIPT)
    (tmp_path / "pages.json").write_text("{}")
    return tmp_path


@pytest.fixture
async def client(api: Any, built: Path) -> AsyncIterator[TestClient[Any, Any]]:
    gate = Guard(api.services.token)
    application = build_application(ALL, api.services, gate)
    Panel(gate, built).add_to(application)
    async with TestClient(TestServer(application)) as client:
        yield client


def base_of(document: str) -> str:
    found = re.search(r'<base href="([^"]+)"', document)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", ["/", "/live", "/timeline/front%2Fdoor", "/timeline/a.b/", "/people/7/faces"])
async def test_the_base_of_every_page_is_the_panels_root(client: TestClient[Any, Any], path: str) -> None:
    answer = await client.get(URL(path, encoded=True))
    assert answer.status == 200
    assert answer.content_type == "text/html"
    assert answer.headers["Cache-Control"] == "no-cache"
    below = URL(f"http://hub.example/api/hassio_ingress/abc{path}", encoded=True)
    assert below.join(URL(base_of(await answer.text()))).path == "/api/hassio_ingress/abc/"


async def test_files_are_kept_for_ever_and_compressed(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/assets/app-1.js")
    assert await answer.text() == SCRIPT
    assert answer.content_type == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    assert int(answer.headers["Content-Length"]) < len(SCRIPT)


@pytest.mark.parametrize("path", ["/assets/app-2.js", "/api/nothing", "/api", "/metrics/x"])
async def test_what_is_no_page_is_not_found(client: TestClient[Any, Any], path: str) -> None:
    answer = await client.get(URL(path, encoded=True))
    assert answer.status == 404
    assert (await answer.json())["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["/nothing", "/etc/passwd", "/live.html"])
async def test_a_page_that_does_not_exist_says_so_itself(client: TestClient[Any, Any], path: str) -> None:
    answer = await client.get(URL(path, encoded=True))
    assert (answer.status, answer.content_type) == (404, "text/html")


async def test_pages_run_scripts_of_this_server_alone(client: TestClient[Any, Any]) -> None:
    policy = (await client.get("/live")).headers["Content-Security-Policy"]
    assert "default-src 'self'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in (await client.get("/api/alive")).headers["Content-Security-Policy"]


async def test_only_get_is_answered(client: TestClient[Any, Any]) -> None:
    assert (await client.post("/live")).status == 405


async def test_a_pages_modules_are_fetched_beside_the_frame(built: Path) -> None:
    pages = {
        "src/pages/live/live-page.ts": {"file": "assets/live-1.js", "imports": ["_app", "_tile", "_icon"]},
        "src/pages/rules/rules-page.ts": {"file": "assets/rules-1.js"},
        "_app": {"file": "assets/app-1.js"},
        "_tile": {"file": "assets/tile-1.js", "imports": ["_app", "_icon"]},
        "_icon": {"file": "assets/icon-1.js", "imports": ["_tile"]},
    }
    (built / "pages.json").write_text(json.dumps(pages))
    application = web.Application()
    Panel(Guard("token"), built).add_to(application)
    async with TestClient(TestServer(application)) as client:

        async def preloaded(path: str) -> list[str]:
            return re.findall(
                r'modulepreload" crossorigin href="\./assets/([^"]+)"', await (await client.get(path)).text()
            )

        live = ["live-1.js", "tile-1.js", "icon-1.js"]
        assert await preloaded("/live/front") == await preloaded("/") == live
        assert await preloaded("/rules") == ["rules-1.js"]
        assert await preloaded("/system") == await preloaded("/nothing") == []


async def test_what_is_built_can_be_served() -> None:
    application = web.Application()
    Panel(Guard("token"), STATIC).add_to(application)
    async with TestClient(TestServer(application)) as client:
        document = await (await client.get("/live/front")).text()
        assert base_of(document) == "../"
        named = re.findall(r'(?:src|href)="\./(assets/[^"]+)"', document)
        assert any(path.startswith("assets/live-page-") for path in named)
        for path in named:
            assert (await client.get(f"/{path}")).status == 200
