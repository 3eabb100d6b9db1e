"""What the analysis process tells about the library of people: it knows how its engine compares faces."""

from collections.abc import Awaitable, Callable
from typing import Any

from wallflower.errors import UnavailableError
from wallflower.faces.engine import MatchProfile

type Handler = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]


class LibraryCalls:
    """The handlers of the analysis process about the library."""

    def __init__(self, profile: Callable[[], Awaitable[MatchProfile]]) -> None:
        """`profile` tells how the engine in use judges, or raises why none works."""
        self._tell_profile = profile

    def handlers(self) -> dict[str, Handler]:
        """Return the methods by name."""
        return {"face_model": self._face_model}

    async def _face_model(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        profile = await self._profile()
        return {"engine": profile.engine, "model": profile.model, "dimension": profile.dimension}

    async def _profile(self) -> MatchProfile:
        try:
            return await self._tell_profile()
        except TimeoutError as error:
            raise UnavailableError("the face engine took too long: try again") from error
