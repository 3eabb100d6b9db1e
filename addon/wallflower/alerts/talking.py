"""At which cameras somebody talks, so that no talk lasts for ever whose end nobody told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from wallflower import clock
from wallflower.alerts.silence import SilenceWatch
from wallflower.errors import WallflowerError
from wallflower.events import EventBus
from wallflower.wire import EventType, Phase, Speech

EVERY_S = 3.0

type AskTalking = Callable[[], Awaitable[Iterable[str]]]
"""Returns the cameras at which the analysis process hears talk right now."""

_LOGGER = logging.getLogger(__name__)


class TalkWatch:
    """Passes on that talk begins and ends, and ends what is going on when whoever heard it does not hear it any more.

    A process that was killed, an event that was lost and a camera that fell silent in the middle of a word tell no
    end. Used on one event loop only.
    """

    def __init__(self, bus: EventBus, silence: SilenceWatch, ask: AskTalking) -> None:
        """Publish here and tell this watch; `ask` is asked every few seconds while somebody talks."""
        self._bus = bus
        self._silence = silence
        self._ask = ask
        self._talking: dict[str, Speech] = {}

    def take(self, data: dict[str, Any], at_ms: int) -> None:
        """Take the JSON of a `Speech`; raise `WireError` when it is none."""
        speech = Speech.from_json(data)
        if speech.phase is Phase.ENDED:
            self._talking.pop(speech.camera_id, None)
        else:
            self._talking[speech.camera_id] = speech
        self._bus.publish(EventType.SPEECH, data, at_ms)
        self._silence.speech(speech)

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            await asyncio.sleep(EVERY_S)
            await self.look()

    async def look(self) -> None:
        """End the talk that is not heard any more; talk that begins while this is asked goes on."""
        going = dict(self._talking)
        if not going:
            return
        try:
            heard = frozenset(await self._ask())
        except WallflowerError:  # whoever heard it does not answer, and hears nothing
            heard = frozenset()
        for camera_id, began in going.items():
            if camera_id not in heard and self._talking.get(camera_id) is began:
                _LOGGER.info("talk at camera %s is not heard any more", camera_id)
                ended = Speech(camera_id=camera_id, phase=Phase.ENDED, at_ms=clock.now_ms())
                self.take(ended.to_json(), ended.at_ms)
