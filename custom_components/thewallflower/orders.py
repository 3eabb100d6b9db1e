"""What is asked of a server on a user's behalf: searching, exporting, keeping, naming, forgetting."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPMethod
from typing import Any, Final

import aiohttp
from aiohttp import hdrs

from .errors import WallflowerResponseError
from .transport import LONG_TIMEOUT, MEDIA_TIMEOUT, Transport, decode, decode_list
from .wire import Camera, CameraStatus, ErrorCode, LinePage, Person, Problem, Visit
from .wire_alerts import Rule
from .wire_codec import TolerantEnum, Wire
from .wire_faces import FacePack, FaceStatus
from .wire_models import SpeechModel
from .wire_narration import Narration, NarrationFailure, NarrationState
from .wire_people import Face, Label
from .wire_speech import Retranscription, SpeechStatus
from .wire_storage import Protection, StoragePreview
from .wire_tuning import MicrophoneReport

SOUND: Final = "application/octet-stream"
"""What sound is sent as: the server looks at what it is itself."""
AT_HEADER: Final = "X-At-Ms"
"""Carries the instant that a still shows."""


class JobState(TolerantEnum):
    """Where in its life a job of the server is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobNews(Wire):
    """The part of a server's job that is read here."""

    id: str
    state: JobState
    progress: float = 0.0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Still:
    """A JPEG, and the instant it shows; None where the server does not say."""

    image: bytes
    at_ms: int | None


