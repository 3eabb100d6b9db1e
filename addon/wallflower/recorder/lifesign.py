"""When the recording process was last alive: a reason that lasted then is not known to have gone on after a crash."""

import logging
from collections.abc import Iterable

from wallflower.errors import WallflowerError
from wallflower.store.meta import Meta
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason

KEY = "ingest_alive_ms"
EVERY_S = 10.0
# What an orderly stop leaves behind, and what was so whether anybody watched or not.
_STANDING = frozenset({GapReason.TURNED_OFF, GapReason.DELETED, GapReason.SERVER_STOPPED, GapReason.CRASH})

_LOGGER = logging.getLogger(__name__)


class LifeSign:
    """Used by one thread at a time."""

    def __init__(self, meta: Meta, recordings: Recordings) -> None:
        """Keep the sign here and correct the ledger there."""
        self._meta = meta
        self._recordings = recordings

    def give(self, now_ms: int) -> None:
        """Note that the process lives; a database that fails now is tried again the next time."""
        try:
            self._meta.set(KEY, str(now_ms))
        except WallflowerError as error:
            _LOGGER.warning("the sign of life could not be stored: %s", error.message)

    def correct(self, camera_ids: Iterable[str], now_ms: int) -> None:
        """After a start: where a camera was offline, or had no event, at the last sign of life, a crash follows."""
        last = self._meta.get(KEY)
        if last is None or int(last) > now_ms:
            return
        for camera_id in camera_ids:
            gap = self._recordings.current_gap(camera_id)
            if gap is not None and gap.reason not in _STANDING:
                self._recordings.open_gap(camera_id, max(gap.start_ms, int(last)), GapReason.CRASH)
