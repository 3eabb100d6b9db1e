"""Files as answers, whole or in one byte range."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import override

from aiohttp import hdrs, web
from aiohttp.abc import AbstractStreamWriter

from wallflower.playback.segments import byte_range


async def file_response(request: web.Request, path: Path, headers: Mapping[str, str]) -> web.FileResponse:
    """Answer with a file or the range of it that is asked for; raise `RangeError` for one outside of it."""
    size_bytes = (await asyncio.to_thread(path.stat)).st_size
    if byte_range(request.headers.get(hdrs.RANGE), size_bytes) is None:
        return _WholeFile(path, headers=dict(headers))
    return web.FileResponse(path, headers=dict(headers))


class _WholeFile(web.FileResponse):
    """A file without regard to a Range header that is to be ignored; aiohttp would refuse it."""

    @override
    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        headers = request.headers.copy()
        headers.popall(hdrs.RANGE, None)
        return await super().prepare(request.clone(headers=headers))
