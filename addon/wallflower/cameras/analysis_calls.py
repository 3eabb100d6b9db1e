"""What the analysis process answers: how the engines are, faces of an image, and pictures of a moment."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from wallflower.cameras.engine_loan import LEND_METHOD
from wallflower.cameras.engine_pools import EnginePools
from wallflower.cameras.enrolling import METHOD, face_to_json
from wallflower.cameras.narrating import METHOD as NARRATION_METHOD
from wallflower.cameras.speaking import Speaking
from wallflower.errors import InvalidRequestError
from wallflower.faces.enrolment import new_face
from wallflower.faces.watcher import Watcher
from wallflower.media.sound_file import decode_sound
from wallflower.playback.snapshot import Snapshots
from wallflower.speech.sound import to_pcm
from wallflower.wire import Engine
from wallflower.wire_narration import LONGEST_S

type Answer = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]


class AnalysisCalls:
    """The handlers of the analysis process."""

    def __init__(
        self,
        watcher: Watcher,
        snapshots: Snapshots,
        speaking: Speaking,
        engines: Callable[[], dict[str, Engine]],
        pools: EnginePools,
    ) -> None:
        """Answer from these; `engines` blocks."""
        self._watcher = watcher
        self._snapshots = snapshots
        self._speaking = speaking
        self._engines = engines
        self._pools = pools

    def handlers(self) -> dict[str, Answer]:
        """Return the methods by name."""
        return {
            "engines": self._tell_engines,
            "engine_memory": self._tell_memory,
            LEND_METHOD: self._lend_memory,
            "backlog": self._tell_backlog,
            "speech": self._tell_speech,
            "talking": self._tell_talking,
            "microphones": self._tell_microphones,
            "faces": self._tell_faces,
            "analyse_image": self._analyse_image,
            "snapshot": self._take_snapshot,
            NARRATION_METHOD: self._decode_narration,
            METHOD: self._enrol_face,
        }

    async def _tell_engines(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        engines = await asyncio.to_thread(self._engines)
        return {name: engine.to_json() for name, engine in engines.items()}

    async def _tell_memory(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return self._pools.memory().to_json()

    async def _lend_memory(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        await self._pools.lend(int(params["pid"]), str(params["model"]), str(params["place"]))
        return {}

    async def _tell_backlog(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return {"backlog_s": await asyncio.to_thread(self._speaking.queue.backlog_s)}

    async def _tell_speech(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return self._speaking.status.to_json()

    async def _tell_talking(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return {"camera_ids": self._speaking.talking}

    async def _tell_microphones(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return {"microphones": [report.to_json() for report in self._speaking.microphones.reports]}

    async def _tell_faces(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return asdict(self._watcher.counts)

    async def _analyse_image(self, _params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        return (await self._watcher.analyse_image(blob)).to_json()

    async def _take_snapshot(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        """Answer as `Snapshots.answer`; with `blur` (all, unknown) never with a face that should not be known."""
        answer, blur = await self._snapshots.answer(params, blob), params.get("blur")
        if blur is not None:
            jpeg = await self._watcher.blur(base64.b64decode(answer["jpeg"]), keep_known=blur == "unknown")
            answer["jpeg"] = base64.b64encode(jpeg).decode("ascii")
        return answer

    async def _decode_narration(self, _params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        samples = await asyncio.to_thread(decode_sound, blob, LONGEST_S)
        return {"pcm": base64.b64encode(to_pcm(samples).tobytes()).decode("ascii")}

    async def _enrol_face(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        index = params.get("index")
        if index is not None and not isinstance(index, int):
            raise InvalidRequestError("index must be a number", field="index")
        image = await self._watcher.analyse_image(blob)
        return face_to_json(new_face(image, index))
