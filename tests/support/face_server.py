"""The analysis process as jobs about people see it: a real link, the real watcher, and the real dlib engine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import skimage.data

from wallflower.cameras.enrolling import METHOD, face_to_json
from wallflower.cameras.library_calls import LibraryCalls
from wallflower.cameras.stranger_sorter import StrangerSorter
from wallflower.faces.analysis import AnalysedFace, AnalysedImage
from wallflower.faces.crop import cut_out
from wallflower.faces.dlib_engine import PROFILE, DlibEngine, find_weights
from wallflower.faces.engine import MatchProfile, Rgb
from wallflower.faces.enrolment import new_face
from wallflower.faces.quality import measure
from wallflower.faces.watcher import Watcher
from wallflower.media.picture import encode_jpeg
from wallflower.store.database import Database
from wallflower.store.library import LibraryFaces
from wallflower.store.people import People
from wallflower.store.strangers import Strangers
from wallflower.store.visits import Visits
from wallflower.workers.link import ControlServer


@lru_cache(maxsize=1)
def engine() -> DlibEngine:
    """Load dlib once."""
    return DlibEngine(find_weights())


def analyse(rgb: Rgb) -> AnalysedImage:
    """Do what an executor's child does."""
    return AnalysedImage(
        profile=PROFILE,
        faces=tuple(
            AnalysedFace(
                box=face.box,
                score=face.score,
                quality=measure(rgb, face),
                embedding=face.embedding,
                crop=encode_jpeg(cut_out(rgb, face), quality=92),
            )
            for face in engine().analyse(rgb)
        ),
    )


@lru_cache(maxsize=1)
def portrait() -> bytes:
    """Return a photograph of one person as a JPEG."""
    return encode_jpeg(np.asarray(skimage.data.astronaut(), dtype=np.uint8), quality=92)


@lru_cache(maxsize=1)
def portrait_crop() -> bytes:
    """Return the cut-out of its face."""
    return analyse(np.asarray(skimage.data.astronaut(), dtype=np.uint8)).faces[0].crop


class FaceServer:
    """Answers a job's process, and counts what it was asked for."""

    def __init__(self, database: Database, runtime: Path) -> None:
        self.runtime = runtime
        self.calls: list[str] = []
        sorter = StrangerSorter(Strangers(database), People(database))
        self._library = LibraryCalls(self._profile, LibraryFaces(database), sorter)
        self._watcher = Watcher(self._analyse, People(database), Visits(database), lambda _change: None)

    async def _analyse(self, rgb: Rgb) -> AnalysedImage:
        return await asyncio.to_thread(analyse, rgb)

    def handlers(self) -> dict[str, Any]:
        return self._library.handlers() | {
            "face_model": self._face_model,
            "reload_people": self._reload_people,
            "analyse_image": self._analyse_image,
            METHOD: self._enrol,
        }

    async def _profile(self) -> MatchProfile:
        return PROFILE

    async def _face_model(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        self.calls.append("face_model")
        return {"engine": PROFILE.engine, "model": PROFILE.model, "dimension": PROFILE.dimension}

    async def _reload_people(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        self.calls.append("reload_people")
        return {}

    async def _analyse_image(self, _params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        self.calls.append("analyse_image")
        return (await self._watcher.analyse_image(blob)).to_json()

    async def _enrol(self, _params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        self.calls.append(METHOD)
        return face_to_json(new_face(await self._watcher.analyse_image(blob)))


@asynccontextmanager
async def face_server(runtime: Path, database: Database) -> AsyncIterator[FaceServer]:
    """Be the analysis process of this runtime directory."""
    server = FaceServer(database, runtime)
    task = asyncio.create_task(ControlServer(runtime, "analysis", server.handlers()).run())
    try:
        yield server
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
