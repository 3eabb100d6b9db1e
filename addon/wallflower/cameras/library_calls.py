"""What the analysis process tells about the library of people: it knows how its engine compares faces."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from wallflower.cameras.stranger_sorter import StrangerSorter
from wallflower.errors import UnavailableError
from wallflower.faces.calibration import calibrate, spread_out
from wallflower.faces.engine import MatchProfile
from wallflower.faces.library import standings
from wallflower.faces.outliers import outliers
from wallflower.store.library import FaceVector, LibraryFaces
from wallflower.wire_library import Outlier

type Handler = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]

# So many images are compared with all for a calibration; more would not change the figures.
MOST_PROBES = 2000


class LibraryCalls:
    """The handlers of the analysis process about the library. One figure is worked out at a time."""

    def __init__(
        self, profile: Callable[[], Awaitable[MatchProfile]], faces: LibraryFaces, sorter: StrangerSorter
    ) -> None:
        """`profile` tells how the engine in use judges, or raises why none works."""
        self._tell_profile = profile
        self._faces = faces
        self._sorter = sorter
        self._working = asyncio.Lock()

    def handlers(self) -> dict[str, Handler]:
        """Return the methods by name."""
        return {
            "face_model": self._face_model,
            "face_outliers": self._outliers,
            "face_calibration": self._calibration,
            "face_groups": self._groups,
            "rematch": self._rematch,
        }

    async def _face_model(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        profile = await self._profile()
        return {"engine": profile.engine, "model": profile.model, "dimension": profile.dimension}

    async def _outliers(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        profile = await self._profile()
        async with self._working:
            found = await asyncio.to_thread(self._find_outliers, profile, params.get("person_id"))
        return {"outliers": [outlier.to_json() for outlier in found]}

    async def _calibration(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        profile = await self._profile()
        async with self._working:
            faces = await asyncio.to_thread(self._vectors, profile)
            probes = spread_out(len(faces), MOST_PROBES)
            stands = await asyncio.to_thread(standings, profile, faces, probes)
        return calibrate(profile, stands).to_json()

    async def _groups(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        profile = await self._profile()
        async with self._working:
            groups = await asyncio.to_thread(self._sorter.groups, profile)
        return {"groups": [group.to_json() for group in groups]}

    async def _rematch(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        profile = await self._profile()
        async with self._working:
            step = await asyncio.to_thread(self._sorter.rematch, profile, int(params.get("after", 0)))
        return {"after": step.after, "compared": step.compared, "left": step.left, "visit_ids": list(step.named)}

    def _find_outliers(self, profile: MatchProfile, person_id: str | None) -> list[Outlier]:
        faces = self._vectors(profile)
        asked = None
        if person_id is not None:
            asked = [position for position, face in enumerate(faces) if face.person_id == person_id]
        return outliers(profile, standings(profile, faces, asked))

    def _vectors(self, profile: MatchProfile) -> tuple[FaceVector, ...]:
        return self._faces.vectors(profile.engine, profile.model, profile.dimension)

    async def _profile(self) -> MatchProfile:
        try:
            return await self._tell_profile()
        except TimeoutError as error:
            raise UnavailableError("the face engine took too long: try again") from error
