"""What a server has kept, as the media browser and Assist ask for it: counts, conversations, pictures, clips."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPMethod

import aiohttp
from aiohttp import hdrs

from .transport import MEDIA_TIMEOUT, PARTS, Transport, decode, decode_list
from .wire import Gap
from .wire_activity import Conversation, Lanes, Quarter
from .wire_codec import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryClip(Wire):
    """The part of a clip of a story that is read here."""

    camera_id: str
    start_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOrder(Wire):
    """The part of a story that is read here."""

    clips: tuple[StoryClip, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder(Wire):
    """The part of an export's order that is read here; the `note` of a story is its title."""

    camera_ids: tuple[str, ...]
    start_ms: int
    end_ms: int
    note: str = ""
    story: StoryOrder | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile(Wire):
    """The part of a file's description that is read here."""

    name: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult(Wire):
    """What an export made; its first file is the main one."""

    files: tuple[ExportFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportJob(Wire):
    """The part of an export's job that is read here; one without a result is not finished."""

    id: str
    export: ExportOrder | None = None
    result: ExportResult | None = None

    @property
    def file(self) -> ExportFile | None:
        """The main file."""
        return self.result.files[0] if self.result is not None and self.result.files else None


@dataclass(frozen=True, slots=True)
class ExportPage:
    """Finished exports, newest first; `cursor` continues, None at the end."""

    jobs: tuple[ExportJob, ...]
    cursor: str | None


class Archive(Transport):
    """The calls behind the media browser; each raises a `WallflowerError`."""

    async def activity(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[Quarter, ...]:
        """Return how much of a camera there is in each quarter of an hour of a range."""
        path = f"cameras/{camera_id}/activity"
        return await self._list(path, "quarters", Quarter, start=start_ms, end=end_ms)

    async def lanes(self, camera_id: str, start_ms: int, end_ms: int) -> Lanes:
        """Return what a timeline draws of a camera."""
        data = await self._json(f"cameras/{camera_id}/lanes", query={"start": start_ms, "end": end_ms})
        return decode(Lanes, data)

    async def gaps(self, camera_id: str, start_ms: int, end_ms: int) -> tuple[Gap, ...]:
        """Return what is missing of a camera's recording, and why."""
        return await self._list(f"cameras/{camera_id}/gaps", "gaps", Gap, start=start_ms, end=end_ms)

    async def conversations(
        self, camera_id: str | None, start_ms: int, end_ms: int, *, limit: int
    ) -> tuple[Conversation, ...]:
        """Return the newest conversations, near a camera or near any, that begin in a range, newest first."""
        path, key = "transcripts/conversations", "conversations"
        where = {} if camera_id is None else {"camera": camera_id}
        return await self._list(path, key, Conversation, start=start_ms, end=end_ms, limit=limit, **where)

    async def exports(self, cursor: str | None, *, limit: int, stories_only: bool = False) -> ExportPage:
        """Return a page of finished exports."""
        query: dict[str, str | int] = {"kind": "export", "state": "done", "limit": limit}
        query |= {"export": "story"} if stories_only else {}
        data = await self._json("jobs", query=query | ({} if cursor is None else {"cursor": cursor}))
        jobs = decode_list(ExportJob, data, "jobs")
        following = data.get("cursor")
        return ExportPage(jobs, following if isinstance(following, str) else None)

    async def export_job(self, job_id: str) -> ExportJob:
        """Return one export."""
        return decode(ExportJob, await self._json(f"jobs/{job_id}"))

    @asynccontextmanager
    async def export_answer(self, job_id: str, byte_range: str | None) -> AsyncIterator[aiohttp.ClientResponse]:
        """Open the main file of an export, or a part of it; the body is not read yet."""
        headers = {"Accept-Encoding": "identity"} | ({hdrs.RANGE: byte_range} if byte_range else {})
        url = self._url(f"exports/{job_id}/file")
        async with self._request(HTTPMethod.GET, url, headers=headers, limits=MEDIA_TIMEOUT, good=PARTS) as response:
            yield response

    async def visit_picture(self, visit_id: int) -> bytes:
        """Return the best picture of a visit as JPEG."""
        async with self._request(HTTPMethod.GET, self._url(f"visits/{visit_id}/image.jpg")) as response:
            return await response.read()
