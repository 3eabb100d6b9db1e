"""Gives every alert the picture of its moment; what could not be taken now is taken later."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from wallflower import clock
from wallflower.errors import NotFoundError, WallflowerError
from wallflower.store.alerts import Alerts, DuePicture

EVERY_S = 1.0
RETRY_S = 10.0
AT_ONCE = 20
# The recording is written a little later than words are heard; after that there is no picture to wait for.
PATIENCE_MS = 30_000
# A process that is down comes back; an alert of yesterday needs no picture any more.
GIVE_UP_MS = 3_600_000

type TakePicture = Callable[[str, int], Awaitable[bytes]]
"""Returns the JPEG of the last keyframe of a camera at an instant; raises `NotFoundError`, `UnavailableError`."""

_LOGGER = logging.getLogger(__name__)


class AlertPictures:
    """Takes pictures one at a time, the oldest alert first."""

    def __init__(self, alerts: Alerts, take: TakePicture) -> None:
        """Keep them in this table."""
        self._alerts = alerts
        self._take = take

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            try:
                is_well = await self.take_due()
            except WallflowerError as error:
                _LOGGER.warning("pictures of alerts wait: %s", error.message)
                is_well = False
            await asyncio.sleep(EVERY_S if is_well else RETRY_S)

    async def take_due(self) -> bool:
        """Take what is due; return whether every question got an answer. Raise `StorageError`."""
        answers = [await self._one(due) for due in await asyncio.to_thread(self._alerts.due, AT_ONCE)]
        return all(answers)

    async def _one(self, due: DuePicture) -> bool:
        age_ms = abs(clock.now_ms() - due.created_ms)
        jpeg, is_well = None, True
        try:
            jpeg = await self._take(due.camera_id, due.at_ms)
        except NotFoundError:
            if age_ms < PATIENCE_MS:
                return True
        except WallflowerError:
            is_well = False
            if age_ms < GIVE_UP_MS:
                return False
        await asyncio.to_thread(self._alerts.keep_picture, due.alert_id, jpeg)
        return is_well
