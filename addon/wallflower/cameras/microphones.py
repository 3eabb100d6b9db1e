"""The microphones of all cameras: what each brings, kept over a restart."""

import asyncio
import logging

from wallflower import clock
from wallflower.errors import WallflowerError
from wallflower.speech.microphone import Microphone
from wallflower.speech.microphone_report import report
from wallflower.store.database import Database
from wallflower.store.microphones import Microphones
from wallflower.wire_tuning import MicrophoneReport

# A restart forgets as much at most; each time is one small row per camera.
SAVE_EVERY_S = 300.0

_LOGGER = logging.getLogger(__name__)


class MicrophoneBench:
    """Gathers for every camera that is listened to; `open` and `save` block."""

    def __init__(self, database: Database) -> None:
        """Keep figures here."""
        self._store = Microphones(database)
        self._open: dict[str, Microphone] = {}

    @property
    def reports(self) -> tuple[MicrophoneReport, ...]:
        """What there is to tell of every camera that is listened to, by the id of the camera."""
        now_ms = clock.now_ms()
        return tuple(report(camera_id, self._open[camera_id].sums(now_ms)) for camera_id in sorted(self._open))

    def open(self, camera_id: str) -> Microphone:
        """Return what gathers for a camera; it goes on from what was stored."""
        if camera_id not in self._open:
            self._open[camera_id] = Microphone(self._store.get(camera_id))
        return self._open[camera_id]

    def close(self, camera_id: str) -> None:
        """Store what there is of a camera that is no longer listened to."""
        microphone = self._open.pop(camera_id, None)
        if microphone is not None:
            self._save(camera_id, microphone)

    async def keep(self) -> None:
        """Store what there is now and then, until cancelled."""
        while True:
            await asyncio.sleep(SAVE_EVERY_S)
            await asyncio.to_thread(self.save)

    def save(self) -> None:
        """Store what there is."""
        for camera_id, microphone in list(self._open.items()):
            self._save(camera_id, microphone)

    def _save(self, camera_id: str, microphone: Microphone) -> None:
        try:
            self._store.put(camera_id, microphone.to_json())
        except WallflowerError as error:  # the next time will do
            _LOGGER.warning("what the microphone of camera %s brought is not stored: %s", camera_id, error.message)
