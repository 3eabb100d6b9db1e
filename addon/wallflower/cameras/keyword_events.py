"""A keyword that was heard is an event worth recording; only the server knows of it."""

import logging

from wallflower import clock
from wallflower.cameras.registry import CameraRegistry
from wallflower.errors import ConflictError, NotFoundError, WallflowerError
from wallflower.events import EventBus
from wallflower.recorder.keeper import Occurrence
from wallflower.wire import EventType
from wallflower.wire_alerts import KeywordHit

_LOGGER = logging.getLogger(__name__)


class KeywordEvents:
    """Passes keywords on to the recording."""

    def __init__(self, bus: EventBus, registry: CameraRegistry) -> None:
        """Read them here and tell the cameras there."""
        self._reader = bus.subscribe()
        self._bus = bus
        self._registry = registry

    async def run(self) -> None:
        """Go on until cancelled or the bus is closed."""
        while not self._bus.is_closed:
            for event in await self._reader.next() or ():
                if event.type is EventType.KEYWORD:
                    await self._tell(KeywordHit.from_json(event.data))

    async def _tell(self, hit: KeywordHit) -> None:
        # The words were spoken a while ago and kept because they were speech; what follows now matters, too.
        occurrence = Occurrence(kind="keyword", start_ms=hit.at_ms, end_ms=max(hit.at_ms, clock.now_ms()))
        try:
            await self._registry.occur(hit.camera_id, occurrence)
        except ConflictError, NotFoundError:  # off, outside its schedule, or gone
            return
        except WallflowerError as error:
            _LOGGER.warning("a keyword at camera %s could not be told: %s", hit.camera_id, error.message)
