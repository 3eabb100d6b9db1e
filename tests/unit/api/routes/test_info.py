"""Who the server is."""

import uuid
from typing import TYPE_CHECKING

from wallflower import __version__
from wallflower.wire import SCHEMA_VERSION, Health, ServerInfo

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api


async def test_info(api: Api) -> None:
    info = ServerInfo.from_json(await api.get("/api/info"))
    assert str(uuid.UUID(info.server_id)) == info.server_id
    assert (info.version, info.schema_version) == (__version__, SCHEMA_VERSION)
    assert info.time_ms > 0


async def test_health_before_anything_was_asked(api: Api) -> None:
    assert Health.from_json(await api.get("/api/health")).healthy


async def test_the_document_is_public(api: Api) -> None:
    answer = await api.client.get("/api/openapi.json")
    assert answer.status == 200
    assert (await answer.json())["openapi"] == "3.1.0"
