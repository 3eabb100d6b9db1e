"""At which cameras something moves: the analysis process tells of moving pictures, the server when motion is over.

A moving picture counts for a while, longer where keyframes are rare. So motion does not flap from picture to picture,
and ends by itself when the process that sees it is killed or a message of it is lost.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from wallflower.cameras.status import StatusBoard
from wallflower.clock import monotonic_s, now_ms
from wallflower.events import EventBus
from wallflower.wire import EventType, Motion, Phase
from wallflower.wire_codec import Wire

EVERY_S = 1.0
HOLD_MS = 10_000
LONGEST_HOLD_MS = 60_000
KEYFRAMES = 2.5
"""Motion lasts for at least so many keyframes after the last one that had some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving(Wire):
    """A picture with motion in it, which counts for `hold_ms`; told between the server's processes only."""

    camera_id: str
    at_ms: int
    hold_ms: int = HOLD_MS


class MovingPictures:
    """What the analysis process tells; used on one event loop only."""

    def __init__(self, send: Callable[[Moving], None]) -> None:
        """Send what is to be told with this."""
        self._send = send
        self._keyframes: dict[str, tuple[int, int]] = {}

    def keyframe(self, camera_id: str, at_ms: int) -> None:
        """Take notice of how often a camera sends keyframes."""
        last_ms, _ = self._keyframes.get(camera_id, (at_ms, 0))
        self._keyframes[camera_id] = (at_ms, abs(at_ms - last_ms))

    def motion(self, camera_id: str, at_ms: int) -> None:
        """Tell that something moved."""
        _, interval_ms = self._keyframes.get(camera_id, (0, 0))
        hold_ms = min(max(HOLD_MS, round(KEYFRAMES * interval_ms)), LONGEST_HOLD_MS)
        self._send(Moving(camera_id=camera_id, at_ms=at_ms, hold_ms=hold_ms))

    def keep_only(self, camera_ids: Collection[str]) -> None:
        """Forget all other cameras."""
        self._keyframes = {key: value for key, value in self._keyframes.items() if key in camera_ids}


class MotionBoard:
    """What the server makes of it: motion begins and ends, once each; used on one event loop only."""

    def __init__(self, board: StatusBoard, bus: EventBus) -> None:
        """Write here what moves, and publish here that it begins and ends."""
        self._board = board
        self._bus = bus
        self._until_s: dict[str, float] = {}

    def take(self, data: dict[str, Any]) -> None:
        """Take the JSON of a `Moving`; raise `WireError` when it is none."""
        moving = Moving.from_json(data)
        is_new = moving.camera_id not in self._until_s
        until_s = monotonic_s() + min(moving.hold_ms, LONGEST_HOLD_MS) / 1000
        self._until_s[moving.camera_id] = max(until_s, self._until_s.get(moving.camera_id, until_s))
        if is_new:
            self._tell(moving.camera_id, Phase.STARTED, moving.at_ms)

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(EVERY_S)
            self.look()

    def look(self) -> None:
        """End the motion of which nothing was told for long enough."""
        now_s = monotonic_s()
        for camera_id in [key for key, until_s in self._until_s.items() if now_s >= until_s]:
            del self._until_s[camera_id]
            self._tell(camera_id, Phase.ENDED, now_ms())

    def _tell(self, camera_id: str, phase: Phase, at_ms: int) -> None:
        self._board.move(camera_id, moves=phase is Phase.STARTED)
        motion = Motion(camera_id=camera_id, phase=phase, at_ms=at_ms)
        self._bus.publish(EventType.MOTION, motion.to_json(), at_ms)