class Orders(Transport):
    """The calls behind actions; each raises a `WallflowerError`."""

    async def search(self, wanted: Mapping[str, Any]) -> LinePage:
        """Return the lines that hold what is looked for; it travels in the body, which no proxy inspects."""
        return decode(LinePage, await self._json("transcripts/search", method=HTTPMethod.POST, body=wanted))

    async def visits(self, query: Mapping[str, str | int]) -> tuple[Visit, ...]:
        """Return the newest visits that fit."""
        return await self._list("visits", "visits", Visit, **query)

    async def visit_image(self, visit_id: int) -> bytes:
        """Return the best picture of a visit as JPEG."""
        async with self._request(HTTPMethod.GET, self._url(f"visits/{visit_id}/image.jpg")) as response:
            return await response.read()

    async def still(self, camera_id: str, query: Mapping[str, str | int]) -> Still:
        """Return what a camera shows now, or showed at an instant of its recording."""
        url = self._url(f"cameras/{camera_id}/snapshot.jpg", query)
        async with self._request(HTTPMethod.GET, url, limits=LONG_TIMEOUT) as response:
            at_ms = response.headers.get(AT_HEADER, "")
            return Still(await response.read(), int(at_ms) if at_ms.isdecimal() else None)

    async def export(self, order: Mapping[str, Any]) -> JobNews:
        """Order an export."""
        return decode(JobNews, await self._json("exports", method=HTTPMethod.POST, body=order))

    async def microphone(self, camera_id: str) -> MicrophoneReport:
        """Return what a camera's microphone brought in the last hour."""
        return decode(MicrophoneReport, await self._json(f"cameras/{camera_id}/microphone"))

    async def save_last(self, camera_id: str, seconds: int, note: str) -> JobNews:
        """Save a camera's last seconds: they are protected and made a clip."""
        path, body = f"cameras/{camera_id}/save", {"seconds": seconds, "note": note}
        return decode(JobNews, await self._json(path, method=HTTPMethod.POST, body=body, limits=LONG_TIMEOUT))

    async def job(self, job_id: str) -> JobNews:
        """Return how a job does."""
        return decode(JobNews, await self._json(f"jobs/{job_id}"))

    @asynccontextmanager
    async def export_file(self, job_id: str) -> AsyncIterator[aiohttp.StreamReader]:
        """Open the main file of a finished export."""
        async with self._request(HTTPMethod.GET, self._url(f"exports/{job_id}/file"), limits=MEDIA_TIMEOUT) as response:
            yield response.content

    async def wanted_narrations(self) -> tuple[Narration, ...]:
        """Return the texts of stories that are to be spoken; none where the server knows of no such thing."""
        try:
            return await self._list("narrations", "narrations", Narration, state=NarrationState.WANTED.value)
        except WallflowerResponseError as error:
            if error.problem.code is ErrorCode.NOT_FOUND:
                return ()
            raise

    async def keep_narration(self, narration_id: str, sound: bytes) -> None:
        """Send the sound of a text."""
        url = self._url(f"narrations/{narration_id}")
        headers: dict[str, str] = {hdrs.CONTENT_TYPE: SOUND}
        async with self._request(HTTPMethod.PUT, url, headers=headers, body=sound, limits=LONG_TIMEOUT):
            pass

    async def fail_narration(self, narration_id: str, failure: NarrationFailure) -> None:
        """Tell why a text cannot be spoken."""
        path = f"narrations/{narration_id}/failed"
        await self._json(path, method=HTTPMethod.POST, body={"failure": failure.value})

    async def protect(self, camera_id: str, span_ms: tuple[int, int], note: str | None) -> Protection:
        """Keep a range from every rule that deletes."""
        body = {"camera_id": camera_id, "start": span_ms[0], "end": span_ms[1], "note": note}
        return decode(Protection, await self._json("recordings/protect", method=HTTPMethod.POST, body=body))

    async def unprotect(self, camera_id: str, span_ms: tuple[int, int]) -> tuple[Protection, ...]:
        """Take the protection of a range back and return what else is protected."""
        body = {"camera_id": camera_id, "start": span_ms[0], "end": span_ms[1]}
        data = await self._json("recordings/unprotect", method=HTTPMethod.POST, body=body)
        return decode_list(Protection, data, "protections")

    async def add_person(self, name: str) -> Person:
        """Add a person."""
        return decode(Person, await self._json("people", method=HTTPMethod.POST, body={"name": name}))

    async def add_face(self, person_id: str, image: bytes, index: int | None) -> Face:
        """Enrol a face of an image, the one with the index when there are several."""
        query = {} if index is None else {"index": index}
        data = await self._json(
            f"people/{person_id}/faces", method=HTTPMethod.POST, query=query, body=image, limits=LONG_TIMEOUT
        )
        return decode(Face, data)

    async def remove_person(self, person_id: str) -> None:
        """Remove a person, which can be undone."""
        await self._json(f"people/{person_id}", method=HTTPMethod.DELETE)

    async def forget_person(self, person_id: str) -> None:
        """Remove all that is known of a person, for good."""
        await self._json(f"people/{person_id}/forget", method=HTTPMethod.POST, limits=LONG_TIMEOUT)

    async def label_visits(self, action: str, visit_ids: Collection[int], person_id: str | None) -> tuple[Label, ...]:
        """Say who visits were, or were not."""
        body = {"action": action, "visit_ids": list(visit_ids), "person_id": person_id}
        return decode_list(Label, await self._json("visits/label", method=HTTPMethod.POST, body=body), "labels")

    async def rules(self) -> tuple[Rule, ...]:
        """Return every rule."""
        return await self._list("rules", "rules", Rule)

    async def add_keyword_rule(self, name: str, phrases: Collection[str]) -> Rule:
        """Listen for phrases near every camera."""
        body = {"name": name, "phrases": list(phrases)}
        return decode(Rule, await self._json("rules", method=HTTPMethod.POST, body=body))

    async def arm(self, rule_ids: Collection[str], *, armed: bool) -> tuple[Rule, ...]:
        """Arm or disarm rules, all when none is named; return every rule."""
        body = {"rule_ids": list(rule_ids), "armed": armed}
        return decode_list(Rule, await self._json("rules/arm", method=HTTPMethod.POST, body=body), "rules")

    async def retranscribe(self, order: Mapping[str, Any]) -> Retranscription:
        """Have a better model hear a range again."""
        data = await self._json("transcripts/retranscribe", method=HTTPMethod.POST, body=order)
        return decode(Retranscription, data)

    async def speech(self) -> SpeechStatus:
        """Return how far behind the transcript is."""
        return decode(SpeechStatus, await self._json("speech"))

    async def models(self) -> tuple[SpeechModel, ...]:
        """Return the speech models that are installed or can be."""
        return await self._list("models", "models", SpeechModel)

    async def install_model(self, name: str) -> JobNews:
        """Download a speech model of the catalogue."""
        return decode(JobNews, await self._json("models", method=HTTPMethod.POST, body={"name": name}))

    async def face_status(self) -> FaceStatus:
        """Return which face engine works, or why it does not."""
        return decode(FaceStatus, await self._json("faces"))

    async def face_packs(self) -> tuple[FacePack, ...]:
        """Return the packs of face engines that are installed or can be."""
        return await self._list("faces/packs", "packs", FacePack)

    async def accept_terms(self, engine: str, name: str, digest: str, by: str) -> FacePack:
        """Keep that somebody accepted the terms of a pack, which have this digest."""
        body = {"digest": digest, "by": by}
        path = f"faces/packs/{engine}/{name}/terms"
        return decode(FacePack, await self._json(path, method=HTTPMethod.PUT, body=body))

    async def install_pack(self, engine: str, name: str) -> JobNews:
        """Download a pack of a face engine."""
        body = {"engine": engine, "name": name}
        return decode(JobNews, await self._json("faces/packs", method=HTTPMethod.POST, body=body))

    async def choose_face_engine(self, engine: str, model: str | None, by: str) -> FaceStatus:
        """Let another face engine work, with a pack or the best it finds."""
        body = {"engine": engine, "model": model, "by": by}
        data = await self._json("faces/engine", method=HTTPMethod.PUT, body=body, limits=LONG_TIMEOUT)
        return decode(FaceStatus, data)

    async def preview_storage(self, cameras: Sequence[Mapping[str, Any]]) -> StoragePreview:
        """Return what other limits of cameras would delete at once; without any, what is deleted anyway."""
        body = {"cameras": list(cameras)}
        data = await self._json("storage/preview", method=HTTPMethod.POST, body=body, limits=LONG_TIMEOUT)
        return decode(StoragePreview, data)

    async def add_camera(self, name: str, url: str) -> Camera:
        """Add a camera and start it."""
        return decode(Camera, await self._json("cameras", method=HTTPMethod.POST, body={"name": name, "url": url}))

    async def restart(self, camera_id: str) -> CameraStatus:
        """Connect with a camera anew."""
        return decode(CameraStatus, await self._json(f"cameras/{camera_id}/restart", method=HTTPMethod.POST))

    async def change_camera(self, camera_id: str, **changes: Any) -> Camera:
        """Change what is named; all else stays."""
        return decode(Camera, await self._json(f"cameras/{camera_id}", method=HTTPMethod.PATCH, body=changes))
