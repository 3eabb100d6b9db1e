"""Takes what the working processes report: keeps statuses, shows lines to the rules, and passes everything on."""

import logging
from collections.abc import AsyncIterator
from typing import Any

from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.talking import TalkWatch
from wallflower.cameras.moving import MotionBoard
from wallflower.cameras.status import StatusBoard
from wallflower.events import EventBus
from wallflower.wire import CameraStatus, EventType, Line
from wallflower.wire_codec import WireError
from wallflower.wire_speech import Partial

# Only what these processes are entitled to say; the rest of the events are the server's own.
_PASSED_ON = frozenset(
    {
        EventType.SPEECH_STATUS,
        EventType.VISIT,
        EventType.JOB,
        EventType.NARRATION,
        EventType.PERSON_ADDED,
        EventType.PERSON_UPDATED,
    }
)

_LOGGER = logging.getLogger(__name__)


class Intake:
    """The way of an event from another process to the bus."""

    def __init__(
        self, board: StatusBoard, desk: AlertDesk, talk: TalkWatch, motion: MotionBoard, bus: EventBus
    ) -> None:
        """Keep statuses and motion on these boards, give lines to this desk, talk to this watch, and publish here."""
        self._board = board
        self._desk = desk
        self._talk = talk
        self._motion = motion
        self._bus = bus

    async def run(self, events: AsyncIterator[tuple[EventType, int, dict[str, Any]]]) -> None:
        """Take events until cancelled; a broken one is logged without its content, and dropped."""
        async for kind, at_ms, data in events:
            try:
                self.take(kind, at_ms, data)
            except WireError:
                _LOGGER.warning("dropped a malformed event %s", kind)

    def take(self, kind: EventType, at_ms: int, data: dict[str, Any]) -> None:
        """Take one event; raise `WireError` when its data is not what its type says."""
        match kind:
            case EventType.CAMERA_STATUS:
                if self._board.learn(CameraStatus.from_json(data)):
                    self._bus.publish(kind, data, at_ms)
            case EventType.LINE | EventType.LINE_UPDATED:
                self._bus.publish(kind, data, at_ms)
                self._desk.put(Line.from_json(data))
            case EventType.PARTIAL:
                self._desk.put(Partial.from_json(data))
            case EventType.SPEECH:
                self._talk.take(data, at_ms)
            case EventType.MOTION:
                self._motion.take(data)
            case _ if kind in _PASSED_ON:
                self._bus.publish(kind, data, at_ms)
            case _:
                _LOGGER.warning("dropped an event of an unexpected type")
