"""Notices that nobody speaks where somebody should, counted on a clock that never steps."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from wallflower import clock
from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.keeper import RuleKeeper
from wallflower.alerts.rules import Fired, Watch
from wallflower.errors import WallflowerError
from wallflower.wire import Phase, Speech
from wallflower.wire_alerts import RuleKind

EVERY_S = 5.0
# For so long it may be unknown who is listened to before a silence begins anew.
MOST_DOUBT_S = 20.0
# The longest stretch over which a silence is followed back after a restart.
MOST_LOOKED_BACK_MS = 86_400_000
_MINUTE_MS = 60_000

type Listening = Callable[[], Awaitable[Iterable[str] | None]]
"""Returns the cameras whose sound arrives and is searched for speech right now, None where that is not known."""

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class _Silence:
    since_s: float
    is_told: bool = False
    is_doubted: bool = False


class SilenceWatch:
    """Times silences: a stretch in which a camera is listened to, within a rule's schedule, without speech."""

    def __init__(self, desk: AlertDesk, rules: RuleKeeper, listening: Listening) -> None:
        """Tell the desk; `listening` is asked every few seconds."""
        self._desk = desk
        self._rules = rules
        self._listening = listening
        self._silences: dict[tuple[str, str], _Silence] = {}
        self._talking: set[str] = set()
        self._followed: set[str] = set()
        self._doubted_s: float | None = None

    def speech(self, speech: Speech) -> None:
        """Somebody begins or stops talking."""
        if speech.phase is Phase.ENDED:
            self._talking.discard(speech.camera_id)
        else:
            self._talking.add(speech.camera_id)
        self._begin_anew(speech.camera_id)

    async def run(self) -> None:
        """Go on until cancelled."""
        while True:
            try:
                await self.look(clock.monotonic_s(), clock.now_ms())
            except WallflowerError as error:
                _LOGGER.warning("silence is not watched: %s", error.message)
            await asyncio.sleep(EVERY_S)

    async def look(self, at_s: float, now_ms: int) -> None:
        """Tell of every silence that is long enough by now and was not told before."""
        told = await self._listening()
        if told is None:
            if self._doubted_s is None:
                self._doubted_s = at_s
            return
        self._end_doubt(at_s)
        listening = set(told)
        # Who was cut off in the middle of a word is not talking any more.
        self._talking &= listening
        current: set[tuple[str, str]] = set()
        for watch in self._rules.book.watches:
            if watch.rule.kind is not RuleKind.SILENCE:
                continue
            for camera_id in listening:
                if watch.watches(camera_id, now_ms):
                    current.add((watch.rule.id, camera_id))
                    await self._follow(watch, camera_id, at_s, now_ms)
        for gone in self._silences.keys() - current:
            del self._silences[gone]

    async def _follow(self, watch: Watch, camera_id: str, at_s: float, now_ms: int) -> None:
        key = watch.rule.id, camera_id
        if camera_id in self._talking:
            self._silences.pop(key, None)
            return
        silence = self._silences.get(key)
        if silence is None:
            silence = _Silence(at_s, is_told=await self._was_told(watch, camera_id, now_ms))
            self._silences[key] = silence
        if silence.is_told or at_s - silence.since_s < watch.rule.silence_minutes * 60:
            return
        if self._rules.book.rests(watch.rule, camera_id, now_ms):
            return
        since_ms = now_ms - round((at_s - silence.since_s) * 1000)
        if silence.is_doubted and await asyncio.to_thread(self._desk.alerts.has_spoken, camera_id, since_ms):
            self._silences[key] = _Silence(at_s)  # what nobody heard then was found in the recording since
            return
        await self._desk.tell(Fired(watch.rule, camera_id, now_ms))
        silence.is_told = True

    async def _was_told(self, watch: Watch, camera_id: str, now_ms: int) -> bool:
        """Return whether an earlier run of the server told of this very silence; asked once per camera and rule."""
        key = f"{watch.rule.id} {camera_id}"
        last_ms = self._rules.book.last_fired_ms(watch.rule.id, camera_id)
        if key in self._followed:
            return False
        self._followed.add(key)
        if last_ms is None or not 0 <= now_ms - last_ms <= MOST_LOOKED_BACK_MS:
            return False
        if not all(watch.schedule.holds(at_ms) for at_ms in range(last_ms, now_ms, _MINUTE_MS)):
            return False
        return not await asyncio.to_thread(self._desk.alerts.has_spoken, camera_id, last_ms)

    def _end_doubt(self, at_s: float) -> None:
        """Go on where it was not known for a moment who is listened to; after a long one every silence begins anew."""
        if self._doubted_s is None:
            return
        if at_s - self._doubted_s > MOST_DOUBT_S:
            self._silences.clear()
        for silence in self._silences.values():
            silence.is_doubted = True
        self._doubted_s = None

    def _begin_anew(self, camera_id: str) -> None:
        for key in [key for key in self._silences if key[1] == camera_id]:
            del self._silences[key]
