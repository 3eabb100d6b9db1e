"""Hears what is being said before it is over, when an engine has nothing else to do; nothing depends on it.

What comes of it is told and forgotten: it is no attempt, no line and no measure of speed, and a failure costs nothing.
A finished utterance goes first always; one that ends meanwhile waits for what has begun, so only quick engines are
asked, and at most half of their time is taken.
"""

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from wallflower import clock
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech.agreement import agreed
from wallflower.speech.engine import LONGEST_S, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.pressure import Effort
from wallflower.speech.segmenter import Growing
from wallflower.speech.sound import SILENCE
from wallflower.speech.tally import Tally
from wallflower.speech.transcriber import QUICK_BEAM, Desk, Order, timeout_s
from wallflower.speech.treatment import DEFAULT
from wallflower.speech.window import pack, unpack
from wallflower.speech.worker import TYPICAL_S
from wallflower.store.folding import clean
from wallflower.store.lines import NewLine
from wallflower.store.utterances import Claim
from wallflower.wire import Line
from wallflower.wire_speech import Partial

# So much speech before the first time, and so much more before each other.
EVERY_MS = 2_000
# An engine that took longer, at its trial or lately, would keep finished utterances waiting.
MOST_WORK_S = 3.0
# As long as it worked it is left to others.
REST = 1.0
# So long nothing is asked of one that is slow or failed; then it may try again.
LONG_REST_S = 60.0
# Whoever is due is not heard at once under pressure, and asks again.
ASK_EVERY_S = 0.5

_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class _Talk:
    """Speech that goes on, what was made of it last, and how far it has to be for the next time."""

    growing: Growing
    next_ms: int
    lines: tuple[NewLine, ...] = ()

    @property
    def is_due(self) -> bool:
        return not self.growing.is_pausing and self.growing.end_ms >= self.next_ms


class Partials:
    """What is being said near the cameras that somebody waits for; everything happens on one event loop."""

    def __init__(self, desk: Desk, tally: Tally, on_partial: Callable[[Partial], None]) -> None:
        """Count here, and tell `on_partial` what is sure."""
        self._desk = desk
        self._tally = tally
        self._on_partial = on_partial
        self._cameras: frozenset[str] = frozenset()
        self._talks: dict[str, _Talk] = {}
        self._not_before_s: dict[str, float] = {}
        self._ask_s = 0.0

    def follow(self, cameras: frozenset[str]) -> None:
        """Hear these cameras early from now on."""
        self._cameras = cameras
        self._talks = {camera_id: talk for camera_id, talk in self._talks.items() if camera_id in cameras}

    def grow(self, camera_id: str, growing: Growing | None) -> bool:
        """Note how far speech has come, None when nobody speaks; True when an engine should hear it now."""
        if growing is None or camera_id not in self._cameras:
            self._talks.pop(camera_id, None)
            return False
        talk = self._talks.get(camera_id)
        if talk is None or talk.growing.start_ms != growing.start_ms:
            talk = self._talks[camera_id] = _Talk(growing, growing.start_ms + EVERY_MS)
        talk.growing = growing
        now_s = clock.monotonic_s()
        if not talk.is_due or now_s < max(self._ask_s, min(self._not_before_s.values(), default=0.0)):
            return False
        self._ask_s = now_s + ASK_EVERY_S
        return True

    async def hear_once(self, host: EngineHost, order: Order) -> bool:
        """Let an engine without other work hear one camera's speech; False when it should not."""
        if order.effort is not Effort.CAREFUL or host.is_busy or self._rests(host):
            return False
        due = [name for name, talk in self._talks.items() if talk.is_due and name in order.cameras]
        if not due:
            return False
        camera_id = min(due, key=lambda name: self._talks[name].next_ms)
        talk = self._talks[camera_id]
        growing = talk.growing
        talk.next_ms = growing.end_ms + EVERY_MS
        lines = await self._ask(host, camera_id, growing)
        if lines is None:
            return True
        said, talk.lines = agreed(lines, talk.lines), lines
        if said and self._talks.get(camera_id) is talk:
            told = tuple(_line(camera_id, line) for line in said)
            self._on_partial(Partial(camera_id=camera_id, start_ms=growing.start_ms, lines=told))
        return True

    async def _ask(self, host: EngineHost, camera_id: str, growing: Growing) -> tuple[NewLine, ...] | None:
        """Return what the engine made of it, None if nothing."""
        treatment = self._desk.treatments().get(camera_id, DEFAULT)
        samples = self._desk.audio.recent(camera_id, growing.start_ms, growing.end_ms)
        if samples is None or growing.end_ms - growing.start_ms > LONGEST_S * 1000:
            return None
        like = Window(
            samples=SILENCE,
            language=await asyncio.to_thread(self._desk.languages.choose, camera_id, treatment),
            hot_words=treatment.hot_words,
            beam=QUICK_BEAM,
            temperatures=treatment.options.temperatures[:1],
        )
        packed = pack([(_claim(camera_id, growing), samples)], like)
        began_s = clock.monotonic_s()
        try:
            heard = await host.transcribe(packed.window, timeout_s(packed.window))
        except (UnavailableError, TimeoutError, ModelMissingError) as error:
            self._tally.decisions["partial_failed"] += 1
            self._rest(host, LONG_REST_S)
            _LOGGER.info("what was being said could not be heard early: %s", type(error).__name__)
            return None
        took_s = clock.monotonic_s() - began_s
        self._rest(host, REST * took_s if took_s <= MOST_WORK_S else LONG_REST_S)
        self._tally.decisions["partial"] += 1
        (result,) = unpack(packed, heard, treatment.options.gates)
        return result.lines

    def _rests(self, host: EngineHost) -> bool:
        """Whether an engine is to be left alone; one that was not asked yet is judged by its trial."""
        if host.name not in self._not_before_s and host.calibration is not None:
            self._rest(host, LONG_REST_S if host.calibration.rtf * TYPICAL_S > MOST_WORK_S else 0.0)
        return clock.monotonic_s() < self._not_before_s.get(host.name, math.inf)

    def _rest(self, host: EngineHost, for_s: float) -> None:
        self._not_before_s[host.name] = clock.monotonic_s() + for_s


def _claim(camera_id: str, growing: Growing) -> Claim:
    return Claim(id=0, camera_id=camera_id, start_ms=growing.start_ms, end_ms=growing.end_ms, attempts=0, created_ms=0)


def _line(camera_id: str, new: NewLine) -> Line:
    return Line(
        id=0,
        camera_id=camera_id,
        start_ms=new.start_ms,
        end_ms=new.end_ms,
        text=clean(new.text),
        language=new.language,
        words=tuple(replace(word, text=clean(word.text)) for word in new.words),
    )
