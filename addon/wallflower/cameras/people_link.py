"""What a job about people needs of the running server: the face engine, and that everybody hears of a change."""

import base64
import binascii
import math
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wallflower import clock
from wallflower.cameras.enrolling import METHOD, face_from_json
from wallflower.errors import ConflictError, ImageError, UnavailableError, WallflowerError
from wallflower.store.people import NewFace
from wallflower.wire import ErrorCode, EventType, Person, Phase, Visit, VisitChange
from wallflower.workers.link import ControlClient, EventSender

# Longer than the analysis process itself waits for its engine.
ENGINE_TIMEOUT_S = 60.0
RELOAD_TIMEOUT_S = 10.0
# A crop's own face lies in its middle: what is further off, in parts of the crop's smaller side, is a neighbour's.
FURTHEST = 0.2


@dataclass(frozen=True, slots=True)
class FaceModel:
    """The face engine and model in use; only its embeddings can be compared with each other."""

    engine: str
    model: str
    dimension: int


class PeopleLink:
    """The links of one job's process."""

    def __init__(self, analysis: ControlClient, events: EventSender) -> None:
        """Ask the analysis process, and tell the server."""
        self._analysis = analysis
        self._events = events

    async def model(self) -> FaceModel:
        """Return what embeds faces now; raise `ModelMissingError`, `UnavailableError`."""
        answer = await self._analysis.call("face_model", {}, timeout_s=ENGINE_TIMEOUT_S)
        return FaceModel(str(answer["engine"]), str(answer["model"]), int(answer["dimension"]))

    async def enrol(self, image: bytes) -> NewFace:
        """Return the one face of a photograph; errors as when somebody uploads it."""
        return face_from_json(await self._analysis.call(METHOD, {}, image, timeout_s=ENGINE_TIMEOUT_S))

    async def embed(self, crop: bytes, engine: str, model: str) -> NDArray[np.float32]:
        """Return the embedding, by this engine and model, of the face that a crop was cut out for.

        Raise `ImageError` when none is found, `ConflictError` when another engine works by now, `ModelMissingError` and
        `UnavailableError`.
        """
        answer = await self._analysis.call("analyse_image", {}, crop, timeout_s=ENGINE_TIMEOUT_S)
        try:
            if (answer["engine"], answer["model"]) != (engine, model):
                raise ConflictError("another face engine was chosen meanwhile: begin again")
            middle = _middle(answer["faces"], answer["width"], answer["height"])
            if middle is None:
                raise ImageError("the face engine in use finds no face in it", code=ErrorCode.NO_FACE)
            return np.frombuffer(base64.b64decode(middle["embedding"], validate=True), "<f4").astype(np.float32)
        except (KeyError, TypeError, IndexError, ValueError, binascii.Error) as error:
            raise UnavailableError("the face engine's answer is not understood: restart the server") from error

    async def tell(self, kind: EventType, person: Person) -> None:
        """Let clients know of somebody who was added or changed."""
        self._events.send(kind, person.to_json(), clock.now_ms())

    async def rematch(self, after: int) -> dict[str, Any]:
        """Let some visits behind the id `after` be compared again; see `StrangerSorter.rematch`."""
        return await self._analysis.call("rematch", {"after": after}, timeout_s=ENGINE_TIMEOUT_S)

    async def tell_visit(self, visit: Visit) -> None:
        """Let clients know that a visit that is over is somebody's."""
        change = VisitChange(phase=Phase.ENDED, visit=visit)
        self._events.send(EventType.VISIT, change.to_json(), clock.now_ms())

    async def reload(self) -> None:
        """Let the analysis process know everybody anew; it does so at its start, too, so nothing is lost without."""
        with suppress(WallflowerError):
            await self._analysis.call("reload_people", {}, timeout_s=RELOAD_TIMEOUT_S)


@asynccontextmanager
async def people_link(runtime: Path | None) -> AsyncIterator[PeopleLink]:
    """Open the links in the server's runtime directory; raise `UnavailableError` where there is none."""
    if runtime is None:
        raise UnavailableError("this needs the server: start it with `wallflower serve`")
    events = EventSender(runtime)
    try:
        async with ControlClient(runtime, "analysis") as analysis:
            yield PeopleLink(analysis, events)
    finally:
        events.close()


def _middle(faces: Iterable[Mapping[str, Any]], width: int, height: int) -> Mapping[str, Any] | None:
    """Return the face whose middle is nearest to the picture's, if it is near."""

    def distance(face: Mapping[str, Any]) -> float:
        left, top, wide, high = face["box"]
        return math.hypot(left + wide / 2 - width / 2, top + high / 2 - height / 2) / min(width, height)

    nearest = min(faces, key=distance, default=None)
    return nearest if nearest is not None and distance(nearest) <= FURTHEST else None
